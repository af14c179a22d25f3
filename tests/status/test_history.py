# The official wordings are longer than a line.
# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, CommitteeName, Measure
from billtrack.sources.billstatus import parse_billstatus
from billtrack.status.history import history
from billtrack.status.stages import Stage
from billtrack.status.status import status

LIBRARY, FLOOR, SENATE = "library_of_congress", "house_floor_actions", "senate"
DAY = dt.date(2031, 3, 5)


def row(
    text: str | None,
    system: str = FLOOR,
    code: str | None = None,
    *,
    date: dt.date = DAY,
    time: str = "",
    committee: str = "",
) -> Action:
    return Action(
        action_date=date,
        action_time=dt.time.fromisoformat(time) if time else None,
        source_system=system,
        action_code=code,
        text=text,
        committees=(CommitteeName(system_code=f"{committee}00", name=committee),) if committee else (),
    )


def measure(*rows: Action, slug: str = "hres7-122") -> Measure:
    return Measure(schema="billtrack/1", id=parse_measure_id(slug), title="Honouring the weather.", actions=rows)


@pytest.mark.parametrize(
    ("library", "chamber"),
    [
        (
            "Passed/agreed to in House: On motion to suspend the rules and agree to the resolution Agreed to by voice vote.(text: CR H5)",
            "On motion to suspend the rules and agree to the resolution Agreed to by voice vote. (text: CR H5)",
        ),
        (
            "Passed/agreed to in Senate: Resolution agreed to in Senate by Voice Vote.(consideration: CR S6; text: CR S6)",
            "Resolution agreed to in Senate by Voice Vote. (consideration: CR S6-7)",
        ),
        (
            "Failed of passage/not agreed to in House On passage Failed by the Yeas and Nays: 2 - 3 (Roll no. 4).",
            "On passage Failed by the Yeas and Nays: 2 - 3 (Roll no. 4). (text: CR H9)",
        ),
        (
            "Resolving differences -- House actions: On motion that the House agree to the Senate amendment Agreed to by voice vote",
            "On motion that the House agree to the Senate amendment Agreed to by voice vote.",
        ),
        ("Presented to President.", "Presented to President."),
    ],
)
def test_one_event_of_two_systems_is_one_entry_in_the_chambers_words(library: str, chamber: str) -> None:
    rows = (row(library, LIBRARY, "8000"), row(chamber, FLOOR, "H37300", time="15:45:15"))
    (entry,) = history(measure(*rows))
    assert (entry.text, entry.action_time) == (chamber, dt.time(15, 45, 15))
    assert entry.actions == rows
    assert entry.explanation == "also reported by the Library of Congress (code 8000)"


def test_two_codes_of_the_library_are_one_entry() -> None:
    (entry,) = history(
        measure(row("Introduced in House", LIBRARY, "1000"), row("Introduced in House", LIBRARY, "Intro-H"))
    )
    assert (entry.stage, entry.explanation) == (
        Stage.INTRODUCED,
        "reported twice by the Library of Congress (codes 1000 and Intro-H)",
    )


def test_an_introduction_without_words_belongs_to_the_one_that_has_them() -> None:
    (entry,) = history(measure(row(None, LIBRARY, "Intro-H"), row("Submitted in House", LIBRARY, "1025")))
    assert (entry.text, entry.stage) == ("Submitted in House", Stage.INTRODUCED)


def test_an_introduction_without_words_alone_is_not_understood() -> None:
    told = measure(row(None, LIBRARY, "Intro-H"))
    assert history(told)[0].stage is None
    assert len(status(told, today=DAY).unrecognised) == 1


def test_one_referral_to_two_committees_is_one_entry_with_both() -> None:
    text = "Referred to the Committee on Weather, and in addition to the Committee on Tides, for a period."
    rows = (row(text, FLOOR, "H11100", committee="Weather"), row(text, FLOOR, "H11100", committee="Tides"))
    (entry,) = history(measure(*rows, row(text, LIBRARY, "H11100-A")))
    assert [name.name for name in entry.committees] == ["Weather", "Tides"]
    assert entry.explanation == (
        "one row for each of 2 committees; also reported by the Library of Congress (code H11100-A)"
    )


@pytest.mark.parametrize(
    ("reason", "one", "other"),
    [
        ("on another day", row("Held at the desk."), row("Held at the desk.", date=dt.date(2031, 3, 6))),
        ("at another time", row("Debate.", LIBRARY, time="10:00:00"), row("Debate.", time="10:05:00")),
        ("in other words", row("Debate on rain.", LIBRARY), row("Debate on snow.")),
        ("two meetings of a committee", row("Mark-up Session Held."), row("Mark-up Session Held.")),
        (
            "remarks on two pages",
            row("Sponsor introductory remarks on measure. (CR H1)", LIBRARY, "B00100"),
            row("Sponsor introductory remarks on measure. (CR E2)", LIBRARY, "B00100"),
        ),
        ("no words at all", row(None, LIBRARY, "X1"), row(None)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_two_events_stay_two(reason: str, one: Action, other: Action) -> None:
    assert [entry.explanation for entry in history(measure(one, other))] == [None, None], reason


def test_each_library_row_joins_the_event_of_its_own_time() -> None:
    rows = tuple(
        row("On passage Passed by voice vote.", system, time=time)
        for system, time in ((LIBRARY, "12:00:00"), (FLOOR, "10:00:00"), (FLOOR, "12:00:00"))
    )
    assert [len(entry.actions) for entry in history(measure(*rows))] == [1, 2]


def test_links_and_page_references_do_not_part_an_event() -> None:
    linked = 'Motion filed by Ms. Gale. Petition No: 122-9. (<a href="https://example.invalid/9">Discharge petition</a> text.)'
    plain = "Motion filed by Ms. Gale. Petition No: 122-9. (Discharge petition text.)"
    assert len(history(measure(row(linked), row(plain, LIBRARY, "X1")))) == 1


def test_a_measure_without_actions_has_no_history() -> None:
    told = Measure(schema="billtrack/1", id=parse_measure_id("hr7-122"), title="On weather.")
    assert history(told) == ()
    assert history(measure()) == ()


TEXTS = st.sampled_from(["Received in the House.", "Held at the desk.", "Introduced in House", "Considered.", ""])
ROWS = st.lists(
    st.builds(
        row,
        TEXTS,
        st.sampled_from([LIBRARY, FLOOR, SENATE]),
        st.sampled_from(["1000", "8000", "Intro-H", None]),
        date=st.sampled_from([DAY, dt.date(2031, 3, 4), dt.date(2031, 3, 6)]),
        time=st.sampled_from(["", "10:00:00", "11:30:00"]),
        committee=st.sampled_from(["", "Weather", "Tides"]),
    ),
    max_size=10,
)


@given(ROWS)
def test_no_row_is_lost_and_none_is_told_twice(rows: list[Action]) -> None:
    told = [action for entry in history(measure(*rows)) for action in entry.actions]
    assert sorted(map(repr, told)) == sorted(map(repr, rows))


@given(ROWS)
def test_entries_are_oldest_first_and_show_a_row_they_have(rows: list[Action]) -> None:
    entries = history(measure(*rows))
    assert [entry.action_date for entry in entries] == sorted(entry.action_date for entry in entries)
    assert all(entry.text in {action.text for action in entry.actions} for entry in entries)
    assert all((entry.explanation is not None) == (len(entry.actions) > 1) for entry in entries)


@given(ROWS)
def test_folding_goes_by_the_day_so_days_may_come_in_any_order(rows: list[Action]) -> None:
    by_day = sorted(rows, key=lambda action: action.action_date, reverse=True)
    assert history(measure(*by_day)) == history(measure(*sorted(by_day, key=lambda action: action.action_date)))


@pytest.mark.official
@pytest.mark.parametrize(
    ("name", "rows", "entries"), [("BILLSTATUS-115hres351.xml", 11, 9), ("BILLSTATUS-115sres211.xml", 8, 6)]
)
def test_the_official_rows_of_the_two_measures_fold(official_data: Path, name: str, rows: int, entries: int) -> None:
    told = parse_billstatus((official_data / "billstatus" / name).read_bytes(), name=name)
    found = history(told)
    assert (sum(len(entry.actions) for entry in found), len(found)) == (rows, entries)
    assert found[-2 if rows == 11 else -1].stage is Stage.AGREED_TO
