"""Exchange the two sides of a unit, so that ``partial`` can fit the excerpts of either text as the new side."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.diff.engine.result import (
    Change,
    Op,
    ReferenceChange,
    Span,
    UnitChange,
    is_one_hunk,
)
from billtrack.model.values import replace

_OTHER_CHANGE = {
    Change.ADDED: Change.REMOVED,
    Change.REMOVED: Change.ADDED,
    Change.SPLIT: Change.MERGED,
    Change.MERGED: Change.SPLIT,
}
_OTHER_OP = {Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE}


def reversed_unit(unit: UnitChange) -> UnitChange:
    """Exchange the sides of a unit: insertions become deletions, splits merges.

    "[-white-]{+red+}" becomes "[-red-]{+white+}".
    """
    return replace(
        unit,
        change=_OTHER_CHANGE.get(unit.change, unit.change),
        old=unit.new,
        new=unit.old,
        spans=tuple(_reversed_spans(unit.spans)),
    )


def _reversed_spans(spans: Sequence[Span]) -> list[Span]:
    """Exchange the sides of each span; in a hunk, deletions still come before insertions."""
    found: list[Span] = []
    hunk: list[Span] = []
    for span in spans:
        if not (hunk and is_one_hunk(hunk[-1], span)):
            found += _reversed_hunk(hunk)
            hunk = []
        hunk.append(span)
    return found + _reversed_hunk(hunk)


def _reversed_hunk(hunk: Sequence[Span]) -> list[Span]:
    """Exchange the sides of a hunk, or of an equal span."""
    return sorted(map(_reversed_span, hunk), key=lambda span: span.op is Op.INSERT)


def _reversed_span(span: Span) -> Span:
    if span.op is Op.EQUAL:
        return span if span.old is None else replace(span, text=span.old, old=span.text)
    named = span.reference and ReferenceChange(old=span.reference.new, new=span.reference.old)
    return replace(span, op=_OTHER_OP[span.op], reference=named)
