from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from billtrack.errors import InputError, RemoteError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.web_addresses import billstatus_url, text_bulk_url, text_package_url
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.govinfo import GovInfo
from billtrack.sources.refusals import Patience
from billtrack.sources.remote import Fetched, Missing, OfficialSource, Unchanged
from official_measures import Print, replace
from official_server import Kind, OfficialServer, closed_url, invented, invented_many

QUICK = Patience(first_pause=0.001, longest_pause=0.002, read=0.5, connect=2)
MEASURE = parse_measure_id("hres7-119")
IH = TextId(MEASURE, "ih")


@pytest.fixture
def server(official_server: OfficialServer) -> OfficialServer:
    official_server.put(invented("hres7-119"), invented("hres8-119"))
    return official_server


@pytest.fixture
def govinfo(server: OfficialServer) -> Iterator[GovInfo]:
    client = GovInfo.at(server.url, patience=QUICK)
    yield client
    client.close()


def paths(server: OfficialServer) -> list[str]:
    return [each.path for each in server.asked]


def test_it_is_an_official_source(govinfo: GovInfo) -> None:
    source: OfficialSource = govinfo
    assert source is govinfo


# -------------------------------------------------------------------------------------- status


def test_a_status_is_its_bulk_file_under_its_official_address(server: OfficialServer, govinfo: GovInfo) -> None:
    fetched = govinfo.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    assert fetched.url == "https://www.govinfo.gov/bulkdata/BILLSTATUS/119/hres/BILLSTATUS-119hres7.xml"
    assert fetched.content == parse_billstatus(fetched.data, name="BILLSTATUS-119hres7.xml")
    assert paths(server) == ["/bulkdata/BILLSTATUS/119/hres/BILLSTATUS-119hres7.xml"]


def test_an_unchanged_status_costs_one_conditional_request(server: OfficialServer, govinfo: GovInfo) -> None:
    fetched = govinfo.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    server.forget()
    assert govinfo.fetch_status(MEASURE, fetched.validators) == Unchanged(fetched.url)
    assert server.counts() == {304: 1}


def test_no_such_measure_is_missing(server: OfficialServer, govinfo: GovInfo) -> None:
    absent = parse_measure_id("hres99-119")
    assert govinfo.fetch_status(absent) == Missing(billstatus_url(absent))
    assert len(server.asked) == 1


def test_another_measures_file_is_refused(server: OfficialServer, govinfo: GovInfo) -> None:
    server.shelves.put_document(MEASURE, invented("hres8-119").status_xml())
    with pytest.raises(RemoteError, match="the content is hres8-119, the file name says hres7-119"):
        govinfo.fetch_status(MEASURE)


def test_a_document_that_is_no_status_is_refused(server: OfficialServer, govinfo: GovInfo) -> None:
    server.shelves.put_document(MEASURE, invented("hres7-119").text_xml("ih"))
    with pytest.raises(RemoteError, match="not a BILLSTATUS document"):
        govinfo.fetch_status(MEASURE)


def test_a_refusal_is_no_absence(server: OfficialServer, govinfo: GovInfo) -> None:
    server.faults.script(Kind.FORBIDDEN, times=-1)
    with pytest.raises(RemoteError, match="403"):
        govinfo.fetch_status(MEASURE)
    with pytest.raises(RemoteError, match="403"):
        govinfo.fetch_text(IH)


def test_many_are_fetched_at_once(server: OfficialServer, govinfo: GovInfo) -> None:
    measures = list(invented_many(60))
    server.put(*measures)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda each: govinfo.fetch_status(each.id), measures))
    assert [each.content.id for each in answers if isinstance(each, Fetched)] == [each.id for each in measures]


# --------------------------------------------------------------------------------------- texts


def test_a_text_is_the_xml_of_its_package(server: OfficialServer, govinfo: GovInfo) -> None:
    fetched = govinfo.fetch_text(IH)
    assert isinstance(fetched, Fetched)
    assert fetched.url == text_package_url(IH)
    assert fetched.content.id == IH
    assert fetched.content.text.preamble is not None
    assert paths(server) == ["/content/pkg/BILLS-119hres7ih/xml/BILLS-119hres7ih.xml"]


@pytest.mark.parametrize(("year", "session"), [(2025, 1), (2026, 2)])
def test_a_text_without_a_package_is_in_the_bulk_data_of_its_session(
    server: OfficialServer, govinfo: GovInfo, year: int, session: int
) -> None:
    printed = Print("eh", dt.date(year, 6, 3), ("Whereas it stands:",), ("shines.",))
    server.put(replace(invented("hres7-119"), prints=(printed,)))
    text = TextId(MEASURE, "eh")
    server.packages_hidden.add(text)
    fetched = govinfo.fetch_text(text)
    assert isinstance(fetched, Fetched)
    assert fetched.url == text_bulk_url(text, session=session)
    assert f"/bulkdata/BILLS/119/{session}/hres/BILLS-119hres7eh.xml" in fetched.url
    assert server.counts() == {404: session, 200: 1}
    server.forget()
    assert govinfo.fetch_text(text, fetched.validators) == Unchanged(fetched.url)


def test_a_text_that_is_nowhere_is_missing_under_its_package(server: OfficialServer, govinfo: GovInfo) -> None:
    text = TextId(MEASURE, "eh")
    assert govinfo.fetch_text(text) == Missing(text_package_url(text))
    assert server.counts() == {404: 5}


def test_another_measures_text_is_refused(server: OfficialServer, govinfo: GovInfo) -> None:
    server.shelves.put_document(IH, invented("hres8-119").text_xml("ih"))
    with pytest.raises(RemoteError, match="the form says hres8-119"):
        govinfo.fetch_text(IH)


def test_a_failing_package_is_no_reason_to_look_elsewhere(server: OfficialServer, govinfo: GovInfo) -> None:
    server.faults.script(Kind.UNAVAILABLE, times=-1, where="/content/pkg/")
    with pytest.raises(RemoteError, match="503"):
        govinfo.fetch_text(IH)
    assert all("/content/pkg/" in path for path in paths(server))


# ------------------------------------------------------------------------------------ listings


def listed(govinfo: GovInfo) -> list[str]:
    return [str(each) for each in govinfo.list_measures(119, MeasureType.HRES)]


def test_measures_are_listed_by_number_without_the_zip(server: OfficialServer, govinfo: GovInfo) -> None:
    server.put(invented("hres100-119"), invented("sres9-119"), invented("hres9-118"))
    assert listed(govinfo) == ["hres7-119", "hres8-119", "hres100-119"]
    assert paths(server) == ["/bulkdata/json/BILLSTATUS/119/hres"]
    assert "application/json" in server.asked[0].headers["Accept"]


def test_a_listing_that_is_a_page_has_a_sitemap_beside_it(server: OfficialServer, govinfo: GovInfo) -> None:
    server.listings_work = False
    assert listed(govinfo) == ["hres7-119", "hres8-119"]
    assert paths(server)[-1] == "/sitemap/bulkdata/BILLSTATUS/119hres/sitemap.xml"


def test_an_empty_listing_is_not_believed_before_the_sitemap(server: OfficialServer, govinfo: GovInfo) -> None:
    server.shelves.take_away(*server.shelves.names())
    assert listed(govinfo) == []
    assert len(server.asked) == 2


def test_where_both_fail_the_listings_failure_is_told(server: OfficialServer, govinfo: GovInfo) -> None:
    server.faults.script(Kind.UNAVAILABLE, times=-1)
    with pytest.raises(RemoteError, match=r"bulkdata/json/BILLSTATUS/119/hres: unavailable \(503\)"):
        listed(govinfo)


@pytest.mark.parametrize(
    "reply",
    ["[]", '{"files": 3}', '{"files": [{"size": 1}]}', '{"files": ["x"]}', "{", "[" * 100_000, '{"error": "no"}'],
)
def test_a_listing_of_another_shape_is_no_listing(govinfo: GovInfo, reply: str, server: OfficialServer) -> None:
    server.overrides["/bulkdata/json/BILLSTATUS/119/hres"] = reply.encode()
    assert listed(govinfo) == ["hres7-119", "hres8-119"]


def test_names_in_a_listing_that_are_no_measures_are_passed_over(server: OfficialServer, govinfo: GovInfo) -> None:
    names = ["BILLSTATUS-119hres7.xml", "BILLSTATUS-119hres7.xml", "../../etc/passwd", "resources", "", "x.zip", None]
    server.overrides["/bulkdata/json/BILLSTATUS/119/hres"] = json.dumps(
        {"files": [{"name": name} for name in names]}
    ).encode()
    assert listed(govinfo) == ["hres7-119"]


def test_a_listing_needs_a_server() -> None:
    client = GovInfo.at(closed_url(), patience=QUICK)
    with pytest.raises(RemoteError, match="connection refused"):
        client.list_measures(119, MeasureType.HRES)
    client.close()


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="not the address of a source"):
        GovInfo.at("govinfo.gov")


# ------------------------------------------------------------------------------- official files


@pytest.mark.official
def test_the_official_files_come_through_whole(
    official_server: OfficialServer, govinfo: GovInfo, official_data: Path
) -> None:
    official_server.shelves.add_folder(official_data)
    for name in ("hres351-115", "sres211-115", "hr21-117", "sres106-119"):
        fetched = govinfo.fetch_status(parse_measure_id(name))
        assert isinstance(fetched, Fetched)
        assert str(fetched.content.id) == name
    fetched_text = govinfo.fetch_text(TextId(parse_measure_id("hr1500-116"), "rh"))
    assert isinstance(fetched_text, Fetched)
    assert fetched_text.data == (official_data / "billtext" / "dtd" / "BILLS-116hr1500rh.xml").read_bytes()


@pytest.mark.official
def test_the_recorded_listings_are_read(official_server: OfficialServer, govinfo: GovInfo, official_data: Path) -> None:
    recorded = official_data / "api" / "govinfo-listing" / "bulkdata-json-BILLSTATUS-119-hres.excerpt.json"
    official_server.overrides["/bulkdata/json/BILLSTATUS/119/hres"] = recorded.read_bytes()
    found = list(govinfo.list_measures(119, MeasureType.HRES))
    assert MeasureId(MeasureType.HRES, 1376, 119) in found
    names = [file["name"] for file in json.loads(recorded.read_bytes())["files"]]
    assert len(found) == len({name for name in names if name.endswith(".xml")})
