"""``diff --check``, for developers: rebuild both texts from the JSON data, to prove that nothing is lost."""

from __future__ import annotations

import msgspec

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.engine.result import Span, joined_units, text_of
from billtrack.model.values import Value


def is_rebuilt(answer: DiffAnswer) -> tuple[bool, bool]:
    """Whether the units and spans in the JSON data rebuild the old and the new text exactly."""
    comparison = answer.comparison
    units = msgspec.convert(answer.items(), type=list[_Unit])
    old = joined_units((unit.old_at, unit.part, "".join([span.old_text for span in unit.spans])) for unit in units)
    new = joined_units((unit.new_at, unit.part, "".join([span.new_text for span in unit.spans])) for unit in units)
    return old == text_of(comparison.old), new == text_of(comparison.new)


class _Unit(Value, frozen=True):
    """A unit of the JSON data."""

    old_at: tuple[int, ...]
    new_at: tuple[int, ...]
    part: int
    spans: tuple[Span, ...]
