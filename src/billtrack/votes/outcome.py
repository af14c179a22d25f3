"""The roll call behind a decision, and those who voted yea on a measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from billtrack.model.measure import Action, Chamber, Measure
from billtrack.model.vote import HeldVote, Position, Totals, VoteId, VoteKind, counted
from billtrack.votes.cited import cited_votes
from billtrack.votes.counting import bioguide_of, by_party
from billtrack.votes.tallied import tallied

FindVote: TypeAlias = Callable[[VoteId], HeldVote | None]
"""Gives a roll call where it is loaded."""


class Split(NamedTuple):
    """A roll call counted from its file: all members, and each party, the largest first."""

    id: VoteId
    totals: Totals
    parties: tuple[tuple[str, Totals], ...]


def no_vote(_: VoteId) -> HeldVote | None:
    """Find no vote: for those who ask without a place to look in."""
    return None


def split_of_roll(
    measure: Measure, chamber: Chamber | None, roll: int | None, day: dt.date, find: FindVote
) -> Split | None:
    """Count the roll call *roll* of *chamber* that an action of *day* cites; ``None`` where its file is not loaded."""
    if chamber is None or roll is None:
        return None
    cited = (each for each in cited_votes(measure) if (each.id.chamber, each.id.roll_number) == (chamber, roll))
    return next((split(each.id, find) for each in cited if each.action_date == day), None)


def splits_of_actions(actions: tuple[Action, ...], find: FindVote) -> tuple[Split, ...]:
    """Count the roll calls that rows of the history cite, each once; those that are not loaded are left out."""
    votes = dict.fromkeys(
        VoteId(each.chamber, each.congress, each.session_number, each.roll_number)
        for action in actions
        for each in action.recorded_votes
        if each.chamber is not Chamber.JOINT
    )
    return tuple(found for vote in votes if (found := split(vote, find)))


def split(vote: VoteId, find: FindVote) -> Split | None:
    """Count one roll call by party; ``None`` where its file is not loaded."""
    held = find(vote)
    return None if held is None else Split(vote, counted(held.vote.positions), by_party(held.vote))


def split_words(found: Split) -> str:
    """A split in words: ``245\u2013180: D 217\u20130, R 28\u2013180 (yea\u2013nay)``."""
    parties = ", ".join(f"{party} {each.yea}\u2013{each.nay}" for party, each in found.parties)
    return f"{found.totals.yea}\u2013{found.totals.nay}: {parties} (yea\u2013nay)"


def totals_data(totals: Totals) -> dict[str, int]:
    """Members counted by position."""
    return {
        "yea": totals.yea,
        "nay": totals.nay,
        "present": totals.present,
        "not_voting": totals.not_voting,
    }


class Yeas(NamedTuple):
    """The members who voted yea on a measure in one roll call, by Bioguide ID."""

    vote: VoteId
    people: frozenset[str]


_ON_THE_MEASURE = frozenset({VoteKind.PASSAGE, VoteKind.CONFERENCE, VoteKind.VETO})


def yeas_on(
    measure: Measure, chamber: Chamber, find: FindVote, senators: Mapping[str, str], *, on: dt.date
) -> Yeas | None:
    """Find who voted yea when *chamber* last voted on *measure* itself, on the day *on* or before."""
    for cited in sorted(cited_votes(measure), key=lambda each: (each.action_date, each.id), reverse=True):
        held = find(cited.id) if cited.id.chamber is chamber else None
        if held is None or held.vote.date > on or tallied(measure, cited, held, senators).kind not in _ON_THE_MEASURE:
            continue
        said_yea = (each for each in held.vote.positions if each.position is Position.YEA)
        return Yeas(cited.id, frozenset(who for each in said_yea if (who := bioguide_of(each, senators))))
    return None
