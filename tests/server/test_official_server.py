"""The server keeps to what the official services do: the tests of the clients are worth what it is worth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import requests

from billtrack.model.identifiers import identify_file, parse_measure_id
from billtrack.model.measure_names import MeasureType, TextId
from billtrack.sources.billstatus.document import read_rows
from billtrack.sources.billtext import parse_billtext
from billtrack.sources.rows import Notes
from billtrack.sources.xml import parse_rows
from official_faults import Fault, Kind
from official_server import KEY, OfficialServer, invented, invented_many

STATUS = "/bulkdata/BILLSTATUS/119/hres/BILLSTATUS-119hres7.xml"


@pytest.fixture
def server(official_server: OfficialServer) -> OfficialServer:
    official_server.put(invented("hres7-119"))
    return official_server


def ask(server: OfficialServer, path: str, **headers: str) -> requests.Response:
    return requests.get(f"{server.url}{path}", headers=headers, timeout=5, allow_redirects=False)


@pytest.mark.parametrize("name", ["hr1-119", "s2-118", "hjres3-117", "sconres4-119", "hres5-119"])
def test_invented_measures_have_the_official_shape(name: str) -> None:
    measure = invented(name, cosponsors=7)
    notes = Notes()
    status, _ = read_rows(parse_rows(measure.status_xml(), name="x"), name="x", notes=notes)
    assert notes.omissions == []
    assert len(status.cosponsors or ()) == 7
    code = measure.prints[0].code
    assert parse_billtext(measure.text_xml(code), name=f"BILLS-{_package(name)}{code}.xml").text.version_code == code


def _package(name: str) -> str:
    measure = parse_measure_id(name)
    return f"{measure.congress}{measure.measure_type.value}{measure.number}"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (STATUS, 200),
        ("/content/pkg/BILLS-119hres7ih/xml/BILLS-119hres7ih.xml", 200),
        ("/bulkdata/BILLS/119/1/hres/BILLS-119hres7ih.xml", 200),
        ("/bulkdata/BILLS/119/2/hres/BILLS-119hres7ih.xml", 404),
        ("/content/pkg/BILLS-119hres7eh/xml/BILLS-119hres7eh.xml", 404),
        ("/bulkdata/BILLSTATUS/119/hres/BILLSTATUS-119hres8.xml", 404),
        ("/link/bills/119/hres/7?billversion=ih&link-type=xml", 302),
        ("/anything/else", 404),
    ],
)
def test_documents_are_where_govinfo_has_them(server: OfficialServer, path: str, status: int) -> None:
    assert ask(server, path).status_code == status


def test_the_link_service_redirects_to_the_package(server: OfficialServer) -> None:
    link = requests.get(f"{server.url}/link/bills/119/hres/7?billversion=ih&link-type=xml", timeout=5)
    assert link.content == invented("hres7-119").text_xml("ih")


def test_conditions_are_honoured_to_the_second(server: OfficialServer) -> None:
    modified = ask(server, STATUS).headers["Last-Modified"]
    assert ask(server, STATUS, **{"If-Modified-Since": modified}).status_code == 304
    assert ask(server, STATUS, **{"If-Modified-Since": "Wed, 05 Mar 2025 09:59:59 GMT"}).status_code == 200
    assert ask(server, STATUS, **{"If-Modified-Since": "yesterday"}).status_code == 200


def test_a_listing_has_the_zip_beside_the_files(server: OfficialServer) -> None:
    listing = ask(server, "/bulkdata/json/BILLSTATUS/119/hres", Accept="application/json").json()
    assert [file["name"] for file in listing["files"]] == ["BILLSTATUS-119-hres.zip", "BILLSTATUS-119hres7.xml"]
    assert ask(server, "/bulkdata/json/BILLSTATUS/119/hres").headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "key", "status", "error"),
    [
        ("/v3/bill/119/hres/7?format=json", "", 403, "object"),
        ("/v3/bill/119/hres/7?format=json", "wrong", 403, "object"),
        ("/v3/bill/119/hres/8?format=json", KEY, 404, "string"),
        ("/v3/bill/119/hres/7/nonsense?format=json", KEY, 404, "object"),
        ("/v3/bill/119/bills?format=json", KEY, 400, "string"),
    ],
)
def test_errors_come_in_both_shapes(server: OfficialServer, path: str, key: str, status: int, error: str) -> None:
    answer = ask(server, path, **({"X-Api-Key": key} if key else {}))
    assert answer.status_code == status
    assert isinstance(answer.json()["error"], dict if error == "object" else str)


def test_pages_have_twenty_rows_and_never_more_than_two_hundred_and_fifty(server: OfficialServer) -> None:
    server.put(*invented_many(300))
    for query, rows in (("", 20), ("&limit=1000", 250), ("&limit=250&offset=250", 50)):
        reply = ask(server, f"/v3/bill/119/hres?format=json{query}", **{"X-Api-Key": KEY}).json()
        assert len(reply["bills"]) == rows
        assert reply["pagination"]["count"] == 300
        assert KEY not in json.dumps(reply)
        assert ("next" in reply["pagination"]) == (rows != 50)


def test_without_format_the_reply_is_xml(server: OfficialServer) -> None:
    assert ask(server, "/v3/bill/119/hres/7", **{"X-Api-Key": KEY}).content.startswith(b"<")


def test_the_allowance_runs_out(server: OfficialServer) -> None:
    server.remaining = 1
    first, second = (ask(server, "/v3/bill/119/hres/7?format=json", **{"X-Api-Key": KEY}) for _ in range(2))
    assert (first.status_code, first.headers["X-RateLimit-Remaining"]) == (200, "0")
    assert (second.status_code, second.json()["error"]["code"]) == (429, "OVER_RATE_LIMIT")


def test_faults_are_met_by_the_address_and_as_often_as_scripted(server: OfficialServer) -> None:
    server.faults.script(Fault(Kind.UNAVAILABLE, retry_after="7"), times=2, where="hres7")
    answers = [ask(server, STATUS) for _ in range(3)]
    assert [each.status_code for each in answers] == [503, 503, 200]
    assert answers[0].headers["Retry-After"] == "7"
    assert server.counts() == {503: 2, 200: 1}


def test_a_changed_measure_is_newer(server: OfficialServer) -> None:
    before = ask(server, STATUS).headers["Last-Modified"]
    server.put(invented("hres7-119"))
    assert ask(server, STATUS).headers["Last-Modified"] == before
    server.put(invented("hres7-119", cosponsors=9))
    assert ask(server, STATUS).headers["Last-Modified"] != before


@pytest.mark.official
def test_the_official_files_are_served_as_they_are(official_server: OfficialServer, official_data: Path) -> None:
    official_server.shelves.add_folder(official_data)
    single = official_data / "billstatus" / "BILLSTATUS-115hres351.xml"
    answer = ask(official_server, "/bulkdata/BILLSTATUS/115/hres/BILLSTATUS-115hres351.xml")
    assert answer.content == single.read_bytes()
    assert len(official_server.shelves.measures(119, MeasureType.SRES)) > 200
    session = ask(official_server, "/bulkdata/BILLS/119/1/sres/BILLS-119sres106rs.xml")
    assert session.status_code == 200
    assert isinstance(identify_file("BILLS-119sres106rs.xml"), TextId)
