"""The archive: any number of measures and their texts, indexed by their words, kept by one of several engines.

It is a cache and can be rebuilt from the official documents.  ``Archive`` is what everybody else uses; it knows no
SQL.  ``database`` is the interface of an engine, ``sqlite`` the engine over a file; what both answer alike is in
``contents``, ``measures`` and ``votes``.  An error is a ``StoreError`` that names the command to rebuild the archive.
"""

from billtrack.store.archive.archive import (
    Archive,
    archive_in_memory,
    create_archive,
    open_among_writers,
    open_archive,
    open_writer,
)

__all__ = ["Archive", "archive_in_memory", "create_archive", "open_among_writers", "open_archive", "open_writer"]
