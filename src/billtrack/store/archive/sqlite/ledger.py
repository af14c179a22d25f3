"""The ledger of an archive in SQLite: every document imported, and what became of it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterator, Sequence

from billtrack.store.archive.engine import DocumentKey, LedgerRow
from billtrack.store.archive.entries import DocumentEntry, Standing
from billtrack.store.archive.sqlite.connection import transaction
from billtrack.store.archive.sqlite.names import as_day


def known(connection: sqlite3.Connection, digests: Collection[bytes] | None) -> frozenset[DocumentKey]:
    """The documents held, replaced or kept, of those with *digests*."""
    rows = connection.execute("SELECT sha256, name FROM documents WHERE fate <> 'refused'")
    return frozenset((sha256, name) for sha256, name in rows if digests is None or sha256 in digests)


def ledger(connection: sqlite3.Connection) -> Iterator[LedgerRow]:
    """Every document imported, in that order."""
    for sha256, name, package, size, *columns, retrieved, stage, since, until, day, latest in connection.execute(
        _LEDGER
    ):
        standing = Standing(stage=stage, stage_date=as_day(since), expires_on=as_day(until)) if stage else None
        document = DocumentEntry(sha256=sha256, name=name, package=package, size=size)
        row = (document, *columns, dt.date.fromisoformat(retrieved), standing, as_day(day), latest)
        yield LedgerRow._make(row)


_LEDGER = """
    SELECT d.sha256, d.name, d.package, d.bytes, d.fate, d.reason, d.measure, d.part, d.url, d.retrieved,
        m.stage, m.stage_date, m.expires_on, m.latest_action_date, m.latest_action
    FROM documents AS d LEFT JOIN measures AS m ON m.document = d.id ORDER BY d.id
"""


def enter(connection: sqlite3.Connection, rows: Sequence[LedgerRow]) -> None:
    """Enter documents that are not held into the ledger."""
    with transaction(connection):
        values = [
            (*(getattr(row.document, name) for name in _OF_DOCUMENT), *row[1:6], row.retrieved.isoformat())
            for row in rows
        ]
        connection.executemany(_ENTER, values)


_OF_DOCUMENT = ("sha256", "name", "package", "size")
_ENTER = """
    INSERT INTO documents (sha256, name, package, bytes, fate, reason, measure, part, url, retrieved)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
