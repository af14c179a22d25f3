"""Match the rows of two versions of one list.

Equal rows are matched first, then rows with the same key, in the order of each list; the rest were removed or added.
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
    """The rows removed from the older list, those added, and those changed, as pairs of old and new."""

    removed: tuple[Row, ...]
    added: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]


def pair(old: Sequence[Row], new: Sequence[Row], *, key: Callable[[Row], Hashable]) -> Pairing[Row]:
    """Match the rows of *old* and *new*; equal rows are left out of the result, however often they occur."""
    before, after = without_equals(old, new), without_equals(new, old)
    waiting: dict[Hashable, deque[Row]] = defaultdict(deque)
    for row in before:
        waiting[key(row)].append(row)
    changed, added = [], []
    for row in after:
        namesakes = waiting[key(row)]
        if namesakes:
            changed.append((namesakes.popleft(), row))
        else:
            added.append(row)
    left = {id(row) for rows in waiting.values() for row in rows}
    return Pairing(tuple(row for row in before if id(row) in left), tuple(added), tuple(changed))


def pair_actions(old: Sequence[Action], new: Sequence[Action]) -> Pairing[Action]:
    """Match the rows of two official histories: by day, system and code; without a code, by similar text.

    The Senate's rows have no codes: two rows of one day with different text are two actions, not one corrected.  So
    are two rows with different text and different times (H.Res. 242 of the 119th was considered twice in a day).
    """
    rows = pair(old, new, key=lambda row: (row.action_date, row.source_system, row.action_code or id(row)))
    reworded = [each for each in rows.changed if not _are_apart(*each)]
    apart = [each for each in rows.changed if _are_apart(*each)]
    removed, added = [*rows.removed, *(before for before, _ in apart)], [after for _, after in apart]
    for row in rows.added:
        before = max(removed, key=lambda other: _likeness(other, row), default=row)
        if before is not row and _likeness(before, row) >= _ALIKE:
            removed.remove(before)
            reworded.append((before, row))
        else:
            added.append(row)
    return Pairing(tuple(removed), tuple(added), tuple(reworded))


def _are_apart(before: Action, after: Action) -> bool:
    has_other_time = None not in {before.action_time, after.action_time} and before.action_time != after.action_time
    return has_other_time and before.text != after.text


_ALIKE = 0.6


def _likeness(before: Action, after: Action) -> float:
    """Compare the text of two rows without a code, from 0 to 1; 0 if their days or systems differ."""
    if before.action_code or after.action_code:
        return 0.0
    if (before.action_date, before.source_system) != (after.action_date, after.source_system):
        return 0.0
    return SequenceMatcher(None, before.text or "", after.text or "", False).ratio()


def pair_signatures(old: Sequence[Cosponsor], new: Sequence[Cosponsor]) -> Pairing[Cosponsor]:
    """Match cosponsors by member and day, then by member alone: a corrected day is not a second signature."""
    rows = pair(old, new, key=lambda who: (who.bioguide_id, who.sponsorship_date))
    redated = pair(rows.removed, rows.added, key=lambda who: who.bioguide_id)
    return Pairing(redated.removed, redated.added, (*rows.changed, *redated.changed))


def without_equals(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """The rows that occur more often in *rows* than in *others*, the last ones of each."""
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
