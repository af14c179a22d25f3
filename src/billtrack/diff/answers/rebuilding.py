"""Proof that nothing is lost: both texts are rebuilt from what programs get."""

from __future__ import annotations

import msgspec

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.engine.result import Span, joined_units, text_of
from billtrack.model.values import Value


def is_rebuilt(answer: DiffAnswer) -> tuple[bool, bool]:
    """Whether the old and the new text come back exactly from the units and spans programs get."""
    comparison = answer.comparison
    units = msgspec.convert(answer.items(), type=list[_Unit])
    old = joined_units((unit.old_at, unit.part, "".join([span.old_text for span in unit.spans])) for unit in units)
    new = joined_units((unit.new_at, unit.part, "".join([span.new_text for span in unit.spans])) for unit in units)
    return old == text_of(comparison.old), new == text_of(comparison.new)


class _Unit(Value, frozen=True):
    """A unit as programs get it."""

    old_at: tuple[int, ...]
    new_at: tuple[int, ...]
    part: int
    spans: tuple[Span, ...]
