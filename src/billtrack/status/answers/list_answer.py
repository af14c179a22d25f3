"""Every measure held, one row each.

In JSON ``cosponsors`` is the number standing; null where none are loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from billtrack.model.identifiers import MeasureType
from billtrack.model.measure import Measure
from billtrack.model.tally import tally
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Column, Line, Page, Table, Tone
from billtrack.status.answers.status_answer import action_data
from billtrack.status.stages import Stage
from billtrack.status.status import Status, status
from billtrack.status.words import stage_words


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which measures are meant: of one of these stages, types and tags; what is empty leaves none out."""

    stages: frozenset[Stage] = frozenset()
    types: frozenset[MeasureType] = frozenset()
    tags: frozenset[str] = frozenset()

    def fits(self, measure: Measure, stage: Stage) -> bool:
        """Whether *measure*, at *stage*, is meant."""
        return (
            (not self.stages or stage in self.stages)
            and (not self.types or measure.id.measure_type in self.types)
            and (not self.tags or not self.tags.isdisjoint(measure.tags))
        )


EVERY_MEASURE = ListFilter()


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The measures wanted of those held, each with its status."""

    measures: tuple[tuple[Measure, Status], ...]
    held: int

    @classmethod
    def of(cls, measures: Iterable[Measure], *, today: dt.date, wanted: ListFilter = EVERY_MEASURE) -> ListAnswer:
        """List those of *measures* that are wanted, in their order."""
        found, held = [], 0
        for held, each in enumerate(measures, 1):  # noqa: B007 - counted to the last
            standing = status(each, today=today)
            if wanted.fits(each, standing.stage):
                found.append((each, standing))
        return cls(tuple(found), held)

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object a measure."""
        return [_data(measure, found) for measure, found in self.measures]

    def table(self) -> Table:
        """One row a measure."""
        return Table(_COLUMNS, tuple(_row(measure, found) for measure, found in self.measures))

    def page(self) -> Page:
        """The table for people, and how many of how many it lists."""
        rows = tuple(_shown(measure, found) for measure, found in self.measures)
        count = Line(f"{len(rows)} of {self.held} measures", Tone.QUIET)
        return Page((Table(_TITLES, rows), count) if rows else (count,))


def _count(measure: Measure) -> int | None:
    return None if measure.cosponsors is None else tally(measure.cosponsors).current


def _data(measure: Measure, found: Status) -> JsonObject:
    latest: Json = action_data(found.latest_action) if found.latest_action else None
    return {
        "id": str(measure.id),
        "title": measure.title,
        "stage": found.stage.value,
        "latest_action": latest,
        "cosponsors": _count(measure),
    }


_COLUMNS = tuple(
    Column(key, key) for key in ("measure", "title", "stage", "latest_action_date", "latest_action", "cosponsors")
)


def _row(measure: Measure, found: Status) -> tuple[str, ...]:
    latest, count = found.latest_action, _count(measure)
    return (
        str(measure.id),
        measure.title,
        found.stage.value,
        latest.action_date.isoformat() if latest else "",
        (latest.text or "") if latest else "",
        "" if count is None else str(count),
    )


_TITLES = (
    Column("measure", "Measure"),
    Column("title", "Title", is_prose=True),
    Column("stage", "Stage"),
    Column("latest_action", "Latest action", is_prose=True),
    Column("cosponsors", "Cosponsors", is_number=True),
)


def _shown(measure: Measure, found: Status) -> tuple[str, ...]:
    latest, count = found.latest_action, _count(measure)
    action = f"{latest.action_date} {latest.text or '(without words)'}" if latest else "not loaded"
    return (
        str(measure.id),
        measure.title,
        stage_words(found.stage),
        action,
        "not loaded" if count is None else str(count),
    )
