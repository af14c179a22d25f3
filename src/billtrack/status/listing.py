"""Every measure on file with its status, or those of some stages, types, tags and positions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from billtrack.model.identifiers import MeasureType
from billtrack.model.measure import Measure, Position
from billtrack.model.values import Value
from billtrack.status.stages import Stage
from billtrack.status.status import Status, status


class ListFilter(Value, frozen=True):
    """Which measures to list: those of one of these stages, types, tags and positions; an empty set allows all."""

    stages: frozenset[Stage] = frozenset()
    types: frozenset[MeasureType] = frozenset()
    tags: frozenset[str] = frozenset()
    positions: frozenset[Position] = frozenset()

    def fits(self, measure: Measure, stage: Stage) -> bool:
        """Whether to list *measure*, which is at *stage*."""
        return (
            (not self.stages or stage in self.stages)
            and (not self.types or measure.id.measure_type in self.types)
            and (not self.tags or not self.tags.isdisjoint(measure.tags))
            and (not self.positions or measure.position in self.positions)
        )


EVERY_MEASURE = ListFilter()


class Listing(Value, frozen=True):
    """The measures listed, each with its status, and how many there are in all."""

    measures: tuple[tuple[Measure, Status], ...]
    total: int


def list_measures(measures: Iterable[Measure], *, today: dt.date, wanted: ListFilter = EVERY_MEASURE) -> Listing:
    """List the *measures* that are wanted, in their order."""
    found, total = [], 0
    for total, measure in enumerate(measures, 1):  # noqa: B007 - counted to the last
        where = status(measure, today=today)
        if wanted.fits(measure, where.stage):
            found.append((measure, where))
    return Listing(tuple(found), total)
