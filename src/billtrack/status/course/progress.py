"""Following a measure through its events, in order, and undoing those that were vacated.

What each kind of event changes is in ``transitions``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from billtrack.model.lawmaking import Family, family_of
from billtrack.model.measure import Chamber, Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.patterns import pattern
from billtrack.model.values import Value, replace
from billtrack.status.course.after_passage import found_amended
from billtrack.status.course.folding import Fold, fold
from billtrack.status.course.milestones import ActionReading, read
from billtrack.status.course.prospects import ended
from billtrack.status.course.transitions import take
from billtrack.status.course.turns import CourseState, Move, Turn
from billtrack.status.course.wordings import ActionKind
from billtrack.status.stages import Milestone, Stage

_DECISIONS = {
    *(ActionKind.PASSED, ActionKind.FAILED, ActionKind.CONCURRED, ActionKind.AMENDED_AGAIN, ActionKind.DISAGREED),
    *(ActionKind.LAID_ON_TABLE, ActionKind.POSTPONED, ActionKind.PORTION_AGREED_TO, ActionKind.PORTION_FAILED),
}
_BY_NO_CHAMBER = {
    *(ActionKind.PRESENTED, ActionKind.SIGNED, ActionKind.UNSIGNED_LAW, ActionKind.BECAME_LAW),
    *(ActionKind.VETOED, ActionKind.POCKET_VETOED),
}
_CLAIMED = {
    "8000": ActionKind.PASSED,
    "17000": ActionKind.PASSED,
    "9000": ActionKind.FAILED,
    "18000": ActionKind.FAILED,
}
"""What a code of the Library of Congress says about its row."""
_OF_PASSAGE = pattern(r"\b(?:passage|passed|agreed to|adopted)\b", re.IGNORECASE)
_OF_DISCHARGE = pattern(r"\bdischarge\b", re.IGNORECASE)
_DAY = pattern(r"\bof (\d{1,2})/(\d{1,2})/(\d{2,4})\b")


class CourseStep(Value, frozen=True):
    """One event: how it was read, its milestone if any, where the measure is after it, and contradictions."""

    event: Fold
    reading: ActionReading
    milestone: Milestone | None
    position: CourseState
    problems: tuple[str, ...] = ()


class Course(Value, frozen=True):
    """The steps of a measure in order, where they lead, and their contradictions."""

    family: Family
    origin: Chamber
    steps: tuple[CourseStep, ...]
    position: CourseState
    problems: tuple[str, ...]


def follow(measure: Measure) -> Course:
    """Follow a measure through its actions; without any it stays at its first position."""
    run = _Follower(measure.id, family_of(measure), Chamber(measure.id.measure_type.chamber))
    steps: list[CourseStep] = []
    for _, day in groupby(fold(measure.actions or ()), key=lambda event: event.main.action_date):
        steps += run.day(steps, list(day))
    position = _as_printed(measure, run, steps)
    problems = (f"{step.event.main.action_date}: {what}" for step in steps for what in step.problems)
    return Course(run.family, run.origin, tuple(steps), position, tuple(problems))


class _Follower(Value, frozen=True):
    """A measure whose events are taken one after another."""

    measure_id: MeasureId
    family: Family
    origin: Chamber

    def day(self, before: Sequence[CourseStep], events: Sequence[Fold]) -> list[CourseStep]:
        """Take the events of one day, in a possible order if the order of the source is not.

        Rows without a time are in the source in any order: "Signed by President" before "Presented to President"
        (H.R. 3055 of the 116th).
        """
        as_listed = self._in_order(before, events)
        if not any(step.problems for step in as_listed):
            return as_listed
        possible = self._in_possible_order(before, events)
        fewer = sum(len(step.problems) for step in possible) < sum(len(step.problems) for step in as_listed)
        return possible if fewer else as_listed

    def _in_order(self, before: Sequence[CourseStep], events: Iterable[Fold]) -> list[CourseStep]:
        steps = list(before)
        for event in events:
            steps.append(self.step(steps, event))
        return steps[len(before) :]

    def _in_possible_order(self, before: Sequence[CourseStep], events: Iterable[Fold]) -> list[CourseStep]:
        """Postpone an event that is not possible yet."""
        steps, waiting = list(before), list(events)
        while waiting:
            ready = (step for step in (self.step(steps, event) for event in waiting) if not step.problems)
            step = next(ready, None) or self.step(steps, waiting[0])
            waiting.remove(step.event)
            steps.append(step)
        return steps[len(before) :]

    def step(self, before: Sequence[CourseStep], event: Fold) -> CourseStep:
        """Take one event after the steps *before*."""
        position = before[-1].position if before else CourseState()
        turn = self.turn(position, event, read(event, of=self.measure_id))
        if turn.reading.kind is ActionKind.VACATED:
            move = _vacated(turn, before)
        elif turn.reading.kind is ActionKind.RECONSIDERED:
            move = _reconsidered(turn, before)
        else:
            move = take(turn)
        problems = tuple(what for what in (move.problem, _miscoded(event, turn.reading)) if what)
        return CourseStep(event, turn.reading, _milestone(turn, move), ended(move.position, self.family), problems)

    def turn(self, position: CourseState, event: Fold, reading: ActionReading) -> Turn:
        """The turn of an event, in the chamber its words name or the one that has the measure."""
        chamber = reading.chamber or position.holder(self.origin)
        return Turn(position, event, reading, chamber, self.origin, self.family)


def _as_printed(measure: Measure, run: _Follower, steps: Sequence[CourseStep]) -> CourseState:
    """Where the actions lead; the prints may settle whether the second chamber amended the measure.

    An engrossed amendment (``eah``, ``eas``) is printed if that chamber amended it, an enrolled bill (``enr``) once
    both agreed.
    """
    position = steps[-1].position if steps else CourseState()
    if position.unsettled is None:
        return position
    codes = {version.version_code for version in measure.text_versions or ()}
    if "enr" in codes:
        return ended(replace(position, unsettled=None), run.family)
    if _AMENDMENT_PRINT[position.unsettled] not in codes:
        return position
    passage = next(step for step in reversed(steps) if step.reading.kind is ActionKind.PASSED)
    turn = run.turn(position, passage.event, passage.reading)
    return ended(found_amended(replace(turn, chamber=position.unsettled)).position, run.family)


_AMENDMENT_PRINT = {Chamber.HOUSE: "eah", Chamber.SENATE: "eas"}


def _milestone(turn: Turn, move: Move) -> Milestone | None:
    if move.milestone is None:
        return None
    chamber = None if turn.reading.kind in _BY_NO_CHAMBER else turn.chamber
    decided = move.position.outcome if move.position.outcome is not turn.position.outcome else None
    result = decided.result if decided else None
    return Milestone(move.milestone, turn.event.main.action_date, chamber, result)


def _miscoded(event: Fold, reading: ActionReading) -> str | None:
    """Name a row whose code and words disagree; the words count."""
    if reading.kind is not ActionKind.PASSED and reading.kind is not ActionKind.FAILED:
        return None
    claims = {_CLAIMED[code] for code in event.codes if code in _CLAIMED}
    if claims and reading.kind not in claims:
        return f"the code says {'failed' if reading.kind is ActionKind.PASSED else 'passed'}, the words do not"
    return None


def _vacated(turn: Turn, steps: Sequence[CourseStep]) -> Move:
    """Undo what the row vacates: the chamber's last decision, its discharge, or everything it did on a day.

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


def _reconsidered(turn: Turn, steps: Sequence[CourseStep]) -> Move:
    """Undo the chamber's last decision: it agreed to reconsider, and the question is open again."""
    undone = _last_decision(turn, steps)
    if undone is not None:
        return _restored(turn, steps, undone)
    is_open = not turn.position.final or turn.position.stage is Stage.FAILED
    return Move(replace(turn.position, reconsidering=None, is_open=is_open))


def _restored(turn: Turn, steps: Sequence[CourseStep], undone: int | None) -> Move:
    if undone is None:
        return Move(turn.position, problem="vacated, but no action says what")
    before = steps[undone - 1].position if undone else CourseState()
    return Move(before, before.stage if before.stage is not turn.position.stage else None)


def _last_decision(turn: Turn, steps: Sequence[CourseStep]) -> int | None:
    """The chamber's decision, if nothing has moved the measure since."""
    for index in range(len(steps) - 1, -1, -1):
        if steps[index].reading.kind in _DECISIONS and steps[index].reading.chamber == turn.chamber:
            return index
        if steps[index].milestone is not None:
            return None
    return None


def _first_of_day(turn: Turn, steps: Sequence[CourseStep], day: re.Match[str]) -> int | None:
    month, number, year = (int(part) for part in day.groups())
    date = dt.date(year if year > 99 else 2000 + year, month, number)
    of_day = (i for i, s in enumerate(steps) if s.event.main.action_date == date and s.reading.chamber == turn.chamber)
    return next(of_day, None)
