"""What a measure, a text, a clause, a member and their names are: frozen values; no files, no clock, no screen."""
