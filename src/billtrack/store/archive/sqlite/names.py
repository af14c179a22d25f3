"""Names of measures and days, to and from the columns of an archive in SQLite."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from billtrack.model.identifiers import MeasureId, MeasureType


def measure_id(kind: str, number: int, congress: int) -> MeasureId:
    """Make the name of a measure from its columns."""
    return MeasureId(MeasureType(kind), number, congress)


def names_of(ids: Iterable[MeasureId]) -> tuple[str]:
    """The names of measures, for ``KEYS``."""
    return (json.dumps([(each.congress, each.measure_type.value, each.number) for each in ids]),)


KEYS = """
    SELECT k.id FROM json_each({}) AS name JOIN measures AS k ON k.congress = json_extract(name.value, '$[0]')
        AND k.type = json_extract(name.value, '$[1]') AND k.number = json_extract(name.value, '$[2]')
"""
"""The keys of measures by their names, a JSON list of Congress, type and number."""


def as_day(text: str | None) -> dt.date | None:
    """Read a day that may not be known."""
    return dt.date.fromisoformat(text) if text else None
