"""The engine over PostgreSQL: one connection, opened again if it was lost between two questions."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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
from billtrack.store.archive.patience import patiently
from billtrack.store.archive.postgres import (
    checking,
    contents,
    counting,
    migrating,
    reading,
    rows,
    searching,
    sketches,
    votes,
    writing,
)
from billtrack.store.archive.postgres.connection import Connection, connect
from billtrack.store.archive.postgres.errors import damaged, reported
from billtrack.store.archive_address import Server

P = ParamSpec("P")
T = TypeVar("T")


def _in_rows(
    read: Callable[Concatenate[PostgresEngine, P], Iterator[T]],
) -> Callable[Concatenate[PostgresEngine, P], Iterator[T]]:
    """Raise ``StoreError`` for anything that goes wrong while rows are read."""

    @functools.wraps(read)
    def reads(engine: PostgresEngine, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        with reported(engine.server):
            yield from read(engine, *args, **kwargs)

    return reads


def _reported(do: Callable[Concatenate[PostgresEngine, P], T]) -> Callable[Concatenate[PostgresEngine, P], T]:
    """Raise ``StoreError`` for anything that goes wrong."""

    @functools.wraps(do)
    def does(engine: PostgresEngine, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with reported(engine.server):
            return do(engine, *args, **kwargs)

    return does


class PostgresEngine:
    """An archive in PostgreSQL (``Engine``) at *server*."""

    def __init__(self, server: Server, *, writes: bool) -> None:
        self.server = server
        self._writes = writes
        self._connection_now = connect(server, writes=writes)
        self._has_written = False
        self._counted: counting.Totals | None = None
        self._is_fixed = False

    @classmethod
    def to_read(cls, server: Server) -> PostgresEngine:
        """Open the archive at *server* to read; raises ``StoreError`` if it is not one of this billtrack."""
        engine = cls(server, writes=False)
        try:
            with reported(server):
                migrating.check_steps(engine._connection_now, server)
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

    def close(self) -> None:
        """Release the connection; after writing, bring the index and what the planner knows up to date."""
        connection = self._connection_now
        try:
            if self._has_written and not connection.closed:
                with reported(self.server):
                    rows.tidy(connection)
        finally:
            connection.close()

    def release(self) -> None:
        """Release the connection; another program that writes brings the index up to date when it is done."""
        self._connection_now.close()

    def damaged(self, what: str) -> StoreError:
        """Make the error that something in the archive is damaged."""
        return damaged(self.server, what)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside from one state of the archive."""
        with reported(self.server), self._connection.transaction():
            if self._writes:
                self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            self._totals()
            self._is_fixed = True
            try:
                yield
            finally:
                self._is_fixed = False

    # ---------------------------------------------------------------------------------- writing

    def migrate(self) -> None:
        """Take the steps of the schema that are not taken yet."""
        migrating.migrate(self._connection, self.server)

    def grant_reading(self, role: str) -> None:
        """Let *role* read the archive."""
        migrating.grant_reading(self._connection, self.server, role)

    @_reported
    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents held, replaced or kept, of those with *digests*."""
        return contents.known(self._connection, digests)

    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Put documents in one transaction; if the server goes away, wait for it a minute and try again."""
        self._has_written = True
        made = writing.vectors_of(entries)
        return patiently(lambda: self._put(entries, made, on))

    @_reported
    def _put(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], made: writing.Made, on: dt.date) -> list[Put]:
        return writing.put_batch(self._connection, entries, made, on)

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

    @_reported
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

    def _totals(self) -> counting.Totals:
        """Count what there is to search; once in a snapshot."""
        if self._counted is None or not self._is_fixed:
            self._counted = counting.totals(self._connection, self._counted)
        return self._counted

    @_reported
    def holding(self, without: Sequence[MeasureId]) -> Holding:
        """Count what there is to search."""
        return counting.holding(self._connection, self._totals().holding, without)

    @_reported
    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""
        return searching.search(self._connection, request, self._totals().corpus)

    @_in_rows
    def sketches(self, method: str) -> Iterator[SketchRow]:
        """Every complete text with its sketch by *method*."""
        return sketches.sketches(self._connection, method)

    @_reported
    def keep_sketches(self, method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Keep sketches in one transaction, also where the archive was opened to read."""
        sketches.keep_sketches(self._connection, method, made)

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
        return contents.contents(self._connection)

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
