"""Answers to something to look at: screens, plain text, tables, JSON."""
