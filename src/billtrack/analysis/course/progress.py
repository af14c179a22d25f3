"""The run of a measure: its events taken one after another.

Knows the order of events and how a vacated one is taken back; the transitions themselves are in ``transitions``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from billtrack.analysis.course.folding import Fold, fold
from billtrack.analysis.course.milestones import Reading, read
from billtrack.analysis.course.transitions import take
from billtrack.analysis.course.turns import Move, Turn
from billtrack.analysis.course.wordings import Kind
from billtrack.analysis.positions import Family, Position, family_of, other
from billtrack.analysis.stages import Milestone
from billtrack.model import Chamber, Measure
from billtrack.values import Value, replace

_DECISIONS = {
    *(Kind.PASSED, Kind.FAILED, Kind.CONCURRED, Kind.AMENDED_AGAIN, Kind.DISAGREED),
    *(Kind.LAID_ON_TABLE, Kind.POSTPONED),
}
_BY_NO_CHAMBER = {
    *(Kind.PRESENTED, Kind.SIGNED, Kind.UNSIGNED_LAW, Kind.BECAME_LAW),
    *(Kind.VETOED, Kind.POCKET_VETOED),
}
_CLAIMED = {"8000": Kind.PASSED, "17000": Kind.PASSED, "9000": Kind.FAILED, "18000": Kind.FAILED}
"""What a code of the Library of Congress says of the row it stands on."""
_OF_PASSAGE = re.compile(r"\b(?:passage|passed|agreed to|adopted)\b", re.IGNORECASE)
_OF_DISCHARGE = re.compile(r"\bdischarge\b", re.IGNORECASE)
_DAY = re.compile(r"\bof (\d{1,2})/(\d{1,2})/(\d{2,4})\b")


class Step(Value, frozen=True):
    """One event: how it was read, the milestone it is (if any), and where the measure is after it."""

    event: Fold
    reading: Reading
    milestone: Milestone | None
    position: Position


class Progress(Value, frozen=True):
    """The steps of a measure in order, where they lead, and what in them cannot be."""

    family: Family
    origin: Chamber
    steps: tuple[Step, ...]
    position: Position
    problems: tuple[str, ...]


def follow(measure: Measure) -> Progress:
    """Follow a measure through its actions; without any it stays where its introduction puts it."""
    family = family_of(measure.id, measure.title)
    origin = Chamber(measure.id.measure_type.chamber)
    position = Position()
    steps: list[Step] = []
    problems: list[str] = []
    for event in fold(measure.actions or ()):
        reading = read(event, of=measure.id)
        chamber = reading.chamber or _holder(position, origin)
        turn = Turn(position, event, reading, chamber, origin, family)
        move = _taken_back(turn, steps) if reading.kind is Kind.VACATED else take(turn)
        position = move.position
        steps.append(Step(event, reading, _milestone(turn, move), position))
        problems += [f"{event.main.action_date}: {what}" for what in (move.problem, _miscoded(event, reading)) if what]
    return Progress(family, origin, tuple(steps), position, tuple(problems))


def _holder(position: Position, origin: Chamber) -> Chamber:
    """The chamber that has the measure, for a row that does not say whose it is."""
    return other(origin) if position.decided == {origin} else origin


def _milestone(turn: Turn, move: Move) -> Milestone | None:
    if move.milestone is None:
        return None
    chamber = None if turn.reading.kind in _BY_NO_CHAMBER else turn.chamber
    return Milestone(move.milestone, turn.event.main.action_date, turn.event.main.text or "", chamber)


def _miscoded(event: Fold, reading: Reading) -> str | None:
    """Tell of a row whose code and words say opposite things; the words were followed."""
    if reading.kind is not Kind.PASSED and reading.kind is not Kind.FAILED:
        return None
    claims = {_CLAIMED[code] for code in event.codes if code in _CLAIMED}
    if claims and reading.kind not in claims:
        return f"the code says {'failed' if reading.kind is Kind.PASSED else 'passed'}, the words do not"
    return None


# -------------------------------------------------------------------------------- taking back


def _taken_back(turn: Turn, steps: Sequence[Step]) -> Move:
    """Undo what the row vacates: the chamber's last decision, its discharge, or all it did on a day.

    "Proceedings on H.R. 397 are considered vacated" undoes no decision: the vote was still to come (117th).
    """
    words = turn.reading.words
    day = _DAY.search(words)
    if day is not None:
        return _restored(turn, steps, _first_of_day(turn, steps, day))
    if _OF_PASSAGE.search(words):
        return _restored(turn, steps, _last_decision(turn, steps))
    if _OF_DISCHARGE.search(words):
        place = replace(turn.position.place(turn.chamber), is_discharged=False)
        return Move(turn.position.at(turn.chamber, place))
    return Move(turn.position)


def _restored(turn: Turn, steps: Sequence[Step], undone: int | None) -> Move:
    if undone is None:
        return Move(turn.position, problem="vacated, and no action tells of what")
    before = steps[undone - 1].position if undone else Position()
    return Move(before, before.stage if before.stage is not turn.position.stage else None)


def _last_decision(turn: Turn, steps: Sequence[Step]) -> int | None:
    """The chamber's decision, if nothing has moved the measure since."""
    for index in range(len(steps) - 1, -1, -1):
        if steps[index].reading.kind in _DECISIONS and steps[index].reading.chamber == turn.chamber:
            return index
        if steps[index].milestone is not None:
            return None
    return None


def _first_of_day(turn: Turn, steps: Sequence[Step], day: re.Match[str]) -> int | None:
    month, number, year = (int(part) for part in day.groups())
    date = dt.date(year if year > 99 else 2000 + year, month, number)
    of_day = (i for i, s in enumerate(steps) if s.event.main.action_date == date and s.reading.chamber == turn.chamber)
    return next(of_day, None)
