"""Which rows of two readings of one list are the same row.

Equal rows are paired first, then rows with the same key, each side in its order; what is left has gone or come.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from billtrack.model.measure import Action, Cosponsor

Row = TypeVar("Row", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Row]):
    """The rows of the older reading that have gone, those that have come, and the changed ones as old and new."""

    gone: tuple[Row, ...]
    come: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]


def pair(old: Sequence[Row], new: Sequence[Row], *, key: Callable[[Row], Hashable]) -> Pairing[Row]:
    """Pair the rows of *old* and *new*; equal rows, however often they stand in a list, are in no part of it."""
    held, offered = without_equals(old, new), without_equals(new, old)
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


def pair_actions(old: Sequence[Action], new: Sequence[Action]) -> Pairing[Action]:
    """Pair the rows of two official histories: by day, system and code; those without a code by like words.

    The Senate's rows have no codes: two of one day that say different things are two rows, not one corrected.  Nor
    is one row corrected that has other words and another time (H.Res. 242 of the 119th was considered twice a day).
    """
    rows = pair(old, new, key=lambda row: (row.action_date, row.source_system, row.action_code or id(row)))
    reworded = [each for each in rows.changed if not _are_apart(*each)]
    apart = [each for each in rows.changed if _are_apart(*each)]
    gone, come = [*rows.gone, *(before for before, _ in apart)], [after for _, after in apart]
    for row in rows.come:
        before = max(gone, key=lambda other: _likeness(other, row), default=row)
        if before is not row and _likeness(before, row) >= _ALIKE:
            gone.remove(before)
            reworded.append((before, row))
        else:
            come.append(row)
    return Pairing(tuple(gone), tuple(come), tuple(reworded))


def _are_apart(before: Action, after: Action) -> bool:
    has_other_time = None not in {before.action_time, after.action_time} and before.action_time != after.action_time
    return has_other_time and before.text != after.text


_ALIKE = 0.6


def _likeness(before: Action, after: Action) -> float:
    """How alike the words of two rows without a code are, from 0 to 1; 0 where they are of two days or systems."""
    if before.action_code or after.action_code:
        return 0.0
    if (before.action_date, before.source_system) != (after.action_date, after.source_system):
        return 0.0
    return SequenceMatcher(None, before.text or "", after.text or "", False).ratio()


def pair_signatures(old: Sequence[Cosponsor], new: Sequence[Cosponsor]) -> Pairing[Cosponsor]:
    """Pair signatures by member and day, then those left by member alone: a corrected day is no second signature."""
    rows = pair(old, new, key=lambda who: (who.bioguide_id, who.sponsorship_date))
    redated = pair(rows.gone, rows.come, key=lambda who: who.bioguide_id)
    return Pairing(redated.gone, redated.come, (*rows.changed, *redated.changed))


def without_equals(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
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
