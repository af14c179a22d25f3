"""The same comparison seen from the other side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from billtrack.analysis.diff.result import Change, Comparison, Fragment, Op, Span, UnitChange

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


def reading_order(units: Sequence[UnitChange]) -> list[int]:
    """The units by the new text; one without a new side after the last unmoved one before it in the old."""
    anchors = sorted((unit.old[-1], unit.new[0]) for unit in units if unit.old and unit.new and not unit.moved)
    olds = [i for i, _ in anchors]
    keyed = []
    for place, unit in enumerate(units):
        if unit.new:
            keyed.append((unit.new[0], 0, 0, place))
        else:
            at = bisect_right(olds, unit.old[0])
            keyed.append((anchors[at - 1][1] if at else -1, 1, unit.old[0], place))
    return [key[-1] for key in sorted(keyed)]


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
            hunk[-1].change_class is not span.change_class
            or (hunk[-1].op is Op.INSERT and span.op is Op.DELETE)
        ):
            found += _reordered(hunk)
            hunk = []
        if span.op is Op.EQUAL:
            found += _reordered(hunk)
            hunk = []
            found.append(span if span.old is None else replace(span, text=span.old, old=span.text))
        else:
            hunk.append(replace(span, op=_OTHER_OP[span.op]))
    return found + _reordered(hunk)


def _reordered(hunk: list[Span]) -> list[Span]:
    return sorted(hunk, key=lambda span: span.op is Op.INSERT)
