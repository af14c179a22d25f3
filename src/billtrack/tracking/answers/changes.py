"""The change log, what changed and when it was recorded; and one change of a measure, for people and for programs.

``recorded`` is when billtrack wrote the change down, ``date`` when it happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from billtrack.model.events import Entry, Event, EventKind, Totals
from billtrack.output.formats import JsonObject, iso
from billtrack.output.page import Block, Column, Heading, Line, Page, Table, Tone
from billtrack.status.stages import Stage
from billtrack.status.words import stage_words


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


_NAMES = {
    EventKind.NEW_MEASURE: "new measure",
    EventKind.COSPONSOR_ADDED: "cosponsor",
    EventKind.COSPONSOR_WITHDRAWN: "withdrew",
    EventKind.TEXT_PUBLISHED: "text published",
    EventKind.TEXT_LOADED: "text loaded",
}
_TONES = {
    EventKind.NEW_MEASURE: Tone.STRONG,
    EventKind.STAGE: Tone.STRONG,
    EventKind.COSPONSOR_ADDED: Tone.GOOD,
    EventKind.COSPONSOR_WITHDRAWN: Tone.BAD,
    EventKind.CORRECTION: Tone.WARNING,
}
_SHORT = 160


def event_line(event: Event) -> Line:
    """Write an event on one line: kind, day, subject, before and after."""
    when = f" {event.date}" if event.date else ""
    return Line(f"{event_kind(event.kind)}{when}: {event_words(event)}", _TONES.get(event.kind, Tone.PLAIN))


def event_kind(kind: EventKind) -> str:
    """Name a kind of event in words."""
    return _NAMES.get(kind, kind.value.replace("_", " "))


def event_words(event: Event) -> str:  # noqa: PLR0911 - one return per kind
    """Write an event without its kind and day."""
    match event.kind:
        case EventKind.STAGE:
            return f"{_stage(event.before)}, now {_stage(event.after)}"
        case EventKind.NEW_MEASURE:
            signed = f"; cosponsors {totals_words(event.totals_after)}" if event.totals_after else ""
            return f"{event.subject} ({_stage(event.after)}{signed})"
        case EventKind.COSPONSOR_ADDED | EventKind.COSPONSOR_WITHDRAWN:
            before, after = totals_words(event.totals_before), totals_words(event.totals_after)
            return f"{event.subject}; cosponsors {before} before, {after} now"
        case EventKind.ACTION:
            return event.subject
        case EventKind.ADDITION:
            field = "" if event.subject.replace(" ", "_") == event.field else f" ({event.field})"
            return f"{_short(event.subject)}{field}: {_short(event.after or 'none')}"
        case EventKind.CORRECTION:
            after = "removed" if event.after is None else _short(event.after)
            return f"{_short(event.subject)} ({event.field}): {_short(event.before or 'nothing')}, now {after}"
        case _:
            after = f": {_short(event.after)}" if event.after else ""
            before = f" (before: {event.before})" if event.before else ""
            return f"{event.subject}{after}{before}"


def _stage(value: str | None) -> str:
    return stage_words(Stage(value)) if value in set(Stage) else value or "unknown"


def totals_words(totals: Totals | None) -> str:
    """Write a count of cosponsors, with those of each party."""
    if totals is None:
        return "not loaded"
    parties = ", ".join(f"{count} {party}" for party, count in totals.by_party)
    return f"{totals.current} ({parties})" if parties else f"{totals.current}"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def event_data(event: Event) -> JsonObject:
    """Give an event as JSON; ``before`` and ``after`` are null if there is no such value."""
    return {
        "measure": str(event.measure),
        "kind": event.kind.value,
        "date": iso(event.date),
        "subject": event.subject,
        "field": event.field,
        "key": event.key,
        "before": event.before,
        "after": event.after,
        "cosponsors_before": _totals_data(event.totals_before),
        "cosponsors_after": _totals_data(event.totals_after),
    }


def _totals_data(totals: Totals | None) -> JsonObject | None:
    return None if totals is None else {"current": totals.current, "by_party": dict(totals.by_party)}


EVENT_KEYS = (
    "measure",
    "kind",
    "date",
    "subject",
    "field",
    "key",
    "before",
    "after",
    "cosponsors_before",
    "cosponsors_after",
)
"""The columns of an event, also in CSV."""


def event_cells(event: Event) -> tuple[str, ...]:
    """Give an event as one row; totals as the number of current cosponsors."""
    data = event_data(event)
    totals = (event.totals_before, event.totals_after)
    return (
        *(str(data[key] or "") for key in EVENT_KEYS[:-2]),
        *("" if each is None else str(each.current) for each in totals),
    )
