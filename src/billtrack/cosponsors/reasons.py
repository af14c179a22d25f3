"""Why to ask a member to sign: what they signed themselves, where they sit, who of their state signed.

A reason is a fact about a member; nothing is weighed here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from billtrack.cosponsors.roster import Roster, Serving
from billtrack.cosponsors.signers import Signer, signers
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Committee, Measure, RelatedMeasure, Subcommittee
from billtrack.model.values import Value
from billtrack.model.vote import VoteId
from billtrack.votes.outcome import Yeas


class Related(Value, frozen=True):
    """A measure that says something of who might sign: its relationship in words, and who stood behind it."""

    id: MeasureId
    relationship: str
    signers: tuple[Signer, ...]
    yeas: Yeas | None = None


def beside(
    measure: Measure,
    held: Iterable[Measure],
    *,
    on: dt.date,
    yeas: Callable[[Measure], Yeas | None] = lambda _: None,
) -> tuple[Related, ...]:
    """Read what *held* measures say of *measure* as they stood on a day.

    They are official related measures of it or bear its title in an earlier Congress; one whose cosponsors are not
    loaded says nothing.  *yeas* tells who voted yea on one in the chamber of *measure*.
    """
    official = {each.id: each for each in measure.related_measures or () if each.id}
    return tuple(
        Related(other.id, _relationship(official.get(other.id)), signers(other, on=on), yeas(other))
        for other in held
        if other.cosponsors is not None
    )


def _relationship(official: RelatedMeasure | None) -> str:
    if official is None:
        return "same title, computed"
    return ", says ".join(filter(None, (official.relationship_type, official.identified_by)))


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
    """They sit on a committee the measure was referred to; ``title`` as Chairman."""

    system_code: str
    name: str
    title: str | None


class Neighbours(Value, frozen=True):
    """Others of their state's delegation signed and still serve: the measure itself, or one in the other chamber.

    Those of the member's own party come first.
    """

    measure: MeasureId
    people: tuple[Signer, ...]


Reason = SignedRelated | VotedYea | SitsOn | Neighbours


class Evidence:
    """What is known beside the list of signatures, looked up by member and by state."""

    def __init__(self, measure: Measure, roster: Roster, behind: Sequence[Signer], related: Sequence[Related]) -> None:
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
        """What speaks for asking *who*: what they signed, where they sit, who of their state signed."""
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

    def _neighbours(self, who: Serving, measure: MeasureId, signed: Sequence[Signer]) -> Iterator[Neighbours]:
        """A former member is nobody's colleague: only who serves on the day is named."""
        people = tuple(
            each
            for each in signed
            if each.state == who.state and each.bioguide_id != who.bioguide_id and each.bioguide_id in self._serving
        )
        if people:
            yield Neighbours(measure, tuple(sorted(people, key=lambda each: each.party != who.party)))


def _referred_to(measure: Measure) -> Iterator[str]:
    """The codes of the committees and subcommittees *measure* was referred or re-referred to."""
    for committee in measure.committees or ():
        if was_referred_to(committee):
            yield committee.system_code
        yield from (part.system_code for part in committee.subcommittees if was_referred_to(part))


def was_referred_to(committee: Committee | Subcommittee) -> bool:
    """Whether the measure was referred or re-referred to *committee*."""
    return any("referred" in activity.name.casefold() for activity in committee.activities)
