"""The same comparison seen from the other side."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.diff.engine.result import (
    Change,
    Comparison,
    Fragment,
    Op,
    ReferenceChange,
    Span,
    UnitChange,
    reading_order,
)
from billtrack.model.values import replace

_OTHER_CHANGE = {
    Change.ADDED: Change.REMOVED,
    Change.REMOVED: Change.ADDED,
    Change.SPLIT: Change.MERGED,
    Change.MERGED: Change.SPLIT,
}
_OTHER_OP = {Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE}


def swapped(comparison: Comparison) -> Comparison:
    """Exchange the two sides: insertions become deletions, splits merges; the matches stay."""
    units = [swapped_unit(unit) for unit in comparison.units]
    order = reading_order(units)
    at = {place: position for position, place in enumerate(order)}
    return Comparison(
        old=comparison.new,
        new=comparison.old,
        units=tuple(units[place] for place in order),
        fragments=tuple(Fragment(at[found.target], at[found.source]) for found in comparison.fragments),
        identical=comparison.identical,
    )


def swapped_unit(unit: UnitChange) -> UnitChange:
    """The unit seen from the other side."""
    return replace(
        unit,
        change=_OTHER_CHANGE.get(unit.change, unit.change),
        old=unit.new,
        new=unit.old,
        spans=tuple(_swapped_spans(unit.spans)),
    )


def _swapped_spans(spans: Sequence[Span]) -> list[Span]:
    """Exchange the sides of each span; in a hunk, what is deleted again stands before what is inserted."""
    found: list[Span] = []
    hunk: list[Span] = []
    for span in spans:
        if hunk and (
            hunk[-1].change_class is not span.change_class or (hunk[-1].op is Op.INSERT and span.op is Op.DELETE)
        ):
            found += _reordered(hunk)
            hunk = []
        if span.op is Op.EQUAL:
            found += _reordered(hunk)
            hunk = []
            found.append(span if span.old is None else replace(span, text=span.old, old=span.text))
        else:
            hunk.append(replace(span, op=_OTHER_OP[span.op], reference=_swapped_reference(span.reference)))
    return found + _reordered(hunk)


def _swapped_reference(named: ReferenceChange | None) -> ReferenceChange | None:
    return None if named is None else ReferenceChange(old=named.new, new=named.old)


def _reordered(hunk: list[Span]) -> list[Span]:
    return sorted(hunk, key=lambda span: span.op is Op.INSERT)
