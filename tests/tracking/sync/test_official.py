"""Official files, served as the official source serves them, become whole records."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from billtrack.model.events import EventKind
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Authority, Coverage
from billtrack.model.measure_names import MeasureId
from billtrack.store.records import load_record
from billtrack.tracking.sync.plan import SyncResult
from billtrack.tracking.verifying import verify
from office import Desk
from official_measures import Invented, Print

SHIPPED = Path(__file__).parents[3] / "bills"


@pytest.mark.official
def test_the_shipped_record_of_sres211_becomes_a_whole_one(desk: Desk, official_data: Path) -> None:
    name = parse_measure_id("sres211-115")
    prints = tuple(
        Print(code, dt.date(2017, 10, 30), (f"Whereas invented for {code};",), ("invents.",))
        for code in ("is", "rs", "ats")
    )
    invented = Invented(id=name, title="Invented words.", prints=prints)
    status = official_data / "billstatus" / "BILLSTATUS-115sres211.xml"
    desk.office.shelves.put_document(name, status.read_bytes())
    for each in prints:
        desk.office.shelves.put_document(invented.text_id(each.code), invented.text_xml(each.code))
    desk.bills.mkdir()
    shutil.copy(SHIPPED / "sres211-115.yaml", desk.bills)
    before = desk.record("sres211-115")
    (outcome,) = desk.sync("sres211-115")
    record = desk.record("sres211-115")
    assert (outcome.errors, outcome.asides) == ((), ())
    assert [event.key for event in outcome.events if event.kind is EventKind.TEXT_LOADED] == ["is", "rs", "ats"]
    texts = record.text_versions or ()
    assert {(text.coverage, text.authority) for text in texts} == {(Coverage.COMPLETE, Authority.OFFICIAL)}
    assert (record.notes, record.tags, record.actions) == (before.notes, before.tags, before.actions)


@pytest.mark.official
def test_of_the_two_resolutions_the_record_is_taken_where_no_print_is_there(desk: Desk, official_data: Path) -> None:
    for name in ("hres351-115", "sres211-115"):
        status = official_data / "billstatus" / f"BILLSTATUS-115{name.removesuffix('-115')}.xml"
        desk.office.shelves.put_document(parse_measure_id(name), status.read_bytes())
    for file in (official_data / "record").iterdir():
        desk.office.shelves.granules[file.stem.removesuffix("-2")] = file.read_bytes()
    outcomes = desk.sync("hres351-115", "sres211-115", command="track")
    assert [outcome.errors for outcome in outcomes] == [(), ()]
    held = {
        f"{name}@{text.version_code}": text.authority
        for name in ("hres351-115", "sres211-115")
        for text in desk.record(name).text_versions or ()
        if text.coverage is Coverage.COMPLETE
    }
    assert held == dict.fromkeys(("hres351-115@eh", "sres211-115@is", "sres211-115@ats"), Authority.RECORD)


@pytest.mark.official
def test_official_measures_are_tracked_sound_and_a_second_sync_is_silent(desk: Desk, official_data: Path) -> None:
    desk.office.shelves.add_folder(official_data / "billstatus")
    desk.office.shelves.add_folder(official_data / "billtext" / "dtd")
    desk.now = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    names = sorted(each for each in desk.office.shelves.names() if isinstance(each, MeasureId))
    sample = [str(each) for each in names[:: max(1, len(names) // 60)]]
    assert len(sample) >= 60
    outcomes = desk.sync(*sample)
    assert {outcome.fate for outcome in outcomes} == {SyncResult.NEW}
    files = desk.files()
    for outcome in outcomes:
        record = load_record(desk.bills / f"{outcome.measure}.yaml")
        parts = {finding.part for finding in verify(record, bills=desk.bills, today=desk.now.date())}
        assert not {part for part in parts if part and part.startswith("text:")}
    again = desk.sync(*sample)
    assert {(outcome.fate, outcome.events) for outcome in again} == {(SyncResult.UNCHANGED, ())}
    assert desk.files() == files
