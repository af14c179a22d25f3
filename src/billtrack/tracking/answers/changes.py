"""The change log, what changed and when it was recorded; and one change of a measure, for people and for programs.

``recorded`` is when billtrack wrote the change down, ``date`` when it happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from billtrack.model.events import CosponsorTotals, Entry, Event, EventKind
from billtrack.output.answers import PartsAnswer, attributes, cells, named_columns
from billtrack.output.formats import Json, JsonObject, iso
from billtrack.output.page import Block, Heading, Line, Page, Row, Tone
from billtrack.status.stages import Stage
from billtrack.status.words import stage_words

_EVENT = "measure kind date subject field key before after"
EVENT_COLUMNS = named_columns(f"{_EVENT} cosponsors_before cosponsors_after")
"""The columns of an event in CSV; its JSON has the same names."""


class ChangesAnswer(PartsAnswer[Entry], frozen=True):
    """Log entries, oldest first."""

    entries: tuple[Entry, ...]
    named = "changes"
    columns = (*named_columns("recorded"), *EVENT_COLUMNS)

    def parts(self) -> tuple[Entry, ...]:
        """The entries."""
        return self.entries

    def item(self, part: Entry) -> JsonObject:
        """An entry."""
        return {"id": part.id, "recorded": moment(part), "as_of": iso(part.as_of), **event_data(part.event)}

    def rows(self, part: Entry) -> Iterator[Row]:
        """One row per change."""
        yield (moment(part), *event_cells(part.event))

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


def totals_words(totals: CosponsorTotals | None) -> str:
    """Write a count of cosponsors, with those of each party."""
    if totals is None:
        return "not loaded"
    parties = ", ".join(f"{count} {party}" for party, count in totals.by_party)
    return f"{totals.current} ({parties})" if parties else f"{totals.current}"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def event_data(event: Event) -> dict[str, Json]:
    """Give an event as JSON; ``before`` and ``after`` are null if there is no such value."""
    return {
        **attributes(event, _EVENT),
        "cosponsors_before": _totals_data(event.totals_before),
        "cosponsors_after": _totals_data(event.totals_after),
    }


def _totals_data(totals: CosponsorTotals | None) -> JsonObject | None:
    return None if totals is None else {"current": totals.current, "by_party": dict(totals.by_party)}


def event_cells(event: Event) -> Row:
    """Give an event as one row; totals as the number of current cosponsors."""
    before, after = event.totals_before, event.totals_after
    current: dict[str, Json] = {
        "cosponsors_before": None if before is None else before.current,
        "cosponsors_after": None if after is None else after.current,
    }
    return cells(EVENT_COLUMNS, event_data(event) | current)
