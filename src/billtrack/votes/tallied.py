"""Which roll calls a measure has, and what is counted of each whose file is loaded.

A vote belongs to a measure by the official reference of its actions, or of the actions of its amendments (chamber,
congress, session, roll), never by the words of its question.  The members counted, the printed totals and the action
may disagree; none is corrected.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, MeasureType
from billtrack.model.patterns import pattern
from billtrack.model.spellings import TYPE_WORDS
from billtrack.model.values import Value, replace
from billtrack.model.vote import HeldVote, MemberVote, Totals, Vote, VoteId, VoteKind, citations, counted
from billtrack.votes.counting import CosponsorVotes, by_party, cosponsor_votes, unresolved

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


FindVote: TypeAlias = Callable[[VoteId], HeldVote | None]
"""Gives a roll call where it is loaded."""
DECIDING = frozenset({VoteKind.PASSAGE, VoteKind.CONCUR, VoteKind.CONFERENCE, VoteKind.VETO})
"""The kinds of votes that decide what becomes of a measure."""


class TalliedVote(Value, frozen=True):
    """One roll call of a measure; all that is counted is empty or ``None`` where its file is not loaded.

    ``kind`` is ``amendment`` where only an amendment's actions cite it, ``rule`` where the file names a resolution of
    the House that is not the measure.  ``unresolved`` are the members whose Bioguide ID nobody knows.
    """

    cited: CitedVote
    held: HeldVote | None
    kind: VoteKind | None = None
    parties: tuple[tuple[str, Totals], ...] = ()
    cosponsors: CosponsorVotes | None = None
    disagreements: tuple[Disagreement, ...] = ()
    unresolved: tuple[MemberVote, ...] = ()
    is_deciding: bool = False

    @property
    def date(self) -> dt.date:
        """The day of the vote in Washington; that of the action where the file is not loaded."""
        return self.held.vote.date if self.held else self.cited.action_date


class MeasureVotes(Value, frozen=True):
    """One measure, the roll calls asked about, and how many it has in all."""

    measure: Measure
    votes: tuple[TalliedVote, ...]
    of: int

    def in_full(self, *, of_cosponsors: bool) -> tuple[TalliedVote, ...]:
        """The vote to show in full: the deciding one; for cosponsors the last deciding one in their own chamber."""
        able = [each for each in self.votes if each.kind in DECIDING and (not of_cosponsors or each.cosponsors)]
        return (max(able, key=lambda each: (each.date, each.cited.id)),) if able else ()


def measure_votes(
    measure: Measure, find: FindVote, senators: Mapping[str, str], *, roll: int | None = None
) -> MeasureVotes:
    """Tally the roll calls of *measure*, or those with the number *roll*; otherwise as ``tallied_votes``.

    Raises:
        InputError: the measure has no vote *roll*.
    """
    found = tallied_votes(measure, find, senators)
    return MeasureVotes(measure, found if roll is None else choose_roll(found, roll, measure.id), len(found))


def tallied_votes(measure: Measure, find: FindVote, senators: Mapping[str, str]) -> tuple[TalliedVote, ...]:
    """Tally every roll call of *measure*, by day and number.

    *find* gives the votes that are loaded; *senators* maps LIS IDs to Bioguide IDs.  The last vote on the measure
    itself that can decide its fate is the deciding one.
    """
    found = sorted(
        (tallied(measure, cited, find(cited.id), senators) for cited in cited_votes(measure)),
        key=lambda each: (each.date, each.cited.id),
    )
    able = [number for number, each in enumerate(found) if each.kind in DECIDING]
    if able:
        found[able[-1]] = replace(found[able[-1]], is_deciding=True)
    return tuple(found)


def tallied(measure: Measure, cited: CitedVote, held: HeldVote | None, senators: Mapping[str, str]) -> TalliedVote:
    """Count one roll call that *measure* cites."""
    if held is None:
        return TalliedVote(cited, None, VoteKind.AMENDMENT if cited.amendment else None)
    return TalliedVote(
        cited,
        held,
        _kind(measure.id, cited, held.vote),
        by_party(held.vote),
        cosponsor_votes(held.vote, measure, senators),
        disagreements(held.vote, cited),
        unresolved(held.vote, senators),
    )


def choose_roll(found: tuple[TalliedVote, ...], roll: int, measure: MeasureId) -> tuple[TalliedVote, ...]:
    """Pick the votes with the number *roll*; several sessions and chambers may have one.

    Raises:
        InputError: the measure has no such vote; the message names those it has.
    """
    chosen = tuple(each for each in found if each.cited.id.roll_number == roll)
    if not chosen:
        # the chamber and the year tell one roll of a number from another
        ids = [each.cited.id for each in found]
        rolls = ", ".join(f"{each.roll_number} ({each.chamber.value.capitalize()} {each.year})" for each in ids)
        raise InputError(f"{measure} has no roll call {roll}", hint=f"it has {rolls}" if rolls else "it has none")
    return chosen


def _kind(measure: MeasureId, cited: CitedVote, vote: Vote) -> VoteKind:
    if cited.amendment is not None:
        return VoteKind.AMENDMENT
    named = measure_named(vote)
    is_rule = named is not None and named != measure and named.measure_type is MeasureType.HRES
    return VoteKind.RULE if is_rule else vote.kind


def measure_named(vote: Vote) -> MeasureId | None:
    """Read the measure the file names: ``H RES 275``, ``S.J.Res. 63``; ``None`` for ``QUORUM``, ``PN55-25`` ..."""
    found = re.fullmatch(r"([A-Za-z. ]+?)[. ]*([1-9][0-9]{0,4})", vote.measure or "")
    kind = TYPE_WORDS.get(re.sub(r"[. ]", "", found[1]).lower()) if found else None
    return MeasureId(kind, int(found[2]), vote.id.congress) if found and kind else None
