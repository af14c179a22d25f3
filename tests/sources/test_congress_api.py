from __future__ import annotations

import datetime as dt
import json
import logging
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from billtrack.errors import BilltrackError, InputError, RemoteError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import MeasureType, TextId
from billtrack.model.web_addresses import text_package_url
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.congress_api import CongressApi
from billtrack.sources.congress_json import parse_measure
from billtrack.sources.govinfo import GovInfo
from billtrack.sources.refusals import Patience, RefusedError
from billtrack.sources.remote import Fetched, Missing, OfficialSource, Unchanged, Validators
from official_faults import FINAL, TRANSIENT
from official_measures import replace
from official_server import KEY, Fault, Kind, OfficialServer, invented, invented_many

QUICK = Patience(first_pause=0.001, longest_pause=0.002, read=0.5, connect=2)
MEASURE = parse_measure_id("hres7-119")
ADDRESS = "https://api.congress.gov/v3/bill/119/hres/7"


@pytest.fixture
def server(official_server: OfficialServer) -> OfficialServer:
    official_server.put(invented("hres7-119"), invented("hres8-119"))
    return official_server


@pytest.fixture
def api(server: OfficialServer) -> Iterator[CongressApi]:
    client = make(server)
    yield client
    client.close()


def make(server: OfficialServer, key: str = KEY) -> CongressApi:
    return CongressApi.at(
        server.congress_url, key=key, texts=GovInfo.at(server.url, patience=QUICK), patience=QUICK, at_once=4
    )


def paths(server: OfficialServer) -> list[str]:
    return [each.path for each in server.asked]


def test_it_is_an_official_source(api: CongressApi) -> None:
    source: OfficialSource = api
    assert source is api


# -------------------------------------------------------------------------------------- status


def test_a_status_is_the_item_and_its_parts(server: OfficialServer, api: CongressApi) -> None:
    fetched = api.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    assert fetched.url == ADDRESS
    assert fetched.content == parse_billstatus(invented("hres7-119").status_xml(), name="x")
    assert fetched.content == parse_measure(fetched.data, name="x")
    asked = [path.partition("?")[0].removeprefix("/v3/bill/119/hres/7") for path in paths(server)]
    assert asked == ["", "/actions", "/committees", "/cosponsors", "/subjects", "/summaries", "/text", "/titles"]
    assert all("format=json" in path for path in paths(server))


def test_the_bytes_are_the_same_however_the_pages_are_cut(server: OfficialServer, api: CongressApi) -> None:
    server.put(invented("hres7-119", cosponsors=90))
    whole = api.fetch_status(MEASURE)
    server.largest_page = 20
    paged = api.fetch_status(MEASURE)
    assert isinstance(whole, Fetched)
    assert whole == paged
    assert len(whole.content.cosponsors or ()) == 90


def test_pages_have_two_hundred_and_fifty_rows(server: OfficialServer, api: CongressApi) -> None:
    server.put(invented("hres7-119", cosponsors=600))
    fetched = api.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    assert len(fetched.content.cosponsors or ()) == 600
    asked = [path.partition("?")[2] for path in paths(server) if "/cosponsors" in path]
    assert asked == [f"format=json&offset={offset}&limit=250" for offset in (0, 250, 500)]


def test_withdrawn_cosponsors_are_fetched_with_the_others(server: OfficialServer, api: CongressApi) -> None:
    measure = invented("hres7-119", cosponsors=2)
    first = replace(measure.cosponsors[0], withdrawn=dt.date(2025, 4, 1))
    server.put(replace(measure, cosponsors=(first, *measure.cosponsors[1:])))
    fetched = api.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    assert fetched.validators.etag is not None
    assert [each.sponsorship_withdrawn_date for each in fetched.content.cosponsors or ()] == [dt.date(2025, 4, 1), None]


def test_no_such_measure_is_missing(server: OfficialServer, api: CongressApi) -> None:
    assert api.fetch_status(parse_measure_id("hres99-119")) == Missing("https://api.congress.gov/v3/bill/119/hres/99")
    assert len(server.asked) == 1


def test_a_page_of_html_with_404_is_no_absence(server: OfficialServer, api: CongressApi) -> None:
    server.faults.script(Kind.NOT_FOUND, times=-1)
    with pytest.raises(RefusedError, match="no such document"):
        api.fetch_status(MEASURE)


def test_a_part_that_is_not_found_is_no_absence_of_the_measure(server: OfficialServer, api: CongressApi) -> None:
    server.faults.script(Kind.NOT_FOUND, times=-1, where="/cosponsors")
    with pytest.raises(RefusedError, match=r"cosponsors.*no such document"):
        api.fetch_status(MEASURE)


def test_a_reply_about_another_measure_is_refused(server: OfficialServer, api: CongressApi) -> None:
    server.faults.script(Kind.OTHER, times=-1)
    with pytest.raises(RemoteError, match="about hres99999-119, not hres7-119"):
        api.fetch_status(MEASURE)


def test_an_unreadable_signature_makes_no_record(server: OfficialServer, api: CongressApi) -> None:
    rows = {"cosponsors": [{"bioguideId": "A000901", "fullName": "Rep. Alder, Ann [D-WA-3]"}] * 3}
    server.overrides["/v3/bill/119/hres/7/cosponsors"] = json.dumps(rows).encode()
    with pytest.raises(RemoteError, match=r"not a valid measure: .*no sponsorshipDate"):
        api.fetch_status(MEASURE)


# --------------------------------------------------------------------------------- validators


def test_an_unchanged_item_costs_one_request(server: OfficialServer, api: CongressApi) -> None:
    fetched = api.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    server.forget()
    assert api.fetch_status(MEASURE, fetched.validators) == Unchanged(ADDRESS)
    assert len(server.asked) == 1
    server.put(invented("hres7-119").signed_by(1, on=dt.date(2025, 4, 1)))
    assert isinstance(api.fetch_status(MEASURE, fetched.validators), Fetched)


def test_validators_of_another_source_are_not_believed(api: CongressApi) -> None:
    assert isinstance(api.fetch_status(MEASURE, Validators('"abc"', "Wed, 05 Mar 2025 10:00:00 GMT")), Fetched)


@pytest.mark.parametrize("part", ["actions", "cosponsors"])
def test_a_history_that_trails_its_item_is_refused(server: OfficialServer, api: CongressApi, part: str) -> None:
    """The parts are cached apart: an item can promise a signature its list does not have yet."""
    rows = {part: [], "pagination": {"count": 0}}
    server.overrides[f"/v3/bill/119/hres/7/{part}"] = json.dumps(rows).encode()
    with pytest.raises(RemoteError, match=rf"{part}: 0 of [23] rows received"):
        api.fetch_status(MEASURE)


def test_another_part_that_trails_its_item_is_asked_for_again_next_time(
    server: OfficialServer, api: CongressApi
) -> None:
    rows = {"summaries": [], "pagination": {"count": 0}}
    server.overrides["/v3/bill/119/hres/7/summaries"] = json.dumps(rows).encode()
    fetched = api.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    assert fetched.validators == Validators()


# ------------------------------------------------------------------------- lists that move


def test_a_list_that_moves_is_read_again(server: OfficialServer, api: CongressApi) -> None:
    server.put(invented("hres7-119", cosponsors=90))
    server.largest_page = 20
    expected = api.fetch_status(MEASURE)
    server.moving = 1
    assert api.fetch_status(MEASURE) == expected
    assert server.moving <= 0


def test_a_list_that_never_settles_is_an_error(server: OfficialServer, api: CongressApi) -> None:
    rows = [{"text": str(index)} for index in range(3)]
    reply = {"actions": rows, "pagination": {"count": 5}}
    server.overrides["/v3/bill/119/hres/7/actions"] = json.dumps(reply).encode()
    with pytest.raises(RemoteError, match="3 of 5 rows received") as error:
        api.fetch_status(MEASURE)
    assert "later" in str(error.value.hint)
    assert sum("/actions" in path for path in paths(server)) == 3


@pytest.mark.parametrize("offset", [0, -1, "x"])
def test_a_next_page_that_goes_back_is_not_followed(server: OfficialServer, api: CongressApi, offset: object) -> None:
    page = {"count": 2, "next": f"https://api.congress.gov/v3/bill/119/hres/7/titles?offset={offset}"}
    rows = [{"titleType": "Display Title", "title": str(index)} for index in range(2)]
    server.overrides["/v3/bill/119/hres/7/titles"] = json.dumps({"titles": rows, "pagination": page}).encode()
    fetched = api.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    assert len(fetched.content.other_titles or ()) == 2


def test_the_next_pages_host_is_never_asked(server: OfficialServer, api: CongressApi) -> None:
    server.put(invented("hres7-119", cosponsors=30))
    server.largest_page = 20
    fetched = api.fetch_status(MEASURE)
    assert isinstance(fetched, Fetched)
    assert len(fetched.content.cosponsors or ()) == 30
    assert all(each.headers.get("X-Api-Key") == KEY for each in server.asked)


def test_measures_are_listed_by_number_each_once(server: OfficialServer, api: CongressApi) -> None:
    server.put(*invented_many(45), invented("sres9-119"), invented("hres9-118"))
    server.largest_page = 20
    assert [each.number for each in api.list_measures(119, MeasureType.HRES)] == list(range(1, 46))
    assert all("sort=updateDate+asc" in path for path in paths(server))
    server.moving = 2
    assert [each.number for each in api.list_measures(119, MeasureType.HRES)] == list(range(1, 46))


def test_a_wrong_count_of_measures_stops_nobody(server: OfficialServer, api: CongressApi) -> None:
    rows = [{"type": "HRES", "number": "7", "congress": 119}, {"type": "HAMDT", "number": "1", "congress": 119}]
    server.overrides["/v3/bill/119/hres"] = json.dumps({"bills": rows, "pagination": {"count": 9}}).encode()
    assert [str(each) for each in api.list_measures(119, MeasureType.HRES)] == ["hres7-119"]


# --------------------------------------------------------------------------------------- texts


def test_texts_come_from_govinfo_and_the_key_does_not_go_there(server: OfficialServer, api: CongressApi) -> None:
    text = TextId(MEASURE, "ih")
    fetched = api.fetch_text(text)
    assert isinstance(fetched, Fetched)
    assert fetched.url == text_package_url(text)
    assert all("X-Api-Key" not in each.headers for each in server.asked)
    assert api.fetch_text(text, fetched.validators) == Unchanged(fetched.url)


# ----------------------------------------------------------------------------------------- key


@pytest.mark.parametrize("key", ["", "short", "with space in it", "line\nbreak-in-it", "é" * 20, "x" * 201])
def test_what_could_be_no_key_is_refused_without_showing_it(server: OfficialServer, key: str) -> None:
    with pytest.raises(InputError, match="key is not valid") as error:
        make(server, key)
    assert not key or key not in str(error.value)


def test_a_key_is_not_sent_in_the_clear() -> None:
    with pytest.raises(InputError, match="over https only"):
        CongressApi.at("http://mirror.example/v3", key=KEY, texts=GovInfo.at())


def test_a_key_that_is_not_accepted_is_an_error_that_says_where_keys_come_from(
    server: OfficialServer, api: CongressApi
) -> None:
    server.keys = {"another-key"}
    with pytest.raises(RemoteError, match=r"refused the key: .*API_KEY_INVALID") as error:
        api.fetch_status(MEASURE)
    assert KEY not in str(error.value)
    assert "sign-up" in str(error.value.hint)
    assert len(server.asked) == 1


def test_a_spent_allowance_is_told(server: OfficialServer, api: CongressApi) -> None:
    server.remaining = 2
    with pytest.raises(RemoteError, match="OVER_RATE_LIMIT") as error:
        api.fetch_status(MEASURE)
    assert "5,000 requests" in str(error.value.hint)


@pytest.mark.parametrize("kind", [*TRANSIENT, *FINAL], ids=lambda kind: kind.name)
def test_under_any_fault_the_key_is_in_the_header_and_nowhere_else(
    server: OfficialServer, api: CongressApi, kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.faults.script(Fault(kind), times=-1, where="/cosponsors")
    said = ""
    try:
        fetched = api.fetch_status(MEASURE)
    except BilltrackError as error:
        said = "".join(traceback.format_exception(error)) + str(error.hint)
    else:
        said = repr(fetched)
    assert KEY not in said
    assert KEY not in caplog.text
    assert all(KEY not in each.path and each.headers.get("X-Api-Key") == KEY for each in server.asked)


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 12))])
def test_what_comes_through_faults_is_what_comes_without_them(server: OfficialServer, seed: int) -> None:
    measures = list(invented_many(10))
    server.put(*measures)
    server.faults.seed(seed, rate=0.25, at_most=2)
    api = make(server)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda each: outcome(api, each.id), measures))
    api.close()
    for measure, answer in zip(measures, answers, strict=True):
        if isinstance(answer, Fetched):
            assert answer.content == parse_billstatus(measure.status_xml(), name="x")
        else:
            assert isinstance(answer, RemoteError)
    assert any(isinstance(answer, Fetched) for answer in answers)


def outcome(api: CongressApi, measure: object) -> object:
    try:
        return api.fetch_status(measure)  # type: ignore[arg-type]
    except RemoteError as error:
        return error
