"""Why to ask a member to sign: what they signed, their committees, who of their state signed.

A reason is a fact about a member; reasons are not weighed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from billtrack.cosponsors.roster import Roster, Serving
from billtrack.cosponsors.selection import Signer, signers
from billtrack.model.measure import Committee, Measure, RelatedMeasure, Subcommittee
from billtrack.model.measure_names import MeasureId
from billtrack.model.values import Value
from billtrack.model.vote import VoteId
from billtrack.votes.outcome import Yeas


class RelatedSigners(Value, frozen=True):
    """A measure whose signers might sign another: the relationship in words, and who signed."""

    id: MeasureId
    relationship: str
    signers: tuple[Signer, ...]
    yeas: Yeas | None = None


def beside(
    measure: Measure, held: Iterable[Measure], *, on: dt.date, yeas: Callable[[Measure], Yeas | None]
) -> tuple[RelatedSigners, ...]:
    """Give the *held* measures related to *measure* with their signers on a day.

    They are official related measures, or have its title in an earlier Congress; one whose cosponsors are not loaded
    is left out.  *yeas* tells who voted yea on one in the chamber of *measure*.
    """
    official = {each.id: each for each in measure.related_measures or () if each.id}
    return tuple(
        RelatedSigners(other.id, _relationship(official.get(other.id)), signers(other, on=on), yeas(other))
        for other in held
        if other.cosponsors is not None
    )


def _relationship(official: RelatedMeasure | None) -> str:
    if official is None:
        return "same title, computed"
    return ", per ".join(filter(None, (official.relationship_type, official.identified_by)))


class SignedRelated(Value, frozen=True):
    """They signed a related measure themselves: a companion, or the version of an earlier Congress."""

    measure: MeasureId
    relationship: str


class VotedYea(Value, frozen=True):
    """They voted yea on a related measure when their chamber voted on it."""

    measure: MeasureId
    relationship: str
    vote: VoteId


class SitsOn(Value, frozen=True):
    """They sit on a committee the measure was referred to; ``title`` is one like Chairman."""

    system_code: str
    name: str
    title: str | None


class Neighbors(Value, frozen=True):
    """Others of their state's delegation, still serving, signed the measure or one in the other chamber.

    Those of the member's own party come first.
    """

    measure: MeasureId
    people: tuple[Signer, ...]


Reason = SignedRelated | VotedYea | SitsOn | Neighbors


class ReasonFinder:
    """Finds the reasons to sign, by member and by state."""

    def __init__(
        self, measure: Measure, roster: Roster, behind: Sequence[Signer], related: Sequence[RelatedSigners]
    ) -> None:
        self._measure = measure.id
        self._related = tuple({other.id: other for other in related if other.id != measure.id}.values())
        self._serving = frozenset(who.bioguide_id for who in roster.serving)
        self._behind = behind
        self._seats: dict[str, list[SitsOn]] = {}
        referred = frozenset(_referred_to(measure))
        for seat in roster.seats or ():
            if seat.system_code in referred:
                sits = SitsOn(seat.system_code, roster.committee_name(seat.system_code), seat.title)
                self._seats.setdefault(seat.bioguide_id, []).append(sits)

    def reasons(self, who: Serving) -> Iterator[Reason]:
        """List the reasons to ask *who*: what they signed, their committees, who of their state signed."""
        for other in self._related:
            if any(each.bioguide_id == who.bioguide_id for each in other.signers):
                yield SignedRelated(other.id, other.relationship)
        for other in self._related:
            if other.yeas is not None and who.bioguide_id in other.yeas.people:
                yield VotedYea(other.id, other.relationship, other.yeas.vote)
        yield from self._seats.get(who.bioguide_id, ())
        yield from self._neighbours(who, self._measure, self._behind)
        for other in self._related:
            if other.id.measure_type.chamber != who.chamber.value and other.id.congress == self._measure.congress:
                yield from self._neighbours(who, other.id, other.signers)

    def _neighbours(self, who: Serving, measure: MeasureId, signed: Sequence[Signer]) -> Iterator[Neighbors]:
        """Colleagues who signed; only members who serve on the day are colleagues."""
        people = tuple(
            each
            for each in signed
            if each.state == who.state and each.bioguide_id != who.bioguide_id and each.bioguide_id in self._serving
        )
        if people:
            yield Neighbors(measure, tuple(sorted(people, key=lambda each: each.party != who.party)))


def _referred_to(measure: Measure) -> Iterator[str]:
    """The codes of the committees and subcommittees *measure* was referred or re-referred to."""
    for committee in measure.committees or ():
        if was_referred_to(committee):
            yield committee.system_code
        yield from (part.system_code for part in committee.subcommittees if was_referred_to(part))


def was_referred_to(committee: Committee | Subcommittee) -> bool:
    """Whether the measure was referred or re-referred to *committee*."""
    return any("referred" in activity.name.casefold() for activity in committee.activities)
