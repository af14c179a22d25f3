"""Two texts in one sequence, as in a document with tracked changes.

A unit that kept its order appears once.  One that moved appears twice: at its old place with its old words and at its
new place with its new words.  So the old sides, read in order, are the old text, and the new sides the new text.  Only
an excerpt, whose own place is not known, appears where the other text has its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from billtrack.diff.engine.result import Comparison, UnitChange


class StandSide(Enum):
    """Which words of a unit appear at a place."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


class Stand(NamedTuple):
    """A unit (by index) at one place; ``move`` numbers, from 1, the neighbors that moved together."""

    unit: int
    side: StandSide
    move: int | None = None


def redline(comparison: Comparison) -> tuple[Stand, ...]:
    """Put every unit of *comparison* where the two texts have it, in their common order.

    Old A, B, C and new B, C, A: A (old side, move 1), B, C, A (new side, move 1).
    """
    units = comparison.units
    moves = _moves(units)
    listed, other = (StandSide.NEW, StandSide.OLD) if _is_ordered_by_new(units) else (StandSide.OLD, StandSide.NEW)
    return tuple(_stands(units, moves, listed, other))


def _is_ordered_by_new(units: Sequence[UnitChange]) -> bool:
    """Whether the units are in the order of the new text; if only the new one is partial, they are in the old order."""
    return all(a <= b for a, b in pairwise(_place(unit, StandSide.NEW) for unit in units if unit.new))


def _place(unit: UnitChange, side: StandSide) -> tuple[tuple[int, ...], int]:
    return (unit.old if side is StandSide.OLD else unit.new), unit.part


def _moves(units: Sequence[UnitChange]) -> dict[int, int]:
    """Number the moved units; units that follow each other in both texts share a number."""
    by_old = {unit.old[0]: at for at, unit in enumerate(units) if unit.moved}
    by_new = sorted((unit.new[0], at) for at, unit in enumerate(units) if unit.moved)
    found: dict[int, int] = {}
    before: UnitChange | None = None
    for _, at in by_new:
        unit = units[at]
        is_next = before is not None and before.new[-1] + 1 == unit.new[0] and before.old[-1] + 1 == unit.old[0]
        found[at] = len(set(found.values())) + (not is_next)
        before = unit if by_old[unit.old[0]] == at else None
    return found


def _stands(units: Sequence[UnitChange], moves: dict[int, int], listed: StandSide, other: StandSide) -> Iterator[Stand]:
    """List *units*, with each moved one also where the *other* text has it."""
    waiting = sorted(moves, key=lambda at: _place(units[at], other), reverse=True)
    for at, unit in enumerate(units):
        if at in moves:
            yield Stand(at, listed, moves[at])
            continue
        has_other = bool(unit.old if other is StandSide.OLD else unit.new)
        while has_other and waiting and _place(units[waiting[-1]], other) < _place(unit, other):
            yield Stand(waiting[-1], other, moves[waiting.pop()])
        yield Stand(at, _sides(unit))
    while waiting:
        yield Stand(waiting[-1], other, moves[waiting.pop()])


def _sides(unit: UnitChange) -> StandSide:
    return StandSide.BOTH if unit.old and unit.new else StandSide.OLD if unit.old else StandSide.NEW
