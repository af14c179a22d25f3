"""The layouts of a comparison in two texts: side by side, one row per clause; and a patch, one clause per line."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.diff.answers.inline import aside_line, depths_from, headline, notes, printed_depth, stub
from billtrack.diff.answers.labels import place_of
from billtrack.diff.answers.pieces import columns, one_side, paragraphs, punctuated
from billtrack.diff.answers.view import Folded, Item, NotLoaded, Shown, Stub, View
from billtrack.diff.engine.result import Op
from billtrack.model.clauses import Clause
from billtrack.output.revisions import Ink, Parallel, ParallelRow, Patch, PatchLine, Piece, Prose


def parallel(view: View, old_title: str, new_title: str) -> Parallel:
    """Write every item of *view* as rows."""
    return Parallel(old_title, new_title, tuple(row for item in view.items for row in _rows(view, item)))


def _rows(view: View, item: Item) -> Iterator[ParallelRow]:
    match item:
        case Shown():
            for at in item.units:
                yield parallel_row(view, at, is_change=item.is_change)
        case Stub():
            moved = stub(view, item)
            yield ParallelRow(moved.place, moved.became, old=moved.paragraphs, is_change=False)
        case Folded() | NotLoaded():
            yield ParallelRow("", aside_line(view, item), is_change=False)


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
    return paragraphs(pieces, depths_from(printed_depth(side, indexes[0]), side, indexes)) if indexes else ()


def patch(view: View, old_title: str, new_title: str) -> Patch:
    """Write every item of *view* as lines of a patch."""
    return Patch(old_title, new_title, tuple(line for item in view.items for line in _lines(view, item)))


def _lines(view: View, item: Item) -> Iterator[PatchLine]:
    match item:
        case Shown():
            if item.is_change:
                root = view.comparison.units[item.units[0]]
                yield PatchLine("@", (Piece(f"{place_of(view.comparison, root)}: {headline(view, item)}"),))
            for at in item.units:
                yield from _unit(view, at, is_change=item.is_change)
        case Stub():
            moved = stub(view, item)
            yield _quiet(f"{moved.place}: {moved.became}")
        case Folded() | NotLoaded():
            yield _quiet(aside_line(view, item))


def _unit(view: View, at: int, *, is_change: bool) -> Iterator[PatchLine]:
    unit = view.comparison.units[at]
    spans = punctuated(view.comparison, unit)
    old, new = (one_side(spans, view.choice.classes, op) for op in (Op.DELETE, Op.INSERT))
    is_marked = any(piece.ink is not Ink.SAME for piece in (*old, *new))
    if not is_change or not is_marked:
        yield PatchLine(" ", new)
        return
    if unit.old:
        yield PatchLine("-", old)
    if unit.new:
        yield PatchLine("+", new)


def _quiet(text: str) -> PatchLine:
    return PatchLine(" ", (Piece(f"({text})", Ink.QUIET),))
