"""The engine over SQLite: one file, or memory."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from billtrack.errors import StoreError
from billtrack.model.identifiers import MeasureId, MeasureType, TextId
from billtrack.model.query.tree import Fact, Or
from billtrack.model.record_builder import ImportResult
from billtrack.model.titles import Titled
from billtrack.model.vote import VoteId
from billtrack.store.archive.contents import Contents
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
    VotedRow,
    VoteRow,
)
from billtrack.store.archive.entries import DocumentEntry, Entry
from billtrack.store.archive.sqlite import checking, contents, reading, sketches, votes
from billtrack.store.archive.sqlite.connection import (
    connect_in_memory,
    connect_to_read,
    connect_to_write,
    migrate,
    rebuild,
    reported,
)
from billtrack.store.archive.sqlite.names import KEYS, names_of

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


def _reported(do: Callable[Concatenate[SqliteEngine, P], T]) -> Callable[Concatenate[SqliteEngine, P], T]:
    """Raise ``StoreError`` for anything that goes wrong."""

    @functools.wraps(do)
    def does(engine: SqliteEngine, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with reported(engine.path):
            return do(engine, *args, **kwargs)

    return does


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

    @_reported
    def migrate(self) -> None:
        """Take the steps of the schema that are not taken yet."""
        migrate(self._connection)

    @_reported
    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents held, replaced or kept, of those with *digests*."""
        return contents.known(self._connection, digests)

    @_reported
    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Put documents in one transaction."""
        from billtrack.store.archive.sqlite.writing import Writer  # noqa: PLC0415 - only an import writes

        return Writer(self._connection).put_batch(entries, on)

    @_in_rows
    def ledger(self) -> Iterator[LedgerRow]:
        """Every document imported, in that order."""
        return contents.ledger(self._connection)

    @_reported
    def enter(self, rows: Sequence[LedgerRow]) -> None:
        """Enter documents that are not held into the ledger."""
        contents.enter(self._connection, rows)

    # ---------------------------------------------------------------------- measures and texts

    @_reported
    def names(self, measure_type: MeasureType | None = None, number: int | None = None) -> list[MeasureId]:
        """The measures held, or those of a type and number."""
        return reading.names(self._connection, measure_type, number)

    @_reported
    def possible_laws(self, congress: int) -> list[MeasureId]:
        """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""
        return reading.possible_laws(self._connection, congress)

    def fitting(self, facts: Sequence[Fact | Or], *, today: dt.date) -> list[MeasureId]:
        """The measures of which all *facts* hold."""
        return reading.fitting(self._connection, facts, today)

    @_in_rows
    def measures(
        self, facts: Sequence[Fact | Or] = (), *, today: dt.date, order: Order = Order.ID
    ) -> Iterator[MeasureRow]:
        """The measures of which all *facts* hold, in *order*."""
        return reading.measures(self._connection, facts, today, order)

    @_in_rows
    def statuses(self, ids: Sequence[MeasureId]) -> Iterator[StatusRow]:
        """The statuses of those of *ids* that are held."""
        return reading.statuses(self._connection, ids)

    @_in_rows
    def texts(self, ids: Sequence[TextId | MeasureId], form: Form) -> Iterator[TextRow]:
        """The texts named, or all texts of a measure named, oldest first within a measure."""
        return reading.texts(self._connection, ids, form)

    @_in_rows
    def every_text(self, form: Form) -> Iterator[TextRow]:
        """Every text held, in the order of its import."""
        return reading.every_text(self._connection, form)

    # ---------------------------------------------------------------------------------- questions

    def holding(self, without: Sequence[MeasureId]) -> Holding:
        """Count what there is to search; counted again only when the file has changed."""
        with reported(self.path):
            state = self._run("PRAGMA data_version").fetchone()[0]
            if self._holding is None or self._holding[:2] != (state, without):
                measures, texts, with_text = self._run(_HOLDING, names_of(without)).fetchone()
                self._holding = state, without, Holding(measures, measures - with_text, texts)
            return self._holding[2]

    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""
        from billtrack.store.archive.sqlite import searching  # noqa: PLC0415 - the query language, for a search

        with reported(self.path):
            found = searching.search(self._connection, request)
        return found._replace(hits=self._hits(found.hits))

    @_in_rows
    def _hits(self, hits: Iterator[HitRow]) -> Iterator[HitRow]:
        return hits

    @_in_rows
    def sketches(self, method: str) -> Iterator[SketchRow]:
        """Every complete text with its sketch by *method*."""
        return sketches.sketches(self._connection, method)

    @_reported
    def keep_sketches(self, method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Keep sketches in one transaction, also where the file was opened to read."""
        with contextlib.closing(connect_to_write(self.path)) as writing:
            sketches.keep_sketches(writing, method, made)

    @_in_rows
    def relations(self) -> Iterator[Relation]:
        """Every official relation of two measures."""
        return reading.relations(self._connection)

    @_in_rows
    def titles(self, before: int | None = None) -> Iterator[Titled]:
        """The titles of every measure held, or of those of a Congress earlier than *before*."""
        return reading.titles(self._connection, before)

    # ------------------------------------------------------------------------ contents and members

    @_reported
    def contents(self) -> Contents:
        """What the archive holds."""
        return contents.contents(self._connection, self.path)

    @_in_rows
    def problems(self) -> Iterator[str]:
        """What is wrong with the tables and the index, a line each."""
        return checking.problems(self._connection)

    @_reported
    def member_files(self) -> list[MemberFileRow]:
        """The files of members held, by kind and day."""
        return contents.member_files(self._connection)

    @_reported
    def member_file(self, kind: str, day: dt.date) -> bytes | None:
        """The packed file of a kind for a day."""
        return contents.member_file(self._connection, kind, day)

    @_reported
    def put_member_file(self, row: MemberFileRow, packed: bytes) -> ImportResult:
        """Keep a file of members in the place of another of its kind and day."""
        return contents.put_member_file(self._connection, row, packed)

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


_HOLDING = f"""
    WITH passed AS MATERIALIZED ({KEYS.format("?")})
    SELECT (SELECT count(*) FROM measures WHERE id NOT IN passed), count(*), count(DISTINCT measure)
    FROM texts WHERE measure NOT IN passed
"""  # noqa: S608 - our own names
