"""Who served on a day, as the archive's files of members tell it; a day no file describes is not loaded.

A file describes one day and is asked of no other: who left before it, or came after it, it does not know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from billtrack.analysis.roster import Roster, serving
from billtrack.congresses import congress_end, congress_start
from billtrack.errors import InputError, StoreError
from billtrack.members import LEGISLATORS, MEMBERSHIP
from billtrack.model import Measure
from billtrack.store.archive import Archive
from billtrack.store.archive.members import find_committees, find_legislators, find_membership, member_files

_IMPORT = "`billtrack members import FILE... --as-of DAY` loads congress-legislators files of a day"


def load_roster(archive: Archive | None, day: dt.date) -> Roster:
    """Load who served on *day*; committees and seats are ``None`` where no file describes that day.

    Raises:
        InputError: no file of members describes that day; the message names the nearest day one does.
        StoreError: there is no archive, or it cannot be read.
    """
    archive = _opened(archive)
    legislators = find_legislators(archive, day)
    if legislators is None:
        raise not_loaded(archive, LEGISLATORS, day)
    committees, membership = find_committees(archive, day), find_membership(archive, day)
    return Roster(
        day=day,
        serving=serving(legislators, day),
        committees=committees.committees if committees else None,
        seats=membership.seats if membership else None,
    )


def latest_day(archive: Archive | None, measure: Measure) -> dt.date:
    """Find the latest day of *measure*'s Congress that a file of members describes.

    Raises:
        InputError: there is none; the message names the nearest day one does describe.
        StoreError: there is no archive, or it cannot be read.
    """
    archive = _opened(archive)
    first, end = congress_start(measure.id.congress), congress_end(measure.id.congress)
    days = [day for day in _days(archive, LEGISLATORS) if first <= day < end]
    if not days:
        of = f"any day of the {measure.id.congress}th Congress ({first} to {end})"
        raise _not_loaded(of, _days(archive, LEGISLATORS), end, "the members")
    return max(days)


def not_loaded(archive: Archive | None, kind: str, day: dt.date) -> InputError:
    """Word that no file of *kind* describes *day*, and which day nearest to it one does."""
    what = "who sat on which committee" if kind == MEMBERSHIP else "the members"
    return _not_loaded(str(day), _days(_opened(archive), kind), day, what)


def _not_loaded(of: str, days: Iterable[dt.date], near: dt.date, what: str) -> InputError:
    nearest = min(days, key=lambda each: (abs(each - near), each), default=None)
    told = f"; the nearest day that is loaded: {nearest}" if nearest else ""
    return InputError(f"not loaded: {what} of {of}{told}", hint=_IMPORT)


def _days(archive: Archive, kind: str) -> tuple[dt.date, ...]:
    return tuple(file.day for file in member_files(archive) if file.kind == kind)


def _opened(archive: Archive | None) -> Archive:
    if archive is None:
        raise StoreError("not loaded: the members of Congress (there is no archive)", hint=_IMPORT)
    return archive
