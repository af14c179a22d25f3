"""What differs between two versions: the rows of one list matched, and plain values compared field by field.

Of a list equal rows are matched first, then rows with the same key, in the order of each list; the rest were removed or
added.  Plain values are mappings, lists, text, numbers, dates, as ``record_parts.values_of`` gives them.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from billtrack.model.measure import Action, Cosponsor
from billtrack.model.values import Value

Row = TypeVar("Row", bound=Hashable)


class Pairing(Value, Generic[Row], frozen=True):
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


NOTHING = "nothing"
_SHOWN = 80


class Absent:
    """Marks a value that only the other side has; JSON's null would be a value."""


ABSENT = Absent()


def differences(held: object, offered: object) -> Iterator[tuple[str, str, str]]:
    """Compare two values; give each field that differs, and its value on each side, cut to one line."""
    for field, ours, theirs in differing_values(held, offered):
        yield field, _shown(ours), _shown(theirs)


def differing_values(held: object, offered: object, at: str = "") -> Iterator[tuple[str, object, object]]:
    """Compare two values; give each field that differs, and its values, ``ABSENT`` for a missing one.

    Lists are aligned first, so that one missing row is one difference.
    """
    if held == offered:
        return
    if isinstance(held, Mapping) and isinstance(offered, Mapping):
        for key in dict.fromkeys((*held, *offered)):
            field = f"{at}.{key}" if at else str(key)
            yield from differing_values(held.get(key, ABSENT), offered.get(key, ABSENT), field)
    elif isinstance(held, list | tuple) and isinstance(offered, list | tuple):
        yield from _lists(held, offered, at)
    else:
        yield at, held, offered


def _lists(held: Sequence[object], offered: Sequence[object], at: str) -> Iterator[tuple[str, object, object]]:
    spelled = SequenceMatcher(None, [_spelled(each) for each in held], [_spelled(each) for each in offered], False)
    for kind, start, end, offered_start, offered_end in spelled.get_opcodes():
        if kind == "equal":
            continue
        paired = min(end - start, offered_end - offered_start)
        for step in range(paired):
            yield from differing_values(held[start + step], offered[offered_start + step], f"{at}[{start + step}]")
        for index in range(start + paired, end):
            yield f"{at}[{index}]", held[index], ABSENT
        for each in offered[offered_start + paired : offered_end]:
            yield f"{at}[{end}]", ABSENT, each


def _spelled(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _shown(value: object) -> str:
    if value is ABSENT:
        return NOTHING
    words = _spelled(value)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 3]}..."
