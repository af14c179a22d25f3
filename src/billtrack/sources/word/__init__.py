"""Drafts in Word (``.docx``), to plain text: paragraphs with their printed numbers, tables, tracked changes settled.

A draft says nothing of its measure or version; ``sources.plaintext`` reads what comes out of here.
"""

from billtrack.sources.word.reading import read_word

__all__ = ["read_word"]
