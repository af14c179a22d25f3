"""Two versions of one record: what happened to the measure, then its texts, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.labels import first_words
from billtrack.model.events import Event, EventKind
from billtrack.output.answers import attributes, cells, named_columns
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Heading, Line, Page, Table, Tone

_COLUMNS = named_columns("measure kind subject field date before after")


@dataclass(frozen=True, slots=True)
class RecordDiffAnswer:
    """The changes of one record called *name*; ``texts``: the comparisons of texts whose words differ."""

    name: str
    events: tuple[Event, ...]
    texts: tuple[DiffAnswer, ...]
    is_gone: bool = False

    def data(self) -> JsonObject:
        """The events, and the comparisons."""
        return {
            "name": self.name,
            "events": [_event_data(event) for event in self.events],
            "texts": [text.data() for text in self.texts],
        }

    def items(self) -> Sequence[JsonObject]:
        """One object per event."""
        return [_event_data(event) for event in self.events]

    def table(self) -> Table:
        """One row per event."""
        return Table(_COLUMNS, tuple(cells(_COLUMNS, item) for item in self.items()))

    def page(self) -> Page:
        """One line per event, then each text."""
        return Page(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        yield Heading(self.name, "record")
        if self.is_gone:
            yield Line("Record deleted.", Tone.WARNING)
        elif not self.events and not self.texts:
            yield Line("No official content changed: only notes, tags, sources, or layout.", Tone.QUIET)
        yield from (Line(event_line(event)) for event in self.events)
        for text in self.texts:
            yield from text.page().blocks


def event_line(event: Event) -> str:
    """One event on one line: its kind, subject, date, before and after."""
    kind = event.kind.value.replace("_", " ")
    when = f", {event.date}" if event.date else ""
    line = f"{kind}: {event.subject}{when}"
    if event.before is not None and event.after is not None:
        line += f": {_short(event.before)} → {_short(event.after)}"
    elif event.before is not None:
        line += f": {_short(event.before)}, removed"
    elif event.after is not None and event.kind in _WITH_VALUE:
        line += f": {_short(event.after)}"
    if event.totals_before is not None and event.totals_after is not None:
        line += f" ({event.totals_before.current} → {event.totals_after.current} cosponsors)"
    return line


def _short(value: str) -> str:
    return first_words(value, 12)


_WITH_VALUE = frozenset({EventKind.ADDITION, EventKind.CORRECTION, EventKind.NEW_MEASURE})


def _event_data(event: Event) -> JsonObject:
    return attributes(event, "measure kind subject field key date before after")
