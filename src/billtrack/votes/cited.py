"""Which roll calls a measure has: those its official actions, and the actions of its amendments, refer to.

A vote belongs to a measure by the official reference alone (chamber, congress, session, roll), never by the words of
its question.  The members counted, the printed totals and the action may disagree; none is corrected.
"""

from __future__ import annotations

import datetime as dt
import re

from billtrack.model.measure import Measure
from billtrack.model.patterns import pattern
from billtrack.model.values import Value
from billtrack.model.vote import Totals, Vote, VoteId, citations, counted

_TALLIES = (
    pattern(r"(?:yeas and nays|recorded vote|yea-nay vote)\b[^0-9]{0,40}?(\d{1,3}) ?- ?(\d{1,3})", re.IGNORECASE),
    pattern(r"\b(\d{1,3}) ?- ?(\d{1,3})(?:, \d+ present)? ?\(roll no|record vote", re.IGNORECASE),
)
_ROLL = pattern(r"roll (?:no\.?|call #?) ?(\d+)|record vote (?:number|no\.?):? ?(\d+)", re.IGNORECASE)


class CitedVote(Value, frozen=True):
    """One roll call a measure's actions refer to.

    ``texts`` are the words of the actions that do, the chamber's own first; ``amendment`` is the amendment whose
    action it is (``S.Amdt. 12``), ``None`` for the measure's own.
    """

    id: VoteId
    texts: tuple[str, ...]
    action_date: dt.date
    amendment: str | None = None

    @property
    def tally(self) -> tuple[int, int] | None:
        """Yeas and nays as the action gives them; a tie the Vice President broke counts that vote."""
        return next((found for text in self.texts if (found := _yeas_and_nays(text))), None)

    @property
    def contradicted_by(self) -> int | None:
        """The roll number the action's own words give, where the reference gives another."""
        numbers = {int(found[1] or found[2]) for text in self.texts for found in _ROLL.finditer(text)}
        return min(numbers) if numbers and self.id.roll_number not in numbers else None


def cited_votes(measure: Measure) -> tuple[CitedVote, ...]:
    """List the roll calls of *measure*, in the order of its actions, those of its amendments after them; each once.

    Source:
        BILLSTATUS ``recordedVotes/recordedVote``.  A floor row and a Library of Congress row cite one vote.
    """
    found: dict[VoteId, CitedVote] = {}
    for each in citations(measure):
        known = found.get(each.id)
        texts = (*(known.texts if known else ()), *((each.action.text,) if each.action.text else ()))
        found[each.id] = CitedVote(
            each.id,
            tuple(dict.fromkeys(texts)),
            known.action_date if known else each.action.action_date,
            known.amendment if known else each.amendment,
        )
    return tuple(found.values())


def _yeas_and_nays(text: str) -> tuple[int, int] | None:
    """``by the Yeas and Nays: 245 - 180 (Roll no. 149)``, ``by Yea-Nay Vote. 62 - 36. Record Vote Number: 355``."""
    for wording in _TALLIES:
        found = wording.search(text)
        if found and found[1]:
            return int(found[1]), int(found[2])
    return None


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
