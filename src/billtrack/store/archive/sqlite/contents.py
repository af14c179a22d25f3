"""What an archive in SQLite holds, its ledger of every document imported, and its files of members."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from billtrack.model.identifiers import MeasureType
from billtrack.model.record_builder import ImportResult
from billtrack.store.archive.contents import Contents, Kind, Package, RefusedDocument, in_order
from billtrack.store.archive.engine import DocumentKey, LedgerRow, MemberFileRow
from billtrack.store.archive.entries import DocumentEntry, Standing
from billtrack.store.archive.sqlite.connection import transaction
from billtrack.store.archive.sqlite.names import as_day

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type


def contents(connection: sqlite3.Connection, path: Path) -> Contents:
    """What the archive holds."""
    run = connection.execute
    return Contents(
        size=path.stat().st_size,
        words=run("SELECT coalesce(sum(size), 0) FROM texts").fetchone()[0],
        kinds=in_order(map(_kind, run(_KINDS))),
        packages=tuple(
            Package(name, dt.date.fromisoformat(imported), *fates) for name, imported, *fates in run(_PACKAGES)
        ),
        refused=tuple(RefusedDocument(*row) for row in run(_REFUSED)),
    )


_KINDS = """
    SELECT congress, type, count(*), sum(document IS NULL), sum(texts), max(update_date)
    FROM (SELECT *, (SELECT count(*) FROM texts WHERE texts.measure = measures.id) AS texts FROM measures)
    GROUP BY congress, type
"""
_PACKAGES = """
    SELECT package, max(retrieved),
        sum(fate = 'held'), sum(fate = 'replaced'), sum(fate = 'kept'), sum(fate = 'refused')
    FROM documents GROUP BY package ORDER BY package
"""
_REFUSED = "SELECT name, package, reason FROM documents WHERE fate = 'refused' ORDER BY id"


def _kind(row: Row) -> Kind:
    congress, kind, measures, without_status, texts, as_of = row
    moment = dt.datetime.fromisoformat(as_of) if as_of else None
    return Kind(congress, MeasureType(kind), measures, without_status, texts, moment)


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


def member_files(connection: sqlite3.Connection) -> list[MemberFileRow]:
    """The files of members held, by kind and day."""
    query = "SELECT kind, day, name, sha256, imported FROM member_files ORDER BY kind, day"
    return [
        MemberFileRow(kind, dt.date.fromisoformat(day), name, sha256, dt.date.fromisoformat(imported))
        for kind, day, name, sha256, imported in connection.execute(query)
    ]


def member_file(connection: sqlite3.Connection, kind: str, day: dt.date) -> bytes | None:
    """The packed file of a kind for a day."""
    query = "SELECT packed FROM member_files WHERE kind = ? AND day = ?"
    row = connection.execute(query, (kind, day.isoformat())).fetchone()
    return None if row is None else bytes(row[0])


def put_member_file(connection: sqlite3.Connection, row: MemberFileRow, packed: bytes) -> ImportResult:
    """Keep a file of members in the place of another of its kind and day."""
    with transaction(connection):
        query = "SELECT sha256, packed FROM member_files WHERE kind = ? AND day = ?"
        held = connection.execute(query, (row.kind, row.day.isoformat())).fetchone()
        if held == (row.sha256, packed):  # an earlier billtrack packed less of the same file
            return ImportResult.UNCHANGED
        values = (row.kind, row.day.isoformat(), row.name, row.sha256, row.imported.isoformat(), packed)
        connection.execute("INSERT OR REPLACE INTO member_files VALUES (?, ?, ?, ?, ?, ?)", values)
    return ImportResult.NEW if held is None else ImportResult.UPDATED
