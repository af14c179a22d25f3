"""The roll call behind a decision, and those who voted yea on a measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from billtrack.model.measure import Action, Chamber, Measure
from billtrack.model.vote import HeldVote, Totals, VoteId, VoteKind, VotePosition, counted
from billtrack.votes.counting import bioguide_of, by_party
from billtrack.votes.tallied import Disagreement, cited_votes, disagreements, tallied
from billtrack.votes.tallied import FindVote as FindVote  # noqa: PLC0414 - for those who ask this module


class Split(NamedTuple):
    """A roll call counted from its file: all members, and each party, the largest first.

    ``tie_breaker`` is the Vice President and their vote, as printed.
    """

    id: VoteId
    totals: Totals
    parties: tuple[tuple[str, Totals], ...]
    tie_breaker: str | None = None


class OutcomeVote(NamedTuple):
    """The roll call behind an outcome; ``tally`` is its yeas and nays in the action, ``split`` the count of its file.

    Both are ``None`` where their source does not have them.
    """

    id: VoteId
    tally: tuple[int, int] | None
    split: Split | None
    disagreements: tuple[Disagreement, ...] = ()


def no_vote(_: VoteId) -> HeldVote | None:
    """Find no vote: for those who ask without a place to look in."""
    return None


def vote_of_outcome(
    measure: Measure, chamber: Chamber | None, roll: int, day: dt.date, find: FindVote
) -> OutcomeVote | None:
    """Find the roll call *roll* of *chamber* that an action of *day* cites; ``None`` where no action cites it."""
    cited = (each for each in cited_votes(measure) if (each.id.chamber, each.id.roll_number) == (chamber, roll))
    found = next((each for each in cited if each.action_date == day), None)
    if found is None:
        return None
    held = find(found.id)
    if held is None:
        return OutcomeVote(found.id, found.tally, None)
    return OutcomeVote(found.id, found.tally, _split(held), disagreements(held.vote, found))


def splits_of_actions(actions: tuple[Action, ...], find: FindVote) -> tuple[Split, ...]:
    """Count the roll calls that rows of the history cite, each once; those that are not loaded are left out."""
    votes = dict.fromkeys(
        VoteId(each.chamber, each.congress, each.session_number, each.roll_number)
        for action in actions
        for each in action.recorded_votes
        if each.chamber is not Chamber.JOINT
    )
    return tuple(_split(held) for vote in votes if (held := find(vote)))


def _split(held: HeldVote) -> Split:
    return Split(held.vote.id, counted(held.vote.positions), by_party(held.vote), held.vote.tie_breaker)


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
        said_yea = (each for each in held.vote.positions if each.position is VotePosition.YEA)
        return Yeas(cited.id, frozenset(who for each in said_yea if (who := bioguide_of(each, senators))))
    return None
