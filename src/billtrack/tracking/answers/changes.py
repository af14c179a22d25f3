"""The log of changes: what was new, and when it was noticed.

``recorded`` is when a sync wrote the change down, ``date`` when it happened; the first is never before the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from billtrack.model.events import Entry
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Column, Heading, Line, Page, Table, Tone
from billtrack.tracking.answers.events import EVENT_KEYS, event_cells, event_data, event_line


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """Entries of the log, oldest first."""

    entries: tuple[Entry, ...]

    def data(self) -> JsonObject:
        """``{"changes": [...]}``."""
        return {"changes": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object a change."""
        return [_data(entry) for entry in self.entries]

    def table(self) -> Table:
        """One row a change."""
        columns = tuple(Column(key, key) for key in ("recorded", *EVENT_KEYS))
        return Table(columns, tuple((moment(entry), *event_cells(entry.event)) for entry in self.entries))

    def page(self) -> Page:
        """The changes by the day they were recorded, then by measure."""
        return Page(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        if not self.entries:
            yield Line("no changes", Tone.QUIET)
        for (day, measure), entries in groupby(
            self.entries, key=lambda entry: (entry.recorded.date(), entry.event.measure)
        ):
            yield Heading(f"{measure.printed}, recorded {day}", str(measure))
            yield from (event_line(entry.event) for entry in entries)


def moment(entry: Entry) -> str:
    """When an entry was recorded, in UTC, to the second."""
    return f"{entry.recorded:%Y-%m-%dT%H:%M:%SZ}"


def _data(entry: Entry) -> JsonObject:
    as_of = None if entry.as_of is None else entry.as_of.isoformat()
    return {"id": entry.id, "recorded": moment(entry), "as_of": as_of, **event_data(entry.event)}
