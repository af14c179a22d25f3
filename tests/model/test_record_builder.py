"""One record out of many documents: what is put in stays, what was there stays, and edits are never laundered."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from msgspec.structs import replace

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Action, Authority, Coverage, Measure, Source, TextVersion
from billtrack.model.record_builder import record_of_text, why_text_kept, with_status, with_text
from billtrack.model.record_parts import STATUS, is_as_imported

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


@pytest.mark.parametrize(("held", "offered"), list(product((*Authority, None), repeat=2)), ids=str)
def test_a_whole_text_never_gives_way_to_one_of_lesser_authority(
    held: Authority | None, offered: Authority | None
) -> None:
    has, comes = (replace(PRINT, authority=each) for each in (held, offered))
    is_lesser = (offered or Authority.COPY).rank > (held or Authority.COPY).rank
    assert (why_text_kept(has, comes, accepted=True) is not None) is is_lesser
    assert why_text_kept(replace(has, coverage=Coverage.PARTIAL), comes) is None
    assert why_text_kept(None, comes) is None


def test_the_congressional_record_replaces_a_whole_copy_of_the_print_only_where_asked() -> None:
    copy, record = (replace(PRINT, authority=each) for each in (Authority.COPY, Authority.RECORD))
    assert why_text_kept(copy, record) == (
        "the record has a complete copy of the print; --accept replaces it by the Congressional Record's text"
    )
    assert why_text_kept(copy, record, accepted=True) is None
    assert (
        why_text_kept(record, copy)
        == "the record has the text from the Congressional Record; a copy does not replace it"
    )
    assert (
        why_text_kept(PRINT, record) == "the record has the official text; the Congressional Record does not replace it"
    )
