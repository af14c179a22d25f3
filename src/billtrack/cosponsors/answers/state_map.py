"""The picture of where members are from."""

from __future__ import annotations

from collections.abc import Iterable

from billtrack.model.tally import largest_first
from billtrack.output.people import Member
from billtrack.output.pictures.figures import Tiles


def state_tiles(members: Iterable[Member], caption: str) -> Tiles:
    """Count *members* by state, largest first, for the map."""
    counts = largest_first(member.state for member in members)
    return Tiles(caption, ", ".join(f"{state} {count}" for state, count in counts) or "none", counts)
