"""``members import`` and ``gaps``: who has not signed, from files of one day; and what is not loaded."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, RelatedMeasure, Sponsor, replace
from billtrack.model.members import Legislators
from billtrack.model.record_builder import ImportResult
from billtrack.sources.members import read_members
from billtrack.store.archive.archive import open_writer
from billtrack.store.library import Holdings
from billtrack.store.records import load_record, save_record

Billtrack = Callable[..., Any]
DATA = Path(__file__).parents[1] / "data" / "members"
FILES = [str(path) for path in sorted(DATA.iterdir())]
DAY = "2023-06-15"


@pytest.fixture
def loaded(billtrack: Billtrack) -> Billtrack:
    """Billtrack with the files of one day in the user's archive."""
    assert billtrack("members", "import", *FILES).code == 0
    return billtrack


def listed(run: Any) -> list[str]:
    assert run.code == 0, run.err
    return [row["name"] for row in csv.DictReader(io.StringIO(run.out))]


# ------------------------------------------------------------------------------------- loading


def test_files_are_kept_under_the_day_in_their_names(billtrack: Billtrack) -> None:
    files = json.loads(billtrack("members", "import", *FILES, "--json").out)["files"]
    assert [(each["kind"], each["day"], each["fate"]) for each in files] == [
        ("committee-membership", DAY, "new"),
        ("committees", DAY, "new"),
        ("legislators", DAY, "new"),
    ]
    again = json.loads(billtrack("members", "import", *FILES, "--json").out)["files"]
    assert {each["fate"] for each in again} == {"unchanged"}
    held = json.loads(billtrack("members", "list", "--json").out)["files"]
    assert [(each["kind"], each["day"]) for each in held] == [(each["kind"], each["day"]) for each in files]


def test_an_archive_of_members_only_answers_every_command(loaded: Billtrack) -> None:
    run = loaded("list", "--json")
    assert (run.code, run.err) == (0, "")
    assert len(json.loads(run.out)["measures"]) == 5


def test_another_file_of_the_day_replaces_the_first(loaded: Billtrack, tmp_path: Path) -> None:
    text = (DATA / "legislators-2023-06-15.yaml").read_text(encoding="utf-8")
    fewer = tmp_path / "legislators-2023-06-15.yaml"
    fewer.write_text(text[: text.rindex("- id:")], encoding="utf-8")
    (file,) = json.loads(loaded("members", "import", str(fewer), "--json").out)["files"]
    assert (file["fate"], file["holds"]) == ("updated", "8 members: Senate 1, House 7")


def test_a_file_without_a_day_is_refused_and_stops_no_other(billtrack: Billtrack, tmp_path: Path) -> None:
    current = tmp_path / "legislators-current.yaml"
    current.write_bytes((DATA / "legislators-2023-06-15.yaml").read_bytes())
    run = billtrack("members", "import", str(current), FILES[1])
    assert run.code == 3
    assert "Refused: legislators-current.yaml: no date in the file name" in run.out
    assert "hint: add --as-of DATE" in run.err
    assert f"committees-{DAY}.yaml" in run.out
    run = billtrack("members", "import", str(current), "--as-of", DAY)
    assert (run.code, run.err) == (0, "")


def test_a_day_beside_the_one_in_the_name_is_taken_with_a_warning(billtrack: Billtrack) -> None:
    run = billtrack("members", "import", FILES[2], "--as-of", "2023-06-20")
    assert run.code == 0
    assert run.err == (
        "billtrack: warning: legislators-2023-06-15.yaml: loaded as of 2023-06-20, as you asked; "
        "its name says 2023-06-15\n"
    )


def test_nothing_is_begun_for_files_that_are_refused(billtrack: Billtrack, tmp_path: Path) -> None:
    archive = tmp_path / "new.db"
    run = billtrack("members", "import", "nosuch-2023-01-01.yaml", "--archive", str(archive))
    assert run.code == 3
    assert not archive.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["import"], 2, "members import needs files"),
        (["list", "f.yaml"], 2, "members list takes no files and no --as-of"),
        (["import", FILES[0], "--as-of", "2030-01-01"], 3, "2030-01-01 is in the future"),
        (["drop"], 2, "unknown action 'drop' (one of fetch, import, list)"),
    ],
)
def test_what_members_does_not_do(billtrack: Billtrack, arguments: list[str], code: int, message: str) -> None:
    run = billtrack("members", *arguments)
    assert (run.code, run.out) == (code, "")
    assert message in run.err


# ---------------------------------------------------------------------------------------- gaps


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], ["Paragon, Flo", "Instance, Di", "Pattern, Guy"]),
        (["--committee", "hspw00"], ["Paragon, Flo", "Instance, Di"]),
        (["--committee", "HSPW"], ["Paragon, Flo", "Instance, Di"]),
        (["--committee", "transportation"], ["Paragon, Flo", "Instance, Di"]),
        (["--subcommittee", "hspw07"], ["Paragon, Flo"]),
        (["--state", "ny"], ["Paragon, Flo"]),
        (["--state", "ny", "--state", "OH"], ["Paragon, Flo", "Instance, Di"]),
        (["--party", "I"], ["Paragon, Flo"]),
        (["--party", "new progressive"], ["Pattern, Guy"]),
        (["--leadership"], ["Instance, Di"]),
        (["--leadership", "--state", "NY"], []),
        (["--signed", "sres77-118"], []),
    ],
    ids=" ".join,
)
def test_who_has_not_signed(loaded: Billtrack, arguments: list[str], names: list[str]) -> None:
    assert listed(loaded("gaps", "hres901-118", *arguments, "--csv")) == names


def test_json_counts_and_reasons(loaded: Billtrack) -> None:
    (measure,) = json.loads(loaded("gaps", "hres901-118", "--as-of", DAY, "--json").out)["measures"]
    assert [measure[key] for key in ("as_of", "chamber", "serving", "signed", "not_signed")] == [DAY, "house", 7, 4, 3]
    assert measure["members"][0] == {
        "bioguide_id": "E000906",
        "name": "Paragon, Flo",
        "party": "I",
        "state": "NY",
        "district": 3,
        "leadership": [],
        "phone": "202-555-0106",
        "office": "2906 Longworth House Office Building",
        "reasons": [
            {
                "reason": "committee_of_referral",
                "system_code": "hspw00",
                "name": "House Committee on Transportation and Infrastructure",
                "title": None,
            },
            {"reason": "neighbours_signed", "measure": "hres901-118", "members": ["E000903"]},
        ],
    }
    assert measure["not_loaded"] == {
        "committee_membership": False,
        "related_measures": [],
        "signers": [],
        "committee_members": [],
    }


def test_who_signed_a_version_of_an_earlier_congress_comes_first(loaded: Billtrack, bills: Path) -> None:
    measure = load_record(bills / "hres901-118.yaml")
    sponsor = Sponsor(bioguide_id="E000907", name="Pattern, Guy", party="New Progressive", state="PR")
    title = "A RESOLUTION honoring the keepers of the  lighthouses of the Great Lakes"
    earlier = replace(measure, id=parse_measure_id("sres5-116"), title=title, sponsor=sponsor, cosponsors=())
    save_record(bills, replace(earlier, introduced_date=dt.date(2020, 1, 9), related_measures=()))
    (found,) = json.loads(loaded("gaps", "hres901-118", "--json").out)["measures"]
    assert found["related_measures"] == [
        {"id": "sres77-118", "relationship_type": "Related bill, per CRS", "signers": 0},
        {"id": "sres5-116", "relationship_type": "same title, computed", "signers": 1},
    ]
    assert found["members"][0]["name"] == "Pattern, Guy"
    assert found["members"][0]["reasons"] == [
        {"reason": "signed", "measure": "sres5-116", "relationship_type": "same title, computed"}
    ]


def test_an_earlier_version_is_found_in_the_archive(billtrack: Billtrack, bills: Path, tmp_path: Path) -> None:
    status = Path(__file__).parents[1] / "data" / "billstatus" / "complete-3.0.0.xml"
    archive = tmp_path / "archive.db"
    assert billtrack("import", str(status), "--archive", str(archive)).code == 0
    holdings = Holdings(bills, archive)
    earlier = holdings.find("hr7-122")
    later = replace(earlier, id=parse_measure_id("s900-123"), related_measures=())
    assert [each.id for each in holdings.earlier_versions(later)] == [earlier.id]
    assert holdings.earlier_versions(replace(later, title="Another.", other_titles=())) == ()
    assert holdings.earlier_versions(earlier) == ()


def test_who_sits_on_the_committee_and_is_unknown_is_not_loaded(loaded: Billtrack) -> None:
    run = loaded("gaps", "hres901-118", "--committee", "hspw00")
    expected = "On the committee, but not in the file of members of 2023-06-15: Gone Away (E000999)."
    assert expected in run.out


def test_an_office_that_the_file_does_not_give_is_not_loaded(loaded: Billtrack) -> None:
    rows = list(csv.DictReader(io.StringIO(loaded("gaps", "hres901-118", "--csv").out)))
    assert [(row["name"], row["phone"], row["office"]) for row in rows][:2] == [
        ("Paragon, Flo", "202-555-0106", "2906 Longworth House Office Building"),
        ("Instance, Di", "", ""),
    ]
    assert "Not loaded: phones and rooms of offices" not in loaded("gaps", "hres901-118").out
    assert "Not loaded: phones and rooms of offices" in loaded("gaps", "hres901-118", "--state", "OH").out


def test_a_file_that_an_older_billtrack_kept_without_offices_is_kept_with_them_when_imported_again(
    tmp_path: Path,
) -> None:
    name = "legislators-2023-06-15.yaml"
    data, day = (DATA / name).read_bytes(), dt.date.fromisoformat(DAY)
    contents = read_members(data, name=name)
    people = tuple(
        replace(each, terms=tuple(replace(term, phone=None, office=None) for term in each.terms))
        for each in contents.people  # type: ignore[union-attr]  # it is a file of legislators
    )
    with open_writer(tmp_path / "old.db") as archive:
        archive.put_members(Legislators(people), data, name=name, day=day, on=day)
        assert archive.put_members(contents, data, name=name, day=day, on=day) is ImportResult.UPDATED
        assert archive.put_members(contents, data, name=name, day=day, on=day) is ImportResult.UNCHANGED


@pytest.mark.parametrize("ending", [".html", ".docx", ".xlsx", ".md", ".csv", ".txt"])
def test_gaps_in_a_file_of_any_format_say_who_and_why_and_where(loaded: Billtrack, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"ask{ending}"
    run = loaded("gaps", "hres901-118", "-o", str(file))
    assert (run.code, run.out, run.err) == (0, "", "")
    said = said_in(file)
    for words in ("Paragon, Flo", "Specimen, Cy J., Jr. (D-NY-26) signed it", "202-555-0106", "2906 Longworth"):
        assert words in said, words


def said_in(file: Path) -> str:
    if file.suffix == ".docx":
        return " ".join("".join(each.itertext()) for each in docx.Document(str(file)).element.body.iter("{*}p"))
    if file.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None
        return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    return file.read_text(encoding="utf-8").replace("\\", "")


def test_the_other_chamber_is_told_apart(loaded: Billtrack) -> None:
    assert listed(loaded("gaps", "sres77-118", "--csv")) == ["Norway No, Ned", "Senator, Eve"]
    run = loaded("gaps", "hres901-118", "--signed", "sres77-118")
    assert "S.Res. 77 (118th) is a Senate measure: only members who served there signed it." in run.out


def test_some_measures_are_answered_where_others_cannot_be(loaded: Billtrack) -> None:
    run = loaded("gaps", "hres901-118", "s12-119", "nosuch1-118", "--csv")
    assert run.code == 3
    assert len(run.out.splitlines()) == 4
    assert "not loaded: the members on any day of the 119th Congress (2025-01-03 to 2027-01-03); nearest" in run.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--as-of", "2023-06-01"],
            "not loaded: the members on 2023-06-01; nearest day loaded: 2023-06-15",
        ),
        (["--as-of", "2025-06-03"], "2025-06-03 is in the future (today is 2025-06-02 in Washington)"),
        (["--committee", "sstd00"], "sstd00 is a committee of the Senate; expected one of the House"),
        (["--committee", "hstd00"], "not loaded: the seats of House Committee on Tides (hstd00) on 2023-06-15"),
        (["--signed", "hres902-118"], "no record of hres902-118"),
        (["--signed", "hconres5-119"], "not loaded: the cosponsors of hconres5-119"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_what_cannot_be_asked(loaded: Billtrack, arguments: list[str], message: str) -> None:
    run = loaded("gaps", "hres901-118", *arguments)
    assert (run.code, run.out) == (3, "")
    assert message in run.err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--state", "Florida"], "No member of the House is from Florida."),
        (["--state", "DC"], "No member of the House is from the District of Columbia."),
        (["--party", "Libertarian"], "No member of the House is among the Libertarians."),
    ],
    ids=" ".join,
)
def test_a_state_or_party_that_nobody_has_is_answered(loaded: Billtrack, arguments: list[str], line: str) -> None:
    run = loaded("gaps", "hres901-118", *arguments)
    assert run.code == 0
    assert "0 matching (of " in run.out
    assert line in run.out
    assert json.loads(loaded("gaps", "hres901-118", *arguments, "--json").out)["measures"][0]["members"] == []


def test_an_unknown_committee_is_a_usage_error_with_the_nearest(loaded: Billtrack) -> None:
    run = loaded("gaps", "hres901-118", "--committee", "hspv00")
    assert (run.code, run.out) == (2, "")
    assert "unknown committee 'hspv00'" in run.err
    assert "hint: did you mean hspw00" in run.err


def test_a_measure_without_cosponsors_loaded_is_not_loaded(loaded: Billtrack) -> None:
    run = loaded("gaps", "hconres5-119", "--as-of", DAY)
    assert (run.code, run.out) == (3, "")
    assert "not loaded: the cosponsors of hconres5-119" in run.err


def test_committees_of_another_day_are_not_taken(billtrack: Billtrack) -> None:
    billtrack("members", "import", FILES[2])
    billtrack("members", "import", FILES[0], "--as-of", "2023-06-20")
    run = billtrack("gaps", "hres901-118", "--committee", "hspw00")
    assert run.code == 3
    assert "not loaded: committee seats on 2023-06-15; nearest day loaded: 2023-06-20" in run.err
    assert len(listed(billtrack("gaps", "hres901-118", "--csv"))) == 3
    told = "Not loaded: committee seats on 2023-06-15; the reasons leave them out."
    assert told in billtrack("gaps", "hres901-118").out


def test_a_membership_file_of_one_chamber_does_not_tell_of_the_other(loaded: Billtrack, tmp_path: Path) -> None:
    senate_only = tmp_path / "committee-membership-2023-06-15.yaml"
    senate_only.write_text("SSTD:\n- name: Eve Senator\n  bioguide: E000908\n", encoding="utf-8")
    assert loaded("members", "import", str(senate_only)).code == 0
    run = loaded("gaps", "hres901-118", "--committee", "hspw00")
    assert (run.code, run.out) == (3, "")
    assert "not loaded: the seats of House Committee on Transportation and Infrastructure (hspw00) on" in run.err
    (found,) = json.loads(loaded("gaps", "hres901-118", "--json").out)["measures"]
    assert found["not_loaded"]["committee_membership"] is True
    assert found["committees_not_loaded"] == ["hspw00"]


def test_members_of_one_chamber_do_not_tell_of_the_other(billtrack: Billtrack, tmp_path: Path) -> None:
    people = (DATA / "legislators-2023-06-15.yaml").read_text(encoding="utf-8").split("\n- id:")
    senators = [each for each in people[1:] if "type: sen" in each]
    only = tmp_path / "legislators-2023-06-15.yaml"
    only.write_text("".join(f"- id:{each}\n" for each in senators), encoding="utf-8")
    assert billtrack("members", "import", str(only)).code == 0
    run = billtrack("gaps", "hres901-118")
    assert (run.code, run.out) == (3, "")
    assert "not loaded: the members on " in run.err


def test_committees_of_one_chamber_do_not_tell_of_the_other(billtrack: Billtrack, tmp_path: Path) -> None:
    seats = tmp_path / "committee-membership-2023-06-15.yaml"
    seats.write_text("SSTD:\n- name: Eve Senator\n  bioguide: E000908\n", encoding="utf-8")
    assert billtrack("members", "import", FILES[2], str(seats)).code == 0
    run = billtrack("gaps", "hres901-118", "--committee", "hspw00")
    assert run.code == 3
    assert "not loaded: the committees of the House" in run.err


def test_a_related_row_without_a_congress_is_counted(loaded: Billtrack, bills: Path) -> None:
    measure = load_record(bills / "hres901-118.yaml")
    row = RelatedMeasure(as_printed="H.R. 12", relationship_type="Related bill", identified_by="CRS")
    save_record(bills, replace(measure, related_measures=(row,)))
    (found,) = json.loads(loaded("gaps", "hres901-118", "--json").out)["measures"]
    assert found["related_unidentified"] == ["H.R. 12 (not identified)"]
    (status,) = json.loads(loaded("status", "hres901-118", "--json").out)["measures"]
    assert status["related_measures"] == [
        {"id": None, "as_printed": "H.R. 12", "relationship_type": "Related bill", "identified_by": "CRS"}
    ]
    assert "H.R. 12 (not identified) (related bill, per CRS)" in loaded("status", "hres901-118").out


def test_the_latest_day_every_needed_file_covers_is_taken(loaded: Billtrack, tmp_path: Path) -> None:
    later = tmp_path / "legislators-2023-07-01.yaml"
    later.write_bytes((DATA / "legislators-2023-06-15.yaml").read_bytes())
    assert loaded("members", "import", str(later)).code == 0
    run = loaded("gaps", "hres901-118", "--committee", "hspw00")
    assert "As of                     2023-06-15, 7 members of the House\n" in run.out
    assert "latest day the loaded files cover" in run.out
    (found,) = json.loads(loaded("gaps", "hres901-118", "--json").out)["measures"]
    assert (found["as_of"], found["as_of_is_latest_covered"]) == (DAY, True), "the same people had signed"


def test_a_day_without_seats_is_taken_where_somebody_signed_since(
    loaded: Billtrack, bills: Path, tmp_path: Path
) -> None:
    later = tmp_path / "legislators-2023-07-01.yaml"
    later.write_bytes((DATA / "legislators-2023-06-15.yaml").read_bytes())
    assert loaded("members", "import", str(later)).code == 0
    measure = load_record(bills / "hres901-118.yaml")
    signed = (measure.cosponsors or ())[0]
    new = replace(signed, bioguide_id="E000906", name="Paragon, Flo", sponsorship_date=dt.date(2023, 6, 20))
    save_record(bills, replace(measure, cosponsors=(*(measure.cosponsors or ()), new)))
    (found,) = json.loads(loaded("gaps", "hres901-118", "--json").out)["measures"]
    assert (found["as_of"], found["not_loaded"]["committee_membership"]) == ("2023-07-01", True)


def test_the_first_sponsor_is_not_asked(loaded: Billtrack, bills: Path) -> None:
    measure = load_record(bills / "hres901-118.yaml")
    text = (
        "ASSUMING FIRST SPONSORSHIP - Ms. Paragon asked unanimous consent that she may hereafter be considered as the "
        "first sponsor of H. Res. 901. Agreed to without objection."
    )
    row = Action(action_date=dt.date(2023, 6, 1), text=text)
    save_record(bills, replace(measure, actions=(*(measure.actions or ()), row)))
    (found,) = json.loads(loaded("gaps", "hres901-118", "--json").out)["measures"]
    assert "Paragon, Flo" not in [each["name"] for each in found["members"]]
    assert (found["signed"], found["not_signed"], found["may_be_first_sponsor"]) == (5, 2, ["E000906"])
    assert found["first_sponsor"]["as_printed"] == "Ms. Paragon"
    (status,) = json.loads(loaded("status", "hres901-118", "--json").out)["measures"]
    assert (status["first_sponsor"]["name"], status["first_sponsor"]["since"]) == ("Ms. Paragon", "2023-06-01")
    assert "First sponsor since 2023-06-01: Ms. Paragon, by unanimous consent" in loaded("status", "hres901-118").out


def test_without_an_archive_nothing_is_loaded(billtrack: Billtrack) -> None:
    run = billtrack("gaps", "hres901-118")
    assert (run.code, run.out) == (5, "")
    assert run.err.startswith("billtrack: error: not loaded: the members of Congress (no archive)\nhint: ")


def test_a_day_before_it_was_introduced_is_told(loaded: Billtrack, tmp_path: Path) -> None:
    text = (DATA / "legislators-2023-06-15.yaml").read_text(encoding="utf-8")
    earlier = tmp_path / "legislators-2023-05-01.yaml"
    earlier.write_text(text[: text.rindex("- id:")], encoding="utf-8")
    assert loaded("members", "import", str(earlier)).code == 0
    run = loaded("gaps", "hres901-118", "--as-of", "2023-05-01")
    assert "2023-05-01 is before the measure was introduced (2023-05-23): nobody had signed." in run.out


def test_what_a_reader_of_a_pipe_gets(loaded: Billtrack) -> None:
    assert loaded("gaps", "hres901-118", "--committee", "hspw00", "--as-of", DAY).out == WHOLE


WHOLE = """\
Who has not signed H.Res. 901 (118th)  [hres901-118]

As of                     2023-06-15, 7 members of the House
Signed                    4, including the sponsor
Related measures checked  S.Res. 77 (118th): 0 signers; Related bill, per CRS
Filter                    on House Committee on Transportation and Infrastructure (hspw00)
Not signed                2 matching (of 3)
                          Independents 1 of 2
                          Republicans 1 of 2

Name                         Party-State  Why ask                                                             \
                                              Office
Paragon, Flo                 I-NY-3       on its committee: House Committee on Transportation and Infrastructu\
re; Specimen, Cy J., Jr. (D-NY-26) signed it  202-555-0106, 2906 Longworth House Office Building
Instance, Di, Majority Whip  R-OH-9       on its committee: House Committee on Transportation and Infrastructu\
re, Chairman                                  not loaded

On the committee, but not in the file of members of 2023-06-15: Gone Away (E000999).
"""


# --------------------------------------------------------------------------------- the official


@pytest.mark.official
def test_the_core_measures_with_the_files_of_october_2017(
    billtrack: Billtrack, official_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BILLTRACK_BILLS", str(Path(__file__).parents[2] / "bills"))
    files = sorted(map(str, (official_data / "legislators").glob("*2017*.yaml")))
    assert billtrack("members", "import", *files, "--as-of", "2017-10-27").code == 0
    run = billtrack("gaps", "sres211-115", "--committee", "ssfr00", "--as-of", "2017-10-27", "--csv")
    assert listed(run)[:2] == ["Flake, Jeff", "Johnson, Ron"]
    assert len(listed(run)) == 7
    assert len(listed(billtrack("gaps", "hres351-115", "--committee", "hsfa00", "--csv"))) > 0


@pytest.mark.official
def test_a_later_file_tells_the_day_of_a_chamber_all_of_whose_seats_it_fills(
    billtrack: Billtrack, official_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BILLTRACK_BILLS", str(Path(__file__).parents[2] / "bills"))
    files = sorted(map(str, (official_data / "legislators").glob("*2017*.yaml")))
    assert billtrack("members", "import", *files).code == 0  # the members of the 31st, the committees of the 27th
    run = billtrack("gaps", "sres211-115", "--committee", "ssfr00", "--as-of", "2017-10-27")
    assert (
        "As of                     2017-10-27, 100 members of the Senate, all seats filled (file of 2017-10-31)\n"
        in run.out
    )
    house = billtrack("gaps", "hres351-115", "--as-of", "2017-10-27")  # two seats were vacant: somebody may be missing
    assert (house.code, house.out) == (3, "")
    assert "not loaded: the members on 2017-10-27; nearest day loaded: 2017-10-31" in house.err


@pytest.fixture
def current(official_data: Path, tmp_path: Path) -> Path:
    """The members and committees of 15 June 2026 loaded, and a folder for records."""
    folder = official_data / "legislators"
    for kind in ("legislators", "committees", "committee-membership"):
        copy = tmp_path / f"{kind}-2026-06-15.yaml"
        copy.write_bytes((folder / f"{kind}-current.yaml").read_bytes())
    bills = tmp_path / "own"
    bills.mkdir()
    return bills


@pytest.mark.official
def test_the_first_sponsor_of_hr493_is_not_asked_and_who_left_is_not_quoted(
    billtrack: Billtrack, current: Path, official_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billtrack.cli.clock.today", lambda: dt.date(2026, 7, 1))
    assert billtrack("members", "import", *map(str, sorted(current.parent.glob("*-2026-06-15.yaml")))).code == 0
    with zipfile.ZipFile(official_data / "congress119" / "BILLSTATUS-119-hr.zip") as package:
        (name,) = [each for each in package.namelist() if each.endswith("BILLSTATUS-119hr493.xml")]
        status = current.parent / "BILLSTATUS-119hr493.xml"
        status.write_bytes(package.read(name))
    assert billtrack("import", str(status), "--into", str(current)).code == 0
    (found,) = json.loads(billtrack("gaps", "hr493-119", "--json", "--bills", str(current)).out)["measures"]
    assert found["first_sponsor"]["as_printed"] == "Mr. Walkinshaw"
    (first,) = found["may_be_first_sponsor"]
    assert first not in {each["bioguide_id"] for each in found["members"]}
    sponsor = json.loads(billtrack("status", "hr493-119", "--json", "--bills", str(current)).out)["measures"][0][
        "sponsor"
    ]
    quoted = {who for each in found["members"] for reason in each["reasons"] for who in reason.get("members", [])}
    assert quoted
    assert sponsor["bioguide_id"] not in quoted


@pytest.mark.official
def test_the_membership_file_of_the_senate_alone(
    billtrack: Billtrack, current: Path, official_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billtrack.cli.clock.today", lambda: dt.date(2026, 7, 1))
    cases = official_data.parent / "cases" / "status"
    files = [current.parent / f"{kind}-2026-06-15.yaml" for kind in ("legislators", "committees")]
    seats = cases / "members-senate-only" / "committee-membership-2026-06-15.yaml"
    assert billtrack("members", "import", *map(str, (*files, seats))).code == 0
    status = cases / "hr493-119-first-sponsor" / "BILLSTATUS-119hr493.xml"
    assert billtrack("import", str(status), "--into", str(current)).code == 0
    run = billtrack("gaps", "hr493-119", "--committee", "hsju00", "--bills", str(current))
    assert (run.code, run.out) == (3, "")
    assert "not loaded: the seats of House Committee on the Judiciary (hsju00) on 2026-06-15" in run.err
    run = billtrack("status", "hr493-119", "--bills", str(current))
    assert "First sponsor since 2025-09-16: Mr. Newcomer, by unanimous consent" in run.out
