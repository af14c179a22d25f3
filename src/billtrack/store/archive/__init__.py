"""The archive: any number of measures and their texts, indexed by their words, kept by one of several engines.

It is a cache and can be rebuilt from the official documents.  ``Archive`` is what everybody else uses; it knows no
SQL.  ``engine`` is the protocol of an engine, ``sqlite`` the engine over a file.  An error of an archive is a
``StoreError`` that names the command to rebuild it.
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
