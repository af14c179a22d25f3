"""Gaps as a person asks for them: names as typed, the day settled, the members of that day loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from billtrack.cosponsors.gaps import Gaps, MemberFilter, chamber_of
from billtrack.cosponsors.gaps import gaps as gaps_of
from billtrack.cosponsors.reasons import RelatedSigners, beside
from billtrack.cosponsors.roster import Roster, find_committee
from billtrack.cosponsors.roster_files import latest_roster, load_roster, not_loaded, seats_not_loaded
from billtrack.cosponsors.selection import signers
from billtrack.errors import InputError, OptionError, StoreError
from billtrack.model.measure import Chamber, Measure
from billtrack.model.members import MEMBERSHIP, CommitteeInfo
from billtrack.model.query.typed import UnreadableError, read_party, read_state
from billtrack.model.values import Value
from billtrack.store.archive import Archive
from billtrack.store.library import Holdings
from billtrack.votes.counting import senators_of
from billtrack.votes.outcome import Yeas, yeas_on


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
    roster = _roster_for(measure, holdings.archive, day, whom)
    wanted = _wanted(measure, roster, whom, holdings)
    senators = senators_of(holdings.senators)

    def yeas(other: Measure) -> Yeas | None:
        return yeas_on(other, chamber_of(measure), holdings.vote, senators, on=roster.day)

    related = beside(measure, holdings.related(measure), on=roster.day, yeas=yeas)
    return gaps_of(measure, roster, wanted=wanted, related=related, picked_day=day is None)


def _roster_for(measure: Measure, archive: Archive | None, day: dt.date | None, whom: WhomAsked) -> Roster:
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


def _wanted(measure: Measure, roster: Roster, whom: WhomAsked, holdings: Holdings) -> MemberFilter:
    if (whom.committees or whom.subcommittees) and roster.seats is None:
        raise not_loaded(holdings.archive, MEMBERSHIP, roster.day)
    committees, subcommittees = _committees(whom, roster, chamber_of(measure))
    for each in (*committees, *subcommittees):
        if roster.seats_of(each.system_code) is None:
            raise seats_not_loaded(holdings.archive, each, roster.day)
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
