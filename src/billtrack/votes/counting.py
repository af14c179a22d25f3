"""Counting a roll call: by party, among cosponsors, against one's own party; and which of its members are listed.

A cosponsor is found by Bioguide ID; the Senate's files have LIS IDs, and ``senators_of`` says whose they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum

from billtrack.model.measure import Cosponsor, Measure
from billtrack.model.tally import is_standing
from billtrack.model.values import Value
from billtrack.model.vote import MemberVote, Totals, Vote, VotePosition, counted

_DIVIDED = (VotePosition.YEA, VotePosition.NAY)


class CosponsorVotes(Value, frozen=True):
    """How the cosponsors standing on the day voted; each person once.

    ``absent`` are not in the roll call at all (delegates, members who had left); they are not *not voting*.
    """

    totals: Totals
    absent: int
    positions: tuple[MemberVote, ...]


def by_party(vote: Vote) -> tuple[tuple[str, Totals], ...]:
    """Count positions by party letter as printed, the largest party first."""
    parties: dict[str, list[MemberVote]] = defaultdict(list)
    for each in vote.positions:
        parties[each.party].append(each)
    ordered = sorted(parties.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple((party, counted(tuple(members))) for party, members in ordered)


def bioguide_of(member: MemberVote, senators: Mapping[str, str]) -> str | None:
    """The member's Bioguide ID: printed (House), or that of the LIS ID (Senate); ``None`` where neither is known."""
    return member.bioguide_id or senators.get(member.lis_id or "")


def unresolved(vote: Vote, senators: Mapping[str, str]) -> tuple[MemberVote, ...]:
    """List those whose Bioguide ID is not known, in the order of the file."""
    return tuple(each for each in vote.positions if bioguide_of(each, senators) is None)


def cosponsor_votes(vote: Vote, measure: Measure, senators: Mapping[str, str]) -> CosponsorVotes | None:
    """Count how the cosponsors of *measure* voted; ``None`` if the vote does not show it.

    It does not if the measure began in the other chamber, whose members cosponsor it; if its cosponsors are not loaded;
    or if the file names members without IDs, as House files before 2003 do.
    """
    if measure.cosponsors is None or vote.id.chamber.value != measure.id.measure_type.chamber:
        return None
    found = {who: each for each in vote.positions if (who := bioguide_of(each, senators))}
    if not found:
        return None
    standing = dict.fromkeys(each.bioguide_id for each in measure.cosponsors if is_standing(each, on=vote.date))
    voted = tuple(found[each] for each in standing if each in found)
    return CosponsorVotes(counted(voted), len(standing) - len(voted), voted)


def party_majorities(positions: Iterable[MemberVote]) -> dict[str, VotePosition]:
    """Tell for each party whether more of it voted yea or nay; a party evenly divided has no majority."""
    sides: dict[str, int] = defaultdict(int)
    for each in positions:
        if each.position in _DIVIDED:
            sides[each.party] += 1 if each.position is VotePosition.YEA else -1
    return {party: VotePosition.YEA if lead > 0 else VotePosition.NAY for party, lead in sides.items() if lead}


def against_party(vote: Vote) -> tuple[MemberVote, ...]:
    """List those who voted yea or nay against the majority of their own party, in the order of the file."""
    majorities = party_majorities(vote.positions)
    return tuple(
        each
        for each in vote.positions
        if each.position in _DIVIDED and each.position is not majorities.get(each.party, each.position)
    )


def senators_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Map LIS IDs to Bioguide IDs, both unique; an ID that *pairs* give to two people is nobody's."""
    people: dict[str, set[str]] = {}
    ids: dict[str, set[str]] = {}
    for lis, bioguide in pairs:
        people.setdefault(lis, set()).add(bioguide)
        ids.setdefault(bioguide, set()).add(lis)
    one = {lis: next(iter(found)) for lis, found in people.items() if len(found) == 1}
    return {lis: bioguide for lis, bioguide in one.items() if len(ids[bioguide]) == 1}


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
