"""Situations of real measures, each standing for a kind; the right value and its reason stand beside them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from billtrack.model.events import EventKind
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Coverage, Measure, replace
from billtrack.model.measure_names import TextId
from billtrack.model.record_builder import ImportResult
from billtrack.status.course.folding import plain_words
from billtrack.status.held_back import held_back, published
from billtrack.status.stages import Stage
from billtrack.status.status import status
from billtrack.tracking.importing import import_documents
from billtrack.tracking.parsed_document import read_every
from billtrack.tracking.sync.plan import plan
from office import Desk

TODAY = dt.date(2026, 8, 12)


@pytest.fixture
def cases(official_data: Path) -> Path:
    return official_data.parent / "cases" / "status"


@pytest.mark.official
def test_a_row_taken_back_hides_no_later_news(desk: Desk, cases: Path) -> None:
    """Passage is told the day the file has it; the false report stays until the keeper accepts that it is gone."""
    name = parse_measure_id("s4100-119")
    told = []
    for hours, state in enumerate("123"):
        data = (cases / "sync-correction-hides-news" / f"{state}-BILLSTATUS-119s4100.xml").read_bytes()
        desk.office.shelves.put_document(
            name, data, modified=dt.datetime(2026, 5, 21, tzinfo=dt.UTC) + dt.timedelta(hours=hours)
        )
        (outcome,) = desk.sync("s4100-119")
        told.append([event.kind for event in outcome.events])
    assert told == [
        [EventKind.NEW_MEASURE],
        [EventKind.CORRECTION],
        [EventKind.STAGE, EventKind.ACTION, *[EventKind.COSPONSOR_ADDED] * 4],
    ]
    record = desk.record("s4100-119")
    assert status(record, today=TODAY).stage is Stage.PASSED_SENATE
    assert len(record.cosponsors or ()) == 6
    (waiting,) = held_back(record)
    assert waiting.startswith("action of 2026-05-20: Committee on the Budget. Ordered to be reported")
    (outcome,) = desk.sync("s4100-119", accept=True)
    assert (outcome.events, outcome.dropped) == ((), (waiting,))
    assert held_back(desk.record("s4100-119")) == ()


@pytest.mark.official
def test_real_histories_lose_rows_and_have_them_again(official_data: Path) -> None:
    """H.Res. 242 of the 119th was considered twice on one day: one row lost and the other back are two rows."""
    found = [
        reading
        for path in sorted((official_data / "billstatus").rglob("*.xml"))
        for reading in read_every([path], on=TODAY)
        if isinstance(reading.content, Measure) and len(reading.content.actions or ()) > 2
    ]
    assert len(found) > 40
    for reading in found:
        whole = reading.content
        assert isinstance(whole, Measure)
        rows = whole.actions or ()
        states = [rows, *(rows[:at] + rows[at + 1 :] for at in range(0, len(rows), max(1, len(rows) // 4))), rows]
        record: Measure | None = None
        for actions in states:
            state = replace(reading, content=replace(whole, actions=actions))
            before: Measure | None = record
            record = plan(record, [state], today=TODAY).record
            assert record is not None
            assert not Counter(actions) - Counter(record.actions), whole.id
            assert published(record).actions == actions
            assert before is None or events_of(before) <= events_of(record), whole.id
        assert record is not None
        assert record.actions == rows
        assert held_back(record) == ()


def events_of(measure: Measure) -> set[tuple[dt.date, str]]:
    return {(row.action_date, plain_words(row.text).replace(" ", "").rstrip(".")) for row in measure.actions or ()}


@pytest.mark.official
def test_a_text_that_carries_another_congress_is_loaded_with_a_note(desk: Desk, cases: Path) -> None:
    """Its name and its number agree, and its day is in the 116th: the Congress on it is a misprint."""
    path = cases / "s309-116-text-wrong-congress" / "BILLS-116s309is.xml"
    (taken,) = import_documents([path], into=desk.bills, on=TODAY)
    assert (taken.fate, taken.measure) == (ImportResult.NEW, parse_measure_id("s309-116"))
    (text,) = desk.record("s309-116").text_versions or ()
    assert text.note == "misprinted: it says 115th Congress, and its day, 2019-01-31, is in the 116th"


@pytest.mark.official
def test_a_print_announced_without_an_address_is_announced(desk: Desk, cases: Path) -> None:
    """H.R. 4584 came without XML: until its plain text is fetched it is announced, not none."""
    name = parse_measure_id("hr4584-119")
    data = (cases / "hr4584-119-no-xml" / "BILLSTATUS-119hr4584.xml").read_bytes()
    desk.office.shelves.put_document(name, data)
    (outcome,) = desk.sync("hr4584-119")
    assert outcome.missing == ("text:ih",)
    (text,) = desk.record("hr4584-119").text_versions or ()
    assert (TextId(name, text.version_code), text.coverage) == (TextId(name, "ih"), Coverage.NONE)
