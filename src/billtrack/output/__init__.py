"""Answers written out: screens, plain text, tables, JSON, documents.  Computes nothing."""
