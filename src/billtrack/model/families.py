"""Who must agree before a measure takes effect: one chamber, both, the President, the States."""

from __future__ import annotations

from enum import Enum

from billtrack.model.identifiers import MeasureId


class Family(Enum):
    """Who must agree before a measure takes effect."""

    SIMPLE = "one chamber, for itself"
    CONCURRENT = "both chambers, no President"
    LAW = "both chambers and the President"
    CONSTITUTION = "both chambers, then the States"


def family_of(measure_id: MeasureId, title: str) -> Family:
    """Tell the family; a joint resolution amends the Constitution if its official title says so."""
    if measure_id.measure_type.is_simple:
        return Family.SIMPLE
    if measure_id.measure_type.is_concurrent:
        return Family.CONCURRENT
    amends = title.casefold().startswith("proposing an amendment to the constitution of the united states")
    return Family.CONSTITUTION if amends and measure_id.measure_type.value.endswith("jres") else Family.LAW
