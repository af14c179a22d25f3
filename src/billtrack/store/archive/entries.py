"""What goes into an archive: of each document, what it says, ready to be kept.

Made where documents are read, which may be another process: all values are small or bytes.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Authority, Coverage, Sponsor
from billtrack.model.values import Value
from billtrack.model.vote import Vote


class DocumentEntry(Value, frozen=True):
    """A document: the digest of its bytes, its file name, and the zip it was found in (empty: none)."""

    sha256: bytes
    name: str
    package: str
    size: int


class CosponsorRow(NamedTuple):
    """A row of ``cosponsors``, less its measure; days as ISO dates."""

    place: int
    bioguide_id: str
    name: str
    party: str
    state: str
    sponsorship_date: str
    withdrawn_date: str | None


class CommitteeRow(NamedTuple):
    """A row of ``committees``, less its measure."""

    system_code: str
    name: str


class RelatedRow(NamedTuple):
    """A row of ``related``, less its measure."""

    place: int
    other: str
    relationship_type: str
    identified_by: str | None


class CitationRow(NamedTuple):
    """A row of ``citations``, less its measure: a roll call, and the amendment whose action refers to it."""

    chamber: str
    congress: int
    session: int
    roll: int
    amendment: str | None


class Standing(Value, frozen=True):
    """Where a measure stands: the stage its actions lead to and, where it can expire, the day it does."""

    stage: str
    stage_date: dt.date | None
    expires_on: dt.date | None


class StatusEntry(Value, frozen=True):
    """What a status document says of *measure*: all of it in ``packed``, the rest for questions over many."""

    measure: MeasureId
    packed: bytes
    update_date: dt.datetime | None
    title: str
    titles: tuple[str, ...]
    introduced_date: dt.date | None
    latest_action_date: dt.date | None
    latest_action: str | None
    standing: Standing
    sponsor: Sponsor | None
    cosponsors: tuple[CosponsorRow, ...]
    committees: tuple[CommitteeRow, ...]
    related: tuple[RelatedRow, ...]
    citations: tuple[CitationRow, ...]
    policy_area: str | None
    url: str


class TextEntry(Value, frozen=True):
    """What a document says of one text of *measure*.

    ``columns`` is what the index has of its lines, ``size`` their bytes; ``head`` is the version without its words,
    ``packed`` its words.
    """

    measure: MeasureId
    version_code: str
    date: dt.date | None
    authority: Authority | None
    coverage: Coverage
    title: str
    columns: tuple[str, str, str]
    size: int
    head: bytes
    packed: bytes
    url: str


class VoteEntry(Value, frozen=True):
    """A roll call, whole; ``packed`` is the same in the bytes that are kept."""

    vote: Vote
    packed: bytes
    url: str


class RefusedEntry(Value, frozen=True):
    """A document that could not be read, and why."""

    reason: str


Entry = StatusEntry | TextEntry | VoteEntry | RefusedEntry
