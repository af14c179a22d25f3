"""The names of measures, to and from the columns of ``measures``."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.identifiers import MeasureId, MeasureType


def measure_id(kind: str, number: int, congress: int) -> MeasureId:
    """Make the name of a measure from its columns."""
    return MeasureId(MeasureType(kind), number, congress)


def keys_of(ids: Sequence[MeasureId]) -> tuple[list[int], list[str], list[int]]:
    """The names of measures, for ``KEYS``."""
    return [each.congress for each in ids], [each.measure_type.value for each in ids], [each.number for each in ids]


KEYS = """
    SELECT k.id, name.place FROM unnest({}::int[], {}::text[], {}::int[])
        WITH ORDINALITY AS name(congress, type, number, place)
        JOIN measures AS k ON k.congress = name.congress AND k.type = name.type COLLATE "C" AND k.number = name.number
"""
"""The keys of measures by their names, and the places of the names."""
