"""Who could sign a measure and has not: members of its chamber on a day, with reasons to ask each.

The sponsor counts as having signed.  Reasons are counted, not weighed: members with more come first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from billtrack.cosponsors.reasons import (
    Neighbors,
    Reason,
    ReasonFinder,
    RelatedSigners,
    SignedRelated,
    SitsOn,
    VotedYea,
    was_referred_to,
)
from billtrack.cosponsors.roster import Roster, Serving
from billtrack.cosponsors.selection import Signer, signers
from billtrack.model.first_sponsor import FirstSponsor, first_sponsor, fits
from billtrack.model.measure import Chamber, Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.members import CommitteeInfo, Seat
from billtrack.model.values import Value


class Candidate(Value, frozen=True):
    """A member who has not signed, and reasons to ask them."""

    who: Serving
    reasons: tuple[Reason, ...]


class MemberFilter(Value, frozen=True):
    """Which of those who have not signed to list; an empty field allows everyone.

    ``committees`` and ``subcommittees``: on one of these.  ``signed``: signed each of these measures.
    """

    committees: tuple[CommitteeInfo, ...] = ()
    subcommittees: tuple[CommitteeInfo, ...] = ()
    states: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    signed: tuple[RelatedSigners, ...] = ()
    only_leadership: bool = False


EVERYBODY = MemberFilter()


class Gaps(Value, frozen=True):
    """Who has not signed a measure by the end of a day.

    Of the ``serving`` members of ``chamber``, some have ``signed`` and the rest have ``not_signed``; ``candidates`` are
    those of the rest that are wanted, those with most reasons first.  ``nobody_from`` and ``nobody_of`` are the states
    and parties wanted that no member of the chamber has.  ``signers_elsewhere`` signed but are not among
    the members of that day; ``seats_unknown`` are seats of such people on the committees asked about.

    ``related`` are the measures checked for signers; the signers of ``related_unknown``, also official related
    measures, are not loaded, and ``related_unidentified`` are official rows that do not identify the measure.
    ``has_seats``: the seats on committees of the chamber are loaded, except those of ``seats_not_loaded``, committees
    of referral.  ``described``: the day the file of members describes; ``is_picked``: billtrack chose the day.

    ``first_sponsor`` took the sponsor's place; ``may_be_first_sponsor`` are the members that name fits.  A single one
    counts as having signed; several are neither counted nor listed.
    """

    measure: Measure
    wanted: MemberFilter
    related: tuple[RelatedSigners, ...]
    related_unknown: tuple[MeasureId, ...]
    related_unidentified: tuple[str, ...]
    day: dt.date
    is_picked: bool
    described: dt.date
    chamber: Chamber
    serving: int
    signed: int
    not_signed: int
    candidates: tuple[Candidate, ...]
    signers_elsewhere: tuple[Signer, ...]
    seats_unknown: tuple[Seat, ...]
    has_seats: bool
    seats_not_loaded: tuple[CommitteeInfo, ...]
    first_sponsor: FirstSponsor | None
    may_be_first_sponsor: tuple[Serving, ...]
    nobody_from: tuple[str, ...] = ()
    nobody_of: tuple[str, ...] = ()


def chamber_of(measure: Measure) -> Chamber:
    """The chamber whose members can sign *measure*: its chamber of origin."""
    return Chamber(measure.id.measure_type.chamber)


def gaps(
    measure: Measure,
    roster: Roster,
    *,
    wanted: MemberFilter,
    related: Sequence[RelatedSigners] = (),
    picked_day: bool = False,
) -> Gaps:
    """Find who of *roster* has not signed *measure* by the end of its day; *picked_day*: billtrack chose that day.

    Raises:
        InputError: the measure's cosponsors are not loaded.
    """
    chamber = chamber_of(measure)
    members, behind = roster.of_chamber(chamber), signers(measure, on=roster.day)
    first = first_sponsor(measure, on=roster.day)
    assumed = _may_be(first, members)
    signed = {who.bioguide_id for who in (*behind, *(assumed if len(assumed) == 1 else ()))}
    left = [who for who in members if who.bioguide_id not in signed]
    seated = _seated(roster, wanted)
    chosen = [who for who in left if who not in assumed and _is_wanted(who, wanted, seated)]
    finder = ReasonFinder(measure, roster, behind, (*related, *wanted.signed))
    candidates = [Candidate(who, tuple(finder.reasons(who))) for who in chosen]
    known = {who.bioguide_id for who in roster.serving}
    return Gaps(
        measure=measure,
        wanted=wanted,
        related=tuple(related),
        related_unknown=_unknown(measure, related),
        related_unidentified=_unidentified(measure),
        day=roster.day,
        is_picked=picked_day,
        described=roster.described,
        chamber=chamber,
        serving=len(members),
        signed=len(members) - len(left),
        not_signed=len(left),
        candidates=tuple(sorted(candidates, key=_most_first)),
        signers_elsewhere=tuple(who for who in behind if who.bioguide_id not in known),
        has_seats=roster.has_seats(chamber),
        seats_not_loaded=tuple(_seats_not_loaded(measure, roster, chamber)),
        first_sponsor=first,
        may_be_first_sponsor=assumed,
        nobody_from=tuple(sorted(wanted.states - {who.state for who in members})),
        nobody_of=tuple(sorted(wanted.parties - {who.party for who in members})),
        seats_unknown=tuple(seat for seat in _seats_asked(roster, wanted) if seat.bioguide_id not in known),
    )


def _may_be(first: FirstSponsor | None, members: Sequence[Serving]) -> tuple[Serving, ...]:
    """The members who may be the first sponsor: the one with that signature, or all the name fits."""
    if first is None:
        return ()
    if first.cosponsor is not None:
        return tuple(who for who in members if who.bioguide_id == first.cosponsor.bioguide_id)
    return tuple(each for each in members if fits(first.as_printed, each))


def _seats_not_loaded(measure: Measure, roster: Roster, chamber: Chamber) -> Iterator[CommitteeInfo]:
    """The committees of referral of members of *chamber* whose seats the files do not have."""
    for committee in measure.committees or ():
        is_ours = committee.system_code[:1] in {chamber.value[0], "j"}
        if is_ours and was_referred_to(committee) and roster.seats_of(committee.system_code) is None:
            yield CommitteeInfo(committee.system_code, committee.name)


def _unknown(measure: Measure, related: Sequence[RelatedSigners]) -> tuple[MeasureId, ...]:
    known = {each.id for each in related}
    return tuple(dict.fromkeys(each.id for each in measure.related_measures or () if each.id and each.id not in known))


def _unidentified(measure: Measure) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.printed for each in measure.related_measures or () if each.id is None))


def _seats_asked(roster: Roster, wanted: MemberFilter) -> Iterator[Seat]:
    """The seats on the committees and subcommittees asked about."""
    asked = {each.system_code for each in (*wanted.committees, *wanted.subcommittees)}
    return (seat for seat in roster.seats or () if seat.system_code in asked)


def _seated(roster: Roster, wanted: MemberFilter) -> tuple[frozenset[str], ...]:
    """Who sits on one of the committees asked for, and who on one of the subcommittees."""
    return tuple(
        frozenset(seat.bioguide_id for seat in roster.seats or () if seat.system_code in codes)
        for committees in (wanted.committees, wanted.subcommittees)
        if (codes := {each.system_code for each in committees})
    )


def _is_wanted(who: Serving, wanted: MemberFilter, seated: Iterable[frozenset[str]]) -> bool:
    return (
        all(who.bioguide_id in seats for seats in seated)
        and (not wanted.states or who.state in wanted.states)
        and (not wanted.parties or who.party in wanted.parties)
        and (not wanted.only_leadership or bool(who.leadership))
        and all(any(who.bioguide_id == each.bioguide_id for each in other.signers) for other in wanted.signed)
    )


def _most_first(candidate: Candidate) -> tuple[int, int, int, int, str]:
    reasons = candidate.reasons
    counts = (sum(isinstance(each, kind) for each in reasons) for kind in (SignedRelated, VotedYea, SitsOn, Neighbors))
    signed, voted, sits, neighbors = counts
    return (-signed, -voted, -sits, -neighbors, candidate.who.name.casefold())
