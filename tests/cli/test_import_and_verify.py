"""``import`` and ``verify`` as people and scripts meet them: what they print, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billtrack.store.records import load_record

Billtrack = Callable[..., Any]

STATUS = """<?xml version="1.0" encoding="utf-8"?>
<billStatus><version>3.0.0</version><bill>
<number>44</number><updateDate>2025-05-20T10:00:00Z</updateDate><originChamber>House</originChamber><type>HRES</type>
<introducedDate>2025-05-01</introducedDate><congress>119</congress>
<sponsors><item><bioguideId>E000901</bioguideId><fullName>Rep. Example, Ada M. [R-MI-1]</fullName>
<firstName>Ada</firstName><lastName>Example</lastName><party>R</party><state>MI</state><district>1</district>
<isByRequest>N</isByRequest></item></sponsors>
<cosponsors><item><bioguideId>E000902</bioguideId><fullName>Rep. Sample, Bo [D-WI-4]</fullName><firstName>Bo</firstName>
<lastName>Sample</lastName><party>D</party><state>WI</state><district>4</district>
<sponsorshipDate>2025-05-01</sponsorshipDate><isOriginalCosponsor>True</isOriginalCosponsor></item></cosponsors>
<actions><item><actionDate>2025-05-01</actionDate><text>Introduced in House</text><type>IntroReferral</type>
<actionCode>1000</actionCode><sourceSystem><code>9</code><name>Library of Congress</name></sourceSystem>
</item></actions>
<title>Thanking the pilots of the Great Lakes.</title><latestAction><actionDate>2025-05-01</actionDate>
<text>Introduced in House</text></latestAction></bill></billStatus>"""


@pytest.fixture(autouse=True)
def inbox(bills: Path) -> Path:
    """A folder of official files beside the records, one of them unreadable."""
    folder = bills.parent / "inbox"
    folder.mkdir()
    (folder / "BILLSTATUS-119hres44.xml").write_text(STATUS, encoding="utf-8")
    (folder / "broken.xml").write_text("<billStatus><bill>", encoding="utf-8")
    return folder


def test_import_writes_a_record_and_says_what_it_refused(billtrack: Billtrack, bills: Path) -> None:
    run = billtrack("import", "inbox")
    assert run.code == 3
    assert run.out.splitlines()[:5] == [
        "Imported  [bills]",
        "",
        "Documents      2",
        "New            1",
        "Refused        1",
    ]
    assert "broken.xml: refused: broken.xml:1:19: not well-formed XML" in run.out
    assert load_record(bills / "hres44-119.yaml").title == "Thanking the pilots of the Great Lakes."


def test_import_into_a_folder_that_is_not_there_makes_it(billtrack: Billtrack, inbox: Path) -> None:
    run = billtrack("import", "inbox/BILLSTATUS-119hres44.xml", "--into", "new/folder", "--json")
    assert run.code == 0
    answer = json.loads(run.out)
    assert answer["counts"] == {"documents": 1, "new": 1}
    assert (inbox.parent / "new" / "folder" / "hres44-119.yaml").is_file()


def test_import_of_nothing_there_is_an_input_error(billtrack: Billtrack) -> None:
    run = billtrack("import", "nowhere")
    assert (run.code, run.err) == (3, "billtrack: error: nowhere: no such file or folder\n")


def test_verify_passes_an_untouched_import(billtrack: Billtrack) -> None:
    billtrack("import", "inbox/BILLSTATUS-119hres44.xml")
    run = billtrack("verify", "hres44-119")
    assert (run.code, run.out) == (0, "1 of 1 records verified without a problem\n")


def test_verify_finds_an_edited_value_and_against_the_document_names_it(
    billtrack: Billtrack,
    bills: Path,
) -> None:
    billtrack("import", "inbox/BILLSTATUS-119hres44.xml")
    path = bills / "hres44-119.yaml"
    path.write_text(path.read_text("utf-8").replace("party: D", "party: R"), encoding="utf-8")
    alone = billtrack("verify", "hres44-119")
    assert alone.code == 1
    assert "bills/hres44-119.yaml: the part status was edited since it was imported" in alone.out
    against = billtrack("verify", "hres44-119", "--against", "inbox/BILLSTATUS-119hres44.xml", "--json")
    assert against.code == 1
    (problem,) = json.loads(against.out)["problems"]
    assert (problem["field"], problem["message"]) == (
        "cosponsors[0].party",
        'the record says "R", the official document "D"',
    )
    assert path.read_text("utf-8").splitlines()[problem["line"] - 1].strip().startswith("- {bioguide_id: E000902")


def test_verify_leaves_notes_and_tags_to_their_keeper(billtrack: Billtrack, bills: Path) -> None:
    billtrack("import", "inbox/BILLSTATUS-119hres44.xml")
    path = bills / "hres44-119.yaml"
    path.write_text(path.read_text("utf-8") + "notes: Call the clerk.\ntags: [lakes]\n", encoding="utf-8")
    assert billtrack("verify", "hres44-119").code == 0


def test_verify_of_a_broken_record_ends_with_3_and_looks_at_the_others(billtrack: Billtrack, bills: Path) -> None:
    (bills / "hres1-119.yaml").write_text("schema: [", encoding="utf-8")
    run = billtrack("verify")
    assert run.code == 3
    assert "hres1-119.yaml:2:1: not readable as YAML" in run.err
    assert "of 5 records verified" in run.out


def test_verify_finds_a_record_that_is_too_old(billtrack: Billtrack) -> None:
    billtrack("import", "inbox/BILLSTATUS-119hres44.xml")
    assert billtrack("verify", "hres44-119", "--max-age", "30").code == 0
    run = billtrack("verify", "hres44-119", "--max-age", "5")
    assert run.code == 1
    assert "update_date: as of 2025-05-20, 13 days ago; the limit is 5" in run.out


def test_a_named_folder_is_written_to_even_where_the_shipped_records_are(
    billtrack: Billtrack, bills: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billtrack.cli.places.shipped_bills_folder", lambda: bills)
    inbox = bills.parent / "inbox" / "BILLSTATUS-119hres44.xml"
    monkeypatch.chdir(bills.parent / "inbox")
    assert billtrack("import", str(inbox), "--bills", str(bills)).code == 0
    assert (bills / "hres44-119.yaml").is_file()
