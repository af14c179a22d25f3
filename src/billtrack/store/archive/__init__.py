"""The archive: one SQLite file with any number of measures and their texts, indexed by their words.

A cache of official documents: all of it can be built again from them.  What goes in is an entry a document
(``entries``), put in by a ``Writer`` batch by batch; what comes out is read through an ``Archive``.  Only this room
speaks SQL; what goes wrong with the file is a ``StoreError`` that names the command to build it again.
"""

from billtrack.store.archive.reading import Archive, open_archive

__all__ = ["Archive", "open_archive"]
