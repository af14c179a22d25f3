"""The rows of one list in two states of a measure: added, changed or removed, each an event; and values as words."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from billtrack.model.events import Event, EventKind
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_parts import plain
from billtrack.model.values import Value
from billtrack.tracking.pairing import ABSENT, Pairing, differing_values, pair

_LONGEST = 600
"""Characters of a value that an event quotes; the record has all of it."""


class ListChanges(Value, frozen=True):
    """How to identify and name the rows of one list, and the events when one is added, changed or removed (``was``).

    ``pairs`` matches rows where ``key`` alone does not identify them.
    """

    field: str
    key: Callable[..., Hashable]
    name: Callable[..., str]
    added: Callable[..., Iterator[Event]]
    changed: Callable[..., Iterator[Event]] | None = None
    was: Callable[..., str] | None = None
    pairs: Callable[..., Pairing[Any]] | None = None

    def __call__(self, old: Measure, new: Measure) -> Iterator[Event]:
        """Give what changed in the list; loading or unloading the whole list is one event."""
        old_rows: Sequence[Hashable] | None = getattr(old, self.field)
        new_rows: Sequence[Hashable] | None = getattr(new, self.field)
        if old_rows is None or new_rows is None:
            yield other_change(new.id, self.field, words_of(self.field), count_of(old_rows), count_of(new_rows))
            return
        pairing = self.pairs(old_rows, new_rows) if self.pairs else pair(old_rows, new_rows, key=self.key)
        for row in pairing.added:
            yield from self.added(old, new, row)
        for before, after in pairing.changed:
            at = f"{self.field}[{new_rows.index(after)}]"
            if self.changed is not None:
                yield from self.changed(old, new, before, after, at)
            else:
                yield from differing(new.id, before, after, at, self.name(after))
        for row in pairing.removed:
            was = self.was(row) if self.was else shown(plain(row))
            yield other_change(new.id, f"{self.field}[{old_rows.index(row)}]", self.name(row), was, None)


def count_of(rows: Sequence[object] | None) -> str | None:
    """Say how many rows are loaded; ``None`` if the list is not loaded."""
    return None if rows is None else f"{len(rows)} loaded"


def other_change(measure: MeasureId, field: str, subject: str, before: str | None, after: str | None) -> Event:
    """Make the event of a change that has no kind of its own."""
    kind = EventKind.ADDITION if before is None else EventKind.CORRECTION
    return Event(measure, kind, subject, field, before=before, after=after)


def differing(measure: MeasureId, before: object, after: object, at: str, subject: str) -> Iterator[Event]:
    """Give each value inside one row that changed."""
    for field, was, now in differing_values(plain(before), plain(after), at):
        yield other_change(measure, field, subject, *both_shown(was, now))


def words_of(field: str) -> str:
    """Write a field name as words."""
    return field.replace("_", " ")


def both_shown(old: object, new: object) -> tuple[str | None, str | None]:
    """Write both values as words, long ones from where they differ."""
    before, after = _spelled(old), _spelled(new)
    if before is None or after is None or max(len(before), len(after)) <= _LONGEST:
        return _cut(before), _cut(after)
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    start = max(same - 60, 0)
    lead = "..." if start else ""
    return _cut(lead + before[start:]), _cut(lead + after[start:])


def shown(value: object) -> str:
    """Write a plain value as words, cut if it is long."""
    return _cut(_spelled(value)) or ""


def _cut(words: str | None) -> str | None:
    return words if words is None or len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."


def _spelled(value: object) -> str | None:
    if value is ABSENT or value is None:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
