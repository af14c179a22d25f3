"""``import`` and ``verify`` as people and scripts meet them: what they print, and how they end."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Action, Authority, Coverage, Measure, TextVersion
from billtrack.store.records import load_record, save_record
from invented_granules import agreed_granule

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
    assert "bills/hres44-119.yaml: status was edited after it was imported" in alone.out
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
    noted = (
        path.read_text("utf-8").replace("notes: null", "notes: Call the clerk.").replace("tags: []", "tags: [lakes]")
    )
    path.write_text(noted, encoding="utf-8")
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
    assert "update_date: last updated 2025-05-20, 13 days ago; the limit is 5" in run.out


def test_a_named_folder_is_written_to_even_where_the_shipped_records_are(
    billtrack: Billtrack, bills: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billtrack.cli.places.shipped_bills_folder", lambda: bills)
    inbox = bills.parent / "inbox" / "BILLSTATUS-119hres44.xml"
    monkeypatch.chdir(bills.parent / "inbox")
    assert billtrack("import", str(inbox), "--bills", str(bills)).code == 0
    assert (bills / "hres44-119.yaml").is_file()


# ------------------------------------------------------------------------- the Congressional Record


PAGE = "CREC-2025-04-01-pt1-PgS100-2.htm"


@pytest.fixture
def page(inbox: Path) -> Path:
    """A page of the Congressional Record that prints S.Res. 7 as agreed to."""
    (inbox / PAGE).write_bytes(agreed_granule(7))
    return inbox / PAGE


def test_a_page_of_the_record_is_imported_as_the_text_its_words_say_it_is(
    billtrack: Billtrack, bills: Path, page: Path
) -> None:
    assert billtrack("import", f"inbox/{page.name}").code == 0
    record = load_record(bills / "sres7-119.yaml")
    (text,), (source,) = record.text_versions or (), record.sources
    assert (text.version_code, text.authority, str(text.date)) == ("ats", Authority.RECORD, "2025-04-01")
    assert source.url.endswith("/content/pkg/CREC-2025-04-01/html/CREC-2025-04-01-pt1-PgS100-2.htm")
    assert source.sha256 == hashlib.sha256(page.read_bytes()).hexdigest()


def test_what_a_page_does_not_say_is_asked_of_the_caller(billtrack: Billtrack, bills: Path, page: Path) -> None:
    words = page.read_text("utf-8").replace("  The resolution (S. Res. 7) was agreed to.\n", "")
    page.write_text(words, encoding="utf-8")
    run = billtrack("import", f"inbox/{PAGE}")
    assert run.code == 3
    assert "prints a text of S.Res. 7 (119th) without saying which one; add --as sres7-119@VERSION" in run.out
    assert billtrack("import", "--as", "S.Res. 7 (119th) ats", f"inbox/{PAGE}").code == 0
    assert [text.version_code for text in load_record(bills / "sres7-119.yaml").text_versions or ()] == ["ats"]


def test_an_action_that_names_the_page_says_which_print_it_is(billtrack: Billtrack, bills: Path, page: Path) -> None:
    words = page.read_text("utf-8").replace("  The resolution (S. Res. 7) was agreed to.\n", "")
    page.write_text(words, encoding="utf-8")
    told = Action(action_date=dt.date(2025, 4, 1), text="Resolution agreed to in Senate. (text: CR S100)")
    save_record(bills, Measure(schema=SCHEMA, id=parse_measure_id("sres7-119"), title="Lamps.", actions=(told,)))
    assert billtrack("import", f"inbox/{PAGE}").code == 0
    assert [text.version_code for text in load_record(bills / "sres7-119.yaml").text_versions or ()] == ["ats"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--as", "sres7-119", f"inbox/{PAGE}"],
            "--as sres7-119: expected a measure and a version, such as sres211-115@ats",
        ),
        (["--as", "sres7-119@ats", "inbox"], "--as needs exactly one file"),
        (
            ["--as", "sres7-119@ats", f"inbox/{PAGE}", "--archive", "a.db"],
            "--as and --accept cannot be combined with --archive",
        ),
    ],
)
@pytest.mark.usefixtures("page")
def test_a_text_named_that_cannot_be_is_a_usage_error(billtrack: Billtrack, arguments: list[str], said: str) -> None:
    run = billtrack("import", *arguments)
    assert run.code == 2
    assert said in run.err


@pytest.mark.usefixtures("page")
def test_the_record_replaces_a_whole_copy_only_with_accept(billtrack: Billtrack, bills: Path) -> None:
    copy = TextVersion(
        version_code="ats", authority=Authority.COPY, coverage=Coverage.COMPLETE, preamble=("Whereas copied;",)
    )
    save_record(bills, Measure(schema=SCHEMA, id=parse_measure_id("sres7-119"), title="Lamps.", text_versions=(copy,)))
    kept = billtrack("import", f"inbox/{PAGE}")
    assert "the record has a complete copy of the print" in kept.out
    assert billtrack("import", "--accept", f"inbox/{PAGE}").code == 0
    (text,) = load_record(bills / "sres7-119.yaml").text_versions or ()
    assert text.authority is Authority.RECORD


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        ("Gull Rock", 0, "identical, including punctuation"),
        ("Gull, Rock", 0, "same words except for a comma: “Gull” here, “Gull,” there"),
        ("Gull-Rock", 0, "same words except for a hyphen: “Gull Rock” here, “Gull-Rock” there"),
        ("Seal Rock", 1, "different words: “Gull” here, “Seal” there"),
    ],
)
def test_a_text_is_compared_word_for_word_with_a_page_of_the_record(
    billtrack: Billtrack, page: Path, place: str, code: int, said: str
) -> None:
    assert billtrack("import", f"inbox/{PAGE}").code == 0
    page.write_bytes(agreed_granule(7, place=place))
    run = billtrack("verify", "sres7-119", "--against", f"inbox/{PAGE}", "--json")
    (compared,) = json.loads(run.out)["compared"]
    assert (compared["text"], compared["page"]) == ("sres7-119@ats", "S100")
    assert compared["likeness"] == {0: "same_words", 1: "different"}[code] if compared["differences"] else "same"
    plain = billtrack("verify", "sres7-119", "--against", f"inbox/{PAGE}")
    assert f"sres7-119@ats, Congressional Record S100: {said}" in plain.out


def test_a_page_of_the_record_is_one_side_of_a_comparison(billtrack: Billtrack, page: Path) -> None:
    assert billtrack("import", f"inbox/{PAGE}").code == 0
    page.write_bytes(agreed_granule(7, place="Seal Rock"))
    out = billtrack("diff", "sres7-119@ats", f"inbox/{PAGE}").out
    assert "the lamp of [-Gull-]{+Seal+} Rock was lit" in out


COMMA = "same words except for a comma: “Whereas” here, “Whereas,” there"
HYPHEN = "same words except for a hyphen: “firsthand” here, “first-hand” there"


@pytest.mark.official
def test_of_the_shipped_texts_the_record_has_the_same_words(billtrack: Billtrack, official_data: Path) -> None:
    shipped = str(Path(__file__).parents[2] / "bills")
    pages = sorted((official_data / "record").iterdir())
    run = billtrack("verify", "--bills", shipped, *(f"--against={page}" for page in pages))
    assert (run.code, run.out.splitlines()) == (
        0,
        [
            f"hres351-115@eh, Congressional Record H5214: {HYPHEN}",
            "sres211-115@is, Congressional Record S3863: identical, including punctuation",
            "sres211-115@rs, Congressional Record S6878: identical, including punctuation",
            f"sres211-115@ats, Congressional Record S6878: {COMMA}",
            "2 of 2 records verified without a problem",
        ],
    )
