"""The ledger of an archive in PostgreSQL: every document imported, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from billtrack.store.archive.engine import DocumentKey, LedgerRow
from billtrack.store.archive.entries import DocumentEntry, Standing
from billtrack.store.archive.postgres.connection import Connection


def known(connection: Connection, digests: Collection[bytes] | None) -> frozenset[DocumentKey]:
    """The documents held, replaced or kept, of those with *digests*."""
    asked = None if digests is None else list(digests)
    return frozenset((sha256, name) for sha256, name in connection.execute(_KNOWN, (asked, asked)))


_KNOWN = """
    SELECT sha256, name FROM documents
    WHERE fate <> 'refused' AND (%s::bytea[] IS NULL OR sha256 = ANY(%s::bytea[]))
"""


def ledger(connection: Connection) -> Iterator[LedgerRow]:
    """Every document imported, in that order."""
    for sha256, name, package, size, *columns, stage, since, until, day, latest in connection.execute(_LEDGER):
        standing = Standing(stage=stage, stage_date=since, expires_on=until) if stage else None
        document = DocumentEntry(sha256=sha256, name=name, package=package, size=size)
        yield LedgerRow._make((document, *columns, standing, day, latest))


_LEDGER = """
    SELECT d.sha256, d.name, d.package, d.bytes, d.fate, d.reason, d.measure, d.part, d.url, d.retrieved,
        m.stage, m.stage_date, m.expires_on, m.latest_action_date, m.latest_action
    FROM documents AS d LEFT JOIN measures AS m ON m.document = d.id ORDER BY d.id
"""


def enter(connection: Connection, rows: Sequence[LedgerRow]) -> None:
    """Enter documents that are not held into the ledger."""
    with connection.transaction(), connection.cursor() as cursor:
        values = [(*(getattr(row.document, name) for name in _OF_DOCUMENT), *row[1:7]) for row in rows]
        cursor.executemany(_ENTER, values)


_OF_DOCUMENT = ("sha256", "name", "package", "size")
_ENTER = """
    INSERT INTO documents (sha256, name, package, bytes, fate, reason, measure, part, url, retrieved)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
