"""Results of tracking as pages and as data; nothing is computed here."""
