"""One record out of many documents: what is put in stays, what was there stays, and edits are never laundered."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from billtrack.assembly import record_of_text, with_status, with_text
from billtrack.identifiers import parse_measure_id
from billtrack.model import SCHEMA, Action, Authority, Coverage, Measure, Source, TextVersion
from billtrack.parts import STATUS, is_as_imported

ID = parse_measure_id("hres7-122")
DAY = dt.date(2031, 5, 1)
IH = TextVersion(version_code="ih", version_name="Introduced in House", date=DAY, coverage=Coverage.NONE)
EH = TextVersion(version_code="eh", version_name="Engrossed in House", date=dt.date(2031, 6, 1), coverage=Coverage.NONE)
STATUS_FILE = Measure(
    schema=SCHEMA,
    id=ID,
    title="Honoring the lamplighters.",
    actions=(Action(action_date=DAY, text="Introduced in House"),),
    text_versions=(IH, EH),
)
PRINT = TextVersion(
    version_code="ih",
    authority=Authority.OFFICIAL,
    coverage=Coverage.COMPLETE,
    official_title="Honoring the lamplighters.",
    preamble=("Whereas lamps were lit;",),
)


def source(part: str) -> Source:
    return Source(part=part, url="https://lamps.example/", retrieved=DAY, sha256="0" * 64)


def whole() -> Measure:
    return with_text(with_status(None, STATUS_FILE, source(STATUS)), PRINT, source("text:ih"))


def test_a_text_takes_the_place_of_its_announcement_and_its_name_and_day() -> None:
    ih, eh = whole().text_versions or ()
    assert ih == replace(PRINT, version_name="Introduced in House", date=DAY)
    assert eh == EH


def test_every_part_is_as_imported_whichever_came_first() -> None:
    text_first = with_status(
        with_text(record_of_text(ID, PRINT), PRINT, source("text:ih")), STATUS_FILE, source(STATUS)
    )
    for record in (whole(), text_first):
        assert [each.part for each in record.sources] == [STATUS, "text:ih"]
        assert all(is_as_imported(record, each.part) for each in record.sources)


def test_the_keepers_notes_and_tags_stay() -> None:
    kept = replace(whole(), notes="Call the clerk.", tags=("lamps",))
    again = with_status(kept, replace(STATUS_FILE, title="Honoring lamplighters."), source(STATUS))
    assert (again.notes, again.tags, again.title) == ("Call the clerk.", ("lamps",), "Honoring lamplighters.")


def test_loaded_words_stay_when_the_status_is_imported_again() -> None:
    again = with_status(whole(), STATUS_FILE, source(STATUS))
    assert again == whole()


def test_a_version_no_longer_announced_stays_with_its_words() -> None:
    again = with_status(whole(), replace(STATUS_FILE, text_versions=(EH,)), source(STATUS))
    assert [text.version_code for text in again.text_versions or ()] == ["ih", "eh"]


def test_an_edited_status_still_shows_after_a_text_is_imported() -> None:
    edited = replace(with_status(None, STATUS_FILE, source(STATUS)), title="Mocking the lamplighters.")
    assert not is_as_imported(with_text(edited, PRINT, source("text:ih")), STATUS)


def test_an_enrolled_print_without_a_day_comes_last() -> None:
    enrolled = TextVersion(version_code="enr", coverage=Coverage.COMPLETE, preamble=("Whereas;",))
    record = with_text(whole(), enrolled, source("text:enr"))
    assert [text.version_code for text in record.text_versions or ()] == ["ih", "eh", "enr"]


def test_a_record_begun_by_a_text_says_no_more_than_the_text() -> None:
    record = record_of_text(ID, PRINT)
    assert record == Measure(schema=SCHEMA, id=ID, title="Honoring the lamplighters.")
    assert record.actions is None
