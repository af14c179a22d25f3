"""Counting what was found by the facts of measures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from billtrack.search.query.results import Count, Facet
from billtrack.search.recorded import Record
from billtrack.store.archive.search import MeasureRow

FACETS = ("type", "stage", "party", "month")
"""What is counted: type and stage of the measure, party of its sponsor, month it was introduced in."""

Facts: TypeAlias = tuple[str | None, str | None, str | None, str | None]


def facets(facts: Iterable[Facts]) -> tuple[Facet, ...]:
    """Count the values of each fact."""
    every = list(facts)
    return tuple(_facet(name, (each[at] for each in every)) for at, name in enumerate(FACETS))


def facts_of_record(record: Record) -> Facts:
    """What is counted of a record."""
    measure = record.measure
    party = measure.sponsor.party if measure.sponsor else None
    return measure.id.measure_type.value, record.stage, party, _month(measure.introduced_date)


def facts_of_row(row: MeasureRow) -> Facts:
    """What is counted of a measure of the archive."""
    return row.measure_type, row.stage, row.sponsor_party, (row.introduced_date or "")[:7] or None


def _month(day: dt.date | None) -> str | None:
    return day.isoformat()[:7] if day else None


def _facet(name: str, values: Iterable[str | None]) -> Facet:
    counts = [Count(value, measures) for value, measures in Counter(values).items()]
    if name == "month":
        return Facet(name, tuple(sorted(counts, key=lambda count: count.value or "")))
    return Facet(name, tuple(sorted(counts, key=lambda count: (-count.measures, count.value or ""))))
