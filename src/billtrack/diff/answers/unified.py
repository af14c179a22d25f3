"""A patch of clauses: each changed clause whole on one line, old before new."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.diff.answers.inline import folded_line, headline, missing_line, stub
from billtrack.diff.answers.labels import place_of
from billtrack.diff.answers.pieces import new_side, old_side, punctuated
from billtrack.diff.answers.view import Folded, Item, Missing, Shown, Stub, View
from billtrack.output.revisions import Ink, Patch, PatchLine, Piece


def patch(view: View, old_title: str, new_title: str) -> Patch:
    """Write every item of *view* as lines of a patch."""
    return Patch(old_title, new_title, tuple(line for item in view.items for line in _lines(view, item)))


def _lines(view: View, item: Item) -> Iterator[PatchLine]:
    match item:
        case Shown():
            if item.is_change:
                root = view.comparison.units[item.units[0]]
                yield _heading(f"{place_of(view.comparison, root)}: {headline(view, item)}")
            for at in item.units:
                yield from _unit(view, at, is_change=item.is_change)
        case Folded():
            yield _quiet(folded_line(view, item))
        case Stub():
            moved = stub(view, item)
            yield _quiet(f"{moved.place}: {moved.became}")
        case Missing():
            yield _quiet(missing_line(view, item))


def _unit(view: View, at: int, *, is_change: bool) -> Iterator[PatchLine]:
    unit = view.comparison.units[at]
    spans = punctuated(view.comparison, unit)
    old, new = (side(spans, view.choice.classes) for side in (old_side, new_side))
    is_marked = any(piece.ink is not Ink.SAME for piece in (*old, *new))
    if not is_change or not is_marked:
        yield PatchLine(" ", new)
        return
    if unit.old:
        yield PatchLine("-", old)
    if unit.new:
        yield PatchLine("+", new)


def _heading(text: str) -> PatchLine:
    return PatchLine("@", (Piece(text),))


def _quiet(text: str) -> PatchLine:
    return PatchLine(" ", (Piece(f"({text})", Ink.QUIET),))
