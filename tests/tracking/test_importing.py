"""Documents become records: what may replace what, and what becomes of each."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

import pytest

from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import Authority, Measure
from billtrack.model.record_builder import ImportResult
from billtrack.store.library import Holdings
from billtrack.store.records import load_record
from billtrack.tracking.importing import import_documents
from billtrack.tracking.parsed_document import LONG_TEXT
from billtrack.tracking.verifying import verify

DAY = dt.date(2031, 7, 1)
STATUS = """<?xml version="1.0" encoding="utf-8"?>
<billStatus><version>3.0.0</version><bill>
<number>7</number><updateDate>{updated}</updateDate><originChamber>House</originChamber><type>HRES</type>
<introducedDate>2031-05-01</introducedDate><congress>122</congress>
<actions><item><actionDate>2031-05-01</actionDate><text>Introduced in House</text><type>IntroReferral</type>
<actionCode>1000</actionCode><sourceSystem><code>9</code><name>Library of Congress</name>
</sourceSystem></item></actions>
<sponsors><item><bioguideId>S000001</bioguideId><fullName>Rep. Stone, Sam [R-ME-1]</fullName><firstName>Sam</firstName>
<lastName>Stone</lastName><party>R</party><state>ME</state><district>1</district><isByRequest>N</isByRequest></item></sponsors>
<title>{title}</title>
<textVersions><item><type>Introduced in House</type><date>2031-05-01T04:00:00Z</date><formats><item>
<url>https://www.govinfo.gov/content/pkg/BILLS-122hres7ih/xml/BILLS-122hres7ih.xml</url></item></formats></item></textVersions>
<latestAction><actionDate>2031-05-01</actionDate><text>Introduced in House</text></latestAction>
</bill></billStatus>"""
TEXT = """<?xml version="1.0"?>
<!DOCTYPE resolution PUBLIC "-//US Congress//DTDs/res.dtd//EN" "res.dtd">
<resolution resolution-stage="Introduced-in-House" resolution-type="house-resolution"><form>
<congress>122d CONGRESS</congress><session>1st Session</session><legis-num>H. RES. 7</legis-num>
<action><action-date date="20310501">May 1, 2031</action-date><action-desc>
<sponsor name-id="S000001">Mr. Stone</sponsor>
submitted the following resolution</action-desc></action><legis-type>RESOLUTION</legis-type>
<official-title>Honoring the lamplighters.</official-title></form>
<preamble><whereas><text>Whereas lamps were lit; and</text></whereas></preamble>
<resolution-body><section><text display-inline="yes-display-inline">That the House honors {who}.</text></section>
</resolution-body></resolution>"""
COPY = """H. Res. 7, 122nd Congress -- Introduced in House (IH), 2031-05-01
STATUS: operative text COMPLETE, from a web copy.
Known defects of Part A: it has lost its heading.
====================
PART A. Whole text.
Source: https://lamps.example/copy
====================
Honoring the lamplighters.

Whereas lamps were lit; and

That the House honors {who}.
"""


def status(*, updated: str = "2031-06-01T10:00:00Z", title: str = "Honoring the lamplighters.") -> str:
    return STATUS.format(updated=updated, title=title)


class Desk:
    """A folder of official files and a folder of records."""

    def __init__(self, folder: Path) -> None:
        self.inbox, self.bills = folder / "inbox", folder / "bills"
        self.inbox.mkdir()

    def take(self, name: str, content: str, *, on: dt.date = DAY) -> tuple[ImportResult, str | None]:
        path = self.inbox / name
        path.write_text(content, encoding="utf-8")
        (taken,) = import_documents([path], into=self.bills, on=on)
        return taken.fate, taken.reason

    def record(self) -> Measure:
        return load_record(self.bills / "hres7-122.yaml")

    def problems(self) -> list[str]:
        return [each.message for each in verify(self.record(), bills=self.bills, today=DAY)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


STATUS_NAME, TEXT_NAME = "BILLSTATUS-122hres7.xml", "BILLS-122hres7ih.xml"


def test_a_status_and_a_text_make_one_sound_record(desk: Desk) -> None:
    assert desk.take(STATUS_NAME, status()) == (ImportResult.NEW, None)
    assert desk.take(TEXT_NAME, TEXT.format(who="lamplighters")) == (ImportResult.NEW, None)
    record = desk.record()
    assert [source.part for source in record.sources] == ["status", "text:ih"]
    assert record.sources[0].sha256 == hashlib.sha256(status().encode()).hexdigest()
    assert record.sources[0].retrieved == DAY
    assert desk.problems() == []


def test_importing_again_changes_no_byte(desk: Desk) -> None:
    desk.take(STATUS_NAME, status())
    before = (desk.bills / "hres7-122.yaml").read_bytes()
    assert desk.take(STATUS_NAME, status(), on=dt.date(2031, 8, 1)) == (ImportResult.UNCHANGED, None)
    assert (desk.bills / "hres7-122.yaml").read_bytes() == before


def test_a_newer_status_replaces_an_older_one_and_not_the_reverse(desk: Desk) -> None:
    desk.take(STATUS_NAME, status())
    newer = status(updated="2031-06-02T10:00:00Z", title="Honoring lamplighters everywhere.")
    assert desk.take(STATUS_NAME, newer) == (ImportResult.UPDATED, None)
    assert desk.take(STATUS_NAME, status()) == (
        ImportResult.KEPT,
        "the record is of 2031-06-02 10:00 UTC, newer than this document's 2031-06-01 10:00",
    )
    assert desk.record().title == "Honoring lamplighters everywhere."


def test_a_value_edited_by_hand_is_found_and_restored_by_the_document(desk: Desk) -> None:
    desk.take(STATUS_NAME, status())
    path = desk.bills / "hres7-122.yaml"
    path.write_text(path.read_text("utf-8").replace("Honoring", "Mocking"), encoding="utf-8")
    address = "https://www.govinfo.gov/bulkdata/BILLSTATUS/122/hres/BILLSTATUS-122hres7.xml"
    assert desk.problems() == [f"status was edited after it was imported from {address}"]
    assert desk.take(STATUS_NAME, status())[0] is ImportResult.UPDATED
    assert desk.problems() == []


def test_an_official_text_replaces_a_copy_and_not_the_reverse(desk: Desk) -> None:
    desk.take("BILLS-122hres7ih.txt", COPY.format(who="them"))
    (held,) = desk.record().text_versions or ()
    assert (held.authority, held.note) == (
        Authority.COPY,
        "Known defects: it has lost its heading.",
    )
    assert desk.take(TEXT_NAME, TEXT.format(who="lamplighters")) == (ImportResult.UPDATED, None)
    assert desk.take("BILLS-122hres7ih.txt", COPY.format(who="them")) == (
        ImportResult.KEPT,
        "the record has the official text; a copy does not replace it",
    )


def test_a_note_says_what_a_copy_was_checked_against_without_the_parts_of_its_file(desk: Desk) -> None:
    said = (
        "Known defects of Part A: it has lost its heading (Part B has it).\n"
        "Checked: word for word Part B (Lamp Gazette 7) but for a comma;\nand the end of the page (a.txt, Part C)."
    )
    desk.take("BILLS-122hres7ih.txt", re.sub(r"Known defects.*", said, COPY.format(who="them")))
    (held,) = desk.record().text_versions or ()
    assert held.note == (
        "Checked: word for word Lamp Gazette 7 but for a comma; and the end of the page. "
        "Known defects: it has lost its heading."
    )


def test_a_copy_of_the_congressional_record_is_called_so_and_its_commit_is_named(desk: Desk) -> None:
    for address, authority, url in (
        ("https://www.govinfo.gov/content/pkg/CREC-2031-05-01/html/a.htm (copy: elsewhere)", "record", "/html/a.htm"),
        (f"https://github.com/lamps/texts (branch x, commit {'0a' * 20}, blob y)", "copy", f"texts/tree/{'0a' * 20}"),
    ):
        desk.bills.joinpath("hres7-122.yaml").unlink(missing_ok=True)
        desk.take("BILLS-122hres7ih.txt", re.sub(r"Source:.*", f"Source: {address}", COPY.format(who="them")))
        (held,), (source,) = desk.record().text_versions or (), desk.record().sources
        assert (held.authority, source.url.endswith(url)) == (authority, True)


def test_a_collection_that_says_it_is_partial_is_refused(desk: Desk) -> None:
    fate, reason = desk.take("BILLS-122hres7ih.txt", COPY.replace("COMPLETE", "PARTIAL"))
    assert fate is ImportResult.REFUSED
    assert reason is not None
    assert "declares itself incomplete" in reason


def test_one_bad_file_stops_no_other(desk: Desk) -> None:
    (desk.inbox / "a.xml").write_text("<billStatus><bill>", encoding="utf-8")
    (desk.inbox / STATUS_NAME).write_text(status(), encoding="utf-8")
    fates = {taken.document: taken.fate for taken in import_documents([desk.inbox], into=desk.bills, on=DAY)}
    assert fates == {"a.xml": ImportResult.REFUSED, STATUS_NAME: ImportResult.NEW}


def test_a_long_text_stays_a_file_beside_the_records(desk: Desk) -> None:
    desk.take(STATUS_NAME, status())
    long_text = TEXT.format(who="every lamplighter " * (LONG_TEXT // 18))
    desk.take(TEXT_NAME, long_text)
    record = desk.record()
    (held,) = record.text_versions or ()
    assert (held.file, held.resolved) == ("texts/BILLS-122hres7ih.xml", None)
    assert (desk.bills / "texts" / TEXT_NAME).read_text("utf-8") == long_text
    (read,) = Holdings(desk.bills).texts(Holdings(desk.bills).load(parse_reference("hres7-122")))
    assert read.resolved is not None
    assert desk.problems() == []
    (desk.bills / "texts" / TEXT_NAME).write_text("<resolution/>", encoding="utf-8")
    assert ["is not the imported document" in problem for problem in desk.problems()] == [True]
