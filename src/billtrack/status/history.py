"""The history of a measure, for a reader: one entry an event.

Knows what an entry shows; folding and reading are done elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from billtrack.model.measure import Action, CommitteeName, Measure
from billtrack.status.course.folding import without_tags
from billtrack.status.course.progress import CourseStep, follow
from billtrack.status.stages import Stage


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event in the chamber's wording, without HTML; ``actions`` are its official rows, in their order.

    ``action_time`` is Washington time.  ``explanation`` says why several rows are one entry.  ``stage`` is the one
    the row led to in the chamber that acted, ``None`` where it moved nothing.
    """

    action_date: dt.date
    action_time: dt.time | None
    text: str
    actions: tuple[Action, ...]
    explanation: str | None
    committees: tuple[CommitteeName, ...]
    stage: Stage | None


def history(measure: Measure) -> tuple[HistoryEntry, ...]:
    """Tell the history of a measure, oldest first; empty where its actions are none or not loaded.

    Source:
        BILLSTATUS ``<actions>``: a chamber and the Library of Congress report one event, each in a row of its own.
    """
    return tuple(_entry(step) for step in follow(measure).steps)


def _entry(step: CourseStep) -> HistoryEntry:
    main = step.event.main
    return HistoryEntry(
        action_date=main.action_date,
        action_time=next((a.action_time for a in (main, *step.event.actions) if a.action_time is not None), None),
        text=without_tags(main.text or ""),
        actions=step.event.actions,
        explanation=step.event.explanation,
        committees=step.event.committees,
        stage=step.milestone.stage if step.milestone else None,
    )
