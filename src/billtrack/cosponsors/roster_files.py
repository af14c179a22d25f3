"""Who served on a day, from the archive's files of members; a day no file describes is not loaded.

A file describes one day and lacks members who left before it or came after it.  It also describes an earlier day of a
chamber if its people fill every seat of the chamber on that day: then nobody is missing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable

from billtrack.cosponsors.roster import Roster, Serving, serving
from billtrack.errors import InputError, StoreError
from billtrack.model.congresses import congress_end, congress_start
from billtrack.model.measure import Chamber, Measure
from billtrack.model.members import LEGISLATORS, MEMBERSHIP, CommitteeInfo, Committees, Legislators, Membership
from billtrack.store.archive import Archive

_IMPORT = "run `billtrack members fetch --as-of DATE` to load the members and committees of a day"


def latest_roster(
    archive: Archive | None, measure: Measure, chamber: Chamber, is_covered: Callable[[Roster, Roster], bool]
) -> Roster:
    """Load the latest day of *measure*'s Congress that every needed file covers.

    *is_covered* gets a day and the latest day with members, and says whether the needed committee seats are loaded.
    If no day has them, the result is the latest day with members.

    Raises:
        InputError: no members are loaded for that Congress; the message names the nearest day.
        StoreError: there is no archive, or it cannot be read.
    """
    archive = _opened(archive)
    first, end = congress_start(measure.id.congress), congress_end(measure.id.congress)
    days = {day for day in (*_days(archive, LEGISLATORS), *_days(archive, MEMBERSHIP)) if first <= day < end}
    latest: Roster | None = None
    for day in sorted(days, reverse=True):
        with contextlib.suppress(InputError):
            roster = load_roster(archive, day, chamber)
            latest = latest or roster
            if is_covered(roster, latest):
                return roster
    if latest is None:
        of = f"any day of the {measure.id.congress}th Congress ({first} to {end})"
        raise _not_loaded(of, _days(archive, LEGISLATORS), end, "the members")
    return latest


def load_roster(archive: Archive | None, day: dt.date, chamber: Chamber) -> Roster:
    """Load who served on *day*; committees and seats are ``None`` if no file describes that day.

    The members come from a file of that day, or from the next later file that fills every seat; a file with nobody of
    *chamber* does not count.

    Raises:
        InputError: no file of members describes that day; the message names the nearest day.
        StoreError: there is no archive, or it cannot be read.
    """
    archive = _opened(archive)
    legislators, described = archive.find_members(Legislators, day), day
    people = serving(legislators, day) if legislators else ()
    if not any(who.chamber is chamber for who in people):
        described, people = _whole(archive, day, chamber)
    committees, membership = archive.find_members(Committees, day), archive.find_members(Membership, day)
    return Roster(
        day=day,
        described=described,
        serving=people,
        committees=committees.committees if committees else None,
        seats=membership.seats if membership else None,
    )


_SEATS = {Chamber.SENATE: 100, Chamber.HOUSE: 441}
"""Seats of a chamber since the 111th Congress, with those of the delegates and the Resident Commissioner."""


def _whole(archive: Archive, day: dt.date, chamber: Chamber) -> tuple[dt.date, tuple[Serving, ...]]:
    """The people of the first file after *day* who served on that day, if they fill every seat of *chamber*."""
    later = min((each for each in _days(archive, LEGISLATORS) if each > day), default=None)
    legislators = archive.find_members(Legislators, later) if later and day >= _SEATS_SINCE else None
    people = serving(legislators, day) if legislators else ()
    if later is None or sum(who.chamber is chamber for who in people) != _SEATS[chamber]:
        raise not_loaded(archive, LEGISLATORS, day)
    return later, people


_SEATS_SINCE = congress_start(111)


def not_loaded(archive: Archive | None, kind: str, day: dt.date) -> InputError:
    """Build the error that no file of *kind* describes *day*; it names the nearest day with one."""
    what = "committee seats" if kind == MEMBERSHIP else "the members"
    return _not_loaded(str(day), _days(_opened(archive), kind), day, what)


def seats_not_loaded(archive: Archive | None, committee: CommitteeInfo, day: dt.date) -> InputError:
    """Build the error that no seats of *committee* are loaded for *day*; it names the nearest day with them."""
    archive = _opened(archive)
    days = [
        each
        for each in _days(archive, MEMBERSHIP)
        if (membership := archive.find_members(Membership, each))
        and any(seat.system_code == committee.system_code for seat in membership.seats)
    ]
    return _not_loaded(str(day), days, day, f"the seats of {committee.name} ({committee.system_code})")


def _not_loaded(of: str, days: Iterable[dt.date], near: dt.date, what: str) -> InputError:
    nearest = min(days, key=lambda each: (abs(each - near), each), default=None)
    loaded = f"; nearest day loaded: {nearest}" if nearest else ""
    return InputError(f"not loaded: {what} on {of}{loaded}", hint=_IMPORT)


def _days(archive: Archive, kind: str) -> tuple[dt.date, ...]:
    return tuple(file.day for file in archive.engine.member_files() if file.kind == kind)


def _opened(archive: Archive | None) -> Archive:
    if archive is None:
        raise StoreError("not loaded: the members of Congress (no archive)", hint=_IMPORT)
    return archive
