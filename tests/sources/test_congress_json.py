from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.congress_json import (
    PARTS,
    canonical,
    counted,
    measure_of,
    parse_item,
    parse_measure,
    parse_page,
    parse_reply,
)
from official_measures import Invented, replace
from official_replies import replies_of
from official_server import invented

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def told(status: bytes) -> bytes:
    """What the API tells of the measure of a status file, as canonical JSON."""
    parts = replies_of(status, address="https://api.congress.gov/v3/bill/x")
    item = parts.pop("bill")
    assert isinstance(item, dict)
    return canonical(item, parts)


def reply(**values: object) -> bytes:
    return json.dumps(values).encode()


# --------------------------------------------------------------------------------- one measure


@pytest.mark.parametrize("name", ["hres7-119", "s12-118", "sjres3-117", "hconres4-119"])
def test_both_services_tell_the_same_measure(name: str) -> None:
    measure: Invented = replace(invented(name, cosponsors=8), related=(parse_measure_id("sres9-119"),))
    status = measure.status_xml()
    assert parse_measure(told(status), name=name) == parse_billstatus(status, name=name)


def test_a_withdrawn_cosponsor_stays_with_the_day() -> None:
    day = "2025-04-01"
    status = invented("hres7-119").status_xml()
    withdrawn = f"<sponsorshipWithdrawnDate>{day}</sponsorshipWithdrawnDate></item></cosponsors>".encode()
    status = status.replace(b"</item></cosponsors>", withdrawn)
    item = json.loads(told(status))["bill"]
    assert item["cosponsors"]["count"] == 2
    assert counted(item, "cosponsors") == 3
    measure = parse_measure(told(status), name="x")
    assert [str(each.sponsorship_withdrawn_date) for each in measure.cosponsors or ()] == ["None", "None", day]


def test_a_part_the_item_does_not_speak_of_is_known_to_be_none() -> None:
    measure = parse_measure(told(invented("hres7-119", cosponsors=0).status_xml()), name="x")
    assert measure.cosponsors == ()
    assert measure.amendments == ()


def test_a_part_that_was_promised_and_did_not_come_is_refused() -> None:
    whole = json.loads(told(invented("hres7-119").status_xml()))
    del whole["cosponsors"]
    with pytest.raises(InputError, match="promises cosponsors"):
        parse_measure(json.dumps(whole).encode(), name="x")


def test_a_signature_that_cannot_be_read_is_refused_by_its_place() -> None:
    whole = json.loads(told(invented("hres7-119").status_xml()))
    whole["cosponsors"][0]["sponsorshipDate"] = "yesterday"
    with pytest.raises(InputError, match=r"bill/cosponsors/item/sponsorshipDate: .*'yesterday'"):
        parse_measure(json.dumps(whole).encode(), name="x")


def test_versions_are_told_apart_by_their_file_names_wherever_they_lie() -> None:
    address = "https://www.congress.gov/119/bills/hres7"
    versions = [
        {"type": "Engrossed Amendment Senate", "date": None, "formats": [{"url": f"{address}/BILLS-119hres7eas2.htm"}]},
        {"type": "Engrossed Amendment Senate", "date": "2025-05-01T04:00:00Z",
         "formats": [{"type": "Generated HTML", "url": f"{address}/generated/BILLS-119hres7eas.html"}]},
        {"type": "Public Law", "date": "2025-06-01T04:00:00Z",
         "formats": [{"url": "https://www.congress.gov/119/plaws/publ7/PLAW-119publ7.htm"}]},
        {"type": None, "date": None, "formats": []},
        {"type": "Introduced in House", "date": "2025-03-03T05:00:00Z", "formats": []},
    ]  # fmt: skip
    whole = json.loads(told(invented("hres7-119").status_xml()))
    whole["textVersions"] = versions
    texts = parse_measure(json.dumps(whole).encode(), name="x").text_versions or ()
    assert [(text.version_code, str(text.date)) for text in texts] == [
        ("ih", "2025-03-03"),
        ("eas", "2025-05-01"),
        ("eas2", "None"),
    ]


def test_a_time_without_a_zone_is_not_known() -> None:
    whole = json.loads(told(invented("hres7-119").status_xml()))
    whole["bill"]["updateDate"] = "2025-03-04T08:00:00"
    assert parse_measure(json.dumps(whole).encode(), name="x").update_date is None


def test_html_and_control_characters_do_not_survive() -> None:
    whole = json.loads(told(invented("hres7-119").status_xml()))
    whole["summaries"][0]["text"] = "<p>Honors\u0000 a \u001b[31mlighthouse.</p><script>alert(1)</script>"
    (summary,) = parse_measure(json.dumps(whole).encode(), name="x").summaries or ()
    assert summary.text == "Honors a [31mlighthouse."


@given(JSON)
def test_any_json_in_any_part_is_read_or_refused(value: object) -> None:
    whole = json.loads(told(invented("hres7-119").status_xml()))
    for key in ("actions", "committees", "subjects", "titles", "summaries"):
        whole[key] = value
    try:
        measure = parse_measure(json.dumps(whole).encode(), name="x")
    except InputError:
        return
    assert isinstance(measure, Measure)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_the_same_telling_gives_the_same_bytes(item: dict[str, object]) -> None:
    backwards = dict(reversed(item.items()))
    assert canonical(item, {}) == canonical(backwards, {})


# --------------------------------------------------------------------------------------- pages


def test_the_item_must_be_about_the_measure() -> None:
    item = reply(bill={"type": "HRES", "number": "8", "congress": 119})
    with pytest.raises(InputError, match="about hres8-119, not hres7-119"):
        parse_item(item, parse_measure_id("hres7-119"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"[]",
        b"3",
        b'{"bill": 3}',
        b'{"bill": {}}',
        b'{"bill": {"type": "HRES", "number": NaN}}',
        b'{"bill": {"type": "HRES", "number": "7", "congress": 119, "laws": "119-7"}}',
        b'{"bill": {"type": "HRES", "number": "7", "congress": 119, "sponsors": {"item": []}}}',
        b"\xff",
        b"[" * 100_000,
        b'{"error": "no"}',
        b'{"error": {"code": "X", "message": "no"}, "bill": {}}',
        b'{"bill": {"type": "HRES", "number": "' + b"9" * 5000 + b'", "congress": 119}}',
        b'{"bill": {"type": "HRES", "number": ' + b"9" * 5000 + b', "congress": 119}}',
    ],
)
def test_what_is_no_item_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_item(data, parse_measure_id("hres7-119"))


def test_a_page_says_where_the_next_begins_whatever_host_it_names() -> None:
    url = "https://v3/bill/117/hr/1/actions?sort=updateDate desc&offset=20&limit=20&format=json"
    page = parse_page(reply(actions=[{"text": "x"}], pagination={"count": 74, "next": url}), "actions")
    assert (len(page.rows), page.total, page.next_offset) == (1, 74, 20)


@pytest.mark.parametrize(
    "url", [None, 3, "", "https://v3/x", "https://v3/x?offset=-1", "https://v3/x?offset=a", "http://[", {}]
)
def test_a_next_page_that_begins_nowhere_is_none(url: object) -> None:
    assert parse_page(reply(actions=[], pagination={"count": 1, "next": url}), "actions").next_offset is None


def test_withdrawn_cosponsors_count_in_the_total() -> None:
    pagination = {"count": 2, "countIncludingWithdrawnCosponsors": 3}
    assert parse_page(reply(cosponsors=[], pagination=pagination), "cosponsors").total == 3


def test_the_policy_area_stands_beside_the_subjects() -> None:
    subjects = {"legislativeSubjects": [{"name": "Lighthouses"}], "policyArea": {"name": "Transportation"}}
    page = parse_page(reply(subjects=subjects, pagination={"count": 2}), "subjects")
    assert page.rows == ({"name": "Lighthouses"},)
    assert page.beside == {"policyArea": {"name": "Transportation"}}


@pytest.mark.parametrize("held", [None, 3, "x", {"a": 1}, [1], [None], [[]]])
def test_what_is_no_list_of_objects_is_no_page(held: object) -> None:
    with pytest.raises(InputError, match="no list of objects called actions"):
        parse_page(reply(actions=held), "actions")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (parse_reply, lambda data: parse_page(data, "actions")):
        try:
            read(data)
        except InputError:
            continue


@given(JSON)
def test_any_row_names_a_measure_or_none(value: object) -> None:
    measure_of({"type": value, "number": value, "congress": value})


# ------------------------------------------------------------------------------- official files


@pytest.mark.official
def test_the_recorded_replies_tell_what_the_status_file_tells(official_data: Path) -> None:
    folder, name = official_data / "api" / "loc-sample-output", parse_measure_id("hr21-117")
    item = dict(parse_item((folder / "bill_117_hr_21.json").read_bytes(), name))
    parts: dict[str, object] = {}
    for key, word in PARTS.items():
        recorded = folder / f"bill_117_hr_21_{word}.json"
        if recorded.exists():
            page = parse_page(recorded.read_bytes(), key)
            assert len(page.rows) == counted(item, key)
            parts[key] = list(page.rows)
        else:
            item.pop(key, None)
    api = parse_measure(canonical(item, parts), name="api")
    file = official_data / "billstatus" / "v3" / "BILLSTATUS-117hr21.xml"
    status = parse_billstatus(file.read_bytes(), name=file.name)
    assert api.title == status.title
    assert api.actions == status.actions
    assert api.cosponsors == status.cosponsors
    assert api.committees == status.committees
    assert api.text_versions == status.text_versions
    assert api.policy_area == status.policy_area
    # The recording is nine months older than the file, which since names the print each title stands in.
    assert [(each.title_type, each.title, each.chamber) for each in api.other_titles or ()] == [
        (each.title_type, each.title, each.chamber) for each in status.other_titles or ()
    ]


@pytest.mark.official
def test_a_recorded_law_is_read(official_data: Path) -> None:
    folder, name = official_data / "api" / "recorded", parse_measure_id("hr3076-117")
    item = parse_item((folder / "bill-117-hr-3076.json").read_bytes(), name)
    assert (counted(item, "actions"), counted(item, "cosponsors"), counted(item, "textVersions")) == (74, 102, 7)
    page = parse_page((folder / "bill-117-hr-3076-actions.json").read_bytes(), "actions")
    assert (len(page.rows), page.total, page.next_offset) == (20, 74, 20)
    parts = {
        key: list(parse_page((folder / f"bill-117-hr-3076-{key}.json").read_bytes(), key).rows)
        for key in ("actions", "summaries")
    }
    kept = {key: value for key, value in item.items() if key not in PARTS or key in parts}
    measure = parse_measure(canonical(kept, parts), name="api")
    assert [(law.type, law.number) for law in measure.laws or ()] == [("Public Law", "117-108")]
    assert measure.committee_reports == ("H. Rept. 117-89,Part 1", "H. Rept. 117-89,Part 2")
    assert [each.version_code for each in measure.summaries or ()] == ["00", "08", "53", "55", "49"]
    votes = [vote.roll_number for action in measure.actions or () for vote in action.recorded_votes]
    assert votes == [69, 70, 71, 71]


@pytest.mark.official
def test_every_recorded_reply_and_error_is_told_apart(official_data: Path) -> None:
    for path in sorted((official_data / "api").rglob("*.json")):
        data = path.read_bytes()
        if path.parent.name == "errors":
            with pytest.raises(InputError, match="an error instead of an answer"):
                parse_reply(data)
        else:
            assert parse_reply(data)


@pytest.mark.official
def test_status_files_told_as_replies_give_the_same_measures(official_data: Path) -> None:
    compared = 0
    for path in sorted(official_data.rglob("BILLSTATUS-11[79]-*.zip")):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist()[::60]:
                data = package.read(name)
                if re.search(rb"<version>3", data):
                    assert parse_measure(told(data), name=name) == parse_billstatus(data, name=name), name
                    compared += 1
    assert compared > 100
