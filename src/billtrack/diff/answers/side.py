"""Old and new side by side: one row per clause, both sides starting on the same line."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.diff.answers.inline import folded_line, headline, missing_line, notes, printed_depth, stub
from billtrack.diff.answers.labels import place_of
from billtrack.diff.answers.pieces import columns, paragraphs, punctuated
from billtrack.diff.answers.view import Folded, Item, Missing, Shown, Stub, View
from billtrack.model.clauses import Clause
from billtrack.output.revisions import Parallel, ParallelRow, Piece, Prose


def parallel(view: View, old_title: str, new_title: str) -> Parallel:
    """Write every item of *view* as rows."""
    return Parallel(old_title, new_title, tuple(row for item in view.items for row in _rows(view, item)))


def _rows(view: View, item: Item) -> Iterator[ParallelRow]:
    match item:
        case Shown():
            for at in item.units:
                yield parallel_row(view, at, is_change=item.is_change)
        case Folded():
            yield ParallelRow("", folded_line(view, item), is_change=False)
        case Stub():
            moved = stub(view, item)
            yield ParallelRow(moved.place, moved.became, old=moved.paragraphs, is_change=False)
        case Missing():
            yield ParallelRow("", missing_line(view, item), is_change=False)


def parallel_row(view: View, at: int, *, is_change: bool) -> ParallelRow:
    """The row of one unit."""
    unit = view.comparison.units[at]
    spans = punctuated(view.comparison, unit)
    old, new = columns(spans, view.choice.classes, is_full=view.choice.is_full)
    return ParallelRow(
        place_of(view.comparison, unit),
        headline(view, Shown((at,))) if is_change else "",
        old=_prose(view.comparison.old, unit.old, old),
        new=_prose(view.comparison.new, unit.new, new),
        notes=tuple(notes(view, (at,))),
        is_change=is_change,
    )


def _prose(side: tuple[Clause, ...], indexes: tuple[int, ...], pieces: tuple[Piece, ...]) -> tuple[Prose, ...]:
    if not indexes:
        return ()
    outermost = printed_depth(side, indexes[0])
    depths = [max(0, printed_depth(side, index) - outermost) for index in indexes]
    return paragraphs(pieces, depths)
