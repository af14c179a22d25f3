"""The results of this room as pages and as data; they compute nothing."""
