"""Rows a record keeps although its official document lost them, told where such rows are listed and counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from billtrack.model.measure import Measure
from billtrack.output.page import Line, Tone
from billtrack.status.held_back import held_back


def kept_lines(measure: Measure, kind: Literal["action", "cosponsor"]) -> Iterator[Line]:
    """Say which rows of one kind the newest official document no longer has; nothing where it has them all."""
    for name in held_back(measure):
        if name.startswith(f"{kind} "):
            yield Line(f"No longer in the official document, kept until you accept that: {name}", Tone.WARNING)
