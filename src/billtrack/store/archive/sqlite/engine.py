"""The engine over SQLite: one file, or memory."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import json
import sqlite3
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from billtrack.errors import StoreError
from billtrack.model.identifiers import MeasureId, MeasureType, TextId, parse_measure_id
from billtrack.model.measure import Coverage, Source
from billtrack.model.query.tree import Fact, Or
from billtrack.model.record_builder import ImportResult
from billtrack.model.search_terms import LINE_END
from billtrack.model.vote import VoteId
from billtrack.store.archive.contents import Contents, Kind, Package, RefusedDocument, in_order
from billtrack.store.archive.engine import (
    DocumentKey,
    Form,
    HitRow,
    Holding,
    KeptSketch,
    LedgerRow,
    MeasureRow,
    MemberFileRow,
    Order,
    PersonRow,
    Put,
    Relation,
    SearchRequest,
    SearchRows,
    SignatureRow,
    SketchRow,
    StatusRow,
    TextRow,
    TitleRow,
    VotedRow,
    VoteRow,
)
from billtrack.store.archive.entries import DocumentEntry, Entry, Standing
from billtrack.store.archive.sqlite import checking, searching, votes
from billtrack.store.archive.sqlite.conditions import Conditions
from billtrack.store.archive.sqlite.connection import (
    connect_in_memory,
    connect_to_read,
    connect_to_write,
    migrate,
    rebuild,
    reported,
    transaction,
)
from billtrack.store.archive.sqlite.writing import Writer

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type


P = ParamSpec("P")
T = TypeVar("T")


def _in_rows(
    read: Callable[Concatenate[SqliteEngine, P], Iterator[T]],
) -> Callable[Concatenate[SqliteEngine, P], Iterator[T]]:
    """Raise ``StoreError`` for anything that goes wrong while rows are read, and for values that cannot be."""

    @functools.wraps(read)
    def reads(engine: SqliteEngine, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        with reported(engine.path):
            yield from read(engine, *args, **kwargs)

    return reads


class SqliteEngine:
    """An archive in SQLite (``Engine``); *path* is its file, or a name for one in memory."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._run = connection.execute
        self._holding: tuple[int, Sequence[MeasureId], Holding] | None = None

    @classmethod
    def to_read(cls, path: Path) -> SqliteEngine:
        """Open the file *path* to read; raises ``StoreError`` if it is not an archive of this billtrack."""
        return cls(path, connect_to_read(path))

    @classmethod
    def to_write(cls, path: Path) -> SqliteEngine:
        """Open the file *path* to write, or begin it; ``migrate`` makes its tables."""
        return cls(path, connect_to_write(path))

    @classmethod
    def in_memory(cls, name: str) -> SqliteEngine:
        """Begin an archive in memory that messages call *name*; ``migrate`` makes its tables."""
        return cls(Path(name), connect_in_memory())

    @property
    def address(self) -> str:
        """The path of the file."""
        return str(self.path)

    def close(self) -> None:
        """Close the file."""
        with reported(self.path):
            self._connection.close()

    def damaged(self, what: str) -> StoreError:
        """Make the error that something in the file is damaged."""
        return StoreError(f"{self.path}: {what}", hint=rebuild(self.path))

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside from one state of the file."""
        with reported(self.path):
            self._run("BEGIN")
            try:
                yield
            finally:
                self._run("COMMIT")

    # ---------------------------------------------------------------------------------- writing

    def migrate(self) -> None:
        """Take the steps of the schema that are not taken yet."""
        with reported(self.path):
            migrate(self._connection)

    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents held, replaced or kept, of those with *digests*."""
        with reported(self.path):
            rows = self._run("SELECT sha256, name FROM documents WHERE fate <> 'refused'")
            return frozenset((sha256, name) for sha256, name in rows if digests is None or sha256 in digests)

    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Put documents in one transaction."""
        with reported(self.path):
            return Writer(self._connection).put_batch(entries, on)

    @_in_rows
    def ledger(self) -> Iterator[LedgerRow]:
        """Every document imported, in that order."""
        for sha256, name, package, size, *said, retrieved, stage, since, until, day, latest in self._run(_LEDGER):
            standing = Standing(stage=stage, stage_date=_day(since), expires_on=_day(until)) if stage else None
            document = DocumentEntry(sha256=sha256, name=name, package=package, size=size)
            row = (document, *said, dt.date.fromisoformat(retrieved), standing, _day(day), latest)
            yield LedgerRow._make(row)

    def enter(self, rows: Sequence[LedgerRow]) -> None:
        """Enter documents that are not held into the ledger."""
        with reported(self.path), transaction(self._connection):
            values = [(*(getattr(row.document, name) for name in _OF_DOCUMENT), *row[1:6], row.retrieved.isoformat())
                      for row in rows]  # fmt: skip
            self._connection.executemany(_ENTER, values)

    # ---------------------------------------------------------------------- measures and texts

    def names(self, measure_type: MeasureType | None = None, number: int | None = None) -> list[MeasureId]:
        """The measures held, or those of a type and number."""
        where, values = ("", ()) if measure_type is None else ("WHERE type = ? AND number = ?", (measure_type, number))
        with reported(self.path):
            rows = self._run(f"SELECT type, number, congress FROM measures {where}", values)  # noqa: S608 - our own words
            return [_id(*row) for row in rows]

    def possible_laws(self, congress: int) -> list[MeasureId]:
        """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""
        with reported(self.path):
            return [_id(*row) for row in self._run(_POSSIBLE_LAWS, (congress,))]

    def fitting(self, facts: Sequence[Fact | Or], *, today: dt.date) -> list[MeasureId]:
        """The measures of which all *facts* hold."""
        asked = Conditions(today.isoformat())
        tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
        with reported(self.path):
            return [_id(*name) for *name, _ in self._run(_FITTING.format(asked.stage, tests), asked.values)]

    @_in_rows
    def measures(
        self, facts: Sequence[Fact | Or] = (), *, today: dt.date, order: Order = Order.ID
    ) -> Iterator[MeasureRow]:
        """The measures of which all *facts* hold, in *order*."""
        asked = Conditions(today.isoformat())
        tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
        statement = _MEASURES.format(stage=asked.stage, tests=tests, order=_ORDERS[order])
        for kind, number, congress, title, stage, introduced, latest, *others, committees in self._run(
            statement, asked.values
        ):
            names = tuple(committees.split(LINE_END)) if committees else ()
            known = (_id(kind, number, congress), title, stage, _day(introduced), _day(latest), *others, names)
            yield MeasureRow._make(known)

    @_in_rows
    def statuses(self, ids: Sequence[MeasureId]) -> Iterator[StatusRow]:
        """The statuses of those of *ids* that are held."""
        for kind, number, congress, packed, *source in self._run(
            _STATUSES.format(searching.KEYS.format("?")), _names(ids)
        ):
            yield StatusRow(_id(kind, number, congress), packed, None if packed is None else _source(*source))

    @_in_rows
    def texts(self, ids: Sequence[TextId | MeasureId], form: Form) -> Iterator[TextRow]:
        """The texts named, or all texts of a measure named, oldest first within a measure."""
        codes = [each.version_code if isinstance(each, TextId) else None for each in ids]
        measures = [each.measure if isinstance(each, TextId) else each for each in ids]
        values = [
            (each.congress, each.measure_type, each.number, code) for each, code in zip(measures, codes, strict=True)
        ]
        return map(_text_row, self._run(_TEXTS.format(form.value), (json.dumps(values),)))

    @_in_rows
    def every_text(self, form: Form) -> Iterator[TextRow]:
        """Every text held, in the order of its import."""
        return map(_text_row, self._run(_EVERY_TEXT.format(form.value)))

    # ---------------------------------------------------------------------------------- questions

    def holding(self, without: Sequence[MeasureId]) -> Holding:
        """Count what there is to search; counted again only when the file has changed."""
        with reported(self.path):
            state = self._run("PRAGMA data_version").fetchone()[0]
            if self._holding is None or self._holding[:2] != (state, without):
                measures, texts, with_text = self._run(
                    _HOLDING.format(searching.KEYS.format("?")), _names(without)
                ).fetchone()
                self._holding = state, without, Holding(measures, measures - with_text, texts)
            return self._holding[2]

    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""
        with reported(self.path):
            found = searching.search(self._connection, request)
        return found._replace(hits=self._hits(found.hits))

    @_in_rows
    def _hits(self, hits: Iterator[HitRow]) -> Iterator[HitRow]:
        return hits

    @_in_rows
    def sketches(self, method: str) -> Iterator[SketchRow]:
        """Every complete text with its sketch by *method*."""
        for kind, number, congress, code, *key, size, scale, hashes in self._run(
            _SKETCHED, (method, Coverage.COMPLETE.value)
        ):
            sketch = None if hashes is None else KeptSketch(size, scale, _unpacked(hashes))
            yield SketchRow(TextId(_id(kind, number, congress), code), (key[0], key[1]), sketch)

    def keep_sketches(self, method: str, sketches: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Keep sketches in one transaction, also where the file was opened to read."""
        rows = [(method, each.size, each.scale, _packed(each.hashes), *key) for key, each in sketches]
        with reported(self.path), contextlib.closing(connect_to_write(self.path)) as writing, transaction(writing):
            writing.executemany(_KEEP, rows)

    @_in_rows
    def relations(self) -> Iterator[Relation]:
        """Every official relation of two measures."""
        for kind, number, congress, other, *said in self._run(_RELATIONS):
            yield Relation(_id(kind, number, congress), parse_measure_id(other), *said)

    @_in_rows
    def titles(self, before: int | None = None) -> Iterator[TitleRow]:
        """The titles of every measure held, or of those of a Congress earlier than *before*."""
        query = "SELECT type, number, congress, title, titles FROM measures WHERE congress < coalesce(?, congress + 1)"
        for kind, number, congress, title, titles in self._run(query, (before,)):
            yield TitleRow(_id(kind, number, congress), title, titles)

    # ------------------------------------------------------------------------ contents and members

    def contents(self) -> Contents:
        """What the archive holds."""
        with reported(self.path):
            return Contents(
                size=self.path.stat().st_size,
                words=self._run("SELECT coalesce(sum(size), 0) FROM texts").fetchone()[0],
                kinds=in_order(map(_kind, self._run(_KINDS))),
                packages=tuple(
                    Package(name, dt.date.fromisoformat(imported), *fates)
                    for name, imported, *fates in self._run(_PACKAGES)
                ),
                refused=tuple(RefusedDocument(*row) for row in self._run(_REFUSED)),
            )

    @_in_rows
    def problems(self) -> Iterator[str]:
        """What is wrong with the tables and the index, a line each."""
        return checking.problems(self._connection)

    def member_files(self) -> list[MemberFileRow]:
        """The files of members held, by kind and day."""
        query = "SELECT kind, day, name, sha256, imported FROM member_files ORDER BY kind, day"
        with reported(self.path):
            return [
                MemberFileRow(kind, dt.date.fromisoformat(day), name, sha256, dt.date.fromisoformat(imported))
                for kind, day, name, sha256, imported in self._run(query)
            ]

    def member_file(self, kind: str, day: dt.date) -> bytes | None:
        """The packed file of a kind for a day."""
        with reported(self.path):
            query = "SELECT packed FROM member_files WHERE kind = ? AND day = ?"
            row = self._run(query, (kind, day.isoformat())).fetchone()
            return None if row is None else bytes(row[0])

    def put_member_file(self, row: MemberFileRow, packed: bytes) -> ImportResult:
        """Keep a file of members in the place of another of its kind and day."""
        with reported(self.path), transaction(self._connection):
            query = "SELECT sha256, packed FROM member_files WHERE kind = ? AND day = ?"
            held = self._run(query, (row.kind, row.day.isoformat())).fetchone()
            if held == (row.sha256, packed):  # an earlier billtrack packed less of the same file
                return ImportResult.UNCHANGED
            values = (row.kind, row.day.isoformat(), row.name, row.sha256, row.imported.isoformat(), packed)
            self._run("INSERT OR REPLACE INTO member_files VALUES (?, ?, ?, ?, ?, ?)", values)
        return ImportResult.NEW if held is None else ImportResult.UPDATED

    # -------------------------------------------------------------------------- votes and people

    @_in_rows
    def votes(self, ids: Collection[VoteId] | None = None) -> Iterator[VoteRow]:
        """The roll calls of *ids* that are held, or all."""
        return votes.find_votes(self._connection, ids)

    @_in_rows
    def votes_of(self, members: Collection[str]) -> Iterator[VotedRow]:
        """How somebody with the IDs *members* voted."""
        return votes.votes_of(self._connection, members)

    @_in_rows
    def people(self, ids: Collection[str] | None = None) -> Iterator[PersonRow]:
        """Everybody who introduced a measure, signed one or voted, or those with *ids*."""
        return votes.people(self._connection, ids)

    @_in_rows
    def signatures(self, bioguide_id: str) -> Iterator[SignatureRow]:
        """The signatures of a member."""
        return votes.signatures(self._connection, bioguide_id)


_OF_DOCUMENT = ("sha256", "name", "package", "size")
_LEDGER = """
    SELECT d.sha256, d.name, d.package, d.bytes, d.fate, d.reason, d.measure, d.part, d.url, d.retrieved,
        m.stage, m.stage_date, m.expires_on, m.latest_action_date, m.latest_action
    FROM documents AS d LEFT JOIN measures AS m ON m.document = d.id ORDER BY d.id
"""
_ENTER = """
    INSERT INTO documents (sha256, name, package, bytes, fate, reason, measure, part, url, retrieved)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_POSSIBLE_LAWS = """
    SELECT type, number, congress FROM measures
    WHERE congress = ? AND type IN ('hr', 's', 'hjres', 'sjres') AND status IS NOT NULL
    AND stage NOT IN ('reserved', 'introduced', 'referred')
    ORDER BY stage <> 'enacted', type, number
"""
_FITTING = "SELECT m.type, m.number, m.congress, {} FROM measures AS m WHERE {}"
_COSPONSORS = """CASE WHEN m.document IS NOT NULL THEN (
            SELECT count(*) FROM cosponsors AS c WHERE c.measure = m.id AND c.withdrawn_date IS NULL
        ) END"""
# A materialized subquery is read in the order it was filled, so that the first row does not wait for the others.
# Without a LIMIT, SQLite would leave its ORDER BY out.
_MEASURES = f"""
    WITH wanted(id, stage) AS MATERIALIZED (
        SELECT m.id, {{stage}} FROM measures AS m WHERE {{tests}} ORDER BY {{order}} LIMIT -1
    )
    SELECT m.type, m.number, m.congress, m.title, w.stage, m.introduced_date, m.latest_action_date, m.latest_action,
        m.sponsor, m.sponsor_name, m.sponsor_party, m.sponsor_state, m.policy_area, {_COSPONSORS},
        (SELECT group_concat(k.name, char(31)) FROM committees AS k
            WHERE k.measure = m.id AND substr(k.system_code, -2) = '00')
    FROM wanted AS w CROSS JOIN measures AS m ON m.id = w.id
"""  # noqa: S608 - our own words
_TYPE = f"CASE m.type {' '.join(f'WHEN {kind.value!r} THEN {at}' for at, kind in enumerate(MeasureType))} END"
_BY_ID = f"m.congress, {_TYPE}, m.number"
_ORDERS = {
    Order.ACTION: f"m.latest_action_date DESC NULLS LAST, {_BY_ID}",
    Order.INTRODUCED: f"m.introduced_date DESC NULLS LAST, {_BY_ID}",
    Order.COSPONSORS: f"{_COSPONSORS} DESC NULLS LAST, {_BY_ID}",
    Order.ID: _BY_ID,
}
_STATUSES = """
    SELECT m.type, m.number, m.congress, m.status, d.part, d.url, d.retrieved, d.sha256
    FROM measures AS m LEFT JOIN documents AS d ON d.id = m.document WHERE m.id IN ({})
"""
_TEXT = "m.type, m.number, m.congress, t.version_code, d.name, t.{}, t.size, d.part, d.url, d.retrieved, d.sha256"
_TEXTS = f"""
    SELECT {_TEXT}
    FROM json_each(?) AS name
        JOIN measures AS m ON m.congress = json_extract(name.value, '$[0]')
            AND m.type = json_extract(name.value, '$[1]') AND m.number = json_extract(name.value, '$[2]')
        JOIN texts AS t ON t.measure = m.id
            AND t.version_code = coalesce(json_extract(name.value, '$[3]'), t.version_code)
        JOIN documents AS d ON d.id = t.document
    ORDER BY name.key, t.date IS NULL, t.date, t.version_code
"""  # noqa: S608 - our own names
_EVERY_TEXT = f"""
    SELECT {_TEXT} FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    ORDER BY t.document
"""  # noqa: S608 - our own names
_HOLDING = """
    WITH passed AS MATERIALIZED ({0})
    SELECT (SELECT count(*) FROM measures WHERE id NOT IN passed), count(*), count(DISTINCT measure)
    FROM texts WHERE measure NOT IN passed
"""
_SKETCHED = """
    SELECT m.type, m.number, m.congress, t.version_code, d.sha256, d.name, s.size, s.scale, s.hashes
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    LEFT JOIN sketches AS s ON s.document = t.document AND s.method = ?
    WHERE t.coverage = ?
    ORDER BY m.id, t.version_code NOT IN ('ih', 'is'), t.date IS NULL, t.date, t.version_code
"""
_KEEP = """
    INSERT OR REPLACE INTO sketches (method, size, scale, hashes, document)
    SELECT ?, ?, ?, ?, t.document FROM documents AS d JOIN texts AS t ON t.document = d.id
    WHERE d.sha256 = ? AND d.name = ?
"""
_RELATIONS = """
    SELECT m.type, m.number, m.congress, r.other, r.relationship_type, r.identified_by
    FROM related AS r JOIN measures AS m ON m.id = r.measure ORDER BY m.id, r.place
"""
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


def _id(kind: str, number: int, congress: int) -> MeasureId:
    return MeasureId(MeasureType(kind), number, congress)


def _names(ids: Iterable[MeasureId]) -> tuple[str]:
    return (json.dumps([(each.congress, each.measure_type.value, each.number) for each in ids]),)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _source(part: str, url: str, retrieved: str, sha256: bytes) -> Source:
    return Source(part=part, url=url, retrieved=dt.date.fromisoformat(retrieved), sha256=sha256.hex())


def _text_row(row: Row) -> TextRow:
    kind, number, congress, code, name, packed, size, *source = row
    return TextRow(TextId(_id(kind, number, congress), code), (source[3], name), packed, size, _source(*source))


def _kind(row: Row) -> Kind:
    congress, kind, measures, without_status, texts, as_of = row
    moment = dt.datetime.fromisoformat(as_of) if as_of else None
    return Kind(congress, MeasureType(kind), measures, without_status, texts, moment)


def _packed(hashes: array[int]) -> bytes:
    return _little(array("I", hashes)).tobytes()


def _unpacked(data: bytes) -> array[int]:
    hashes = array("I")
    hashes.frombytes(data[: len(data) - len(data) % hashes.itemsize])
    return _little(hashes)


def _little(hashes: array[int]) -> array[int]:
    """The same numbers with their bytes in the order of the archive, or back."""
    if sys.byteorder == "big":
        hashes.byteswap()
    return hashes
