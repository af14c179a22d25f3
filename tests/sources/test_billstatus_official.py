"""Every official status file is read, no element of it is unknown, and the two core measures say what they say."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from billtrack.model.measure import Measure
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billstatus.document import read_rows
from billtrack.sources.rows import Notes
from billtrack.sources.survey import ElementFate, survey_billstatus
from billtrack.sources.xml import parse_rows

pytestmark = pytest.mark.official

PRINTS_OF_LAWS = {
    "its address is not a text of this measure",
    "no address, and its name does not identify a version",
}


def official_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*BILLSTATUS*")):
        if path.suffix == ".xml":
            yield path.name, path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                yield from ((name, package.read(name)) for name in package.namelist())


def test_every_official_file_is_read_and_what_is_left_out_is_known(official_data: Path) -> None:
    read, reasons = Counter[str](), Counter[str]()
    for name, data in official_files(official_data / "billstatus"):
        notes = Notes()
        measure, schema = read_rows(parse_rows(data, name=name), name=name, notes=notes)
        read[schema] += 1
        reasons.update(left_out.reason for left_out in notes.omissions)
        assert measure.actions, name
    assert read == {"1.0.0": 1529, "3.0.0": 4538}
    assert set(reasons) == PRINTS_OF_LAWS | {"no action cites this calendar number"}
    assert sum(reasons.values()) == 82


def test_every_rebuilt_file_is_read(official_data: Path) -> None:
    reasons = Counter[str]()
    files = 0
    for name, data in official_files(official_data / "congress119"):
        notes = Notes()
        read_rows(parse_rows(data, name=name), name=name, notes=notes)
        reasons.update(left_out.reason for left_out in notes.omissions)
        files += 1
    assert files == 6234
    assert reasons == {"not a time like 2017-05-24T03:11:37Z": 1825}


def test_no_element_of_the_single_official_files_is_unknown(official_data: Path) -> None:
    unknown, kept = set[str](), Counter[str]()
    for path in sorted((official_data / "billstatus").rglob("*.xml")):
        schema, uses = survey_billstatus(path.read_bytes(), name=path.name)
        unknown |= {use.name for use in uses if use.fate is ElementFate.UNKNOWN}
        kept[schema] += sum(use.count for use in uses if use.fate is ElementFate.KEPT)
    assert unknown == set()
    assert all(kept.values())


# ------------------------------------------------------------------------- the two core measures


@pytest.fixture(scope="module")
def hres351(official_data: Path) -> Measure:
    name = "BILLSTATUS-115hres351.xml"
    return parse_billstatus((official_data / "billstatus" / name).read_bytes(), name=name)


@pytest.fixture(scope="module")
def sres211(official_data: Path) -> Measure:
    name = "BILLSTATUS-115sres211.xml"
    return parse_billstatus((official_data / "billstatus" / name).read_bytes(), name=name)


def test_the_house_resolution(hres351: Measure) -> None:
    assert (str(hres351.id), hres351.title) == (
        "hres351-115",
        "Condemning the violence and persecution in Chechnya.",
    )
    assert str(hres351.introduced_date) == "2017-05-23"
    assert hres351.sponsor is not None
    assert (hres351.sponsor.name, hres351.sponsor.party, hres351.sponsor.state, hres351.sponsor.district) == (
        "Ros-Lehtinen, Ileana",
        "R",
        "FL",
        27,
    )
    assert Counter(each.party for each in hres351.cosponsors or ()) == {"D": 65, "R": 20}
    assert sum(each.is_original_cosponsor for each in hres351.cosponsors or ()) == 32
    assert str(max(each.sponsorship_date for each in hres351.cosponsors or ())) == "2017-06-27"
    assert not [each for each in hres351.cosponsors or () if each.sponsorship_withdrawn_date]
    assert not [each.name for each in hres351.cosponsors or () if each.name.isupper() or "[" in each.name]
    assert len(hres351.actions or ()) == 11
    assert [text.version_code for text in hres351.text_versions or ()] == ["ih", "eh"]
    assert (hres351.committee_reports, hres351.laws, hres351.amendments) == ((), (), ())


def test_the_senate_resolution(sres211: Measure) -> None:
    assert sres211.sponsor is not None
    assert (sres211.sponsor.name, sres211.sponsor.district) == ("Toomey, Pat", None)
    assert Counter(each.party for each in sres211.cosponsors or ()) == {"D": 32, "R": 13, "I": 1}
    assert sum(each.is_original_cosponsor for each in sres211.cosponsors or ()) == 40
    assert str(max(each.sponsorship_date for each in sres211.cosponsors or ())) == "2017-10-24"
    assert "Booker, Cory A." in {each.name for each in sres211.cosponsors or ()}
    assert len(sres211.actions or ()) == 8
    assert [text.version_code for text in sres211.text_versions or ()] == ["is", "rs", "ats"]
    (calendar,) = [each for each in sres211.actions or () if each.calendar]
    assert (calendar.calendar, calendar.calendar_number) == ("Senate Calendar of Business", "0243")


def test_each_names_the_other(hres351: Measure, sres211: Measure) -> None:
    for one, other in ((hres351, sres211), (sres211, hres351)):
        assert [(each.id, each.relationship_type, each.identified_by) for each in one.related_measures or ()] == [
            (other.id, "Related bill", "CRS")
        ]
    assert [action.text for action in hres351.actions or ()][-1] == (
        "Motion to reconsider laid on the table Agreed to without objection."
    )
