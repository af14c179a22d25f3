"""What changed in a measure between two versions of its record: the vocabulary of the change log.

It has the closed set of kinds and the values of one event; other modules find events and store them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from billtrack.model.measure_names import MeasureId


class EventKind(StrEnum):
    """What kind of thing changed.

    ``addition``: a new value of a kind without a name of its own (a law, a title, a report).  ``correction``: a value
    that changed or is gone.
    """

    NEW_MEASURE = "new_measure"
    STAGE = "stage"
    ACTION = "action"
    COSPONSOR_ADDED = "cosponsor_added"
    COSPONSOR_WITHDRAWN = "cosponsor_withdrawn"
    TEXT_PUBLISHED = "text_published"
    TEXT_LOADED = "text_loaded"
    COMMITTEE = "committee"
    SUMMARY = "summary"
    RELATION = "relation"
    ADDITION = "addition"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class CosponsorTotals:
    """Current cosponsors, and those of each party: letter to a count of at least 1, largest first."""

    current: int
    by_party: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one measure.

    ``subject`` says what it is about, in official words: a member, an action, a text version.  ``field`` is its path in
    the record, ``key`` the official code of the subject (a Bioguide id, a version code, a system code, a measure id).
    ``date`` is the day it happened in Washington, ``None`` if the source does not say.  ``before`` and ``after`` are
    ``None`` if there is no such value.  The totals, of signatures only, are those of the whole measure before and after
    the update the event belongs to.
    """

    measure: MeasureId
    kind: EventKind
    subject: str
    field: str
    _: KW_ONLY
    key: str | None = None
    date: dt.date | None = None
    before: str | None = None
    after: str | None = None
    totals_before: CosponsorTotals | None = None
    totals_after: CosponsorTotals | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """An update of a record: fingerprints of what it said before (``None``: no record) and after."""

    measure: MeasureId
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as logged: when it was recorded, as part of which update, and how current the document was.

    ``recorded`` is in UTC.  ``id`` is made of the update and the event, so that one event logged twice has one id.
    """

    id: str
    recorded: dt.datetime
    as_of: dt.datetime | None
    update: Update
    event: Event
