"""What changed in a measure between two readings of it: the words of the change log.

Knows the closed set of kinds and what one event carries; how events are found and where they are kept is known
elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from billtrack.model.identifiers import MeasureId


class EventKind(StrEnum):
    """What kind of thing changed.

    ``addition``: a value the record did not have, of a kind without a name of its own (a law, a title, a report).
    ``correction``: a value that was there and now is another, or is gone.
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
class Totals:
    """Cosponsors standing, and those of each party: letter to a count of at least 1, largest first."""

    current: int
    by_party: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of one measure.

    ``subject`` says what it is about, in official words: a member, an action, a text version.  ``field`` is where in
    the record it stands, ``key`` the official code of the subject (a Bioguide id, a version code, a system code, a
    measure id).  ``date`` is the day it happened in Washington, ``None`` where the source does not say.  ``before``
    and ``after`` are ``None`` where there is no such value.  The totals, of signatures only, are those of the whole
    measure before and after the update the event belongs to.
    """

    measure: MeasureId
    kind: EventKind
    subject: str
    field: str
    key: str | None = None
    date: dt.date | None = None
    before: str | None = None
    after: str | None = None
    totals_before: Totals | None = None
    totals_after: Totals | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A record that took fresh documents: fingerprints of what it said before (``None``: no record) and after."""

    measure: MeasureId
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as logged: when, as part of which update, and how current the document was.

    ``recorded`` is in UTC.  ``id`` is made of the update and the event, so that one event logged twice has one id.
    """

    id: str
    recorded: dt.datetime
    as_of: dt.datetime | None
    update: Update
    event: Event
