"""Roll calls in words, and their totals as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from billtrack.model.measure import Chamber
from billtrack.output.answers import attributes

if TYPE_CHECKING:
    from billtrack.model.vote import Totals, VotePosition
    from billtrack.output.formats import JsonObject
    from billtrack.votes.outcome import OutcomeVote, Split
    from billtrack.votes.tallied import Disagreement, TalliedVote


def position_words(position: VotePosition) -> str:
    """A position in words: ``yea``, ``not voting``, ``for a candidate``."""
    return "for a candidate" if position == "choice" else position.value.replace("_", " ")


def totals_words(totals: Totals) -> str:
    """Counts in words: ``166 yea, 28 nay``; zeros are left out."""
    counts = ((totals.yea, "yea"), (totals.nay, "nay"), (totals.present, "present"), (totals.not_voting, "not voting"))
    parts = [f"{count} {words}" for count, words in counts if count]
    return ", ".join(parts) or "nobody"


def vote_words(vote: TalliedVote) -> str:
    """A roll call named: ``House roll 149, 2021-05-19: On Agreeing to the Resolution``."""
    roll = vote.cited.id
    question = f": {vote.held.vote.question}" if vote.held else ""
    return f"{roll.chamber.value.capitalize()} roll {roll.roll_number}, {vote.date}{question}{amendment_words(vote)}"


def amendment_words(vote: TalliedVote) -> str:
    """The amendment voted on, `` (H.Amdt. 219)``; nothing where the question names it already."""
    amendment, question = vote.cited.amendment, vote.held.vote.question if vote.held else ""
    return f" ({amendment})" if amendment and amendment not in question else ""


def totals_data(totals: Totals) -> JsonObject:
    """Members counted by position, for JSON."""
    return attributes(totals, "yea nay present not_voting")


_NUMBERS: dict[Chamber | None, str] = {Chamber.HOUSE: "Roll no.", Chamber.SENATE: "Record Vote No."}


def roll_words(chamber: Chamber | None, number: int) -> str:
    """The number of a roll call as its chamber names it: ``Roll no. 149``, ``Record Vote No. 355``."""
    return f"{_NUMBERS.get(chamber, 'Roll no.')} {number}"


def tally_words(vote: OutcomeVote) -> str | None:
    """Yeas and nays, ``245–180``: of the roll call file where it is loaded, else of the action."""
    if vote.split is not None:
        return f"{vote.split.totals.yea}–{vote.split.totals.nay}"
    return f"{vote.tally[0]}–{vote.tally[1]}" if vote.tally else None


def split_words(found: Split) -> str:
    """The split by party: ``D 217–0, R 28–180 (yea–nay)``; then who broke a tie."""
    parties = ", ".join(f"{party} {each.yea}–{each.nay}" for party, each in found.parties)
    return f"{parties} (yea–nay){f'; tie {tie_words(found.tie_breaker)}' if found.tie_breaker else ''}"


def tie_words(tie_breaker: str) -> str:
    """Who broke a tie, and how they voted: ``broken by the Vice President, who voted Yea``."""
    who, _, cast = tie_breaker.partition(": ")
    return f"broken by the {who}, who voted {cast}"


def disagreement_words(found: Disagreement) -> str:
    """Two sources that differ: ``the action: 62–36; the roll call file: 61–37``."""
    return f"{found.one}; {found.other}"
