"""Files of members: what they say, and what is refused in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.measure import Chamber
from billtrack.model.members import Affiliation, CommitteeInfo, Committees, Legislators, Membership, Seat, kind_of
from billtrack.sources.members import read_members

DATA = Path(__file__).parents[1] / "data" / "members"


def read(name: str) -> Legislators | Committees | Membership:
    return read_members((DATA / name).read_bytes(), name=name)


def test_legislators_have_their_terms_and_offices() -> None:
    legislators = read("legislators-2023-06-15.yaml")
    assert isinstance(legislators, Legislators)
    by_id = {person.bioguide_id: person for person in legislators.people}
    assert len(by_id) == 9
    assert by_id["E000903"].name == "Specimen, Cy J., Jr."
    assert [(t.chamber, t.state, t.district, t.party) for t in by_id["S000012"].terms] == [
        (Chamber.HOUSE, "WA", 2, "D"),
        (Chamber.SENATE, "WA", None, "D"),
    ]
    assert by_id["E000904"].roles[0].title == "Majority Whip"
    assert by_id["E000907"].terms[0].party == "New Progressive"
    assert by_id["S000013"].name == "Norway No, Ned"


def test_a_party_changes_on_the_day_the_next_affiliation_begins() -> None:
    legislators = read("legislators-2023-06-15.yaml")
    assert isinstance(legislators, Legislators)
    term = next(person.terms[0] for person in legislators.people if person.bioguide_id == "E000906")
    assert term.affiliations[1] == Affiliation(dt.date(2023, 5, 31), "I")
    days = (dt.date(2023, 1, 3), dt.date(2023, 5, 30), dt.date(2023, 5, 31), dt.date(2025, 1, 2))
    assert [term.party_on(day) for day in days] == ["R", "R", "I", "I"]


def test_a_term_ends_before_its_last_day() -> None:
    legislators = read("legislators-2023-06-15.yaml")
    assert isinstance(legislators, Legislators)
    term = legislators.people[0].terms[0]
    days = (dt.date(2023, 1, 2), dt.date(2023, 1, 3), dt.date(2025, 1, 2), dt.date(2025, 1, 3))
    assert [term.covers(day) for day in days] == [False, True, True, False]


def test_codes_are_those_of_billstatus() -> None:
    committees, membership = read("committees-2023-06-15.yaml"), read("committee-membership-2023-06-15.yaml")
    assert isinstance(committees, Committees)
    assert isinstance(membership, Membership)
    assert [(each.system_code, each.parent) for each in committees.committees] == [
        ("hspw00", None),
        ("hspw07", "hspw00"),
        ("hstd00", None),
        ("sstd00", None),
    ]
    assert committees.committees[1] == CommitteeInfo("hspw07", "Coast Guard and Maritime Transportation", "hspw00")
    assert membership.seats[0] == Seat("hspw00", "E000904", "Di Instance", "Chairman")
    assert membership.seats[4].system_code == "hspw07"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.yaml:1:1: the file is empty"),
        ("just words", "f.yaml: not a file of legislators, committees or committee membership"),
        ("- {terms: []}", "f.yaml: [0]: Object missing required field `id`"),
        (
            "- {id: {bioguide: A1}, name: {first: A, last: B}, terms: [{type: rep, start: May, end: x, state: NY}]}",
            "f.yaml: [0].terms[0].start: Invalid RFC3339 encoded date",
        ),
        ("- {name: Tides, thomas_id: tides}", "f.yaml: 'tides' is not a committee code"),
        ("HSPW: [{name: A}]", "f.yaml: [...][0]: Object missing required field `bioguide`"),
        ("a: &x [1]\nb: *x", "f.yaml:1:4: found the anchor &x: write the value where it is needed"),
        ("a: *x", "f.yaml:1:4: found the alias *x: write the value again"),
        ("a: !!python/name:os.system x", "f.yaml:1:4: found the tag"),
        ("a: 1\na: 2", "f.yaml:2:1: found the key 'a' a second time"),
        ("? [1]\n: 2", "f.yaml:1:3: found a list or mapping as a key"),
        ("a: 1\n---\nb: 2", "f.yaml:2:1: found a second document"),
        ("[" * 130 + "]" * 130, "f.yaml:1:101: found more than 100 levels"),
        ("a: [1", "f.yaml:2:1: not readable as YAML"),
        ("a: \x00", "f.yaml:1:4: found the control character U+0000"),
    ],
)
def test_what_is_refused_and_where(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_members(text.encode(), name="f.yaml")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match=r"f\.yaml:1:3: found the byte 0xFF, expected UTF-8"):
        read_members(b"a:\xff", name="f.yaml")


def test_a_member_stands_in_a_file_once() -> None:
    data = (DATA / "legislators-2023-06-15.yaml").read_bytes()
    with pytest.raises(InputError, match="E000901 appears twice"):
        read_members(data + data, name="f.yaml")


def test_a_csv_has_no_terms() -> None:
    with pytest.raises(InputError, match="it cannot say who served on a day"):
        read_members(b"last_name,first_name\n", name="legislators-historical.csv")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        contents = read_members(data, name="f.yaml")
    except InputError as error:
        assert "f.yaml" in str(error)  # noqa: PT017 - reading it is right too
    else:
        assert kind_of(contents)


@pytest.mark.official
@pytest.mark.parametrize(
    ("file", "kind", "number"),
    [
        ("legislators-2017-10-31.yaml", "legislators", 539),
        ("legislators-current.yaml", "legislators", 537),
        ("committees-2017-10-27.yaml", "committees", 48 + 182),
        ("committees-current.yaml", "committees", 49 + 181),
        ("committee-membership-2017-10-27.yaml", "committee-membership", 3859),
        ("committee-membership-current.yaml", "committee-membership", 3879),
    ],
)
def test_the_files_of_the_project_are_read_whole(official_data: Path, file: str, kind: str, number: int) -> None:
    contents = read_members((official_data / "legislators" / file).read_bytes(), name=file)
    assert kind_of(contents) == kind
    match contents:
        case Legislators(people=rows) | Committees(committees=rows) | Membership(seats=rows):
            assert len(rows) == number
