"""The change log as a feed and as a calendar: Atom 1.0 (RFC 4287) and iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from billtrack.model.events import Entry
from billtrack.model.web_addresses import congress_gov_url
from billtrack.output.page import visible
from billtrack.tracking.answers.changes import event_kind, event_words, moment

_TITLE = "billtrack: changes of tracked measures"
_FEED = uuid.uuid5(uuid.NAMESPACE_URL, "billtrack:changes")


def atom_document(entries: Sequence[Entry], *, now: dt.datetime) -> bytes:
    """Write *entries* as an Atom feed, newest first; *now* dates a feed without entries."""
    updated = max((moment(entry) for entry in entries), default=f"{now:%Y-%m-%dT%H:%M:%SZ}")
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
            f"<id>{_FEED.urn}</id>\n<title>{_TITLE}</title>\n<updated>{updated}</updated>\n",
            "<author><name>billtrack</name></author>\n<generator>billtrack</generator>\n",
            *map(_atom_entry, reversed(entries)),
            "</feed>\n",
        )
    ).encode("utf-8", "replace")


def _atom_entry(entry: Entry) -> str:
    event = entry.event
    happened = f" Date: {event.date}." if event.date else ""
    return (
        f"<entry>\n<id>{_uuid(entry).urn}</id>\n<title>{_xml(_title(entry))}</title>\n"
        f"<updated>{moment(entry)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{_xml(congress_gov_url(event.measure))}"/>\n'
        f'<category term="{event.kind.value}"/>\n'
        f'<content type="text">{_xml(event_words(event) + "." + happened)}</content>\n</entry>\n'
    )


def _uuid(entry: Entry) -> uuid.UUID:
    """Make the ID of a log entry, the same in every feed and calendar."""
    return uuid.uuid5(_FEED, f"{entry.id} {moment(entry)}")


def _title(entry: Entry) -> str:
    return f"{entry.event.measure.printed}: {event_kind(entry.event.kind)}: {entry.event.subject}"


def _xml(text: str) -> str:
    """Escape *text*; ``visible`` removes what XML cannot carry."""
    return escape(visible(text))


_LINE = 75
"""The most octets on a line (RFC 5545, section 3.1)."""


def icalendar_document(entries: Iterable[Entry]) -> bytes:
    """Write *entries* as a calendar of all-day events, on the day of each change or else the day it was recorded."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//billtrack//changes//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(_TITLE)}",
        *(line for entry in entries for line in _calendar_entry(entry)),
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _calendar_entry(entry: Entry) -> Iterator[str]:
    event = entry.event
    day = event.date or entry.recorded.date()
    yield "BEGIN:VEVENT"
    yield f"UID:{_uuid(entry)}@billtrack"
    yield f"DTSTAMP:{entry.recorded:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(_title(entry))}"
    yield f"DESCRIPTION:{_text(event_words(event))}"
    yield f"CATEGORIES:{_text(event.kind.value)}"
    yield f"URL:{congress_gov_url(event.measure)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Escape *text* as a value; line breaks become spaces."""
    return visible(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """Fold *line* into lines of at most 75 octets, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join((*pieces, piece)) + b"\r\n"
