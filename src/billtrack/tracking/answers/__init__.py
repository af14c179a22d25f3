"""The answers of this room as a page and as data; they compute nothing."""
