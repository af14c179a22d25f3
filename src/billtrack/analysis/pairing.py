"""Which rows of two readings of one list are the same row.

Equal rows are paired first, then rows with the same key, each side in its order; what is left has gone or come.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Row]):
    """The rows of the older reading that have gone, those that have come, and the changed ones as old and new."""

    gone: tuple[Row, ...]
    come: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]


def pair(old: Sequence[Row], new: Sequence[Row], *, key: Callable[[Row], Hashable]) -> Pairing[Row]:
    """Pair the rows of *old* and *new*; equal rows, however often they stand in a list, are in no part of it."""
    held, offered = _without_equals(old, new), _without_equals(new, old)
    waiting: dict[Hashable, deque[Row]] = defaultdict(deque)
    for row in held:
        waiting[key(row)].append(row)
    changed, come = [], []
    for row in offered:
        namesakes = waiting[key(row)]
        if namesakes:
            changed.append((namesakes.popleft(), row))
        else:
            come.append(row)
    left = {id(row) for rows in waiting.values() for row in rows}
    return Pairing(tuple(row for row in held if id(row) in left), tuple(come), tuple(changed))


def _without_equals(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """The rows that stand in *rows* more often than in *others*: the last ones of each."""
    counted: dict[Row, int] = defaultdict(int)
    for row in others:
        counted[row] += 1
    rest = []
    for row in rows:
        if counted[row] > 0:
            counted[row] -= 1
        else:
            rest.append(row)
    return rest
