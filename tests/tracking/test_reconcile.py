"""Official sources that disagree: both values, both sources, and the known kinds by name."""

from __future__ import annotations

import datetime as dt

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Action, Cosponsor, Coverage, Measure, Sponsor, TextVersion, replace
from billtrack.tracking.printed import PrintedLine, is_named, parse_printed_sponsors, reconcile_print
from billtrack.tracking.reconcile import Discrepancy, KnownKind, Witness, reconcile

DAY, LATER = dt.date(2025, 3, 3), dt.date(2025, 4, 1)


def signer(name: str, *, on: dt.date = DAY, out: dt.date | None = None) -> Cosponsor:
    return Cosponsor(
        bioguide_id=name[:1] * 3,
        name=name,
        party="D",
        state="ME",
        sponsorship_date=on,
        is_original_cosponsor=on == DAY,
        sponsorship_withdrawn_date=out,
    )


def action(text: str, code: str, by: str) -> Action:
    return Action(action_date=LATER, text=text, action_code=code, source_system=by)


FLOOR = action("Agreed to by voice vote.", "H37300", "house_floor_actions")
LIBRARY = action("Passed/agreed to in House: Agreed to by voice vote.", "8000", "library_of_congress")
BASE = Measure(
    schema=SCHEMA,
    id=parse_measure_id("hres7-119"),
    title="Honoring lamps.",
    introduced_date=DAY,
    update_date=dt.datetime(2025, 4, 2, tzinfo=dt.UTC),
    sponsor=Sponsor(bioguide_id="LLL", name="Lamp, Lou", party="D", state="ME"),
    cosponsors=(signer("Alder, Ann"), signer("Birch, Bela")),
    actions=(FLOOR, LIBRARY),
    text_versions=(),
)


def told(**differing: object) -> list[tuple[str, str, str, KnownKind | None]]:
    found = reconcile(Witness("record", BASE), Witness("API", replace(BASE, **differing)))
    assert all((each.first, each.second) == ("record", "API") for each in found)
    return [(each.subject, each.says, each.but, each.known) for each in found]


def test_two_readings_that_agree_have_no_discrepancy() -> None:
    assert told() == []
    assert told(cosponsors=None, actions=None, sponsor=None) == []


def test_a_value_is_told_with_both_sources() -> None:
    assert told(title="Mocking lamps.") == [("title", "Honoring lamps.", "Mocking lamps.", None)]


def test_the_second_row_of_one_event_is_known_as_two_systems() -> None:
    assert told(actions=(FLOOR,)) == [("2025-04-01 Agreed to by voice vote", "2 rows", "1 row", KnownKind.TWO_SYSTEMS)]


def test_a_withdrawn_cosponsor_one_source_leaves_out_is_known() -> None:
    gone = (*(BASE.cosponsors or ()), signer("Cedar, Cleo", out=LATER))
    assert told(cosponsors=gone) == [
        ("Cedar, Cleo", "nothing", "signed 2025-03-03, withdrew 2025-04-01", KnownKind.WITHDRAWN_COUNTED)
    ]


def test_what_the_older_source_lacks_is_known_as_trailing() -> None:
    more = (*(BASE.cosponsors or ()), signer("Elm, Eva", on=LATER))
    newer = dt.datetime(2025, 4, 3, tzinfo=dt.UTC)
    assert told(cosponsors=more, update_date=newer) == [
        ("Elm, Eva", "nothing", "signed 2025-04-01", KnownKind.TRAILING),
        ("current cosponsors", "2", "3", KnownKind.TRAILING),
    ]
    assert {known for *_, known in told(cosponsors=more)} == {None}
    older = dt.datetime(2025, 4, 1, tzinfo=dt.UTC)
    assert {known for *_, known in told(cosponsors=more, update_date=older)} == {None}


def test_capitals_are_a_known_spelling() -> None:
    names = (signer("ALDER, ANN"), signer("Birch, Bela"))
    assert told(cosponsors=names) == [("Alder, Ann", "Alder, Ann", "ALDER, ANN", KnownKind.SPELLING)]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Ms. Lamp", PrintedLine("Lamp", ())),
        ("Ms. Lamp (for herself and Mr. Alder)", PrintedLine("Lamp", ("Alder",))),
        (
            "Mr. Lamp (for himself, Mr. Royce of California, Mr. Sean Patrick Maloney of New York, and Ms. Elm)",
            PrintedLine("Lamp", ("Royce of California", "Sean Patrick Maloney of New York", "Elm")),
        ),
        (
            "Mrs. Lamp (for herself, Mr. Johnson of Georgia, Mr. Casey, Jr., and Mr. Oak)",
            PrintedLine("Lamp", ("Johnson of Georgia", "Casey", "Oak")),
        ),
    ],
)
def test_a_sponsor_line_is_read_as_names(line: str, read: PrintedLine) -> None:
    assert parse_printed_sponsors(line) == read


@pytest.mark.parametrize(
    ("member", "printed", "is_meant"),
    [
        ("Royce, Edward R.", "Royce of California", True),
        ("Maloney, Sean Patrick", "Sean Patrick Maloney of New York", True),
        ("Luján, Ben Ray", "Lujan", True),
        ("Van Hollen, Chris", "Van Hollen", True),
        ("Price, David E.", "Rice", False),
        ("Rice, Kathleen M.", "Price", False),
        ("Casey, Robert P., Jr.", "Casey", True),
    ],
)
def test_a_printed_name_is_a_members_or_not(member: str, printed: str, is_meant: bool) -> None:
    assert is_named(signer(member), printed) is is_meant


def print_of(line: str) -> TextVersion:
    return TextVersion(version_code="ih", coverage=Coverage.COMPLETE, printed_sponsors=line)


def test_a_print_that_names_the_same_members_agrees() -> None:
    text = print_of("Mr. Lamp (for himself, Ms. Alder, and Mr. Birch)")
    assert reconcile_print(Witness("record", BASE), text, name="print") == ()


def test_a_print_that_names_others_is_told_from_both_sides() -> None:
    text = print_of("Mr. Lantern (for himself, Ms. Alder, Mr. Oak, and Mr. Pine)")
    assert reconcile_print(Witness("record", BASE), text, name="print") == (
        Discrepancy("sponsor", "sponsor", "record", "Lamp, Lou", "print", "Lantern"),
        Discrepancy("cosponsors", "Birch, Bela", "record", "an original cosponsor", "print", "nothing"),
        Discrepancy("cosponsors", "Oak", "record", "nothing", "print", "an original cosponsor"),
        Discrepancy("cosponsors", "Pine", "record", "nothing", "print", "an original cosponsor"),
        Discrepancy("cosponsors", "original cosponsors", "record", "2", "print", "3"),
    )
