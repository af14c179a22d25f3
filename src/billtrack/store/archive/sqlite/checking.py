"""Check the tables of an archive in SQLite, its ledger and its index.

The archive is only read.  The index is checked in a temporary copy, because SQLite checks one only where it may write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from billtrack.store.archive.sqlite.connection import with_functions


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Find what is wrong, a line each; packed values are not opened."""
    yield from _of_file(connection)
    yield from _of_ledger(connection)
    yield from _of_index(connection)


def _of_file(connection: sqlite3.Connection) -> Iterator[str]:
    yield from (f"the file: {found}" for (found,) in connection.execute("PRAGMA integrity_check") if found != "ok")
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"the table {table}: its row {row} points at no row of {other}"


def _of_ledger(connection: sqlite3.Connection) -> Iterator[str]:
    """What is held, by the ledger, is there once, and nothing else is."""
    for name, fate, count in connection.execute(_LEDGER):
        yield f"the document {name}: {fate}, by the ledger, and there {count} times"


_LEDGER = """
    SELECT d.name, d.fate, count(there.document)
    FROM documents AS d LEFT JOIN (
            SELECT document FROM texts UNION ALL SELECT document FROM measures UNION ALL SELECT document FROM votes
        ) AS there
        ON there.document = d.id
    GROUP BY d.id HAVING count(there.document) <> (d.fate = 'held')
"""


def _of_index(connection: sqlite3.Connection) -> Iterator[str]:
    held, indexed = connection.execute(_COUNTS).fetchone()
    if held != indexed:
        yield f"the index: it has {indexed:,} documents, the archive {held:,}"
    copy = with_functions(sqlite3.connect("", isolation_level=None))
    try:
        connection.backup(copy)
        copy.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"the index: it does not fit the words of the documents: {error}"
    finally:
        copy.close()


_COUNTS = """
    SELECT (SELECT count(*) FROM documents WHERE fate = 'held' AND part NOT LIKE 'vote:%'),
        (SELECT count(*) FROM words_docsize)
"""
