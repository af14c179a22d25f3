"""Gaps as a person asks for them: names as typed, the day settled, the members of that day loaded from the archive.

A file of members describes one day and lacks members who left before it or came after it.  It also describes an earlier
day of a chamber if its people fill every seat of the chamber on that day: then nobody is missing.  A day no file
describes is not loaded.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from billtrack.cosponsors.gaps import Gaps, MemberFilter, chamber_of
from billtrack.cosponsors.gaps import gaps as gaps_of
from billtrack.cosponsors.reasons import RelatedSigners, beside
from billtrack.cosponsors.roster import Roster, Serving, find_committee, serving
from billtrack.cosponsors.selection import signers
from billtrack.errors import InputError, OptionError, StoreError
from billtrack.model.congresses import congress_end, congress_start
from billtrack.model.measure import Chamber, Measure
from billtrack.model.members import LEGISLATORS, MEMBERSHIP, CommitteeInfo, Committees, Legislators, Membership
from billtrack.model.query.typed import UnreadableError, read_party, read_state
from billtrack.model.values import Value
from billtrack.store.archive import Archive
from billtrack.store.library import Holdings
from billtrack.votes.counting import senators_of
from billtrack.votes.outcome import Yeas, yeas_on

_IMPORT = "run `billtrack members fetch --as-of DATE` to load the members and committees of a day"


def latest_roster(
    archive: Archive, measure: Measure, chamber: Chamber, is_covered: Callable[[Roster, Roster], bool]
) -> Roster:
    """Load the latest day of *measure*'s Congress that every needed file covers.

    *is_covered* gets a day and the latest day with members, and says whether the needed committee seats are loaded.
    If no day has them, the result is the latest day with members.

    Raises:
        InputError: no members are loaded for that Congress; the message names the nearest day.
        StoreError: the archive cannot be read.
    """
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


def load_roster(archive: Archive, day: dt.date, chamber: Chamber) -> Roster:
    """Load who served on *day*; committees and seats are ``None`` if no file describes that day.

    The members come from a file of that day, or from the next later file that fills every seat; a file with nobody of
    *chamber* does not count.

    Raises:
        InputError: no file of members describes that day; the message names the nearest day.
        StoreError: the archive cannot be read.
    """
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


def not_loaded(archive: Archive, kind: str, day: dt.date) -> InputError:
    """Build the error that no file of *kind* describes *day*; it names the nearest day with one."""
    what = "committee seats" if kind == MEMBERSHIP else "the members"
    return _not_loaded(str(day), _days(archive, kind), day, what)


def seats_not_loaded(archive: Archive, committee: CommitteeInfo, day: dt.date) -> InputError:
    """Build the error that no seats of *committee* are loaded for *day*; it names the nearest day with them."""
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


class WhomAsked(NamedTuple):
    """Which members to list, as typed; none is everybody."""

    committees: Sequence[str] = ()
    subcommittees: Sequence[str] = ()
    states: Sequence[str] = ()
    parties: Sequence[str] = ()
    signed: Sequence[str] = ()
    only_leadership: bool = False


EVERYBODY_ASKED = WhomAsked()


def find_gaps(
    measure: Measure, holdings: Holdings, whom: WhomAsked = EVERYBODY_ASKED, *, day: dt.date | None = None
) -> Gaps:
    """List who has not signed *measure* by *day*; without a day, by the latest one its Congress's files cover.

    Raises:
        InputError: no file describes the day, or a measure named is unknown.
        OptionError: a committee, state or party is unknown.
        StoreError: there is no archive, or it cannot be read.
    """
    archive = holdings.archive
    if archive is None:
        raise StoreError("not loaded: the members of Congress (no archive)", hint=_IMPORT)
    roster = _roster_for(measure, archive, day, whom)
    wanted = _wanted(measure, roster, whom, archive, holdings)
    senators = senators_of(holdings.senators)

    def yeas(other: Measure) -> Yeas | None:
        return yeas_on(other, chamber_of(measure), holdings.vote, senators, on=roster.day)

    related = beside(measure, holdings.related(measure), on=roster.day, yeas=yeas)
    return gaps_of(measure, roster, wanted=wanted, related=related, picked_day=day is None)


def _roster_for(measure: Measure, archive: Archive, day: dt.date | None, whom: WhomAsked) -> Roster:
    """Load the members of *day*; without a day, of the latest one that answers the question.

    Committee seats that were not asked about only add reasons: an earlier day that has them is as good as the latest if
    the same people had signed.
    """
    chamber = chamber_of(measure)

    def is_as_good(roster: Roster, latest: Roster) -> bool:
        if whom.committees or whom.subcommittees:
            return all(roster.seats_of(each.system_code) for each in chain(*_committees(whom, roster, chamber)))
        return roster.has_seats(chamber) and signers(measure, on=roster.day) == signers(measure, on=latest.day)

    return load_roster(archive, day, chamber) if day else latest_roster(archive, measure, chamber, is_as_good)


def _wanted(measure: Measure, roster: Roster, whom: WhomAsked, archive: Archive, holdings: Holdings) -> MemberFilter:
    if (whom.committees or whom.subcommittees) and roster.seats is None:
        raise not_loaded(archive, MEMBERSHIP, roster.day)
    committees, subcommittees = _committees(whom, roster, chamber_of(measure))
    for each in (*committees, *subcommittees):
        if roster.seats_of(each.system_code) is None:
            raise seats_not_loaded(archive, each, roster.day)
    others = [holdings.find(name) for name in whom.signed]
    return MemberFilter(
        committees=committees,
        subcommittees=subcommittees,
        states=_values("state", whom.states, read_state),
        parties=_values("party", whom.parties, read_party),
        signed=tuple(RelatedSigners(each.id, "", signers(each, on=roster.day)) for each in others),
        only_leadership=whom.only_leadership,
    )


def _committees(
    whom: WhomAsked, roster: Roster, chamber: Chamber
) -> tuple[tuple[CommitteeInfo, ...], tuple[CommitteeInfo, ...]]:
    """The committees and the subcommittees asked about."""
    return (
        tuple(find_committee(each, roster, chamber) for each in whom.committees),
        tuple(find_committee(each, roster, chamber, is_part=True) for each in whom.subcommittees),
    )


def _values(kind: str, asked: Sequence[str], read: Callable[[str], str]) -> frozenset[str]:
    try:
        return frozenset(map(read, asked))
    except UnreadableError as problem:
        raise OptionError(f"unknown {kind} {' or '.join(map(repr, asked))}; {problem}") from problem


class AskNext(Value, frozen=True):
    """Who has not signed a measure, or why that is not known."""

    measure: Measure
    gaps: Gaps | InputError | StoreError


def ask_next(measure: Measure, holdings: Holdings) -> AskNext:
    """Find who has not signed *measure* as of the latest day the loaded files cover."""
    try:
        return AskNext(measure, find_gaps(measure, holdings))
    except (InputError, StoreError) as error:
        return AskNext(measure, error)
