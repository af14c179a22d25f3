from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.utils import format_datetime
from pathlib import Path

import pytest
import requests

from billtrack.errors import BilltrackError, InputError, RemoteError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.web_addresses import billstatus_url
from billtrack.sources.http import MAX_REDIRECTS, HttpClient
from billtrack.sources.refusals import Patience, RefusedError
from billtrack.sources.remote import Fetched, Missing, Unchanged, Validators
from billtrack.sources.sites import parse_site
from official_faults import FINAL, TRANSIENT
from official_server import KEY, Fault, Kind, OfficialServer, closed_url, invented, invented_many

MEASURE = parse_measure_id("hres7-119")
PATH = billstatus_url(MEASURE, site="")
OFFICIAL = billstatus_url(MEASURE)
QUICK = Patience(first_pause=0.001, longest_pause=0.002, read=0.3, connect=2)
Clients = Callable[..., HttpClient]


def read_status(data: bytes) -> bytes:
    """Accept a whole status file of the measure, and nothing else."""
    if not data.rstrip().endswith(b"</billStatus>") or b"<number>7</number>" not in data:
        raise InputError("not the status of hres7-119")
    return data


@pytest.fixture
def server(official_server: OfficialServer) -> OfficialServer:
    official_server.put(invented("hres7-119"))
    return official_server


@pytest.fixture
def clients(server: OfficialServer) -> Iterator[Clients]:
    """Make clients of the server, closed at the end."""
    made: list[HttpClient] = []

    def make(**options: object) -> HttpClient:
        address = str(options.pop("address", server.url))
        client = HttpClient(parse_site(address), **{"patience": QUICK, **options})  # type: ignore[arg-type]
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


def fetch(client: HttpClient, held: Validators | None = None) -> Fetched[bytes] | Unchanged | Missing:
    if held is None:
        return client.fetch(PATH, read_status, official=OFFICIAL)
    return client.find(PATH, read_status, official=OFFICIAL, held=held)


# ----------------------------------------------------------------------------------- documents


def test_a_document_comes_with_its_official_address_and_validators(server: OfficialServer, clients: Clients) -> None:
    server.sends_etag = True
    fetched = fetch(clients())
    assert isinstance(fetched, Fetched)
    assert fetched.url == OFFICIAL
    assert fetched.data == fetched.content == invented("hres7-119").status_xml()
    assert fetched.validators.last_modified == "Wed, 05 Mar 2025 10:00:00 GMT"
    assert fetched.validators.etag is not None


@pytest.mark.parametrize("sends_etag", [True, False])
def test_a_document_that_is_held_is_not_sent_again(server: OfficialServer, clients: Clients, sends_etag: bool) -> None:
    server.sends_etag = sends_etag
    client = clients()
    fetched = fetch(client)
    assert isinstance(fetched, Fetched)
    assert fetch(client, fetched.validators) == Unchanged(OFFICIAL)
    server.put(invented("hres7-119", cosponsors=5))
    assert isinstance(fetch(client, fetched.validators), Fetched)


def test_a_server_that_knows_no_conditions_sends_the_whole_document(server: OfficialServer, clients: Clients) -> None:
    server.answers_304 = False
    fetched = fetch(clients())
    assert isinstance(fetched, Fetched)
    assert fetch(clients(), fetched.validators) == fetched


@pytest.mark.parametrize("etag", ["a\r\nX-Evil: 1", "é", "", "\x00"])
def test_a_validator_that_could_be_no_header_is_not_sent(server: OfficialServer, clients: Clients, etag: str) -> None:
    assert isinstance(fetch(clients(), Validators(etag, etag)), Fetched)
    assert not server.asked[-1].headers.keys() & {"If-None-Match", "If-Modified-Since", "X-Evil"}


def test_gzip_is_asked_for_and_unpacked(server: OfficialServer, clients: Clients) -> None:
    server.compresses = True
    fetched = fetch(clients())
    assert isinstance(fetched, Fetched)
    assert fetched.data == invented("hres7-119").status_xml()


def test_unchanged_documents_are_asked_on_one_connection(server: OfficialServer, clients: Clients) -> None:
    client = clients()
    fetched = fetch(client)
    assert isinstance(fetched, Fetched)
    for _ in range(20):
        fetch(client, fetched.validators)
    assert server.connections == 1


# -------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("kind", TRANSIENT, ids=lambda kind: kind.name)
def test_a_passing_fault_is_outlived(server: OfficialServer, clients: Clients, kind: Kind) -> None:
    server.faults.script(kind)
    fetched = fetch(clients())
    assert isinstance(fetched, Fetched)
    assert fetched.data == invented("hres7-119").status_xml()
    assert len(server.asked) == 2


@pytest.mark.parametrize("kind", TRANSIENT, ids=lambda kind: kind.name)
def test_a_fault_that_stays_is_an_error_after_a_few_tries(server: OfficialServer, clients: Clients, kind: Kind) -> None:
    server.faults.script(kind, times=-1)
    settled = kind in {Kind.CUT, Kind.SHORTER, Kind.OTHER}
    times = 2 if settled else QUICK.attempts
    with pytest.raises(RemoteError, match=rf"BILLSTATUS-119hres7\.xml: .+ \({times} tries\)"):
        fetch(clients())
    # A try on a connection that the server was just closing fails before the server has read it.
    assert times - 1 <= len(server.asked) <= times


@pytest.mark.parametrize("kind", FINAL, ids=lambda kind: kind.name)
def test_what_asking_again_does_not_mend_is_not_asked_again(
    server: OfficialServer, clients: Clients, kind: Kind
) -> None:
    server.faults.script(kind, times=-1)
    with pytest.raises(RemoteError):
        fetch(clients())
    assert len(server.asked) == (MAX_REDIRECTS + 1 if kind is Kind.LOOP else 1)


def test_a_document_that_may_be_missing_is_missing_only_where_the_service_says_so(
    server: OfficialServer, clients: Clients
) -> None:
    client = clients()
    server.faults.script(Kind.NOT_FOUND)
    assert client.find(PATH, read_status, official=OFFICIAL) == Missing(OFFICIAL)
    server.faults.script(Kind.FORBIDDEN)
    with pytest.raises(RefusedError):
        client.find(PATH, read_status, official=OFFICIAL)
    assert isinstance(client.find(PATH, read_status, official=OFFICIAL), Fetched)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.HTML, "received an HTML page instead of the document"),
        (Kind.EMPTY, "the answer is empty"),
        (Kind.TRUNCATED, "the answer was cut off"),
        (Kind.LONGER, "the answer was cut off"),
        (Kind.BOMB, "a bomb"),
        (Kind.HUGE, "more than the limit"),
        (Kind.LOOP, "more than 5 redirects"),
        (Kind.ELSEWHERE, "redirects to http://127.0.0.2, which is not an official source"),
        (Kind.OTHER, "not the document asked for: not the status of hres7-119"),
        (Kind.THROTTLED, "too many requests (429): OVER_RATE_LIMIT: Too many requests"),
        (Kind.FAILED, "internal error (500): local variable referenced before assignment"),
        (Kind.BAD_GATEWAY, "its gateway failed (502)"),
        (Kind.FORBIDDEN, "refused (403)"),
        (Kind.CLOSED, "could not be reached: the connection was closed"),
        (Kind.UNASKED_304, "'not modified' to an unconditional request"),
    ],
)
def test_an_error_says_what_happened(server: OfficialServer, clients: Clients, kind: Kind, words: str) -> None:
    server.faults.script(kind, times=-1)
    with pytest.raises(RemoteError) as error:
        fetch(clients())
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_closed_port_is_an_error_with_what_to_check(clients: Clients) -> None:
    with pytest.raises(RemoteError, match="could not be reached: connection refused") as error:
        fetch(clients(address=closed_url()))
    assert "network" in str(error.value.hint)


def test_a_body_that_stalls_is_given_up(server: OfficialServer, clients: Clients) -> None:
    server.faults.script(Fault(Kind.STALLED, seconds=3), times=-1)
    began = time.monotonic()
    with pytest.raises(RemoteError, match="timed out"):
        fetch(clients(patience=Patience(attempts=2, first_pause=0.001, read=0.1)))
    assert time.monotonic() - began < 2


def test_a_body_that_takes_too_long_in_all_is_given_up(clients: Clients) -> None:
    ticks = iter(range(0, 10_000, 10))
    client = clients(patience=Patience(attempts=2, first_pause=0.001, whole=5), clock=lambda: next(ticks))
    with pytest.raises(RemoteError, match="not complete after 5 s"):
        fetch(client)


def test_a_slow_answer_is_waited_for(server: OfficialServer, clients: Clients) -> None:
    server.faults.script(Fault(Kind.SLOW, seconds=0.05))
    server.faults.script(Fault(Kind.LATE, seconds=0.05))
    client = clients()
    assert isinstance(fetch(client), Fetched)
    assert isinstance(fetch(client), Fetched)
    assert len(server.asked) == 2


def test_a_certificate_that_cannot_be_verified_is_not_asked_again(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def refuse(*_: object, **__: object) -> None:
        tries.append(1)
        raise requests.exceptions.SSLError("certificate verify failed: self-signed certificate")

    monkeypatch.setattr(requests.Session, "get", refuse)
    with pytest.raises(RemoteError, match="TLS certificate cannot be verified") as error:
        fetch(clients())
    assert len(tries) == 1
    assert "REQUESTS_CA_BUNDLE" in str(error.value.hint)


def test_https_asked_of_a_server_without_it_is_an_error(server: OfficialServer, clients: Clients) -> None:
    with pytest.raises(RemoteError, match="could not be reached"):
        fetch(clients(address=server.url.replace("http:", "https:")))


def test_a_refusal_carries_its_status_and_code(server: OfficialServer, clients: Clients) -> None:
    server.faults.script(Kind.THROTTLED, times=-1)
    with pytest.raises(RefusedError) as refused:
        fetch(clients())
    assert (refused.value.status, refused.value.refusal.code) == (429, "OVER_RATE_LIMIT")


def test_the_seed_decides_which_requests_fail_whatever_the_order(server: OfficialServer) -> None:
    def met() -> list[object]:
        server.faults.seed(7, rate=0.5)
        return [server.faults.next(path) for path in ("/a", "/b", "/a", "/c") for _ in range(5)]

    assert met() == met()


# ------------------------------------------------------------------------------------- waiting


def test_pauses_grow_and_are_jittered(server: OfficialServer, clients: Clients) -> None:
    slept: list[float] = []
    server.faults.script(Kind.FAILED, times=3)
    fetch(clients(patience=Patience(first_pause=1, longest_pause=3), sleep=slept.append, chance=lambda: 1.0))
    assert slept == [1, 2, 3]


@pytest.mark.parametrize("kind", [Kind.THROTTLED, Kind.UNAVAILABLE])
@pytest.mark.parametrize("as_date", [True, False])
def test_what_the_server_asks_for_is_waited(
    server: OfficialServer, clients: Clients, kind: Kind, as_date: bool
) -> None:
    now = dt.datetime(2025, 6, 2, 12, 0, tzinfo=dt.UTC)
    retry_after = format_datetime(now + dt.timedelta(seconds=30), usegmt=True) if as_date else "30"
    slept: list[float] = []
    server.faults.script(Fault(kind, retry_after=retry_after))
    fetch(clients(sleep=slept.append, now=lambda: now, clock=lambda: 0.0, chance=lambda: 0.0))
    assert slept == [30]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(server: OfficialServer, clients: Clients) -> None:
    slept: list[float] = []
    server.faults.script(Fault(Kind.THROTTLED, retry_after="3600"), times=-1)
    with pytest.raises(RemoteError) as error:
        fetch(clients(sleep=slept.append))
    assert slept == []
    assert len(server.asked) == 1
    assert "again in 3,600 s" in str(error.value.hint)


def test_a_server_that_asks_for_an_hour_is_not_asked_for_other_documents(
    server: OfficialServer, clients: Clients
) -> None:
    client = clients()
    server.faults.script(Fault(Kind.THROTTLED, retry_after="3600"))
    for _ in range(5):
        with pytest.raises(RemoteError) as error:
            fetch(client)
    assert len(server.asked) == 1
    assert "not requested: the service asks for no requests for another 3,600 s" in str(error.value)


def test_a_service_that_cannot_be_reached_is_not_asked_at_length_for_each_document(
    server: OfficialServer, clients: Clients
) -> None:
    client = clients()
    server.faults.script(Kind.CLOSED, times=-1)
    for _ in range(10):
        with pytest.raises(RemoteError, match="could not be reached"):
            fetch(client)
    assert len(server.asked) == 3 * QUICK.attempts + 7
    server.faults.clear()
    assert isinstance(fetch(client), Fetched)
    server.faults.script(Kind.CLOSED)
    assert isinstance(fetch(client), Fetched)


def test_a_throttled_client_holds_back_every_thread(server: OfficialServer, clients: Clients) -> None:
    slept: list[float] = []
    client = clients(sleep=slept.append, clock=lambda: 100.0, chance=lambda: 0.0)
    server.faults.script(Fault(Kind.THROTTLED, retry_after="20"))
    fetch(client)
    fetch(client)
    assert slept == [20, 20]


def test_closing_wakes_who_waits(server: OfficialServer, clients: Clients) -> None:
    client = clients(patience=Patience(first_pause=60, longest_pause=60))
    server.faults.script(Kind.FAILED, times=-1)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(fetch, client)
        while not server.asked:
            time.sleep(0.005)
        client.close()
        with pytest.raises(RemoteError, match="closed"):
            waiting.result(timeout=5)


def test_no_more_requests_are_under_way_than_allowed(server: OfficialServer, clients: Clients) -> None:
    server.latency = 0.01
    client = clients(at_once=3)
    with ThreadPoolExecutor(12) as pool:
        assert all(isinstance(each, Fetched) for each in pool.map(lambda _: fetch(client), range(40)))
    assert server.most_at_once == 3
    assert server.connections <= 3


def test_the_allowance_is_read_from_the_headers(server: OfficialServer, clients: Clients) -> None:
    server.remaining = 17
    client = clients(address=server.congress_url, key=("X-Api-Key", KEY))
    client.fetch("/bill/119/hres/7?format=json", bytes, official=OFFICIAL, accept="application/json")
    assert client.allowance == 5000


# ------------------------------------------------------------------------------------- secrets


def with_key(clients: Clients, address: str, **options: object) -> HttpClient:
    return clients(address=address, key=("X-Api-Key", KEY), **options)


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
def test_no_word_about_any_fault_has_the_key(
    server: OfficialServer, clients: Clients, kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    where = f"{server.url}/{KEY}?api_key={KEY}"
    server.faults.script(Fault(kind, seconds=0.01, to=where if kind is Kind.ELSEWHERE else None), times=-1)
    shown = ""
    try:
        with_key(clients, server.url).fetch(PATH, read_status, official=OFFICIAL)
    except BilltrackError as error:
        shown = "".join(traceback.format_exception(error)) + str(error.hint)
    assert KEY not in shown
    assert KEY not in caplog.text
    assert "BILLSTATUS-119hres7.xml" in caplog.text


def test_the_key_is_sent_as_a_header_and_follows_redirects_inside_the_service(
    server: OfficialServer, clients: Clients
) -> None:
    server.faults.script(Kind.MOVED)
    fetch(with_key(clients, server.url))
    assert [each.headers.get("X-Api-Key") for each in server.asked] == [KEY, KEY]
    assert all(KEY not in each.path for each in server.asked)


def test_the_key_follows_no_redirect_to_another_host(
    server: OfficialServer, clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, dict[str, str]]] = []
    get = requests.Session.get

    def record(self: requests.Session, url: str, **options: object) -> requests.Response:
        headers = options["headers"]
        assert isinstance(headers, dict)
        sent.append((url, headers))
        if url.startswith("https://www.govinfo.gov"):
            raise requests.exceptions.InvalidURL("this is as far as a test goes")
        return get(self, url, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(requests.Session, "get", record)
    server.faults.script(Fault(Kind.ELSEWHERE, to="https://www.govinfo.gov/elsewhere"))
    with pytest.raises(RemoteError):
        fetch(with_key(clients, server.url))
    assert [(url.startswith(server.url), headers.get("X-Api-Key")) for url, headers in sent] == [
        (True, KEY),
        (False, None),
    ]


def test_an_answer_that_repeats_the_key_is_refused(server: OfficialServer, clients: Clients) -> None:
    server.shelves.put_document(MEASURE, f"<billStatus><x>{KEY}</x></billStatus>".encode())
    with pytest.raises(RemoteError, match="contains the key") as error:
        with_key(clients, server.url).fetch(PATH, bytes, official=OFFICIAL)
    assert KEY not in str(error.value)


def test_the_users_netrc_and_cookies_are_not_sent(
    server: OfficialServer, clients: Clients, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server.sets_cookies = True
    client = clients()
    fetch(client)
    fetch(client)
    assert not server.asked[-1].headers.keys() & {"Authorization", "Cookie"}


def test_every_request_is_logged_with_status_seconds_and_bytes(
    server: OfficialServer, clients: Clients, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="billtrack.http")
    server.faults.script(Kind.UNAVAILABLE)
    fetched = fetch(clients())
    assert isinstance(fetched, Fetched)
    first, waited, second = (record.getMessage() for record in caplog.records)
    assert first.startswith(f"GET {server.url}{PATH}: 503 in 0.")
    assert "retrying in" in waited
    assert second.endswith(f" s, {len(fetched.data):,} bytes")


# -------------------------------------------------------------------------------------- threads


def test_threads_share_one_client_under_faults(official_server: OfficialServer, clients: Clients) -> None:
    measures = list(invented_many(40))
    official_server.put(*measures)
    official_server.faults.seed(11, rate=0.4, at_most=2)
    client = clients()
    lock, wrong = threading.Lock(), []

    def one(measure: object) -> None:
        assert hasattr(measure, "id")
        path, expected = billstatus_url(measure.id, site=""), measure.status_xml()  # type: ignore[attr-defined]

        def read(data: bytes) -> bytes:
            if data != expected:
                raise InputError("another document")
            return data

        with suppress(RemoteError):
            fetched = client.fetch(path, read, official=path)
            if fetched.data != expected:
                with lock:
                    wrong.append(path)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, measures))
    assert wrong == []
