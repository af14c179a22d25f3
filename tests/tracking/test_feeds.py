"""Feeds and calendars that the programs people use can read, whatever the words in them."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import feedparser  # type: ignore[import-untyped]
import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from billtrack.model.events import CosponsorTotals, Entry, Event, EventKind, Update
from billtrack.model.identifiers import parse_measure_id
from billtrack.tracking.answers.feeds import atom_document, icalendar_document

NAME = parse_measure_id("hres7-119")
NOON = dt.datetime(2025, 6, 2, 12, tzinfo=dt.UTC)
WORDS = st.text(max_size=200)


def entry(subject: str, *, number: int = 0, date: dt.date | None = dt.date(2025, 6, 1)) -> Entry:
    totals = (CosponsorTotals(84, (("D", 64), ("R", 20))), CosponsorTotals(85, (("D", 65), ("R", 20))))
    event = Event(
        measure=NAME,
        kind=EventKind.COSPONSOR_ADDED,
        subject=subject,
        field="cosponsors",
        date=date,
        totals_before=totals[0],
        totals_after=totals[1],
    )
    return Entry(f"id{number}", NOON + dt.timedelta(hours=number), None, Update(NAME, "a", "b"), event)


def test_a_feed_reader_reads_the_feed_newest_first() -> None:
    feed = feedparser.parse(atom_document([entry("Elm & Oak <i>"), entry("Birch", number=1)], now=NOON))
    assert (feed.bozo, feed.version, feed.feed.updated) == (False, "atom10", "2025-06-02T13:00:00Z")
    assert [each.title for each in feed.entries] == [
        "H.Res. 7 (119th): cosponsor: Birch",
        "H.Res. 7 (119th): cosponsor: Elm & Oak <i>",
    ]
    assert feed.entries[0].link == "https://www.congress.gov/bill/119th-congress/house-resolution/7"
    assert "84 (64 D, 20 R) before, 85 (65 D, 20 R) now" in feed.entries[0].content[0].value
    assert len({each.id for each in feed.entries}) == 2


def test_an_empty_feed_is_a_feed() -> None:
    feed = feedparser.parse(atom_document([], now=NOON))
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "2025-06-02T12:00:00Z")


def test_a_calendar_program_reads_the_calendar() -> None:
    data = icalendar_document([entry("Elm, Eva; \\ & co"), entry("Birch", number=1, date=None)])
    calendar = icalendar.Calendar.from_ical(data)
    one, two = calendar.walk("VEVENT")
    assert one["SUMMARY"] == "H.Res. 7 (119th): cosponsor: Elm, Eva; \\ & co"
    assert (one.decoded("DTSTART"), one.decoded("DTEND")) == (dt.date(2025, 6, 1), dt.date(2025, 6, 2))
    assert two.decoded("DTSTART") == dt.date(2025, 6, 2)
    assert one["UID"] != two["UID"]
    assert calendar.errors == []
    assert one.errors == []


def test_an_entry_has_the_same_name_in_every_feed_it_is_in() -> None:
    alone, among = (
        feedparser.parse(atom_document(entries, now=NOON))
        for entries in ([entry("Elm")], [entry("Oak", number=1), entry("Elm")])
    )
    assert alone.entries[0].id in {each.id for each in among.entries}


@settings(deadline=None)
@given(WORDS)
def test_whatever_the_words_both_can_be_read(words: str) -> None:
    root = ET.fromstring(atom_document([entry(words)], now=NOON))
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    data = icalendar_document([entry(words)])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert event.errors == []
