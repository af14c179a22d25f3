"""Measures by their words, of the archive and the bills folder together; and measures with similar texts."""
