"""What strangers try: each is refused, bounded, or shown as the words it is."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import socket
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from billtrack.model.events import Entry, Event, EventKind, Update
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import MeasureId
from billtrack.model.values import replace
from billtrack.serve import server
from billtrack.serve.guard import HEADERS, LONGEST_ADDRESS
from billtrack.store.change_log import ChangeLog, entries_of
from billtrack.store.records import load_record, save_record
from hostile_words import PAYLOADS, hostile_record
from local_pages import BILLS, Pages, serving

PATHS = ("/", "/measures/hres351-115", "/style.css", "/health", "/nothing")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8642",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "2130706433",
        "[::]",
        "127.0.0.1:",
        "127.0.0.1:80:80",
        "localhost.",
        "",
    ],
)
def test_a_name_that_is_not_ours_is_refused(pages: Pages, host: str, path: str) -> None:
    response = pages.get(path, Host=host)
    assert response.status == 421
    assert b"Congress" not in response.body


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "LOCALHOST:8642", "[::1]:8642"])
def test_our_own_names_are_served(pages: Pages, host: str) -> None:
    assert pages.get("/health", Host=host).status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://127.0.0.1.evil.example",
        "null",
        "file://",
        "http://",
        "chrome-extension://abc",
        "",
    ],
)
@pytest.mark.parametrize("path", PATHS)
def test_another_site_is_refused(pages: Pages, origin: str, path: str) -> None:
    assert pages.get(path, Origin=origin).status == 403


def test_this_site_is_not_refused(pages: Pages) -> None:
    assert pages.get("/", Origin=pages.address).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO"])
@pytest.mark.parametrize("path", PATHS)
def test_pages_are_only_read(pages: Pages, method: str, path: str) -> None:
    response = pages.get(path, method=method)
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD")


def test_head_has_the_headers_and_no_body(pages: Pages) -> None:
    head, get = pages.get("/measures/hres351-115", method="HEAD"), pages.get("/measures/hres351-115")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"] == str(len(get.body))


@pytest.mark.parametrize("path", [*PATHS, "/measures/hres351-115?format=csv", "/search?q=H.Res.+351"])
def test_every_response_has_the_headers_that_keep_it_apart(pages: Pages, path: str) -> None:
    response = pages.get(path)
    for name, value in HEADERS.items():
        if name != "Cache-Control":
            assert response.headers[name.lower()] == value
    assert "unsafe" not in response.headers["content-security-policy"]
    assert "server" not in response.headers


CLIMBING = [
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/measures/..%2f..%2fetc%2fpasswd",
    "/measures/%2fetc%2fpasswd",
    "/measures/../../etc/passwd/text/ih",
    "/measures/hres351-115.yaml",
    "/measures/bills%2fhres351-115.yaml",
    "/measures/hres351-115/text/..%2f..%2fetc%2fpasswd",
    "/measures/hres351-115/text/-",
    "/measures/-",
    "/measures/--archive=x",
    "/diff/%2fetc%2fpasswd..%2fetc%2fpasswd",
    "/diff/-..-",
    "/diff/old.xml..new.xml",
    "/diff/hres351-115.yaml..sres211-115.yaml",
    "/style.css/../script.js",
    "/style.css%00",
    "/static/style.css",
    "/file:///etc/passwd",
    "/measures/C:%5cWindows%5cwin.ini",
]


@pytest.mark.parametrize("path", CLIMBING)
def test_no_address_reaches_a_file(pages: Pages, path: str) -> None:
    response = pages.get(path)
    assert response.status in {400, 404}
    assert b"root:" not in response.body
    assert b"schema: billtrack" not in response.body


@pytest.mark.parametrize("path", ["/diff/old.xml..new.xml", "/diff/hres351-115..sres211-115"])
def test_a_file_of_the_name_is_not_read(
    place: Path, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("old.xml", "new.xml", "hres351-115", "sres211-115"):
        (tmp_path / name).write_text("secret words", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with serving(place) as pages:
        assert b"secret words" not in pages.get(path).body


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=x%0d%0aSet-Cookie:%20a=b",
        "/measures/hres351-115%0d%0aSet-Cookie:%20a=b",
        "/measures/hres351-115?format=csv%0d%0aSet-Cookie:%20a=b",
        "/diff/hres351-115%0d%0aX:%20y..sres211-115?format=docx",
        "/search?q=hres351-115%0d%0aSet-Cookie:%20a=b",
    ],
)
def test_no_header_comes_from_an_address(pages: Pages, path: str) -> None:
    response = pages.get(path)
    assert response.status in {200, 303, 400, 404}
    assert {"set-cookie", "x"}.isdisjoint(response.headers)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/search?q={'a' * LONGEST_ADDRESS}", 414),
        (f"/search?q={'a' * 1_001}", 400),
        (f"/search?q={'(' * 900}", 200),
        (f"/search?q={'a+OR+' * 190}b", 200),
        (f"/search?q={quote('a* ' * 300)}", 200),
        (f"/search?q={quote(chr(34) * 999)}", 200),
        (f"/measures/{'h' * 2_000}", 400),
        (f"/{'a/' * 1_900}", 404),
    ],
)
def test_a_huge_question_is_bounded(pages: Pages, path: str, status: int) -> None:
    start = time.monotonic()
    assert pages.get(path).status == status
    assert time.monotonic() - start < 12


def test_a_huge_head_is_refused(pages: Pages) -> None:
    with contextlib.suppress(ConnectionError):  # refused while it was still being sent
        assert pages.get("/", X_Huge="a" * 200_000).status == 400
    assert pages.get("/health").status == 200


def test_a_question_has_no_body(pages: Pages) -> None:
    assert pages.get("/", Content_Length="5").status == 413
    assert pages.get("/", Transfer_Encoding="chunked").status == 413


@pytest.mark.parametrize(
    "said",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\nOrigin: http://evil.example\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_answered_and_ends(pages: Pages, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", pages.port), timeout=15) as client:
        client.sendall(said)
        client.shutdown(socket.SHUT_WR)
        answer = client.recv(1_000_000)
    assert not answer.startswith(b"HTTP/1.1 200")
    assert b"Traceback" not in answer
    assert pages.get("/health").status == 200


@pytest.mark.slow
def test_a_client_that_asks_slowly_is_left(pages: Pages) -> None:
    with socket.create_connection(("127.0.0.1", pages.port), timeout=60) as client:
        start = time.monotonic()
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        try:
            while time.monotonic() - start < 30:
                client.sendall(b"X: y\r\n")
                time.sleep(0.5)
        except ConnectionError:
            pass
        taken = time.monotonic() - start
    assert taken < server.SECONDS_TO_ASK + 5


@pytest.mark.slow
def test_many_that_ask_slowly_keep_nobody_out_for_long(pages: Pages) -> None:
    slow = [socket.create_connection(("127.0.0.1", pages.port)) for _ in range(server.MOST_CONNECTIONS + 20)]
    try:
        for each in slow:
            each.sendall(b"GET / HTTP/1.1\r\n")
        assert pages.get("/health").status == 503
        time.sleep(server.SECONDS_TO_ASK + 2)
        assert pages.get("/health").status == 200
    finally:
        for each in slow:
            each.close()


# ------------------------------------------------------------------------------- words that act


class Acting(HTMLParser):
    """What of a page could act: elements and attributes that the pages do not have themselves."""

    HARMLESS = frozenset(
        (
            *("html", "head", "meta", "title", "link", "script", "body", "header", "nav"),
            *("ul", "li", "a", "form", "label", "input", "button", "main", "footer"),
            *("h1", "h2", "h3", "h4", "h5", "h6", "p", "dl", "dt"),
            *("dd", "ol", "span", "br", "strong", "section", "small", "del", "ins"),
            *("em", "mark", "table", "thead", "tbody", "tr", "th", "td", "details"),
            *("summary", "figure", "figcaption", "svg", "title", "desc", "g", "rect", "path"),
            *("text", "line", "circle", "polyline", "tspan", "select", "option"),
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag not in self.HARMLESS:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                self.found.append(f"{tag} {name}")
            if name in {"href", "src", "action"} and not re.match(r"https?://|/(?!/)|#", value or ""):
                self.found.append(f"{tag} {name}={value}")


def acting(html: str) -> list[str]:
    seen = Acting()
    seen.feed(html)
    return [*seen.found, *(["script"] if seen.scripts != 1 else [])]


def test_what_acts_is_found_where_there_is_some() -> None:
    bad = '<script>1</script><img src=x onerror=a><p style="x"><a href="javascript:1">'
    assert len(acting(bad)) >= 4


def numbered(measure: str, payload: str) -> str:
    """The number that the measure with *payload* in it has."""
    name, _, congress = measure.partition("-")
    return f"{name}{list(PAYLOADS).index(payload):02}-{congress}"


def told_of(measure: MeasureId, words: str) -> Entry:
    """A change in the log that has *words* everywhere."""
    event = Event(
        measure=measure, kind=EventKind.ACTION, subject=words, field="actions", key=words, before=words, after=words
    )
    moment = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    return entries_of(Update(measure, None, "x"), [event], recorded=moment, as_of=moment)[0]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Two records and a change for each payload, which is in every text of them."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "bills").mkdir()
    for payload, words in PAYLOADS.items():
        for name in ("hres351-115", "sres211-115"):
            measure = parse_measure_id(numbered(name, payload))
            record = replace(load_record(BILLS / f"{name}.yaml"), id=measure)
            save_record(folder / "bills", hostile_record(record, words))
            with contextlib.closing(ChangeLog(folder / "bills")) as log:
                log.append([told_of(measure, words)])
    with serving(folder, has_archive=False) as found:
        yield found


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "path",
    [
        "/measures/{hres}",
        "/measures/{hres}/history",
        "/measures/{hres}/text/ih",
        "/measures/{hres}/cosponsors",
        "/measures/{hres}/cosponsors?by=state",
        "/measures/{hres}/votes",
        "/measures/{sres}/text/ats",
        "/measures/{sres}/cosponsors",
        "/diff/{hres}@ih..{hres}@eh",
        "/diff/{hres}@ih..{hres}@eh?layout=side",
        "/diff/{hres}..{sres}?layout=stat&all=1",
        "/changes?measure={hres}",
    ],
)
def test_hostile_words_in_every_field_are_shown_and_do_not_act(hostile: Pages, path: str, payload: str) -> None:
    response = hostile.get(path.format(hres=numbered("hres351-115", payload), sres=numbered("sres211-115", payload)))
    assert response.status == 200
    assert acting(response.text) == []
    assert not UNSEEN.search(response.text)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?sort=id&stage=agreed_to",
        "/search?q=violence",
        "/changes",
        "/digest?since=2017-01-01",
        "/members/E000179",
    ],
)
def test_pages_of_all_hostile_records_do_not_act(hostile: Pages, path: str) -> None:
    response = hostile.get(path)
    assert response.status == 200
    assert acting(response.text) == []
    assert not UNSEEN.search(response.text)


UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("name", PAYLOADS)
@pytest.mark.parametrize(
    "path",
    [
        "/search?q={}",
        "/measures/{}",
        "/measures/hres351-115/text/{}",
        "/measures/hres351-115/cosponsors?party={}",
        "/measures/hres351-115/cosponsors?sort={}",
        "/measures/hres351-115/cosponsors?since={}",
        "/measures/hres351-115?format={}",
        "/?words={}",
        "/?sponsor={}",
        "/measures/hres351-115/gaps?committee={}",
        "/measures/hres351-115/votes?roll={}",
        "/members/{}",
        "/changes?measure={}",
        "/digest?since={}",
        "/diff/{}..hres351-115",
        "/diff/hres351-115@ih..hres351-115@eh?only={}",
        "/{}",
    ],
)
def test_hostile_words_in_an_address_are_shown_and_do_not_act(pages: Pages, path: str, name: str) -> None:
    response = pages.get(path.format(quote(PAYLOADS[name][:900], safe="")))
    assert response.status in {200, 400, 404, 414}
    assert b"Traceback" not in response.body
    if response.headers["content-type"].startswith("text/html"):
        assert acting(response.text) == []
