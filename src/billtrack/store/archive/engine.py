"""The interface between an archive and its engine: rows in, rows out.

``Archive``, above, turns rows into measures, texts and hits.  An engine, below, is the only part with SQL. Rows name
measures, texts and documents as billtrack does: no row number, path or connection leaves an engine.  Packed values are
bytes that an engine stores unread.

Every operation may raise ``StoreError``.  Its message names the archive, and its hint says what to do.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from billtrack.errors import StoreError
from billtrack.model.identifiers import MeasureId, MeasureType, TextId
from billtrack.model.measure import Source
from billtrack.model.query.tree import Fact, Node, Or, Phrase
from billtrack.model.record_builder import ImportResult
from billtrack.model.titles import Titled
from billtrack.model.vote import Position, VoteId, VoteKind
from billtrack.store.archive.entries import DocumentEntry, Entry, Standing

if TYPE_CHECKING:
    from billtrack.store.archive.contents import Contents

TITLE_WEIGHT = 10.0
"""The weight of a word in a title; one in the text has 1."""

DocumentKey: TypeAlias = tuple[bytes, str]
"""A document: the SHA-256 of its bytes and its file name.  Two prints may have the same bytes."""


class Put(NamedTuple):
    """The result for a document, the part of a measure it describes, and the reason if it is not stored."""

    fate: ImportResult
    measure: str | None = None
    part: str | None = None
    reason: str | None = None


class LedgerRow(NamedTuple):
    """A document that was imported, and its result: ``held``, ``replaced``, ``kept`` or ``refused``.

    ``standing``, ``latest_day`` and ``latest_action`` are those of the measure, if the document is its status.
    """

    document: DocumentEntry
    fate: str
    reason: str | None
    measure: str | None
    part: str | None
    url: str | None
    retrieved: dt.date
    standing: Standing | None
    latest_day: dt.date | None
    latest_action: str | None


class Order(StrEnum):
    """The order of measures: newest or most first, what is not loaded last; equal ones by ID."""

    ACTION = "action"
    INTRODUCED = "introduced"
    COSPONSORS = "cosponsors"
    ID = "id"


class MeasureRow(NamedTuple):
    """The columns of a measure, without its documents.

    ``stage`` is that on the day asked about, and ``cosponsors`` counts those who have not withdrawn; both are ``None``
    without a status.  ``latest_action`` is its text.  ``committees`` are names, without subcommittees.
    """

    id: MeasureId
    title: str
    stage: str | None
    introduced_date: dt.date | None
    latest_action_date: dt.date | None
    latest_action: str | None
    sponsor: str | None
    sponsor_name: str | None
    sponsor_party: str | None
    sponsor_state: str | None
    policy_area: str | None
    cosponsors: int | None
    committees: tuple[str, ...]


class StatusRow(NamedTuple):
    """A measure and its packed status with the source; ``None`` if it has texts only."""

    id: MeasureId
    packed: bytes | None
    source: Source | None


class Form(Enum):
    """How much of a text to read: the version without its words, or all of it."""

    HEAD = "head"
    WHOLE = "packed"


class TextRow(NamedTuple):
    """A packed text, its document, the bytes of its words, and its source."""

    id: TextId
    document: DocumentKey
    packed: bytes
    size: int
    source: Source


class SearchRequest(NamedTuple):
    """A search: the query, the day, and how much of the answer is wanted.

    ``limit`` is the number of measures to give; ``None`` gives all.  Measures in ``without`` are never found.
    """

    node: Node
    today: dt.date
    limit: int | None
    with_facets: bool
    without: Sequence[MeasureId]
    phrases: tuple[Phrase, ...]


class FoundText(NamedTuple):
    """A text in which a measure was found.

    ``is_best``: it ranks highest, as the latest of equals.  ``packed`` are its words, if it is the best and the query
    has phrases.
    """

    version_code: str
    is_best: bool
    packed: bytes | None


class HitRow(NamedTuple):
    """A measure that was found.

    ``texts`` are those found, oldest first.  ``titles`` are all its titles, one per line, if no text was found and the
    query has phrases.  ``score`` is bm25, higher is better; 0 if the query has no words.
    """

    id: MeasureId
    title: str
    stage: str | None
    introduced_date: dt.date | None
    sponsor_party: str | None
    is_in_title: bool
    score: float
    texts: tuple[FoundText, ...]
    titles: str | None


class FacetRow(NamedTuple):
    """The number of measures found with one value of a facet; ``None``: not known."""

    facet: str
    value: str | None
    measures: int


class SearchRows(NamedTuple):
    """The answer to a search: measures and texts found, facets, and the first hits in order.

    Measures found in their titles come first, then by score, then the latest introduced, then by id.  ``hits`` are read
    lazily.
    """

    measures: int
    texts: int
    facets: tuple[FacetRow, ...]
    hits: Iterator[HitRow]


class Holding(NamedTuple):
    """How much there is to search: measures, those without any text, and texts."""

    measures: int
    without_text: int
    texts: int


class KeptSketch(NamedTuple):
    """A sketch as it is stored; ``hashes`` are below 2**32, ascending."""

    size: int
    scale: int
    hashes: array[int]


class SketchRow(NamedTuple):
    """A complete text, its document, and its sketch; ``None`` if none is stored."""

    text: TextId
    document: DocumentKey
    sketch: KeptSketch | None


class Relation(NamedTuple):
    """A relation of two measures from an official source; ``of`` is the measure whose status has it."""

    of: MeasureId
    other: MeasureId
    relationship_type: str
    identified_by: str | None


class MemberFileRow(NamedTuple):
    """A file of members, committees or membership: its kind, the day it describes, name, digest, day of import."""

    kind: str
    day: dt.date
    name: str
    sha256: bytes
    imported: dt.date


class VoteRow(NamedTuple):
    """A packed roll call, the address and digest of its file, and how many of its members are indexed."""

    id: VoteId
    packed: bytes
    url: str
    sha256: bytes
    members: int


class VotedRow(NamedTuple):
    """How one member voted in one roll call.

    ``vote_cast`` is the word in the file.  ``measures`` are the measures whose actions cite the roll call, in order,
    each with the amendment if the action is one's.
    """

    id: VoteId
    date: dt.date
    question: str
    kind: VoteKind
    result: str
    position: Position
    vote_cast: str
    measures: tuple[tuple[MeasureId, str | None], ...]


class PersonRow(NamedTuple):
    """Somebody by a Bioguide ID or, in roll calls of the Senate, a LIS ID; name, party and state as printed."""

    id: str
    name: str
    party: str
    state: str


class SignatureRow(NamedTuple):
    """A signature of a member under a measure, and the measure's title and day of introduction."""

    measure: MeasureId
    title: str
    introduced_date: dt.date | None
    sponsorship_date: dt.date
    withdrawn_date: dt.date | None


class Engine(Protocol):
    """An archive, open for reading or for writing."""

    @property
    def address(self) -> str:
        """The name of the archive in messages; it holds no password."""

    def close(self) -> None:
        """Release the archive."""

    def damaged(self, what: str) -> StoreError:
        """Make an error that says what is damaged and how to rebuild the archive."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Read everything inside the block from one state of the archive, even if somebody writes meanwhile."""

    # ---------------------------------------------------------------------------------- writing

    def migrate(self) -> None:
        """Make the tables, or bring them up to date; several programs may do so at once."""

    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents with *digests* that need not be read again: all except the refused ones."""

    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Store documents in one transaction; the entry of a document already known is ``None``."""

    def ledger(self) -> Iterator[LedgerRow]:
        """Every document imported, in that order."""

    def enter(self, rows: Sequence[LedgerRow]) -> None:
        """Enter documents that are not stored into the ledger, in one transaction."""

    # ---------------------------------------------------------------------- measures and texts

    def names(self, measure_type: MeasureType | None = None, number: int | None = None) -> list[MeasureId]:
        """All measures, or those of a type and number; in any order."""

    def possible_laws(self, congress: int) -> list[MeasureId]:
        """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""

    def fitting(self, facts: Sequence[Fact | Or], *, today: dt.date) -> list[MeasureId]:
        """The measures of which all *facts* hold; in any order."""

    def measures(
        self, facts: Sequence[Fact | Or] = (), *, today: dt.date, order: Order = Order.ID
    ) -> Iterator[MeasureRow]:
        """The measures of which all *facts* hold, by their columns alone; the first comes before the last is read."""

    def statuses(self, ids: Sequence[MeasureId]) -> Iterator[StatusRow]:
        """The statuses of *ids*, without those that are not in the archive."""

    def texts(self, ids: Sequence[TextId | MeasureId], form: Form) -> Iterator[TextRow]:
        """The texts named, or all texts of a measure named, oldest first within a measure."""

    def every_text(self, form: Form) -> Iterator[TextRow]:
        """Every text, in the order of import."""

    # ---------------------------------------------------------------------------------- questions

    def holding(self, without: Sequence[MeasureId]) -> Holding:
        """Count what there is to search, except the measures *without*."""

    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""

    def sketches(self, method: str) -> Iterator[SketchRow]:
        """Every complete text with its sketch by *method*; the introduced version of a measure first, then by date."""

    def keep_sketches(self, method: str, sketches: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Store sketches in one transaction; a document that is no longer in the archive is skipped.

        Also works in an archive opened for reading, if it can be written.
        """

    def relations(self) -> Iterator[Relation]:
        """Every official relation of two measures, in the order of the status documents."""

    def titles(self, before: int | None = None) -> Iterator[Titled]:
        """The titles of every measure, or of those of a Congress earlier than *before*."""

    # ------------------------------------------------------------------------ contents and members

    def contents(self) -> Contents:
        """What the archive holds."""

    def problems(self) -> Iterator[str]:
        """The problems of the tables and the index, one line each; packed values are not opened."""

    def member_files(self) -> list[MemberFileRow]:
        """The files of members, by kind and day."""

    def member_file(self, kind: str, day: dt.date) -> bytes | None:
        """The packed file of a kind for a day."""

    def put_member_file(self, row: MemberFileRow, packed: bytes) -> ImportResult:
        """Store a file of members, replacing one of the same kind and day.

        It is unchanged if its digest and packed value are the same.
        """

    # -------------------------------------------------------------------------- votes and people

    def votes(self, ids: Collection[VoteId] | None = None) -> Iterator[VoteRow]:
        """The roll calls *ids* that are in the archive, or all; in any order."""

    def votes_of(self, members: Collection[str]) -> Iterator[VotedRow]:
        """The votes of the person with the Bioguide and LIS IDs *members*; each roll call once, in any order."""

    def people(self, ids: Collection[str] | None = None) -> Iterator[PersonRow]:
        """Everybody who introduced a measure, signed one or voted, or those with *ids*.

        A person has a row for each name, party and state in a status, and one for the latest roll call.  In any order.
        """

    def signatures(self, bioguide_id: str) -> Iterator[SignatureRow]:
        """The signatures of a member; one who signed a measure again has two.  In any order."""
