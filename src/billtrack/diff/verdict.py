"""The verdict on two texts as wholes: identical, the same words, or different; and what was not compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from billtrack.diff.compared import TITLE, differences_beside, differences_left_out
from billtrack.diff.engine.printing import is_same_printing
from billtrack.diff.engine.result import HIDDEN, Change, ChangeClass, Comparison, UnitChange
from billtrack.diff.hunks import hunks, moved_along

if TYPE_CHECKING:
    from billtrack.diff.compared import Beside, Compared


class Hidden(NamedTuple):
    """A difference of a hidden class: its words on both sides, and where it is.

    ``unit``: an index into ``Comparison.units``; ``None`` for a difference in the official title.
    """

    change_class: ChangeClass
    old: str
    new: str
    unit: int | None


class Verdict(NamedTuple):
    """What holds for the two texts as wholes.

    ``identical``: ``None`` if that cannot be known.  ``has_same_words``: only hidden classes differ in what was
    compared; ``moved`` counts the clauses that moved all the same.  ``title``: the difference of the official titles,
    if their words differ.  ``left_out``: differences outside the clauses.  ``not_compared``: what no comparison could
    see.
    """

    identical: bool | None
    has_same_words: bool
    moved: int
    title: Beside | None
    left_out: tuple[Beside, ...]
    hidden: tuple[Hidden, ...]
    not_compared: tuple[str, ...]


def verdict(old: Compared, new: Compared, comparison: Comparison) -> Verdict:
    """Judge the two texts as wholes; a side compared with itself is always identical."""
    unseen = () if old is new else tuple(dict.fromkeys(_not_compared(old, new)))
    title = next((beside for beside in differences_beside(old, new) if beside.what == TITLE), None)
    if title is not None and (title.old is None or title.new is None):
        unseen = (*unseen, f"the official title: {(old if title.old is None else new).name} has none")
        title = None
    is_printing = title is not None and is_same_printing(title.old or "", title.new or "")
    hidden = tuple(_hidden(comparison))
    if title is not None and is_printing:
        hidden = (Hidden(ChangeClass.TYPOGRAPHIC, title.old or "", title.new or "", None), *hidden)
    left_out = differences_left_out(old, new)
    differs = comparison.identical is False or title is not None or left_out
    return Verdict(
        identical=(False if differs else None if unseen else True) if comparison.identical is not None else None,
        has_same_words=all(map(_is_same_in_words, comparison.units)),
        moved=sum(unit.moved for unit in comparison.units) - len(moved_along(comparison)),
        title=None if is_printing else title,
        left_out=left_out,
        hidden=hidden,
        not_compared=unseen,
    )


def _is_same_in_words(unit: UnitChange) -> bool:
    return unit.change in {Change.SAME, Change.EDITED} and all(
        span.change_class is None or span.change_class in HIDDEN for span in unit.spans
    )


def _hidden(comparison: Comparison) -> Iterator[Hidden]:
    for at, unit in enumerate(comparison.units):
        if unit.change_class is not None:
            for hunk in hunks(unit):
                if hunk.change_class in HIDDEN:
                    yield Hidden(hunk.change_class, hunk.old, hunk.new, at)


_PICTURE = "[graphic]"


def _not_compared(old: Compared, new: Compared) -> Iterator[str]:
    for side in (old, new):
        if not side.is_complete:
            yield f"what {side.name} does not have loaded"
        yield from side.not_compared
        pictures = sum((clause.text or "").count(_PICTURE) for clause in side.clauses)
        if pictures:
            yield f"{pictures} picture{'s' if pictures > 1 else ''} without a name in {side.name}"
