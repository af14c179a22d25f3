"""A measure's roll calls: the official reference, the file where it is loaded, and what is counted of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.measure import Measure
from billtrack.model.spellings import TYPE_WORDS
from billtrack.model.values import Value, replace
from billtrack.model.vote import HeldVote, MemberVote, Totals, Vote, VoteId, VoteKind
from billtrack.votes.cited import CitedVote, Disagreement, cited_votes, disagreements
from billtrack.votes.counting import CosponsorVotes, by_party, cosponsor_votes, unresolved

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
