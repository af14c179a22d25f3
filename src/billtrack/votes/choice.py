"""Which members of a roll call are listed, and what is said of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from billtrack.model.measure import Cosponsor, Measure
from billtrack.model.tally import is_standing
from billtrack.model.values import Value
from billtrack.model.vote import MemberVote, Vote, VotePosition
from billtrack.votes.counting import against_party, bioguide_of


class Whom(Enum):
    """Whom to list: nobody, everybody, the cosponsors, or those who voted against the majority of their party."""

    NOBODY = "nobody"
    MEMBERS = "members"
    COSPONSORS = "cosponsors"
    AGAINST_PARTY = "against_party"


class Choice(Value, frozen=True):
    """Whom to list of a roll call; an empty set allows everyone."""

    whom: Whom = Whom.NOBODY
    parties: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    positions: frozenset[VotePosition] = frozenset()

    def takes(self, member: MemberVote) -> bool:
        """Whether *member* is of a party, a state and a position asked for."""
        return (
            (not self.parties or member.party in self.parties)
            and (not self.states or member.state in self.states)
            and (not self.positions or member.position in self.positions)
        )


class ListedVote(Value, frozen=True):
    """One member's vote as it is listed; ``is_cosponsor``: of the measure, on that day (``None``: not known)."""

    member: MemberVote
    bioguide_id: str | None
    district: int | None
    is_cosponsor: bool | None


_AGAINST_FIRST = (
    VotePosition.NAY,
    VotePosition.PRESENT,
    VotePosition.NOT_VOTING,
    VotePosition.CHOICE,
    VotePosition.YEA,
)


def chosen(vote: Vote, measure: Measure, choice: Choice, senators: Mapping[str, str]) -> tuple[ListedVote, ...]:
    """List the members of *choice*, in the order of the file; cosponsors who voted nay come first."""
    rows = [_listed(each, measure, vote, senators) for each in vote.positions if choice.takes(each)]
    if choice.whom is Whom.AGAINST_PARTY:
        against = frozenset(against_party(vote))
        return tuple(row for row in rows if row.member in against)
    if choice.whom is Whom.COSPONSORS:
        signed = (row for row in rows if row.is_cosponsor)
        return tuple(sorted(signed, key=lambda row: _AGAINST_FIRST.index(row.member.position)))
    return tuple(rows)


def absent(vote: Vote, measure: Measure, choice: Choice, senators: Mapping[str, str]) -> tuple[Cosponsor, ...]:
    """List the cosponsors standing on the day who are not in the roll call; each person once."""
    if vote.id.chamber.value != measure.id.measure_type.chamber or choice.positions:
        return ()
    there = {bioguide_of(each, senators) for each in vote.positions}
    standing = {each.bioguide_id: each for each in measure.cosponsors or () if is_standing(each, on=vote.date)}
    return tuple(
        each
        for bioguide, each in standing.items()
        if bioguide not in there
        and (not choice.parties or each.party in choice.parties)
        and (not choice.states or each.state in choice.states)
    )


def _listed(member: MemberVote, measure: Measure, vote: Vote, senators: Mapping[str, str]) -> ListedVote:
    bioguide = bioguide_of(member, senators)
    signed = [each for each in measure.cosponsors or () if each.bioguide_id == bioguide]
    districts = [each.district for each in signed]
    if measure.sponsor is not None and measure.sponsor.bioguide_id == bioguide:
        districts.append(measure.sponsor.district)
    is_known = measure.cosponsors is not None and bioguide is not None
    return ListedVote(
        member,
        bioguide,
        next(iter(districts), None),
        any(is_standing(each, on=vote.date) for each in signed) if is_known else None,
    )
