"""What changed inside a unit of a comparison, hunk by hunk, and how much.

A hunk is a deletion, an insertion or both in one place, of one class.  Equal words printed differently are also a hunk.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from billtrack.diff.engine.result import (
    Change,
    ChangeClass,
    Comparison,
    Op,
    UnitChange,
    count_words,
    gravest,
    is_one_hunk,
)


class Hunk(NamedTuple):
    """Adjacent spans that changed together; ``start`` and ``end`` are indexes into the unit's spans."""

    start: int
    end: int
    change_class: ChangeClass
    old: str
    new: str


def hunks(unit: UnitChange) -> list[Hunk]:
    """List the hunks of *unit*, in order."""
    found: list[Hunk] = []
    for at, span in enumerate(unit.spans):
        if span.change_class is None:
            continue
        old, new = span.old_text, span.new_text
        if found and found[-1].end == at and is_one_hunk(unit.spans[at - 1], span):
            first = found.pop()
            found.append(Hunk(first.start, at + 1, first.change_class, first.old + old, first.new + new))
        else:
            found.append(Hunk(at, at + 1, span.change_class, old, new))
    return found


def words_changed(units: Iterable[UnitChange], classes: frozenset[ChangeClass]) -> tuple[int, int]:
    """Count the words deleted and inserted in *units* in changes of *classes*."""
    changed = [span for unit in units for span in unit.spans if span.change_class in classes]
    deleted = sum(count_words(span.text) for span in changed if span.op is Op.DELETE)
    inserted = sum(count_words(span.text) for span in changed if span.op is Op.INSERT)
    return deleted, inserted


def has_difference(comparison: Comparison, classes: frozenset[ChangeClass]) -> bool:
    """Whether the loaded parts of the texts differ in one of *classes*.

    A unit that moved, was split or was merged differs in substance, whether or not its words changed.
    """
    return any(differs(unit, classes) for unit in comparison.units)


def differs(unit: UnitChange, classes: frozenset[ChangeClass], *, is_along: bool = False) -> bool:
    """Whether *unit* changed in one of *classes*; *is_along*: it moved only with the clause around it."""
    if unit.change is Change.NOT_LOADED:
        return False
    if is_rearranged(unit, is_along=is_along) and ChangeClass.SUBSTANTIVE in classes:
        return True
    return any(span.change_class in classes for span in unit.spans)


def gravest_of(unit: UnitChange, classes: frozenset[ChangeClass]) -> ChangeClass | None:
    """Return the most serious class of *unit* among *classes*; ``None`` if it has none of them."""
    return gravest(span.change_class for span in unit.spans if span.change_class in classes)


def moved_along(comparison: Comparison) -> frozenset[int]:
    """Find the units, by position, that moved only because the clause around them moved."""
    of_old = {index: at for at, unit in enumerate(comparison.units) for index in unit.old}
    of_new = {index: at for at, unit in enumerate(comparison.units) for index in unit.new}
    found = set()
    for at, unit in enumerate(comparison.units):
        if not unit.moved:
            continue
        above_old, above_new = comparison.old[unit.old[0]].parent, comparison.new[unit.new[0]].parent
        if above_old is not None and above_new is not None:
            above = of_new[above_new]
            if above == of_old[above_old] and comparison.units[above].moved:
                found.add(at)
    return frozenset(found)


def is_rearranged(unit: UnitChange, *, is_along: bool = False) -> bool:
    """Whether the clause moved, was split or merged, or was added or removed."""
    return (unit.moved and not is_along) or unit.change in _REARRANGED


_REARRANGED = frozenset({Change.SPLIT, Change.MERGED, Change.ADDED, Change.REMOVED})
