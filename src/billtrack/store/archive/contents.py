"""The contents of an archive: how much, of which measures, from which files, as of when."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterator, Sequence

from billtrack.model.measure_names import MeasureType
from billtrack.model.record_builder import ImportResult
from billtrack.model.values import Value
from billtrack.store.archive.engine import LedgerRow, MemberFileRow
from billtrack.store.archive.entries import DocumentEntry, Standing
from billtrack.store.archive.tables import Row, Tables, answered, as_day, as_known_day, in_rows


class Kind(Value, frozen=True):
    """The measures of one type of one Congress.

    ``without_status`` counts those with texts only; ``as_of`` is their newest update date.
    """

    congress: int
    measure_type: MeasureType
    measures: int
    without_status: int
    texts: int
    as_of: dt.datetime | None


class Package(Value, frozen=True):
    """A zip, or (``name`` empty) the files outside zips: its documents by result."""

    name: str
    imported: dt.date
    held: int
    replaced: int
    kept: int
    refused: int


class RefusedDocument(Value, frozen=True):
    """A document that could not be read, and why."""

    name: str
    package: str
    reason: str


class Contents(Value, frozen=True):
    """All contents of an archive; ``size`` is that of its file, ``words`` that of the words of texts, in bytes."""

    size: int
    words: int
    kinds: tuple[Kind, ...]
    packages: tuple[Package, ...]
    refused: tuple[RefusedDocument, ...]


class DocumentTables(Tables):
    """The part of ``Engine`` with the ledger of every document imported, and the files of members."""

    @answered
    def contents(self) -> Contents:
        """What the archive holds."""
        [(words,)] = self._run("SELECT CAST(coalesce(sum(size), 0) AS bigint) FROM texts")
        types = list(MeasureType)
        kinds = sorted(map(_kind, self._run(_KINDS)), key=lambda each: (each.congress, types.index(each.measure_type)))
        packages = (Package(name, as_day(imported), *fates) for name, imported, *fates in self._run(_PACKAGES))
        refused = (RefusedDocument(*row) for row in self._run(_REFUSED))
        return Contents(self.size(), words, tuple(kinds), tuple(packages), tuple(refused))

    @abstractmethod
    def size(self) -> int:
        """How many bytes the archive takes."""

    @in_rows
    def ledger(self) -> Iterator[LedgerRow]:
        """Every document imported, in that order."""
        for sha256, name, package, size, *columns, retrieved, stage, since, until, day, latest in self._run(_LEDGER):
            standing = Standing(stage, as_known_day(since), as_known_day(until)) if stage else None
            document = DocumentEntry(sha256=sha256, name=name, package=package, size=size)
            yield LedgerRow._make((document, *columns, as_day(retrieved), standing, as_known_day(day), latest))

    @answered
    def enter(self, rows: Sequence[LedgerRow]) -> None:
        """Enter documents that are not stored into the ledger, in one transaction."""
        columns = [(row.document, row[1:6], row.retrieved.isoformat()) for row in rows]
        values = [(each.sha256, each.name, each.package, each.size, *rest, on) for each, rest, on in columns]
        self._run_many(_ENTER, values)

    def ledger_problems(self) -> Iterator[str]:
        """Tell which documents are held by the ledger and not there once, or there and not held."""
        for name, fate, count in self._run(_THERE):
            yield f"the document {name}: {fate}, by the ledger, and there {count} times"

    @answered
    def member_files(self) -> list[MemberFileRow]:
        """The files of members, by kind and day."""
        rows = self._run("SELECT kind, day, name, sha256, imported FROM member_files ORDER BY kind, day")
        return [MemberFileRow(kind, as_day(day), name, sha256, as_day(on)) for kind, day, name, sha256, on in rows]

    @answered
    def member_file(self, kind: str, day: dt.date) -> bytes | None:
        """The packed file of a kind for a day."""
        row = next(self._run("SELECT packed FROM member_files WHERE kind = %s AND day = %s", (kind, str(day))), None)
        return None if row is None else bytes(row[0])

    @answered
    def put_member_file(self, row: MemberFileRow, packed: bytes) -> ImportResult:
        """Store a file of members, replacing one of the same kind and day.

        It is unchanged if its digest and packed value are the same.
        """
        key = (row.kind, str(row.day))
        with self._transaction():
            query = f"SELECT sha256, packed FROM member_files WHERE kind = %s AND day = %s{self.for_update}"  # noqa: S608 - our own words
            held = next(self._run(query, key), None)
            if held == (row.sha256, packed):  # an earlier billtrack packed less of the same file
                return ImportResult.UNCHANGED
            self._run(_PUT_MEMBERS, (*key, row.name, row.sha256, str(row.imported), packed))
        return ImportResult.NEW if held is None else ImportResult.UPDATED


def _kind(row: Row) -> Kind:
    congress, kind, measures, without_status, texts, as_of = row
    moment = dt.datetime.fromisoformat(as_of) if as_of else None
    return Kind(congress, MeasureType(kind), measures, without_status, texts, moment)


_KINDS = """
    SELECT congress, type, count(*), count(*) FILTER (WHERE document IS NULL), CAST(sum(texts) AS bigint),
        max(update_date)
    FROM (SELECT *, (SELECT count(*) FROM texts WHERE texts.measure = measures.id) AS texts FROM measures) AS m
    GROUP BY congress, type
"""
_PACKAGES = """
    SELECT package, max(retrieved), count(*) FILTER (WHERE fate = 'held'), count(*) FILTER (WHERE fate = 'replaced'),
        count(*) FILTER (WHERE fate = 'kept'), count(*) FILTER (WHERE fate = 'refused')
    FROM documents GROUP BY package ORDER BY package
"""
_REFUSED = "SELECT name, package, reason FROM documents WHERE fate = 'refused' ORDER BY id"
_LEDGER = """
    SELECT d.sha256, d.name, d.package, d.bytes, d.fate, d.reason, d.measure, d.part, d.url, d.retrieved,
        m.stage, m.stage_date, m.expires_on, m.latest_action_date, m.latest_action
    FROM documents AS d LEFT JOIN measures AS m ON m.document = d.id ORDER BY d.id
"""
_ENTER = """
    INSERT INTO documents (sha256, name, package, bytes, fate, reason, measure, part, url, retrieved)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_THERE = """
    SELECT d.name, d.fate, count(there.document)
    FROM documents AS d LEFT JOIN (
            SELECT document FROM texts UNION ALL SELECT document FROM measures UNION ALL SELECT document FROM votes
        ) AS there
        ON there.document = d.id
    GROUP BY d.id HAVING count(there.document) <> CASE d.fate WHEN 'held' THEN 1 ELSE 0 END ORDER BY d.id
"""
_PUT_MEMBERS = """
    INSERT INTO member_files (kind, day, name, sha256, imported, packed) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (kind, day) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256,
        imported = excluded.imported, packed = excluded.packed
"""
