"""``track``, ``untrack``, ``sync`` and ``changes`` against a server that behaves as the official ones do."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from billtrack.model.measure import Authority, Coverage, replace
from billtrack.store.records import load_record, save_record
from invented_granules import NO_TEXT, agreed_granule
from official_measures import Row, invented, invented_many
from official_measures import replace as varied
from official_server import KEY, Kind, OfficialServer
from official_shelves import Rendition

if TYPE_CHECKING:
    from tests.cli.conftest import Run

DAY = dt.date(2025, 4, 1)
Program = Callable[..., "Run"]
pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def desk(official_server: OfficialServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder of records, and the sources' addresses."""
    monkeypatch.setenv("BILLTRACK_GOVINFO_URL", official_server.url)
    monkeypatch.setenv("BILLTRACK_CONGRESS_URL", official_server.congress_url)
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("BILLTRACK_BILLS", str(folder))
    monkeypatch.setattr("billtrack.cli.clock.now", lambda: dt.datetime(2025, 6, 2, 12, tzinfo=dt.UTC))
    return folder


def test_a_measure_is_tracked_by_any_spelling(official_server: OfficialServer, billtrack: Program) -> None:
    official_server.put(invented("hres1189-119"))
    run = billtrack("track", "H.Res. 1189, 119th")
    assert (run.code, run.err) == (0, "1/1 hres1189-119: new\n")
    assert run.out.splitlines()[0] == "H.Res. 1189 (119th)  [hres1189-119]"
    assert run.out.splitlines()[-1] == "1 measure: 1 new; 1 change"
    assert billtrack("verify").out.splitlines()[-1] == "1 of 1 records verified without a problem"
    assert billtrack("status", "hres1189-119", "--json").code == 0


def test_measures_come_from_a_list_a_file_and_by_type(
    desk: Path, official_server: OfficialServer, billtrack: Program, tmp_path: Path
) -> None:
    official_server.put(*invented_many(3), invented("sres1-119"), invented("hr5-119"))
    listed = tmp_path / "list.txt"
    listed.write_text("sres1-119  # the other one\n\n", encoding="utf-8")
    run = billtrack(
        "track", "-", "--from", str(listed), "--type", "hres", "--congress", "119", stdin="H.R. 5 (119th)\n"
    )
    assert run.code == 0
    assert sorted(path.stem for path in desk.glob("*.yaml")) == [
        "hr5-119",
        "hres1-119",
        "hres2-119",
        "hres3-119",
        "sres1-119",
    ]


def test_related_measures_are_brought_along(desk: Path, official_server: OfficialServer, billtrack: Program) -> None:
    other = invented("sres9-119")
    official_server.put(varied(invented("hres1-119"), related=(other.id,)), other)
    assert billtrack("track", "hres1-119", "--with-related").code == 0
    assert sorted(path.stem for path in desk.glob("*.yaml")) == ["hres1-119", "sres9-119"]


def test_a_second_sync_is_silent_and_asks_once_a_measure(official_server: OfficialServer, billtrack: Program) -> None:
    official_server.put(*invented_many(5))
    billtrack("track", "--type", "hres", "--congress", "119")
    official_server.forget()
    run = billtrack("sync", "--exit-code")
    assert (run.code, run.out, run.err) == (0, "", "")
    assert official_server.counts() == {304: 5}


def test_sync_tells_what_changed_with_totals(official_server: OfficialServer, billtrack: Program) -> None:
    measure = invented("hres7-119", cosponsors=2)
    official_server.put(measure)
    billtrack("track", "hres7-119")
    official_server.put(measure.signed_by(1, on=DAY))
    plan = billtrack("sync", "--dry-run")
    assert plan.out.splitlines()[-1] == "1 measure: 1 updated; 1 change; nothing was written (--dry-run)"
    run = billtrack("sync", "--exit-code")
    assert run.code == 1
    assert "cosponsor 2025-04-01: Cedar, Cleo (D-NY-11); cosponsors 2 (1 D, 1 R) before, 3 (2 D, 1 R) now" in run.out
    data = json.loads(billtrack("changes", "--json", "--kind", "cosponsor_added").out)
    assert data["changes"][0]["cosponsors_after"] == {"current": 3, "by_party": {"D": 2, "R": 1}}


def test_changes_are_chosen_by_day_measure_and_kind(official_server: OfficialServer, billtrack: Program) -> None:
    official_server.put(*invented_many(2))
    billtrack("track", "hres1-119", "hres2-119")
    assert billtrack("changes", "--exit-code").code == 1
    assert len(billtrack("changes", "--format", "jsonl").out.splitlines()) == 2
    assert len(billtrack("changes", "--format", "jsonl", "--measure", "hres1-119").out.splitlines()) == 1
    none = billtrack("changes", "--since", "2025-06-03", "--exit-code")
    assert (none.code, none.out) == (0, "No changes found.\n")
    assert billtrack("changes", "--kind", "stage").out == "No changes found.\n"
    assert billtrack("changes", "--format", "csv").out.startswith("recorded,measure,kind,date,subject,field,key,")
    assert billtrack("changes", "--format", "atom").out.startswith("<?xml")
    assert billtrack("changes", "--format", "ics").out.startswith("BEGIN:VCALENDAR")
    assert billtrack("changes", "--kind", "gossip").code == 2


def test_a_number_nobody_has_is_an_input_error_and_the_others_are_tracked(
    desk: Path, official_server: OfficialServer, billtrack: Program
) -> None:
    official_server.put(invented("hres2-119"))
    run = billtrack("track", "hres1-119", "hres2-119")
    assert run.code == 3
    assert "hres1-119: not found at the official source" in run.err
    assert (desk / "hres2-119.yaml").exists()


def test_a_source_that_fails_is_a_remote_error_and_the_others_are_tracked(
    desk: Path, official_server: OfficialServer, billtrack: Program
) -> None:
    official_server.put(*invented_many(2))
    official_server.faults.script(Kind.FORBIDDEN, times=-1, where="119hres1.xml")
    run = billtrack("track", "hres1-119", "hres2-119")
    assert run.code == 4
    assert not (desk / "hres1-119.yaml").exists()
    assert (desk / "hres2-119.yaml").exists()


def test_a_poorer_document_needs_accept(desk: Path, official_server: OfficialServer, billtrack: Program) -> None:
    measure = invented("hres7-119")
    official_server.put(measure)
    billtrack("track", "hres7-119")
    official_server.put(varied(measure, cosponsors=measure.cosponsors[:1]))
    run = billtrack("sync", "--exit-code")
    assert run.code == 1
    assert "correction: Birch, Bela (R-OH-7) (cosponsors[1]): B000902, signed 2025-03-03, now removed" in run.out
    assert "held back: status: 2 of 3 cosponsors removed: Birch, Bela; Cedar, Cleo; kept until --accept" in run.out
    assert len(load_record(desk / "hres7-119.yaml").cosponsors or ()) == 3
    kept = "(kept until `billtrack sync --accept hres7-119`): cosponsor Birch, Bela (B000902), signed"
    assert kept in billtrack("cosponsors", "hres7-119").out
    assert "No longer" not in billtrack("history", "hres7-119").out
    again = billtrack("sync", "--exit-code")
    assert (again.code, again.out) == (0, "")
    dropped = billtrack("sync", "--accept")
    assert "removed, no longer in the official document: cosponsor Birch, Bela (B000902)" in dropped.out
    assert len(load_record(desk / "hres7-119.yaml").cosponsors or ()) == 1


@pytest.mark.parametrize("name", ["hres7-119", "hr4584-119"])
def test_a_print_without_xml_is_read_from_its_plain_text(
    desk: Path, official_server: OfficialServer, billtrack: Program, name: str
) -> None:
    measure = invented(name)
    official_server.put(measure)
    as_xml = billtrack("track", name)
    assert as_xml.code == 0
    in_xml = load_record(desk / f"{name}.yaml")
    (desk / f"{name}.yaml").unlink()
    text = measure.text_id("ih")
    official_server.shelves.take_away(text)
    official_server.shelves.put_document(Rendition(text, "htm"), measure.text_htm("ih"))
    run = billtrack("track", name)
    assert (run.code, run.err) == (0, f"1/1 {name}: new\n")
    record = load_record(desk / f"{name}.yaml")
    (printed,), (in_xml_printed,) = record.text_versions or (), in_xml.text_versions or ()
    assert (printed.coverage, printed.authority) == (Coverage.COMPLETE, Authority.OFFICIAL)
    assert (printed.preamble, printed.date) == (in_xml_printed.preamble, in_xml_printed.date)
    assert record.sources[1].url.endswith(f"/html/BILLS-119{name.partition('-')[0]}ih.htm")
    assert "honors lighthouse" in billtrack("text", name).out
    assert billtrack("verify").code == 0
    assert (again := billtrack("sync", "--exit-code")).code == 0
    assert again.out == ""


def test_a_print_published_as_pdf_only_is_told_once_and_is_no_reason_to_sync(
    official_server: OfficialServer, billtrack: Program
) -> None:
    measure = invented("hres7-119")
    official_server.put(measure)
    text = measure.text_id("ih")
    official_server.shelves.take_away(text)
    official_server.shelves.put_document(Rendition(text, "pdf"), b"%PDF-1.4 invented")
    assert billtrack("track", "hres7-119").code == 0
    card = billtrack("status", "hres7-119").out
    assert "not loaded, published as PDF only" in card
    assert "loads the official texts" not in card
    (told,) = json.loads(billtrack("status", "hres7-119", "--json").out)["measures"]
    assert told["text_versions"][0]["coverage"] == "none"
    assert told["text_notes"] == {"ih": "published as PDF only"}
    run = billtrack("text", "hres7-119@ih")
    assert (run.code, run.err) == (3, "billtrack: error: not loaded: hres7-119@ih, published as PDF only\n")
    assert billtrack("verify").code == 0
    official_server.put(varied(measure.signed_by(1, on=DAY), prints=measure.prints))
    official_server.shelves.take_away(text)
    run = billtrack("sync", "--exit-code", "--json")
    assert [each["kind"] for each in json.loads(run.out)["measures"][0]["changes"]] == ["cosponsor_added"]
    official_server.forget()
    assert billtrack("sync", "--exit-code").code == 0
    assert official_server.counts()[304] == 2
    official_server.shelves.put_document(text, measure.text_xml("ih"))
    run = billtrack("sync", "--json")
    assert [each["kind"] for each in json.loads(run.out)["measures"][0]["changes"]] == ["text_loaded"]
    assert "PDF only" not in billtrack("status", "hres7-119").out


def test_a_page_in_the_place_of_a_plain_text_is_no_text(official_server: OfficialServer, billtrack: Program) -> None:
    measure = invented("hres7-119")
    official_server.put(measure)
    text = measure.text_id("ih")
    official_server.shelves.take_away(text)
    official_server.shelves.put_document(
        Rendition(text, "htm"), b"<!DOCTYPE html><html><body>Please wait</body></html>"
    )
    run = billtrack("track", "hres7-119")
    assert run.code == 4
    assert "not the document asked for" in run.err


def test_a_misprinted_congress_fails_no_sync_and_another_measures_text_does(
    official_server: OfficialServer, billtrack: Program
) -> None:
    misprinted, other = invented("hres7-119"), invented("hres8-119")
    official_server.put(misprinted, other)
    wrong = misprinted.text_xml("ih").replace(b"119th CONGRESS", b"118th CONGRESS")
    official_server.shelves.put_document(misprinted.text_id("ih"), wrong)
    official_server.shelves.put_document(other.text_id("ih"), misprinted.text_xml("ih"))
    run = billtrack("track", "hres7-119")
    assert run.code == 0
    (told,) = json.loads(billtrack("status", "hres7-119", "--json").out)["measures"]
    assert told["text_versions"][0]["coverage"] == "complete"
    assert told["text_notes"] == {"ih": "misprinted: it says 118th Congress, and its day, 2025-03-03, is in the 119th"}
    run = billtrack("track", "hres8-119")
    assert run.code == 4
    assert "the file name says hres8-119, but the form says hres7-119" in run.err
    assert billtrack("sync", "hres7-119", "--exit-code").code == 0


def test_status_says_that_a_newer_document_waits(official_server: OfficialServer, billtrack: Program) -> None:
    measure = invented("hres7-119")
    official_server.put(measure)
    billtrack("track", "hres7-119")
    official_server.put(varied(measure, rows=measure.rows[:1]))
    billtrack("sync")
    for _ in range(2):
        (told,) = json.loads(billtrack("status", "hres7-119", "--json").out)["measures"]
        assert told["held_back"] == ["action of 2025-03-03: Referred to the House Committee on Coasts."]
        history = billtrack("history", "hres7-119").out
        assert "(kept until `billtrack sync --accept hres7-119`): action of 2025-03-03" in history
        card = " ".join(billtrack("status", "hres7-119").out.split())
        assert "no longer has the action of 2025-03-03: Referred to the House Committee on Coasts." in card
        assert "`billtrack sync --accept hres7-119`" in card
        billtrack("sync")
    assert billtrack("verify").code == 0
    billtrack("sync", "--accept")
    assert json.loads(billtrack("status", "hres7-119", "--json").out)["measures"][0]["held_back"] == []
    assert "--accept" not in billtrack("status", "hres7-119").out


def test_untrack_without_a_terminal_requires_yes(
    desk: Path, official_server: OfficialServer, billtrack: Program
) -> None:
    official_server.put(*invented_many(2))
    billtrack("track", "hres1-119", "hres2-119")
    save_record(desk, replace(load_record(desk / "hres1-119.yaml"), notes="mine"))
    run = billtrack("untrack", "hres1-119", "hres2-119")
    assert (run.code, run.out) == (2, "")
    assert "without a terminal, give --yes" in run.err
    assert sorted(path.stem for path in desk.glob("*.yaml")) == ["hres1-119", "hres2-119"]
    run = billtrack("untrack", "hres1-119", "hres2-119", "--yes")
    assert (run.code, run.out) == (0, "hres1-119: removed\nhres2-119: removed\n")
    assert run.err == ("hint: `billtrack track hres1-119 hres2-119` fetches them again, without your notes and tags\n")
    assert billtrack("track", "hres2-119").code == 0
    assert (desk / "hres2-119.yaml").exists()


def test_congress_gov_wants_a_key_and_shows_it_nowhere(
    desk: Path, official_server: OfficialServer, billtrack: Program
) -> None:
    official_server.put(invented("hres7-119"))
    run = billtrack("track", "hres7-119", "--source", "congress")
    assert run.code == 4
    assert "requires a key; set $CONGRESS_API_KEY, or" in run.err
    run = billtrack("track", "hres7-119", "--source", "congress", "--debug", CONGRESS_API_KEY=KEY)
    assert run.code == 0
    assert "debug: GET" in run.err
    assert KEY not in run.err + run.out
    assert not any(KEY.encode() in path.read_bytes() for path in desk.rglob("*") if path.is_file())
    assert not any(KEY in each.path for each in official_server.asked)
    official_server.forget()
    assert billtrack("sync", "--exit-code").code == 0
    assert {each.path.partition("?")[0] for each in official_server.asked} == {"/v3/bill/119/hres/7"}


def test_what_to_track_must_be_said(billtrack: Program) -> None:
    assert billtrack("track").code == 2
    assert billtrack("track", "--type", "hres").code == 2
    assert billtrack("track", "hres7").code == 3


def test_the_address_of_a_source_that_is_none_names_its_variable(billtrack: Program) -> None:
    run = billtrack("track", "hres7-119", BILLTRACK_GOVINFO_URL="nowhere")
    assert run.code == 3
    assert "$BILLTRACK_GOVINFO_URL" in run.err


def test_a_source_that_gives_nothing_is_not_asked_for_everything(
    official_server: OfficialServer, billtrack: Program
) -> None:
    official_server.put(*invented_many(60))
    official_server.faults.script(Kind.FORBIDDEN, times=-1, where="BILLSTATUS-119hres")
    run = billtrack("track", "--type", "hres", "--congress", "119", "--quiet")
    assert run.code == 4
    assert "failed for 20 measures in a row" in run.err
    assert len(official_server.asked) < 50


def test_verify_asks_every_source_there_is(official_server: OfficialServer, billtrack: Program) -> None:
    measure = invented("hres7-119")
    official_server.put(measure)
    billtrack("track", "hres7-119")
    assert billtrack("verify", "--sources").code == 0
    official_server.put(measure.signed_by(1, on=DAY))
    run = billtrack("verify", "--sources", CONGRESS_API_KEY=KEY)
    assert run.code == 1
    for source in ("BILLSTATUS", "the Congress.gov API"):
        assert f"current cosponsors: the record says 3, {source} says 4 (known: one source is older" in run.out
    official_server.faults.script(Kind.FORBIDDEN, times=-1)
    assert billtrack("verify", "--sources").code == 4


def test_the_morning_after_the_text_is_that_of_the_congressional_record(
    official_server: OfficialServer, billtrack: Program
) -> None:
    measure = invented("sres7-119")
    agreed = Row(DAY, "Resolution agreed to in Senate by Voice Vote. (text: CR S100)", type="Floor", source="Senate")
    official_server.put(varied(measure, rows=(*measure.rows, agreed)))
    official_server.shelves.granules["CREC-2025-04-01-pt1-PgS100-2"] = NO_TEXT
    official_server.shelves.granules["CREC-2025-04-01-pt1-PgS100-3"] = agreed_granule(7)
    assert billtrack("track", "sres7-119").code == 0
    text = billtrack("text", "sres7-119@ats").out
    assert "As printed in the Congressional Record, not the official print." in text
    assert "Whereas the lamp of Gull Rock was lit every night for a hundred years: Now, therefore, be it" in text
    assert (
        "ats  Agreed to Senate, 2025-04-01: complete, from the Congressional Record"
        in billtrack("status", "sres7-119").out
    )
    assert billtrack("sync").out == ""
