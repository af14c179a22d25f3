"""Warnings about rows a record keeps although the newest official document lacks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from billtrack.model.measure import Measure
from billtrack.output.page import Line, Tone
from billtrack.status.held_back import held_back


def kept_lines(measure: Measure, kind: Literal["action", "cosponsor"]) -> Iterator[Line]:
    """Name the rows of one kind that the newest official document no longer has; usually none."""
    for name in held_back(measure):
        if name.startswith(f"{kind} "):
            yield Line(
                f"No longer in the official document (kept until `billtrack sync --accept {measure.id}`): {name}",
                Tone.WARNING,
            )
