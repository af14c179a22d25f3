"""The rows of one list in two readings: which came, changed or went, each an event; and values in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from billtrack.model.events import Event, EventKind
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Measure
from billtrack.model.record_parts import plain
from billtrack.tracking.differences import ABSENT, differing_values
from billtrack.tracking.pairing import Pairing, pair

_LONGEST = 600
"""Characters of a value an event repeats; the record has it whole."""


@dataclass(frozen=True, slots=True)
class List:
    """How the rows of one list are told apart, named, and told of when they come, change or (``was``) are gone.

    ``pairs`` pairs the rows of a list whose ``key`` alone does not say which are the same.
    """

    field: str
    key: Callable[..., Hashable]
    name: Callable[..., str]
    come: Callable[..., Iterator[Event]]
    changed: Callable[..., Iterator[Event]] | None = None
    was: Callable[..., str] | None = None
    pairs: Callable[..., Pairing[Any]] | None = None

    def __call__(self, old: Measure, new: Measure) -> Iterator[Event]:
        """Tell what changed in the list; one that was not loaded, or is not any more, is one event."""
        held: Sequence[Hashable] | None = getattr(old, self.field)
        offered: Sequence[Hashable] | None = getattr(new, self.field)
        if held is None or offered is None:
            yield other_change(new.id, self.field, words_of(self.field), count_of(held), count_of(offered))
            return
        pairing = self.pairs(held, offered) if self.pairs else pair(held, offered, key=self.key)
        for row in pairing.come:
            yield from self.come(old, new, row)
        for before, after in pairing.changed:
            at = f"{self.field}[{offered.index(after)}]"
            if self.changed is not None:
                yield from self.changed(old, new, before, after, at)
            else:
                yield from differing(new.id, before, after, at, self.name(after))
        for row in pairing.gone:
            was = self.was(row) if self.was else shown(plain(row))
            yield other_change(new.id, f"{self.field}[{held.index(row)}]", self.name(row), was, None)


def count_of(rows: Sequence[object] | None) -> str | None:
    """Say how many rows are loaded; ``None`` where the list is not."""
    return None if rows is None else f"{len(rows)} loaded"


def other_change(measure: MeasureId, field: str, subject: str, before: str | None, after: str | None) -> Event:
    """A change without a kind of its own."""
    kind = EventKind.ADDITION if before is None else EventKind.CORRECTION
    return Event(measure=measure, kind=kind, subject=subject, field=field, before=before, after=after)


def differing(measure: MeasureId, before: object, after: object, at: str, subject: str) -> Iterator[Event]:
    """Tell each value inside one row that is another now."""
    for field, held, offered in differing_values(plain(before), plain(after), at):
        yield other_change(measure, field, subject, *both_shown(held, offered))


def words_of(field: str) -> str:
    """Write the name of a field as words."""
    return field.replace("_", " ")


def both_shown(held: object, offered: object) -> tuple[str | None, str | None]:
    """Both values in words; of long ones the part from where they differ."""
    before, after = _spelled(held), _spelled(offered)
    if before is None or after is None or max(len(before), len(after)) <= _LONGEST:
        return _cut(before), _cut(after)
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    start = max(same - 60, 0)
    lead = "..." if start else ""
    return _cut(lead + before[start:]), _cut(lead + after[start:])


def shown(value: object) -> str:
    """Write a plain value in words, a long one cut."""
    return _cut(_spelled(value)) or ""


def _cut(words: str | None) -> str | None:
    return words if words is None or len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."


def _spelled(value: object) -> str | None:
    if value is ABSENT or value is None:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
