"""The engine over PostgreSQL: one connection, opened again if it was lost between two questions."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeAlias, TypeVar

from billtrack.errors import StoreError
from billtrack.model.identifiers import MeasureId, MeasureType, TextId, parse_measure_id
from billtrack.model.measure import Coverage, Source
from billtrack.model.query.tree import Fact, Or, Words
from billtrack.model.record_builder import ImportResult
from billtrack.model.search_terms import indexed
from billtrack.model.vote import VoteId
from billtrack.store.archive.address import Server
from billtrack.store.archive.contents import Contents, Kind, Package, RefusedDocument, in_order
from billtrack.store.archive.engine import (
    DocumentKey,
    Form,
    Holding,
    KeptSketch,
    LedgerRow,
    MeasureRow,
    MemberFileRow,
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
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.archive.postgres import checking, searching, votes
from billtrack.store.archive.postgres.conditions import Conditions, Corpus, needed_for
from billtrack.store.archive.postgres.connection import (
    Connection,
    check_steps,
    connect,
    damaged,
    grant_reading,
    migrate,
    reported,
)
from billtrack.store.archive.postgres.schema import LOCK, SCHEMA
from billtrack.store.archive.postgres.vectors import COUNT_BITS
from billtrack.store.archive.postgres.verifying import count_words
from billtrack.store.archive.postgres.writing import put_batch

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type
P = ParamSpec("P")
T = TypeVar("T")
_PAGE = 500
"""Packed values read at once."""


def _in_rows(
    read: Callable[Concatenate[PostgresEngine, P], Iterator[T]],
) -> Callable[Concatenate[PostgresEngine, P], Iterator[T]]:
    """Raise ``StoreError`` for anything that goes wrong while rows are read."""

    @functools.wraps(read)
    def reads(engine: PostgresEngine, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        with reported(engine.server):
            yield from read(engine, *args, **kwargs)

    return reads


class _Totals(NamedTuple):
    """What there is to search, in one state of the database."""

    state: str
    holding: Holding
    corpus: Corpus


class PostgresEngine:
    """An archive in PostgreSQL (``Engine``) at *server*."""

    def __init__(self, server: Server, *, writes: bool) -> None:
        self.server = server
        self._writes = writes
        self._connection_now = connect(server, writes=writes)
        self._has_written = False
        self._counted: _Totals | None = None

    @classmethod
    def to_read(cls, server: Server) -> PostgresEngine:
        """Open the archive at *server* to read; raises ``StoreError`` if it is not one of this billtrack."""
        engine = cls(server, writes=False)
        try:
            with reported(server):
                check_steps(engine._connection_now, server)
        except BaseException:
            engine._connection_now.close()
            raise
        return engine

    @classmethod
    def to_write(cls, server: Server) -> PostgresEngine:
        """Open the archive at *server* to write; ``migrate`` makes its tables."""
        return cls(server, writes=True)

    @property
    def address(self) -> str:
        """The address without user, password and parameters."""
        return str(self.server)

    @property
    def _connection(self) -> Connection:
        if self._connection_now.closed:
            self._connection_now = connect(self.server, writes=self._writes)
        return self._connection_now

    def _run(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        with reported(self.server):
            return self._connection.execute(query.encode(), values or None).fetchall()

    def close(self) -> None:
        """Release the connection; after writing, bring the index and what the planner knows up to date."""
        connection = self._connection_now
        try:
            if self._has_written and not connection.closed:
                with reported(self.server):
                    with connection.transaction():
                        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK + 2,))
                        connection.execute(_TAKE_OUT.encode())
                    for statement in _AFTER_WRITING:
                        connection.execute(statement)
        finally:
            connection.close()

    def damaged(self, what: str) -> StoreError:
        """Make the error that something in the archive is damaged."""
        return damaged(self.server, what)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside from one state of the archive."""
        with reported(self.server), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield

    # ---------------------------------------------------------------------------------- writing

    def migrate(self) -> None:
        """Take the steps of the schema that are not taken yet."""
        migrate(self._connection, self.server)

    def grant_reading(self, role: str) -> None:
        """Let *role* read the archive."""
        grant_reading(self._connection, self.server, role)

    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents held, replaced or kept, of those with *digests*."""
        asked = None if digests is None else list(digests)
        return frozenset((sha256, name) for sha256, name in self._run(_KNOWN, (asked, asked)))

    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Put documents in one transaction."""
        self._has_written = True
        with reported(self.server):
            return put_batch(self._connection, entries, on)

    @_in_rows
    def ledger(self) -> Iterator[LedgerRow]:
        """Every document imported, in that order."""
        for sha256, name, package, size, *said, stage, since, until, day, latest in self._run(_LEDGER):
            standing = Standing(stage=stage, stage_date=since, expires_on=until) if stage else None
            document = DocumentEntry(sha256=sha256, name=name, package=package, size=size)
            yield LedgerRow._make((document, *said, standing, day, latest))

    def enter(self, rows: Sequence[LedgerRow]) -> None:
        """Enter documents that are not held into the ledger."""
        with reported(self.server), self._connection.transaction(), self._connection.cursor() as cursor:
            values = [(*(getattr(row.document, name) for name in _OF_DOCUMENT), *row[1:7]) for row in rows]
            cursor.executemany(_ENTER, values)

    # ---------------------------------------------------------------------- measures and texts

    def names(self, measure_type: MeasureType | None = None, number: int | None = None) -> list[MeasureId]:
        """The measures held, or those of a type and number."""
        where, values = (
            ("", ()) if measure_type is None else ("WHERE type = %s AND number = %s", (measure_type, number))
        )
        rows = self._run(f"SELECT type, number, congress FROM measures {where}", values)  # noqa: S608 - our own words
        return [_id(*row) for row in rows]

    def possible_laws(self, congress: int) -> list[MeasureId]:
        """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""
        return [_id(*row) for row in self._run(_POSSIBLE_LAWS, (congress,))]

    @_in_rows
    def measures(self, facts: Sequence[Fact | Or] = (), *, today: dt.date) -> Iterator[MeasureRow]:
        """The measures of which all *facts* hold."""
        asked = Conditions(today, self._verified)
        tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
        for kind, number, congress, *others, names in self._run(_MEASURES.format(asked.stage, tests), asked.values):
            yield MeasureRow._make((_id(kind, number, congress), *others, tuple(names)))

    @_in_rows
    def statuses(self, ids: Sequence[MeasureId]) -> Iterator[StatusRow]:
        """The statuses of those of *ids* that are held."""
        for start in range(0, len(ids), _PAGE):
            for kind, number, congress, packed, *source in self._run(
                _STATUSES, searching.keys_of(ids[start : start + _PAGE])
            ):
                yield StatusRow(_id(kind, number, congress), packed, None if packed is None else _source(*source))

    @_in_rows
    def texts(self, ids: Sequence[TextId | MeasureId], form: Form) -> Iterator[TextRow]:
        """The texts named, or all texts of a measure named, oldest first within a measure."""
        codes = [each.version_code if isinstance(each, TextId) else None for each in ids]
        measures = [each.measure if isinstance(each, TextId) else each for each in ids]
        values = (*searching.keys_of(measures), codes)
        return map(_text_row, self._run(_TEXTS.replace("{form}", form.value), values))

    @_in_rows
    def every_text(self, form: Form) -> Iterator[TextRow]:
        """Every text held, in the order of its import, read in pages."""
        query = _EVERY_TEXT.replace("{form}", form.value)
        rows = self._run(query, (0, _PAGE))
        while rows:
            yield from (_text_row(row[1:]) for row in rows)
            rows = self._run(query, (rows[-1][0], _PAGE))

    # ---------------------------------------------------------------------------------- questions

    def holding(self, without: Sequence[MeasureId]) -> Holding:
        """Count what there is to search."""
        every = self._totals().holding
        if not without:
            return every
        [(measures, texts, with_text)] = self._run(_HELD_OF, searching.keys_of(without))
        left = every.measures - measures
        return Holding(left, left - (every.measures - every.without_text - with_text), every.texts - texts)

    def _totals(self) -> _Totals:
        """Count what there is, again only when a transaction has written since."""
        [(state,)] = self._run("SELECT pg_current_snapshot()::text")
        if self._counted is None or self._counted.state != state:
            [(measures, texts, with_text, documents, average)] = self._run(_TOTALS)
            self._counted = _Totals(state, Holding(measures, measures - with_text, texts), Corpus(documents, average))
        return self._counted

    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""
        corpus = self._totals().corpus
        with reported(self.server):
            return searching.search(self._connection, request, corpus, self._verified)

    def _verified(self, words: Words) -> list[tuple[int, tuple[int, ...]]]:
        """The documents that have *words*, read from their lines, with the count of each phrase."""
        asked = Conditions(dt.date.min, self._verified)
        query = asked.found(needed_for(words), (), Corpus(1, 1.0))
        statement = f"WITH {', '.join(asked.parts)} {_CANDIDATES.format(query)}"
        read = (
            (document, count_words(words, unpack_lines(packed).columns if packed else (indexed(titles or ""), "", "")))
            for document, packed, titles in self._run(statement, asked.values)
        )
        return [(document, counts) for document, counts in read if any(counts)]

    @_in_rows
    def sketches(self, method: str) -> Iterator[SketchRow]:
        """Every complete text with its sketch by *method*."""
        for kind, number, congress, code, *key, size, scale, hashes in self._run(
            _SKETCHED, (method, Coverage.COMPLETE.value)
        ):
            sketch = None if hashes is None else KeptSketch(size, scale, _unpacked(hashes))
            yield SketchRow(TextId(_id(kind, number, congress), code), (key[0], key[1]), sketch)

    def keep_sketches(self, method: str, sketches: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Keep sketches in one transaction, also where the archive was opened to read."""
        by_key = sorted(sketches, key=lambda each: each[0])  # in one order, so that two never wait for each other
        rows = [(method, each.size, each.scale, _packed(each.hashes), *key) for key, each in by_key]
        with reported(self.server), self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ WRITE")
            cursor.executemany(_KEEP, rows)

    @_in_rows
    def relations(self) -> Iterator[Relation]:
        """Every official relation of two measures."""
        for kind, number, congress, other, *said in self._run(_RELATIONS):
            yield Relation(_id(kind, number, congress), parse_measure_id(other), *said)

    @_in_rows
    def titles(self, before: int | None = None) -> Iterator[TitleRow]:
        """The titles of every measure held, or of those of a Congress earlier than *before*."""
        for kind, number, congress, title, titles in self._run(_TITLES, (before,)):
            yield TitleRow(_id(kind, number, congress), title, titles)

    # ------------------------------------------------------------------------ contents and members

    def contents(self) -> Contents:
        """What the archive holds."""
        [(size, words)] = self._run(_SIZES, (SCHEMA,))
        return Contents(
            size=size,
            words=words,
            kinds=in_order(map(_kind, self._run(_KINDS))),
            packages=tuple(Package(*row) for row in self._run(_PACKAGES)),
            refused=tuple(RefusedDocument(*row) for row in self._run(_REFUSED)),
        )

    @_in_rows
    def problems(self) -> Iterator[str]:
        """What is wrong with the tables and the index, a line each."""
        return checking.problems(self._connection)

    def member_files(self) -> list[MemberFileRow]:
        """The files of members held, by kind and day."""
        query = "SELECT kind, day, name, sha256, imported FROM member_files ORDER BY kind, day"
        return [MemberFileRow(*row) for row in self._run(query)]

    def member_file(self, kind: str, day: dt.date) -> bytes | None:
        """The packed file of a kind for a day."""
        rows = self._run("SELECT packed FROM member_files WHERE kind = %s AND day = %s", (kind, day))
        return next(chain.from_iterable(rows), None)

    def put_member_file(self, row: MemberFileRow, packed: bytes) -> ImportResult:
        """Keep a file of members in the place of another of its kind and day."""
        with reported(self.server), self._connection.transaction():
            query = "SELECT sha256, packed FROM member_files WHERE kind = %s AND day = %s FOR UPDATE"
            held = self._connection.execute(query, (row.kind, row.day)).fetchone()
            if held == (row.sha256, packed):  # an earlier billtrack packed less of the same file
                return ImportResult.UNCHANGED
            self._connection.execute(_PUT_MEMBERS, (*row, packed))
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


# Documents that are gone are taken out of the postings by one program at a time; the last takes out what others left.
_TAKE_OUT = f"""
    WITH dead AS (DELETE FROM gone RETURNING term, document),
        each AS (SELECT term, array_agg(document) AS documents FROM dead GROUP BY term)
    UPDATE postings AS p
    SET held = ARRAY(SELECT v FROM unnest(p.held) AS v WHERE v >> {COUNT_BITS} <> ALL(each.documents))
    FROM each WHERE p.term = each.term
        AND EXISTS (SELECT 1 FROM unnest(p.held) AS v WHERE v >> {COUNT_BITS} = ANY(each.documents))
"""
_AFTER_WRITING = (
    "SELECT gin_clean_pending_list('chunks_vector')",
    "ANALYZE documents, measures, cosponsors, committees, related, subjects, texts, names, docs, chunks, postings",
)
_KNOWN = """
    SELECT sha256, name FROM documents
    WHERE fate <> 'refused' AND (%s::bytea[] IS NULL OR sha256 = ANY(%s::bytea[]))
"""
_OF_DOCUMENT = ("sha256", "name", "package", "size")
_LEDGER = """
    SELECT d.sha256, d.name, d.package, d.bytes, d.fate, d.reason, d.measure, d.part, d.url, d.retrieved,
        m.stage, m.stage_date, m.expires_on, m.latest_action_date, m.latest_action
    FROM documents AS d LEFT JOIN measures AS m ON m.document = d.id ORDER BY d.id
"""
_ENTER = """
    INSERT INTO documents (sha256, name, package, bytes, fate, reason, measure, part, url, retrieved)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_POSSIBLE_LAWS = """
    SELECT type, number, congress FROM measures
    WHERE congress = %s AND type IN ('hr', 's', 'hjres', 'sjres') AND status IS NOT NULL
    AND stage NOT IN ('reserved', 'introduced', 'referred')
    ORDER BY stage <> 'enacted', type, number
"""
_MEASURES = """
    SELECT m.type, m.number, m.congress, m.title, {}, m.introduced_date, m.latest_action_date, m.latest_action,
        m.sponsor, m.sponsor_name, m.sponsor_party, m.sponsor_state, m.policy_area,
        CASE WHEN m.document IS NOT NULL THEN coalesce(c.current, 0) END, coalesce(k.names, '{{}}')
    FROM measures AS m LEFT JOIN (
        SELECT measure, count(*) AS current FROM cosponsors WHERE withdrawn_date IS NULL GROUP BY measure
    ) AS c ON c.measure = m.id
    LEFT JOIN (
        SELECT measure, array_agg(name ORDER BY system_code) AS names FROM committees
        WHERE right(system_code, 2) = '00' GROUP BY measure
    ) AS k ON k.measure = m.id
    WHERE {}
"""
_NAMED = searching.KEYS.format("%s", "%s", "%s")
_STATUSES = f"""
    SELECT m.type, m.number, m.congress, m.status, d.part, d.url, d.retrieved, d.sha256
    FROM ({_NAMED}) AS named JOIN measures AS m ON m.id = named.id LEFT JOIN documents AS d ON d.id = m.document
    ORDER BY named.place
"""  # noqa: S608 - our own names
_TEXT = "m.type, m.number, m.congress, t.version_code, d.name, t.{form}, t.size, d.part, d.url, d.retrieved, d.sha256"
_TEXTS = f"""
    SELECT {_TEXT}
    FROM unnest(%s::int[], %s::text[], %s::int[], %s::text[])
        WITH ORDINALITY AS name(congress, type, number, code, place)
        JOIN measures AS m ON m.congress = name.congress AND m.type = name.type COLLATE "C" AND m.number = name.number
        JOIN texts AS t ON t.measure = m.id AND (name.code IS NULL OR t.version_code = name.code COLLATE "C")
        JOIN documents AS d ON d.id = t.document
    ORDER BY name.place, t.date IS NULL, t.date, t.version_code
"""  # noqa: S608 - our own names
_EVERY_TEXT = f"""
    SELECT t.document, {_TEXT}
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    WHERE t.document > %s ORDER BY t.document LIMIT %s
"""  # noqa: S608 - our own names
_TOTALS = """
    SELECT (SELECT count(*) FROM measures), t.texts, t.measures, d.documents, d.average
    FROM (SELECT count(*) AS texts, count(DISTINCT measure) AS measures FROM texts) AS t,
        (SELECT count(*) AS documents, greatest(avg(length), 1)::float8 AS average FROM docs) AS d
"""
_HELD_OF = f"""
    WITH named AS MATERIALIZED ({_NAMED})
    SELECT (SELECT count(DISTINCT id) FROM named), count(*), count(DISTINCT measure)
    FROM texts WHERE measure IN (SELECT id FROM named)
"""  # noqa: S608 - our own names
_CANDIDATES = """
    SELECT f.document, t.packed, m.titles
    FROM ({}) AS f(document, measure, version_code, date, score)
        LEFT JOIN texts AS t ON t.document = f.document LEFT JOIN measures AS m ON m.document = f.document
"""
_SKETCHED = """
    SELECT m.type, m.number, m.congress, t.version_code, d.sha256, d.name, s.size, s.scale, s.hashes
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    LEFT JOIN sketches AS s ON s.document = t.document AND s.method = %s
    WHERE t.coverage = %s
    ORDER BY m.id, t.version_code NOT IN ('ih', 'is'), t.date IS NULL, t.date, t.version_code
"""
_KEEP = """
    INSERT INTO sketches (method, size, scale, hashes, document)
    SELECT %s, %s, %s, %s, t.document FROM documents AS d JOIN texts AS t ON t.document = d.id
    WHERE d.sha256 = %s AND d.name = %s
    ON CONFLICT (document) DO UPDATE SET method = excluded.method, size = excluded.size, scale = excluded.scale,
        hashes = excluded.hashes
"""
_RELATIONS = """
    SELECT m.type, m.number, m.congress, r.other, r.relationship_type, r.identified_by
    FROM related AS r JOIN measures AS m ON m.id = r.measure ORDER BY m.id, r.place
"""
_TITLES = "SELECT type, number, congress, title, titles FROM measures WHERE congress < coalesce(%s::int, congress + 1)"
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
_PUT_MEMBERS = """
    INSERT INTO member_files (kind, day, name, sha256, imported, packed) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (kind, day) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256,
        imported = excluded.imported, packed = excluded.packed
"""


def _id(kind: str, number: int, congress: int) -> MeasureId:
    return MeasureId(MeasureType(kind), number, congress)


def _source(part: str, url: str, retrieved: dt.date, sha256: bytes) -> Source:
    return Source(part=part, url=url, retrieved=retrieved, sha256=sha256.hex())


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
