"""Roll calls in words."""

from __future__ import annotations

from billtrack.model.vote import Position, Totals
from billtrack.votes.tallied import TalliedVote

_POSITIONS = {
    Position.YEA: "yea",
    Position.NAY: "nay",
    Position.PRESENT: "present",
    Position.NOT_VOTING: "not voting",
    Position.CHOICE: "for a candidate",
}


def position_words(position: Position) -> str:
    """A position in words."""
    return _POSITIONS[position]


def totals_words(totals: Totals) -> str:
    """Counts in words: ``166 yea, 28 nay``; those of nobody are left out."""
    counts = (totals.yea, totals.nay, totals.present, totals.not_voting)
    told = [f"{count} {words}" for count, words in zip(counts, _POSITIONS.values(), strict=False) if count]
    return ", ".join(told) or "nobody"


def vote_words(vote: TalliedVote) -> str:
    """A roll call named: ``House roll 149, 2021-05-19: On Agreeing to the Resolution``."""
    roll = vote.cited.id
    question = f": {vote.held.vote.question}" if vote.held else ""
    amendment = f" ({vote.cited.amendment})" if vote.cited.amendment else ""
    return f"{roll.chamber.value.capitalize()} roll {roll.roll_number}, {vote.date}{question}{amendment}"


def split_words(vote: TalliedVote) -> str:
    """The split by party: ``D 217–0, R 28–180 (yea–nay)``."""
    return ", ".join(f"{party} {each.yea}–{each.nay}" for party, each in vote.parties) + " (yea–nay)"
