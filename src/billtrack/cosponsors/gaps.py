"""Who could sign a measure and has not: members of its chamber on a day, with what speaks for asking each.

A sponsor counts as having signed.  Nothing is weighed: members with more that speaks for asking them come first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from billtrack.cosponsors.reasons import (
    Evidence,
    Neighbours,
    Reason,
    Related,
    SignedRelated,
    SitsOn,
    VotedYea,
    was_referred_to,
)
from billtrack.cosponsors.roster import Roster, Serving
from billtrack.cosponsors.signers import Signer, signers
from billtrack.model.first_sponsor import FirstSponsor, first_sponsor, those_who_fit
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Chamber, Measure
from billtrack.model.members import CommitteeInfo, Seat
from billtrack.model.values import Value


class Candidate(Value, frozen=True):
    """A member who has not signed, and what speaks for asking them."""

    who: Serving
    reasons: tuple[Reason, ...]


class Wanted(Value, frozen=True):
    """Which of those who have not signed are meant; what is empty leaves nobody out.

    ``committees`` and ``subcommittees``: on one of these.  ``signed``: behind each of these measures themselves.
    """

    committees: tuple[CommitteeInfo, ...] = ()
    subcommittees: tuple[CommitteeInfo, ...] = ()
    states: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    signed: tuple[Related, ...] = ()
    only_leadership: bool = False


EVERYBODY = Wanted()


class Gaps(Value, frozen=True):
    """Who has not signed a measure by the end of a day.

    ``serving`` members of ``chamber`` are ``signed`` and ``not_signed``.  ``candidates``: those of the latter that are
    wanted, those with most reasons first.  ``signers_elsewhere``: who signed and is not among the members of that day.
    ``seats_unknown``: places on the committees asked about held by somebody who is not.  ``related`` is what was looked
    at beside the measure; of ``related_unknown``, official related measures too, the signers are not loaded, and
    ``related_unidentified`` are official rows that do not say which measure they mean.
    ``has_seats``: who sat on which committee of the chamber is loaded; without it no seat speaks for anybody.
    ``seats_not_loaded``: the committees of referral of which that is not.  ``described``: the day the file of the
    members describes; ``is_picked``: the day was not asked for.  ``first_sponsor`` is who took the place of the
    sponsor, and ``may_be_first_sponsor`` the members the name fits: one of them counts as having signed; several are
    neither counted nor asked.
    """

    measure: Measure
    wanted: Wanted
    related: tuple[Related, ...]
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


def chamber_of(measure: Measure) -> Chamber:
    """The chamber whose members can sign *measure*: that of its origin."""
    return Chamber(measure.id.measure_type.chamber)


def gaps(
    measure: Measure, roster: Roster, *, wanted: Wanted, related: Sequence[Related] = (), picked_day: bool = False
) -> Gaps:
    """Find who of *roster* has not signed *measure* by the end of its day; *picked_day*: nobody asked for that day.

    Raises:
        InputError: the measure's cosponsors are not loaded.
    """
    chamber = chamber_of(measure)
    members, behind = roster.of_chamber(chamber), signers(measure, on=roster.day)
    by_id = {who.bioguide_id: who for who in behind}
    first = first_sponsor(measure, on=roster.day)
    assumed = _may_be(first, members)
    signed = by_id.keys() | ({assumed[0].bioguide_id} if len(assumed) == 1 else set())
    left = [who for who in members if who.bioguide_id not in signed]
    seated = _seated(roster, wanted)
    chosen = [who for who in left if who not in assumed and _is_wanted(who, wanted, seated)]
    evidence = Evidence(measure, roster, behind, (*related, *wanted.signed))
    candidates = [Candidate(who, tuple(evidence.reasons(who))) for who in chosen]
    known = {who.bioguide_id for who in roster.serving}
    asked = {each.system_code for each in (*wanted.committees, *wanted.subcommittees)}
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
        seats_unknown=tuple(s for s in roster.seats or () if s.system_code in asked and s.bioguide_id not in known),
    )


def _may_be(first: FirstSponsor | None, members: Sequence[Serving]) -> tuple[Serving, ...]:
    """The members who may be the first sponsor: the one of that signature, or all whom the name fits."""
    if first is None:
        return ()
    if first.cosponsor is not None:
        return tuple(who for who in members if who.bioguide_id == first.cosponsor.bioguide_id)
    return tuple(those_who_fit(first.as_printed, members))


def _seats_not_loaded(measure: Measure, roster: Roster, chamber: Chamber) -> Iterator[CommitteeInfo]:
    """The committees of referral on which members of *chamber* sit and whose seats the files do not tell."""
    for committee in measure.committees or ():
        is_ours = committee.system_code[:1] in {chamber.value[0], "j"}
        if is_ours and was_referred_to(committee) and roster.seats_of(committee.system_code) is None:
            yield CommitteeInfo(committee.system_code, committee.name)


def _unknown(measure: Measure, related: Sequence[Related]) -> tuple[MeasureId, ...]:
    known = {each.id for each in related}
    return tuple(dict.fromkeys(each.id for each in measure.related_measures or () if each.id and each.id not in known))


def _unidentified(measure: Measure) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.printed for each in measure.related_measures or () if each.id is None))


def _seated(roster: Roster, wanted: Wanted) -> tuple[frozenset[str], ...]:
    """For committees and for subcommittees where some are asked for: who sits on one of them."""
    return tuple(
        frozenset(seat.bioguide_id for seat in roster.seats or () if seat.system_code in codes)
        for committees in (wanted.committees, wanted.subcommittees)
        if (codes := {each.system_code for each in committees})
    )


def _is_wanted(who: Serving, wanted: Wanted, seated: Iterable[frozenset[str]]) -> bool:
    return (
        all(who.bioguide_id in seats for seats in seated)
        and (not wanted.states or who.state.upper() in wanted.states)
        and (not wanted.parties or who.party.upper() in wanted.parties)
        and (not wanted.only_leadership or bool(who.leadership))
        and all(any(who.bioguide_id == each.bioguide_id for each in other.signers) for other in wanted.signed)
    )


def _most_first(candidate: Candidate) -> tuple[int, int, int, int, str]:
    reasons = candidate.reasons
    counts = (sum(isinstance(each, kind) for each in reasons) for kind in (SignedRelated, VotedYea, SitsOn, Neighbours))
    signed, voted, sits, neighbours = counts
    return (-signed, -voted, -sits, -neighbours, candidate.who.name.casefold())
