"""The rows between an archive and its engine.

``Archive`` turns rows into measures, texts and hits.  An engine (``database``) is the only part with SQL.  Rows name
measures, texts and documents as billtrack does: no row number, path or connection leaves an engine.  Packed values are
bytes that an engine stores unread.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple, TypeAlias

from billtrack.model.measure import Source
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.query.tree import Node, Phrase
from billtrack.model.record_builder import ImportResult
from billtrack.model.vote import VoteId, VoteKind, VotePosition
from billtrack.store.archive.entries import DocumentEntry, Standing

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


class TextForm(Enum):
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


class OfficialRelation(NamedTuple):
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
    position: VotePosition
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
