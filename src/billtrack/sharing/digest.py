"""A digest: the changes of tracked measures since a day, for people; and which changes belong in it.

Each change is listed once, under its measure; the totals of signatures once for all of them.  A digest is as of its log
and records: the same ones give the same digest, byte for byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from billtrack.model.choices import GroupBy
from billtrack.model.events import Entry, Event, EventKind
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.web_addresses import congress_gov_url
from billtrack.output.answers import counted
from billtrack.output.page import MADE_BY, Block, Fact, Facts, Heading, Line, Tone
from billtrack.sharing.documents import DocumentPart, SharedDocument
from billtrack.status.status import status
from billtrack.status.words import stage_words
from billtrack.store import records
from billtrack.store.hidden import load_last_digest
from billtrack.tracking.answers.changes import event_kind, event_words, totals_words

_SIGNATURES = {EventKind.COSPONSOR_ADDED, EventKind.COSPONSOR_WITHDRAWN}


def digest(
    entries: Sequence[Entry],
    records: Mapping[MeasureId, Measure],
    *,
    by: GroupBy,
    since: dt.date | None,
    today: dt.date,
) -> SharedDocument:
    """Describe *entries* of the change log, oldest first; *records* are those of the measures that still have one.

    Grouped by tag, a measure is listed under its first tag.  *since* is the day asked for; ``None``: since the
    digest before.
    """
    found = _by_measure(entries)
    parts = {measure: _part(measure, events, records.get(measure), today) for measure, events in found.items()}
    count = sum(map(len, found.values()))
    days = sorted(entry.recorded.date() for entry in entries)
    recorded = (
        f"{counted(count, 'change')} in {counted(len(found), 'measure')}, recorded {days[0]}"
        f"{f' to {days[-1]}' if days[-1] != days[0] else ''} (UTC)."
        if days
        else "No changes recorded since then."
    )
    begins = f"since {since}" if since else "since the last digest"
    return SharedDocument(
        title=f"What changed {begins}",
        opening=(Line(recorded),),
        parts=tuple(parts.values()) if by is GroupBy.MEASURE else tuple(_by_tag(parts, records)),
        ending=(MADE_BY,),
    )


def _by_measure(entries: Iterable[Entry]) -> dict[MeasureId, list[Event]]:
    """The events of each measure, in order of measures; an event logged twice counts once."""
    found: dict[MeasureId, dict[str, Event]] = {}
    for entry in entries:
        found.setdefault(entry.event.measure, {}).setdefault(entry.id, entry.event)
    return {measure: list(events.values()) for measure, events in sorted(found.items())}


def _by_tag(parts: Mapping[MeasureId, DocumentPart], records: Mapping[MeasureId, Measure]) -> Iterator[DocumentPart]:
    groups: dict[str, list[DocumentPart]] = {}
    for measure, part in parts.items():
        tags = records[measure].tags if measure in records else ()
        groups.setdefault(tags[0] if tags else "", []).append(part)
    for number, (tag, content) in enumerate(sorted(groups.items(), key=lambda each: (not each[0], each[0])), 1):
        yield DocumentPart(f"tag-{number}", Heading(tag or "Without a tag"), tuple(content))


def _part(measure: MeasureId, events: Sequence[Event], record: Measure | None, today: dt.date) -> DocumentPart:
    return DocumentPart(
        str(measure), Heading(measure.printed, str(measure)), tuple(_blocks(measure, events, record, today))
    )


def _blocks(measure: MeasureId, events: Sequence[Event], record: Measure | None, today: dt.date) -> Iterator[Block]:
    yield Line(record.title if record else "Not tracked anymore.", Tone.STRONG)
    facts = [Fact("Changed", tuple(_change_lines(events))), *_totals(events)]
    if record is not None:
        facts += _standing(record, today)
    facts.append(Fact("Link", (Line(congress_gov_url(measure), address=congress_gov_url(measure)),)))
    yield Facts(tuple(facts))


def _change_lines(events: Iterable[Event]) -> Iterator[Line]:
    """A line for each change; the totals of signatures have one of their own."""
    for event in events:
        words = event.subject if event.kind in _SIGNATURES else event_words(event)
        when = f" {event.date}" if event.date else ""
        yield Line(f"{event_kind(event.kind)}{when}: {words}")


def _totals(events: Sequence[Event]) -> Iterator[Fact]:
    signatures = [event for event in events if event.kind in _SIGNATURES]
    if signatures:
        before, after = totals_words(signatures[0].totals_before), totals_words(signatures[-1].totals_after)
        yield Fact("Cosponsors", (Line(f"{before} before, {after} now"),))


def _standing(record: Measure, today: dt.date) -> Iterator[Fact]:
    found = status(record, today=today)
    yield Fact("Stage", (Line(stage_words(found.stage)),))
    if found.next is not None:
        yield Fact("Next", (Line(f"{found.next.who}: {found.next.what}"),))
    if record.position or record.owner:
        yield Fact(
            "Our position", (Line("; ".join(filter(None, (record.position and record.position.value, record.owner)))),)
        )


def since_last(entries: Sequence[Entry], bills: Path) -> Sequence[Entry]:
    """Give the entries after the last digest; all of them before the first.

    Raises:
        InputError: what is known of the last digest cannot be read.
    """
    last = load_last_digest(bills)
    return entries[place_after(entries, None if last is None else last.until) :]


def place_after(entries: Sequence[Entry], name: str | None) -> int:
    """Find the place after the entry *name*; the first one where the log does not have it."""
    places = [at for at, entry in enumerate(entries, 1) if entry.id == name]
    return places[-1] if places else 0


def records_of(entries: Iterable[Entry], bills: Path) -> dict[MeasureId, Measure]:
    """Load the records of the measures of *entries* that still have one.

    Raises:
        InputError: one cannot be read.
    """
    found = {}
    for measure in {entry.event.measure for entry in entries}:
        path = records.find_record(bills, measure)
        if path is not None:
            found[measure] = records.load_record(path)
    return found
