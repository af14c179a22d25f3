"""What an archive in PostgreSQL holds, its ledger of every document imported, and its files of members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeAlias

from billtrack.model.identifiers import MeasureType
from billtrack.model.record_builder import ImportResult
from billtrack.store.archive.contents import Contents, Kind, Package, RefusedDocument, in_order
from billtrack.store.archive.engine import DocumentKey, LedgerRow, MemberFileRow
from billtrack.store.archive.entries import DocumentEntry, Standing
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.schema import SCHEMA

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type


def contents(connection: Connection) -> Contents:
    """What the archive holds."""
    [(size, words)] = connection.execute(_SIZES, (SCHEMA,)).fetchall()
    return Contents(
        size=size,
        words=words,
        kinds=in_order(map(_kind, connection.execute(_KINDS))),
        packages=tuple(Package(*row) for row in connection.execute(_PACKAGES)),
        refused=tuple(RefusedDocument(*row) for row in connection.execute(_REFUSED)),
    )


_SIZES = """
    SELECT (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'),
        (SELECT coalesce(sum(size), 0)::bigint FROM texts)
"""
_KINDS = """
    SELECT congress, type, count(*), count(*) FILTER (WHERE document IS NULL), sum(texts)::bigint, max(update_date)
    FROM (SELECT *, (SELECT count(*) FROM texts WHERE texts.measure = measures.id) AS texts FROM measures) AS m
    GROUP BY congress, type
"""
_PACKAGES = """
    SELECT package, max(retrieved), count(*) FILTER (WHERE fate = 'held'), count(*) FILTER (WHERE fate = 'replaced'),
        count(*) FILTER (WHERE fate = 'kept'), count(*) FILTER (WHERE fate = 'refused')
    FROM documents GROUP BY package ORDER BY package
"""
_REFUSED = "SELECT name, package, reason FROM documents WHERE fate = 'refused' ORDER BY id"


def _kind(row: Row) -> Kind:
    congress, kind, measures, without_status, texts, as_of = row
    moment = dt.datetime.fromisoformat(as_of) if as_of else None
    return Kind(congress, MeasureType(kind), measures, without_status, texts, moment)


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


def member_files(connection: Connection) -> list[MemberFileRow]:
    """The files of members held, by kind and day."""
    query = "SELECT kind, day, name, sha256, imported FROM member_files ORDER BY kind, day"
    return [MemberFileRow(*row) for row in connection.execute(query)]


def member_file(connection: Connection, kind: str, day: dt.date) -> bytes | None:
    """The packed file of a kind for a day."""
    query = "SELECT packed FROM member_files WHERE kind = %s AND day = %s"
    row = connection.execute(query, (kind, day)).fetchone()
    return None if row is None else row[0]


def put_member_file(connection: Connection, row: MemberFileRow, packed: bytes) -> ImportResult:
    """Keep a file of members in the place of another of its kind and day."""
    with connection.transaction():
        query = "SELECT sha256, packed FROM member_files WHERE kind = %s AND day = %s FOR UPDATE"
        held = connection.execute(query, (row.kind, row.day)).fetchone()
        if held == (row.sha256, packed):  # an earlier billtrack packed less of the same file
            return ImportResult.UNCHANGED
        connection.execute(_PUT_MEMBERS, (*row, packed))
    return ImportResult.NEW if held is None else ImportResult.UPDATED


_PUT_MEMBERS = """
    INSERT INTO member_files (kind, day, name, sha256, imported, packed) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (kind, day) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256,
        imported = excluded.imported, packed = excluded.packed
"""
