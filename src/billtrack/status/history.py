"""The history of a measure: one entry per event.

Folding the official rows into events and reading them is the work of ``course``.
"""

from __future__ import annotations

import datetime as dt

from billtrack.model.measure import Action, CommitteeName, Measure
from billtrack.model.values import Value
from billtrack.status.course.folding import without_tags
from billtrack.status.course.progress import CourseStep, follow
from billtrack.status.stages import Stage
from billtrack.votes.outcome import FindVote, Split, no_vote, splits_of_actions


class HistoryEntry(Value, frozen=True):
    """One event in the chamber's wording, without HTML; ``actions`` are its official rows, in their order.

    ``action_time`` is Washington time.  ``explanation`` says why several rows are one entry.  ``stage`` is the stage
    the event led to in the chamber that acted, ``None`` if it changed nothing.  ``splits`` count the roll calls it
    refers to that are loaded.
    """

    action_date: dt.date
    action_time: dt.time | None
    text: str
    actions: tuple[Action, ...]
    explanation: str | None
    committees: tuple[CommitteeName, ...]
    stage: Stage | None
    splits: tuple[Split, ...] = ()


def history(measure: Measure, *, find: FindVote = no_vote) -> tuple[HistoryEntry, ...]:
    """List the events of a measure, oldest first; empty if it has no actions or none are loaded.

    *find* gives the roll calls that are loaded.

    Source:
        BILLSTATUS ``<actions>``: the chamber and the Library of Congress each report an event in a row of their own.
    """
    return tuple(_entry(step, find) for step in follow(measure).steps)


class MeasureHistory(Value, frozen=True):
    """One measure and its history; ``entries`` is ``None`` if no actions are loaded."""

    measure: Measure
    entries: tuple[HistoryEntry, ...] | None


def measure_history(measure: Measure, *, find: FindVote = no_vote) -> MeasureHistory:
    """Tell a history that is empty from one that is not loaded; *find* gives the roll calls that are loaded."""
    return MeasureHistory(measure, None if measure.actions is None else history(measure, find=find))


def _entry(step: CourseStep, find: FindVote) -> HistoryEntry:
    main = step.event.main
    return HistoryEntry(
        action_date=main.action_date,
        action_time=next((a.action_time for a in (main, *step.event.actions) if a.action_time is not None), None),
        text=without_tags(main.text or ""),
        actions=step.event.actions,
        explanation=step.event.explanation,
        committees=step.event.committees,
        stage=step.milestone.stage if step.milestone else None,
        splits=splits_of_actions(step.event.actions, find),
    )
