"""Compare two texts, and judge them as wholes: identical, the same words, or different; and what was not compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from billtrack.diff.compared import TITLE, differences_beside, differences_left_out
from billtrack.diff.engine import compare
from billtrack.diff.engine.printing import is_capitalization, is_same_printing
from billtrack.diff.engine.result import HIDDEN, Change, ChangeClass, Comparison, UnitChange
from billtrack.diff.hunks import hunks, moved_along
from billtrack.model.clauses import NAMED_LEVELS
from billtrack.model.patterns import pattern
from billtrack.output.answers import counted

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
    if it is of a class that is shown.  ``left_out``: differences outside the clauses.  ``not_compared``: what no
    comparison could see.
    """

    identical: bool | None
    has_same_words: bool
    moved: int
    title: Beside | None
    left_out: tuple[Beside, ...]
    hidden: tuple[Hidden, ...]
    not_compared: tuple[str, ...]


def compare_sides(old: Compared, new: Compared) -> Comparison:
    """Compare the clauses of two sides; what one of them lacks because it is partial is reported as not loaded."""
    return compare(old.clauses, new.clauses, old_partial=not old.is_complete, new_partial=not new.is_complete)


def verdict(old: Compared, new: Compared, comparison: Comparison) -> Verdict:
    """Judge the two texts as wholes; a side compared with itself is always identical."""
    unseen = () if old is new else tuple(dict.fromkeys(_not_compared(old, new)))
    title = next((beside for beside in differences_beside(old, new) if beside.what == TITLE), None)
    if title is not None and (title.old is None or title.new is None):
        unseen = (*unseen, f"the official title: {(old if title.old is None else new).name} has none")
        title = None
    hidden_title = None if title is None else _hidden_title(title.old or "", title.new or "")
    hidden = (*((hidden_title,) if hidden_title else ()), *_hidden(comparison))
    left_out = differences_left_out(old, new)
    differs = comparison.identical is False or title is not None or left_out or hidden
    return Verdict(
        identical=(False if differs else None if unseen else True) if comparison.identical is not None else None,
        has_same_words=all(map(_is_same_in_words, comparison.units)),
        moved=sum(unit.moved for unit in comparison.units) - len(moved_along(comparison)),
        title=None if hidden_title else title,
        left_out=left_out,
        hidden=hidden,
        not_compared=unseen,
    )


def _is_same_in_words(unit: UnitChange) -> bool:
    return unit.change in {Change.SAME, Change.EDITED} and all(
        span.change_class is None or span.change_class in HIDDEN for span in unit.spans
    )


def _hidden_title(old: str, new: str) -> Hidden | None:
    """The difference of two official titles if it is of a hidden class."""
    if is_same_printing(old, new):
        return Hidden(ChangeClass.TYPOGRAPHIC, old, new, None)
    return Hidden(ChangeClass.CAPITALIZATION, old, new, None) if is_capitalization(old, new) else None


def _hidden(comparison: Comparison) -> Iterator[Hidden]:
    """The differences of hidden classes, and a title I that became part I: the level's name is printed with it."""
    for at, unit in enumerate(comparison.units):
        if unit.change_class is not None:
            for hunk in hunks(unit):
                if hunk.change_class in HIDDEN:
                    yield Hidden(hunk.change_class, hunk.old, hunk.new, at)
        if len(unit.old) == len(unit.new) == 1:
            old, new = comparison.old[unit.old[0]], comparison.new[unit.new[0]]
            if old.level != new.level and {old.level, new.level} <= NAMED_LEVELS and old.enum and new.enum:
                yield Hidden(ChangeClass.NUMBERING, f"{old.level} {old.enum}", f"{new.level} {new.enum}", at)


_PICTURE = pattern(r"\[graphic(?:\(s\))?(?: not available[^\[\]]*)?\]", re.IGNORECASE)
"""A picture without a name; GPO's plain text writes ``[GRAPHIC NOT AVAILABLE IN TIFF FORMAT]``."""


def _not_compared(old: Compared, new: Compared) -> Iterator[str]:
    for side, other in ((old, new), (new, old)):
        if side.left_out is None and other.left_out and side.is_complete:
            kinds = " and ".join(dict.fromkeys(held.what.lower() for held in other.left_out if held.words))
            if kinds:
                yield f"the {kinds}: {side.name} keeps none"
    for side in (old, new):
        if not side.is_complete:
            yield f"what {side.name} does not have loaded"
        yield from side.not_compared
        pictures = sum(len(_PICTURE.findall(clause.text or "")) for clause in side.clauses)
        if pictures:
            yield f"{pictures} picture{'s' if pictures > 1 else ''} without a name in {side.name}"
        notes = sum(clause.level == "footnote" for clause in side.clauses)
        if notes:
            yield f"the place{'s' if notes > 1 else ''} of {counted(notes, 'footnote')} in {side.name}"
