"""What becomes of records when they are brought up to date."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from billtrack.errors import InputError, RemoteError
from billtrack.model.events import Entry, EventKind
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import PLAIN_ONLY, Authority, Coverage, Excerpt, TextVersion, replace
from billtrack.model.record_builder import with_text
from billtrack.status.held_back import held_back
from billtrack.store.change_log import read_changes
from billtrack.store.hidden import only_writer
from billtrack.store.records import save_record
from billtrack.tracking.parsed_document import LONG_TEXT
from billtrack.tracking.sync.plan import SyncResult
from invented_granules import agreed_granule
from office import NOW, Desk
from official_measures import FIRST_DAY, Print, Row, invented
from official_measures import replace as varied

DAY = dt.date(2025, 4, 1)


def logged(desk: Desk) -> list[Entry]:
    entries = list(read_changes(desk.bills))
    assert all(isinstance(entry, Entry) for entry in entries)
    return [entry for entry in entries if isinstance(entry, Entry)]


def kinds(desk: Desk) -> list[EventKind]:
    return [entry.event.kind for entry in logged(desk)]


def test_a_measure_is_tracked_whole(desk: Desk) -> None:
    desk.office.put(invented("hres7-119"))
    (outcome,) = desk.sync("hres7-119", command="track")
    assert (outcome.fate, outcome.errors) == (SyncResult.NEW, ())
    record = desk.record("hres7-119")
    (text,) = record.text_versions or ()
    assert (text.coverage, text.authority) == (Coverage.COMPLETE, Authority.OFFICIAL)
    assert [source.part for source in record.sources] == ["status", "text:ih"]
    assert desk.office.asked == [("hres7-119", False), ("hres7-119@ih", False)]
    assert kinds(desk) == [EventKind.NEW_MEASURE]


def test_a_second_sync_with_nothing_new_asks_once_and_touches_no_file(desk: Desk) -> None:
    desk.office.put(invented("hres7-119"), invented("hres8-119"))
    desk.sync("hres7-119", "hres8-119")
    before, times = desk.files(), desk.times()
    desk.office.asked.clear()
    outcomes = desk.sync("hres7-119", "hres8-119")
    assert [(each.fate, each.events) for each in outcomes] == [(SyncResult.UNCHANGED, ())] * 2
    assert sorted(desk.office.asked) == [("hres7-119", True), ("hres8-119", True)]
    assert desk.files() == before
    assert desk.times() == times


def test_the_same_bytes_sent_again_change_nothing(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    before = desk.record("hres7-119")
    (desk.bills / ".billtrack" / "documents.json").unlink()
    desk.now += dt.timedelta(days=3)
    (outcome,) = desk.sync("hres7-119")
    assert outcome.fate is SyncResult.UNCHANGED
    assert desk.record("hres7-119") == before


def test_new_signatures_are_told_with_totals_before_and_after(desk: Desk) -> None:
    measure = invented("hres7-119", cosponsors=2)
    desk.office.put(measure)
    desk.sync("hres7-119")
    desk.office.put(measure.signed_by(2, on=DAY), hours=1)
    (outcome,) = desk.sync("hres7-119")
    assert [event.kind for event in outcome.events] == [EventKind.COSPONSOR_ADDED] * 2
    first = outcome.events[0]
    assert first.totals_before is not None
    assert first.totals_after is not None
    assert (first.totals_before.current, first.totals_after.current) == (2, 4)
    assert dict(first.totals_after.by_party) == {"D": 2, "R": 2}
    assert [entry.event for entry in logged(desk)[1:]] == list(outcome.events)


def test_an_update_date_that_moved_alone_is_no_event(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    desk.office.put(varied(measure, update_date="2025-03-20T08:00:00Z"), hours=1)
    (outcome,) = desk.sync("hres7-119")
    assert (outcome.fate, outcome.events) == (SyncResult.UPDATED, ())
    assert str(desk.record("hres7-119").update_date).startswith("2025-03-20")


def test_notes_and_tags_are_the_keepers(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    save_record(desk.bills, replace(desk.record("hres7-119"), notes="call the office", tags=("coast",)))
    desk.office.put(measure.signed_by(1, on=DAY), hours=1)
    desk.sync("hres7-119")
    record = desk.record("hres7-119")
    assert (record.notes, record.tags, len(record.cosponsors or ())) == ("call the office", ("coast",), 4)


def test_official_words_replace_a_copy_and_an_excerpt(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(varied(measure, prints=(*measure.prints, Print("eh", DAY, ("Whereas so;",), ("agrees.",)))))
    desk.sync("hres7-119")
    record = desk.record("hres7-119")
    introduced, engrossed = record.text_versions or ()
    copied = TextVersion(
        version_code="ih",
        version_name=introduced.version_name,
        date=introduced.date,
        coverage=Coverage.COMPLETE,
        authority=Authority.COPY,
        preamble=("Whereas copied;",),
    )
    quoted = TextVersion(
        version_code="eh",
        version_name=engrossed.version_name,
        date=engrossed.date,
        coverage=Coverage.PARTIAL,
        excerpts=(Excerpt(part="resolved", text="agrees", source="https://press.example"),),
    )
    sources = tuple(source for source in record.sources if source.part == "status")
    save_record(desk.bills, replace(record, text_versions=(copied, quoted), sources=sources))
    (outcome,) = desk.sync("hres7-119")
    assert [(event.kind, event.key, event.before) for event in outcome.events] == [
        (EventKind.TEXT_LOADED, "ih", "complete, copy"),
        (EventKind.TEXT_LOADED, "eh", "partial"),
    ]
    assert {text.authority for text in desk.record("hres7-119").text_versions or ()} == {Authority.OFFICIAL}


AGREED = Row(
    DAY,
    "Resolution agreed to in Senate with a preamble by Voice Vote. (consideration: CR S100; text: CR S100)",
    type="Floor",
    source="Senate",
)


def test_what_the_record_prints_is_taken_until_the_print_comes(desk: Desk) -> None:
    measure = invented("sres7-119")
    agreed = varied(measure, rows=(*measure.rows, AGREED), update_date="2025-04-02T09:00:00Z")
    desk.office.put(agreed)
    desk.office.shelves.granules["CREC-2025-04-01-pt1-PgS100"] = agreed_granule(7)
    desk.sync("sres7-119", command="track")
    printed = (desk.record("sres7-119").text_versions or ())[-1]
    assert (printed.version_code, printed.authority, printed.coverage) == ("ats", Authority.RECORD, Coverage.COMPLETE)
    assert printed.resolved is not None
    assert [item.text for item in printed.resolved[0].items] == ["honors the keepers; and", "thanks them."]
    source = desk.record("sres7-119").sources[-1]
    assert (source.part, source.url) == (
        "text:ats",
        "https://www.govinfo.gov/content/pkg/CREC-2025-04-01/html/CREC-2025-04-01-pt1-PgS100.htm",
    )
    desk.office.asked.clear()
    (silent,) = desk.sync("sres7-119")
    assert (silent.fate, silent.events) == (SyncResult.UNCHANGED, ())
    assert "CREC-2025-04-01-pt1-PgS100" not in [name for name, _ in desk.office.asked]
    print_of_it = Print("ats", DAY, ("Whereas so: Now, therefore, be it",), ("agrees.",))
    desk.office.put(varied(agreed, prints=(*agreed.prints, print_of_it), update_date="2025-04-09T09:00:00Z"), hours=9)
    (outcome,) = desk.sync("sres7-119")
    assert (outcome.errors, outcome.asides) == ((), ())
    loaded = [event for event in outcome.events if event.kind is EventKind.TEXT_LOADED]
    assert [(event.key, event.before, event.after) for event in loaded] == [
        ("ats", "complete, record", "complete, official")
    ]
    assert (desk.record("sres7-119").text_versions or ())[-1].authority is Authority.OFFICIAL


@pytest.mark.parametrize("number", [8, None])
def test_a_page_that_prints_another_text_or_is_not_there_leaves_the_text_not_loaded(
    desk: Desk, number: int | None
) -> None:
    measure = invented("sres7-119")
    desk.office.put(varied(measure, rows=(*measure.rows, AGREED)))
    if number is not None:
        desk.office.shelves.granules["CREC-2025-04-01-pt1-PgS100"] = agreed_granule(number)
    (outcome,) = desk.sync("sres7-119", command="track")
    assert outcome.errors == ()
    assert [text.version_code for text in desk.record("sres7-119").text_versions or ()] == ["is"]


def test_a_text_that_is_announced_and_not_there_yet_is_asked_for_again(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.office.shelves.take_away(measure.text_id("ih"))
    (outcome,) = desk.sync("hres7-119")
    assert (outcome.fate, outcome.missing, outcome.errors) == (SyncResult.NEW, ("text:ih",), ())
    desk.office.shelves.put_document(measure.text_id("ih"), measure.text_xml("ih"))
    (outcome,) = desk.sync("hres7-119")
    assert [event.kind for event in outcome.events] == [EventKind.TEXT_LOADED]


@pytest.mark.parametrize(("days", "kinds"), [(20, [EventKind.TEXT_LOADED]), (40, [])], ids=["young", "old"])
def test_xml_that_comes_late_takes_the_place_of_plain_text(desk: Desk, days: int, kinds: list[EventKind]) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.now = dt.datetime.combine(FIRST_DAY, dt.time(12), dt.UTC) + dt.timedelta(days=days)
    desk.sync("hres7-119")
    record = desk.record("hres7-119")
    (text,) = record.text_versions or ()
    bare = replace(record, text_versions=(), sources=record.sources[:1])
    plain = replace(text, note=PLAIN_ONLY, official_title="Set in lines.")
    save_record(desk.bills, with_text(bare, plain, replace(record.sources[1], sha256="0" * 64)))
    (outcome,) = desk.sync("hres7-119")
    assert [event.kind for event in outcome.events] == kinds


def test_a_text_that_is_refused_stops_no_other_part_and_comes_next_time(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.office.refused = {"hres7-119@ih"}
    (outcome,) = desk.sync("hres7-119")
    assert outcome.fate is SyncResult.NEW
    assert [type(error) for error in outcome.errors] == [RemoteError]
    desk.office.refused = set()
    (outcome,) = desk.sync("hres7-119")
    assert [event.kind for event in outcome.events] == [EventKind.TEXT_LOADED]


def test_an_older_document_is_put_aside_whole_until_it_is_accepted(desk: Desk) -> None:
    desk.office.put(invented("hres7-119"))
    desk.sync("hres7-119")
    before = desk.record("hres7-119")
    older = varied(invented("hres7-119", cosponsors=5), update_date="2025-03-01T08:00:00Z")
    desk.office.put(older, hours=1)
    (outcome,) = desk.sync("hres7-119")
    assert (outcome.fate, outcome.events) == (SyncResult.UNCHANGED, ())
    assert outcome.asides[0].is_whole
    assert outcome.asides[0].losses[0].startswith("it is from 2025-03-01")
    (kept,) = (desk.bills / ".billtrack" / "aside" / "hres7-119").iterdir()
    assert kept.read_bytes() == older.status_xml()
    assert desk.record("hres7-119") == before
    (outcome,) = desk.sync("hres7-119", accept=True)
    assert outcome.fate is SyncResult.UPDATED
    assert desk.record("hres7-119") != before
    assert not kept.exists()


def test_what_a_document_gained_is_taken_and_what_it_lost_is_held_back(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    newer = varied(measure, rows=measure.rows[:1], update_date="2025-03-20T08:00:00Z").signed_by(1, on=DAY)
    desk.office.put(newer, hours=1)
    (outcome,) = desk.sync("hres7-119")
    assert [event.kind for event in outcome.events] == [EventKind.CORRECTION, EventKind.COSPONSOR_ADDED]
    assert [(aside.losses, aside.is_whole) for aside in outcome.asides] == [
        (("1 of 2 actions removed: 2025-03-03 Referred to the House Committee on Coasts.",), False)
    ]
    record = desk.record("hres7-119")
    assert (len(record.actions or ()), len(record.cosponsors or ())) == (2, 4)
    assert outcome.held_back == held_back(record) == REFERRAL
    (kept,) = (desk.bills / ".billtrack" / "aside" / "hres7-119").iterdir()
    assert kept.read_bytes() == newer.status_xml()


REFERRAL = ("action of 2025-03-03: Referred to the House Committee on Coasts.",)


@pytest.mark.parametrize("forgotten", [False, True], ids=["asked conditionally", "asked anew"])
def test_what_is_held_back_survives_a_second_sync_in_silence_and_goes_when_accepted(
    desk: Desk, forgotten: bool
) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    desk.office.put(varied(measure, rows=measure.rows[:1], update_date="2025-03-20T08:00:00Z"), hours=1)
    desk.sync("hres7-119")
    before = desk.record("hres7-119")
    if forgotten:
        (desk.bills / ".billtrack" / "documents.json").unlink()
    (outcome,) = desk.sync("hres7-119")
    assert (outcome.fate, outcome.events, outcome.asides) == (SyncResult.UNCHANGED, (), ())
    assert outcome.held_back == REFERRAL
    assert desk.record("hres7-119") == before
    (outcome,) = desk.sync("hres7-119", accept=True)
    assert (outcome.fate, outcome.held_back, outcome.dropped) == (SyncResult.UPDATED, (), REFERRAL)
    assert [(event.kind, event.before, event.after) for event in outcome.events] == [
        (EventKind.STAGE, "referred", "introduced")
    ]
    assert len(desk.record("hres7-119").actions or ()) == 1
    assert not (desk.bills / ".billtrack" / "aside" / "hres7-119").exists()
    assert kinds(desk) == [EventKind.NEW_MEASURE, EventKind.CORRECTION, EventKind.STAGE]


def test_the_words_of_a_print_whose_announcement_is_held_back_are_told(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.office.shelves.take_away(measure.text_id("ih"))
    desk.sync("hres7-119")
    desk.office.put(varied(measure, prints=(), update_date="2025-03-20T08:00:00Z"), hours=1)
    (outcome,) = desk.sync("hres7-119")
    assert outcome.held_back == ("text ih",)
    assert [event.kind for event in outcome.events] == [EventKind.CORRECTION]
    desk.office.shelves.put_document(measure.text_id("ih"), measure.text_xml("ih"))
    (outcome,) = desk.sync("hres7-119")
    assert [(event.kind, event.key) for event in outcome.events] == [(EventKind.TEXT_PUBLISHED, "ih")]
    desk.office.put(varied(measure, prints=(), update_date="2025-03-21T08:00:00Z"), hours=2)
    (outcome,) = desk.sync("hres7-119")
    assert (outcome.held_back, outcome.events) == ((), ())
    (text,) = desk.record("hres7-119").text_versions or ()
    assert text.coverage is Coverage.COMPLETE


def test_accepting_does_not_go_on_with_a_run_that_did_not(desk: Desk) -> None:
    names = ["hres1-119", "hres2-119"]
    desk.office.put(*map(invented, names))
    desk.sync(*names)
    desk.office.put(*(varied(invented(name), rows=invented(name).rows[:1]) for name in names), hours=1)
    run = desk.run(*names)
    assert next(run).held_back == REFERRAL
    run.close()  # type: ignore[attr-defined]  # it is a generator
    assert [outcome.dropped for outcome in desk.sync(*names, accept=True)] == [REFERRAL, ()]
    assert {len(desk.record(name).actions or ()) for name in names} == {1}


def test_a_number_nobody_has_is_an_error_and_stops_no_other(desk: Desk) -> None:
    desk.office.put(invented("hres8-119"))
    missing, found = desk.sync("hres7-119", "hres8-119")
    assert (missing.fate, found.fate) == (SyncResult.FAILED, SyncResult.NEW)
    assert isinstance(missing.errors[0], InputError)
    assert "not found at the official source" in str(missing.errors[0])
    assert not (desk.bills / "hres7-119.yaml").exists()


def test_a_held_measure_the_source_lost_stays(desk: Desk) -> None:
    desk.office.put(invented("hres7-119"))
    desk.sync("hres7-119")
    before = desk.record("hres7-119")
    desk.office.shelves.take_away(parse_measure_id("hres7-119"))
    (outcome,) = desk.sync("hres7-119")
    assert outcome.fate is SyncResult.FAILED
    assert isinstance(outcome.errors[0], RemoteError)
    assert desk.record("hres7-119") == before


def test_related_measures_come_after_and_no_further(desk: Desk) -> None:
    one, two, three = (parse_measure_id(f"hres{number}-119") for number in (1, 2, 3))
    desk.office.put(varied(invented("hres1-119"), related=(two,)), varied(invented("hres2-119"), related=(one, three)))
    outcomes = desk.sync("hres1-119", with_related=True)
    assert [(outcome.measure, outcome.fate) for outcome in outcomes] == [(one, SyncResult.NEW), (two, SyncResult.NEW)]


def test_a_dry_run_tells_and_writes_nothing(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    before = desk.files()
    desk.office.put(measure.signed_by(1, on=DAY), hours=1)
    (outcome,) = desk.sync("hres7-119", dry_run=True)
    assert [event.kind for event in outcome.events] == [EventKind.COSPONSOR_ADDED]
    assert desk.files() == before


def test_a_run_cut_short_is_gone_on_with_and_fetches_nothing_twice(desk: Desk) -> None:
    names = [f"hres{number}-119" for number in range(1, 31)]
    desk.office.put(*(invented(name) for name in names))
    run = desk.run(*names, command="track")
    done = [next(run).measure for _ in range(5)]
    run.close()  # type: ignore[attr-defined]
    desk.office.asked.clear()
    outcomes = desk.sync(*names, command="track")
    assert [each.measure for each in outcomes if each.fate is SyncResult.DONE_BEFORE] == done
    assert not {name for name, _ in desk.office.asked} & {str(each) for each in done}
    assert kinds(desk) == [EventKind.NEW_MEASURE] * 30
    desk.office.asked.clear()
    assert {each.fate for each in desk.sync(*names)} == {SyncResult.UNCHANGED}
    assert all(conditional for _, conditional in desk.office.asked)
    assert len(desk.office.asked) == 30


def test_a_record_edited_while_it_was_fetched_keeps_the_edit(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    record = desk.record("hres7-119")
    desk.office.put(measure.signed_by(1, on=DAY), hours=1)

    def edit(_: str) -> None:
        save_record(desk.bills, replace(record, notes="typed meanwhile"))

    desk.office.before = edit
    desk.sync("hres7-119")
    after = desk.record("hres7-119")
    assert (after.notes, len(after.cosponsors or ())) == ("typed meanwhile", 4)


def test_a_value_edited_by_hand_is_restored_and_told(desk: Desk) -> None:
    desk.office.put(invented("hres7-119"))
    desk.sync("hres7-119")
    record = desk.record("hres7-119")
    save_record(desk.bills, replace(record, title="Mocking lighthouses."))
    (outcome,) = desk.sync("hres7-119")
    assert [(event.kind, event.before, event.after) for event in outcome.events] == [
        (EventKind.CORRECTION, "Mocking lighthouses.", record.title)
    ]
    assert desk.record("hres7-119") == record


def test_a_long_text_stays_a_file_beside_the_records(desk: Desk) -> None:
    words = ("keeps every lamp lit " * (LONG_TEXT // 20),)
    desk.office.put(varied(invented("hr7-119"), prints=(Print("ih", FIRST_DAY, (), words),)))
    desk.sync("hr7-119")
    (text,) = desk.record("hr7-119").text_versions or ()
    assert text.file == "texts/BILLS-119hr7ih.xml"
    assert text.sections is None
    desk.office.asked.clear()
    (outcome,) = desk.sync("hr7-119")
    assert (outcome.fate, desk.office.asked) == (SyncResult.UNCHANGED, [("hr7-119", True)])


def test_two_writers_are_one_too_many(desk: Desk) -> None:
    with only_writer(desk.bills / ".billtrack"), pytest.raises(InputError, match="is updating these records"):
        desk.sync("hres7-119")


def test_an_unreadable_record_stops_no_other(desk: Desk) -> None:
    desk.office.put(invented("hres7-119"), invented("hres8-119"))
    desk.bills.mkdir()
    (desk.bills / "hres7-119.yaml").write_text("schema: nonsense\n", encoding="utf-8")
    broken, sound = desk.sync("hres7-119", "hres8-119")
    assert (broken.fate, sound.fate) == (SyncResult.FAILED, SyncResult.NEW)
    assert (desk.bills / "hres7-119.yaml").read_text("utf-8") == "schema: nonsense\n"


def test_agreement_is_told_as_action_and_as_stage(desk: Desk) -> None:
    measure = invented("hres7-119")
    desk.office.put(measure)
    desk.sync("hres7-119")
    words = "On motion to suspend the rules and agree to the resolution Agreed to by voice vote."
    rows = (
        Row(DAY, words, "H37300", "Floor", "House floor actions", "15:45:15"),
        Row(DAY, f"Passed/agreed to in House: {words}", "8000", "Floor", time="15:45:15"),
    )
    desk.office.put(varied(measure, rows=(*measure.rows, *rows), update_date=f"{DAY}T22:00:00Z"), hours=1)
    (outcome,) = desk.sync("hres7-119")
    assert [(event.kind, event.before, event.after, event.date) for event in outcome.events] == [
        (EventKind.STAGE, "referred", "agreed_to", DAY),
        (EventKind.ACTION, None, words, DAY),
    ]


def test_what_a_killed_program_left_half_written_is_removed(desk: Desk) -> None:
    desk.bills.mkdir()
    old, young, foreign = (desk.bills / name for name in (".a.yaml.0123abcd", ".b.yaml.0123abcd", ".gitignore"))
    for path in (old, young, foreign):
        path.write_text("half", encoding="utf-8")
        os.utime(path, (0, 0))
    os.utime(young, (NOW.timestamp(), NOW.timestamp()))
    desk.sync()
    assert [path.exists() for path in (old, young, foreign)] == [False, True, True]
