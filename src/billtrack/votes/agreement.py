"""Whether the sources of one roll call agree: the members counted, the printed totals, and the official action."""

from __future__ import annotations

from billtrack.model.values import Value
from billtrack.model.vote import Totals, Vote, counted
from billtrack.votes.cited import CitedVote


class Disagreement(Value, frozen=True):
    """Two sources say different things; neither is corrected.  ``one`` and ``other`` say who says what."""

    one: str
    other: str


def disagreements(vote: Vote, cited: CitedVote | None = None) -> tuple[Disagreement, ...]:
    """Compare what the sources of *vote* say.

    A tie broken by the Vice President is no disagreement: the action counts that vote, the roll does not.
    """
    found = []
    members = counted(vote.positions)
    if vote.totals is not None and vote.totals != members:
        found.append(Disagreement(f"the printed totals: {_tally(vote.totals)}", f"the members: {_tally(members)}"))
    if vote.candidates:
        found += _elections(vote)
    if cited is not None and cited.tally is not None and not _agrees(cited.tally, vote):
        found.append(
            Disagreement(
                f"the action: {cited.tally[0]}–{cited.tally[1]}",
                f"the roll call file: {members.yea}–{members.nay}",
            )
        )
    if cited is not None and cited.contradicted_by is not None:
        found.append(
            Disagreement(f"the action: roll {cited.contradicted_by}", f"its reference: roll {cited.id.roll_number}")
        )
    return tuple(found)


def _elections(vote: Vote) -> list[Disagreement]:
    """Candidates count as printed; Present and Not Voting stand among them in the file."""
    names = [each.vote_cast for each in vote.positions]
    return [
        Disagreement(f"the printed total of {name}: {count}", f"the members: {names.count(name)}")
        for name, count in vote.candidates
        if names.count(name) != count
    ]


def _agrees(tally: tuple[int, int], vote: Vote) -> bool:
    members = counted(vote.positions)
    if tally == (members.yea, members.nay):
        return True
    broken = vote.tie_breaker is not None and members.yea == members.nay
    return broken and sorted((tally[0] - members.yea, tally[1] - members.nay)) == [0, 1]


def _tally(totals: Totals) -> str:
    counts = (totals.yea, totals.nay, totals.present, totals.not_voting)
    names = ("yea", "nay", "present", "not voting")
    return ", ".join(f"{count} {name}" for count, name in zip(counts, names, strict=True))
