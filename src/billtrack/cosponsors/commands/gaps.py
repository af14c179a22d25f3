"""``billtrack gaps``: who has not signed a measure."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from billtrack.cli import clock
from billtrack.cli.loading import answer_each, load_measures
from billtrack.cli.options import (
    WHO,
    CommonOptions,
    MeasureArguments,
    PartyOption,
    StateOption,
    reading_command,
)
from billtrack.cli.typed import parse_date
from billtrack.cosponsors.answers.gaps_answer import GapsAnswer
from billtrack.cosponsors.gaps import Gaps, MemberFilter, chamber_of
from billtrack.cosponsors.gaps import gaps as gaps_of
from billtrack.cosponsors.reasons import RelatedSigners, beside
from billtrack.cosponsors.roster import Roster, find_committee
from billtrack.cosponsors.rosters import latest_roster, load_roster, not_loaded, seats_not_loaded
from billtrack.cosponsors.signers import signers
from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.members import MEMBERSHIP, CommitteeInfo
from billtrack.output.console import emit
from billtrack.store.library import Holdings
from billtrack.votes.outcome import Yeas, yeas_on
from billtrack.votes.senators import senators_of


@reading_command
def gaps(  # noqa: PLR0917 - an option each; Typer passes them by name
    measures: MeasureArguments,
    options: CommonOptions,
    committee: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only members of this committee: hsfa00, SSFR or part of its name; may be repeated.",
            rich_help_panel=WHO,
            show_default=False,
        ),
    ] = None,
    subcommittee: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only members of this subcommittee, such as hsfa07; may be repeated.",
            rich_help_panel=WHO,
            show_default=False,
        ),
    ] = None,
    state: StateOption = None,
    party: PartyOption = None,
    signed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEASURE",
            help="Only members who signed this other measure; may be repeated.",
            rich_help_panel=WHO,
            show_default=False,
        ),
    ] = None,
    leadership: Annotated[
        bool,
        typer.Option(
            "--leadership", help="Only members who held an office of their chamber or party.", rich_help_panel=WHO
        ),
    ] = False,
    as_of: Annotated[
        dt.date | None,
        typer.Option(
            parser=parse_date,
            metavar="DATE",
            help="As of DATE (default: the latest day of the measure's Congress that the loaded files cover).",
        ),
    ] = None,
) -> int:
    """List members of a measure's chamber who have not signed it, and why to ask each.

    The sponsor counts as having signed.  `billtrack members fetch` loads members, committees and their seats; a day
    that no file describes is not loaded.
    """
    day, output, holdings = clock.past_day(as_of), options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    people = _People(state or (), party or (), signed or (), leadership)
    seats = _Seats(committee or (), subcommittee or ())
    found = answer_each(loaded.found, lambda measure: _gaps(measure, day, people, seats, holdings))
    if found.found:
        emit(GapsAnswer(found.found), output)
    return max(loaded.code, found.code)


class _People(NamedTuple):
    """Which members to list, as typed."""

    states: Sequence[str]
    parties: Sequence[str]
    signed: Sequence[str]
    only_leadership: bool


class _Seats(NamedTuple):
    """On which committees, as typed."""

    committees: Sequence[str]
    subcommittees: Sequence[str]


def _gaps(measure: Measure, day: dt.date | None, people: _People, seats: _Seats, holdings: Holdings) -> Gaps:
    archive, chamber = holdings.archive, chamber_of(measure)
    if day is None:
        roster = latest_roster(archive, measure, chamber, lambda each, latest: _covers(each, latest, measure, seats))
    else:
        roster = load_roster(archive, day, chamber)
    wanted = _wanted(measure, roster, people, seats, holdings)
    senators = senators_of(holdings.senators)

    def yeas(other: Measure) -> Yeas | None:
        return yeas_on(other, chamber, holdings.vote, senators, on=roster.day)

    related = beside(measure, holdings.related(measure), on=roster.day, yeas=yeas)
    return gaps_of(measure, roster, wanted=wanted, related=related, picked_day=day is None)


def _covers(roster: Roster, latest: Roster, measure: Measure, seats: _Seats) -> bool:
    """Whether the committee seats needed are loaded for a day.

    If committees are asked about, their seats are needed.  Otherwise seats only add reasons: an earlier day that has
    them is as good as the latest one if the same people had signed.
    """
    if not any(seats):
        return roster.has_seats(chamber_of(measure)) and (
            signers(measure, on=roster.day) == signers(measure, on=latest.day)
        )
    asked = (*_committees(seats.committees, roster, measure), *_committees(seats.subcommittees, roster, measure, True))
    return all(roster.seats_of(each.system_code) for each in asked)


def _wanted(measure: Measure, roster: Roster, people: _People, seats: _Seats, holdings: Holdings) -> MemberFilter:
    chamber = chamber_of(measure)
    if any(seats) and roster.seats is None:
        raise not_loaded(holdings.archive, MEMBERSHIP, roster.day)
    committees = _committees(seats.committees, roster, measure)
    subcommittees = _committees(seats.subcommittees, roster, measure, is_part=True)
    for each in (*committees, *subcommittees):
        if roster.seats_of(each.system_code) is None:
            raise seats_not_loaded(holdings.archive, each, roster.day)
    others = [holdings.find(name) for name in people.signed]
    members = roster.of_chamber(chamber)
    return MemberFilter(
        committees=committees,
        subcommittees=subcommittees,
        states=_known_letters("--state", people.states, {who.state for who in members}),
        parties=_known_letters("--party", people.parties, {who.party for who in members}),
        signed=tuple(RelatedSigners(each.id, "", signers(each, on=roster.day)) for each in others),
        only_leadership=people.only_leadership,
    )


def _committees(
    asked: Sequence[str], roster: Roster, measure: Measure, is_part: bool = False
) -> tuple[CommitteeInfo, ...]:
    return tuple(find_committee(each, roster, chamber_of(measure), is_part=is_part) for each in asked)


def _known_letters(option: str, asked: Sequence[str], known: set[str]) -> frozenset[str]:
    """The letters asked for; one that no member of the chamber has is an error."""
    letters = frozenset(asked)
    for each in sorted(letters - known):
        raise InputError(f"{option} {each}: no member of the chamber matches (expected {', '.join(sorted(known))})")
    return letters
