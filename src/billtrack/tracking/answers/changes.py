"""The change log: what changed, and when it was recorded.

``recorded`` is when billtrack wrote the change down, ``date`` when it happened.
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
    """Log entries, oldest first."""

    entries: tuple[Entry, ...]

    def data(self) -> JsonObject:
        """``{"changes": [...]}``."""
        return {"changes": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per change."""
        return [_data(entry) for entry in self.entries]

    def table(self) -> Table:
        """One row per change."""
        columns = tuple(Column(key, key) for key in ("recorded", *EVENT_KEYS))
        return Table(columns, tuple((moment(entry), *event_cells(entry.event)) for entry in self.entries))

    def page(self) -> Page:
        """The changes by day recorded, then by measure."""
        return Page(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        if not self.entries:
            yield Line("No changes found.", Tone.QUIET)
        for (day, measure), entries in groupby(
            self.entries, key=lambda entry: (entry.recorded.date(), entry.event.measure)
        ):
            yield Heading(f"{measure.printed}, recorded {day}", str(measure))
            yield from (event_line(entry.event) for entry in entries)


def moment(entry: Entry) -> str:
    """Write when an entry was recorded: UTC, to the second."""
    return f"{entry.recorded:%Y-%m-%dT%H:%M:%SZ}"


def _data(entry: Entry) -> JsonObject:
    as_of = None if entry.as_of is None else entry.as_of.isoformat()
    return {"id": entry.id, "recorded": moment(entry), "as_of": as_of, **event_data(entry.event)}
