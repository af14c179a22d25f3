"""A server on this machine that behaves as both official services do: govinfo's bulk data, and Congress.gov v3.

Use the fixture ``official_server``: put measures on its ``shelves``, script its ``faults``, point the clients at
``url`` and ``congress_url``, and read what was asked in ``asked``.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from billtrack.model.identifiers import identify_file
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from official_faults import Fault, Faults, Kind
from official_measures import Invented, invented, invented_many
from official_replies import part_of, replies_of
from official_shelves import Document, Rendition, Shelves, listing, sitemap

__all__ = [
    "KEY",
    "Asked",
    "Commit",
    "Fault",
    "Invented",
    "Kind",
    "OfficialServer",
    "closed_url",
    "invented",
    "invented_many",
    "official_server",
]

KEY = "invented-key-of-forty-characters-0123456"
"""The key the server accepts."""
_PAGE = b"<!DOCTYPE html>\n<html><head><title>Gateway</title></head><body><h1>Please wait</h1></body></html>\n"
_XML, _JSON, _HTML = "application/xml", "application/json", "text/html; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """One request as it came, and the status it was answered with."""

    path: str
    headers: dict[str, str]
    status: int


@dataclass(frozen=True)
class Commit:
    """The files of a repository at one commit; ``date`` as ``2031-05-01T12:00:00Z``."""

    sha: str
    date: str
    files: dict[str, bytes]


@dataclass
class _Answer:
    status: int
    body: bytes = b""
    kind: str = _XML
    headers: tuple[tuple[str, str], ...] = ()


NO_HOUSE_VOTE = b"<error>The roll call vote you asked for is not available.</error>\n\n"
"""65 bytes with status 200, as the Clerk answers for a vote that was not held."""


class OfficialServer:
    """The server; change its public attributes between requests as a test needs.

    answers_304: whether conditions are honoured
    sends_etag: whether documents have an ``ETag`` beside ``Last-Modified``
    latency: seconds before every answer
    compresses: whether bodies are packed for who asks for it
    commits: those of congress-legislators, oldest first
    votes: the roll calls of both chambers, by path
    overrides: a body for a path, in the place of what would be served
    packages_hidden: texts that are only in the bulk data
    remaining: requests left to the key; ``None`` for no limit
    moving: how many second pages of lists yet repeat a row and skip another
    connections, most_at_once: connections made, and requests ever under way together
    bugs: what failed inside the server itself; the fixture wants none
    """

    def __init__(self, *, latency: float = 0.0) -> None:
        self.shelves = Shelves()
        self.faults = Faults()
        self.latency = latency
        self.answers_304 = True
        self.sends_etag = False
        self.compresses = False
        self.packages_hidden: set[TextId] = set()
        self.listings_work = True
        self.keys = {KEY}
        self.limit = 5000
        self.remaining: int | None = None
        self.largest_page = 250
        self.moving = 0
        self.bugs: list[BaseException] = []
        self.sets_cookies = False
        self.overrides: dict[str, bytes] = {}
        self.commits: list[Commit] = []
        self.votes: dict[str, bytes] = {}
        self.connections = 0
        self.most_at_once = 0
        self._at_once = 0
        self._asked: list[Asked] = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """What stands for ``https://www.govinfo.gov``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def congress_url(self) -> str:
        """What stands for ``https://api.congress.gov/v3``."""
        return f"{self.url}/v3"

    @property
    def asked(self) -> list[Asked]:
        """Every request so far, in the order answered."""
        with self._lock:
            return list(self._asked)

    def counts(self) -> Counter[int]:
        """How many requests were answered with each status; 0 where there was no answer."""
        return Counter(each.status for each in self.asked)

    def forget(self) -> None:
        """Forget what was asked."""
        with self._lock:
            self._asked.clear()

    def put(self, *measures: Invented) -> None:
        """Put measures on the shelves; one that changed since is modified now."""
        for measure in measures:
            held = self.shelves.find(measure.id)
            if held is None:
                self.shelves.put(measure)
            else:
                self.shelves.put(measure, modified=held.modified + dt.timedelta(hours=1))

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than until the server stops."""
        self._stopping.wait(seconds)

    def stop(self) -> None:
        """Stop answering."""
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self.shelves.close()

    def note(self, path: str, headers: dict[str, str], status: int) -> None:
        """Remember a request."""
        with self._lock:
            self._asked.append(Asked(path, headers, status))

    def connect(self) -> None:
        """Count a connection."""
        with self._lock:
            self.connections += 1

    def come(self) -> None:
        """Count a request under way."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def go(self) -> None:
        """Count it no more."""
        with self._lock:
            self._at_once -= 1

    def spend(self) -> int | None:
        """Take one request from those left to the key; ``None`` where there is no limit, -1 where none is left."""
        with self._lock:
            if self.remaining is None:
                return None
            self.remaining -= 1
            return max(self.remaining, -1)

    def moves(self) -> bool:
        """Whether this list moves while it is read."""
        with self._lock:
            self.moving -= 1
            return self.moving >= 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], official: OfficialServer) -> None:
        self.official = official
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - the base class's
        """Clients that go away are what faults are made of; anything else is the server's own fault."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            self.official.bugs.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server
    routes: ClassVar[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
        (re.compile(pattern), name)
        for pattern, name in (
            (r"/bulkdata/json/BILLSTATUS/(\d+)/([a-z]+)/?", "_status_listing"),
            (r"/bulkdata/json/BILLS/(\d+)/(\d)/([a-z]+)/?", "_text_listing"),
            (r"/sitemap/bulkdata/BILLSTATUS/(\d+)([a-z]+)/sitemap\.xml", "_sitemap"),
            (r"/bulkdata/BILLSTATUS/\d+/[a-z]+/([^/]+\.xml)", "_status_file"),
            (r"/bulkdata/BILLS/\d+/(\d)/[a-z]+/([^/]+\.xml)", "_bulk_text"),
            (r"/content/pkg/([^/]+)/xml/([^/]+)\.xml", "_package"),
            (r"/content/pkg/(BILLS-[^/]+)/(?:html|pdf)/([^/]+)\.(htm|pdf)", "_rendition"),
            (r"/content/pkg/CREC-[^/]+/html/([^/]+)\.htm", "_granule"),
            (r"(/evs/\d{4}/roll\d{3,4}\.xml)", "_house_vote"),
            (r"(/legislative/LIS/roll_call_votes/vote\d+/vote_\d+_\d_\d{5}\.xml)", "_senate_vote"),
            (r"/legislative/LIS/roll_call_votes/(roll-call-vote-not-available)\.htm", "_no_vote"),
            (r"/link/bills/(\d+)/([a-z]+)/(\d+)", "_link"),
            (r"/repos/unitedstates/congress-legislators/commits", "_commits"),
            (r"/unitedstates/congress-legislators/([^/]+)/([^/]+)", "_raw_file"),
            (r"/v3/bill/(\d+)/([a-z]+)", "_bill_list"),
            (r"/v3/bill/(\d+)/([a-z]+)/(\d+)(?:/([a-z]+))?", "_bill"),
        )
    )

    def setup(self) -> None:
        self.server.official.connect()
        super().setup()

    def do_GET(self) -> None:
        official = self.server.official
        official.come()
        try:
            self._respond(official)
        finally:
            official.go()

    def _respond(self, official: OfficialServer) -> None:
        if official.latency:
            official.wait(official.latency)
        fault = official.faults.next(self.path)
        if fault is None:
            self._send(self._answer())
        else:
            self._fail(fault)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""

    # -------------------------------------------------------------------------------- routes

    def _answer(self) -> _Answer:
        path = urlsplit(self.path).path
        if path in self.server.official.overrides:
            return _Answer(200, self.server.official.overrides[path])
        for pattern, name in self.routes:
            found = pattern.fullmatch(path)
            if found is not None:
                if path.startswith("/v3/"):
                    return self._keyed(name, found.groups())
                answer: _Answer = getattr(self, name)(*found.groups())
                return answer
        return self._not_found()

    def _status_listing(self, congress: str, kind: str) -> _Answer:
        if "json" not in self.headers.get("Accept", "") or not self.server.official.listings_work:
            return _Answer(200, _PAGE, _HTML)
        names = self.server.official.shelves.measures(int(congress), MeasureType(kind))
        return _json(listing(names, f"BILLSTATUS/{congress}/{kind}"))

    def _text_listing(self, congress: str, session: str, kind: str) -> _Answer:
        names = self.server.official.shelves.texts(int(congress), int(session), MeasureType(kind))
        return _json(listing(names, f"BILLS/{congress}/{session}/{kind}"))

    def _commits(self) -> _Answer:
        """The commits of the project up to a moment, newest first, as the hosting service lists them."""
        query = parse_qs(urlsplit(self.path).query)
        until = query.get("until", ["9999"])[0]
        found = [each for each in self.server.official.commits if each.date <= until]
        newest_first = sorted(found, key=lambda each: each.date, reverse=True)[: int(query.get("per_page", ["30"])[0])]
        return _json([{"sha": each.sha, "commit": {"committer": {"date": each.date}}} for each in newest_first])

    def _raw_file(self, revision: str, name: str) -> _Answer:
        """A file at a commit or a branch, as the host of raw files serves it."""
        commits = self.server.official.commits
        commit = commits[-1] if commits and revision == "main" else None
        commit = next((each for each in commits if each.sha == revision), commit)
        if commit is None or name not in commit.files:
            return _Answer(404, b"404: Not Found", "text/plain; charset=utf-8")
        return _Answer(200, commit.files[name], "text/plain; charset=utf-8")

    def _sitemap(self, congress: str, kind: str) -> _Answer:
        names = self.server.official.shelves.measures(int(congress), MeasureType(kind))
        return _Answer(200, sitemap(names, f"BILLSTATUS/{congress}/{kind}"))

    def _status_file(self, name: str) -> _Answer:
        return self._document(identify_file(name))

    def _bulk_text(self, session: str, name: str) -> _Answer:
        text = identify_file(name)
        document = self.server.official.shelves.find(text) if isinstance(text, TextId) else None
        right_place = document is not None and document.session == int(session)
        return self._document(text) if right_place else self._not_found()

    def _package(self, package: str, name: str) -> _Answer:
        text = identify_file(f"{package}.xml")
        hidden = package != name or text in self.server.official.packages_hidden
        return self._not_found() if hidden else self._document(text)

    def _rendition(self, package: str, name: str, ending: str) -> _Answer:
        text = identify_file(f"{package}.xml")
        if package != name or not isinstance(text, TextId):
            return self._not_found()
        return self._document(Rendition(text, ending), "application/pdf" if ending == "pdf" else _HTML)

    def _granule(self, name: str) -> _Answer:
        data = self.server.official.shelves.granules.get(name)
        return self._not_found() if data is None else _Answer(200, data, _HTML)

    def _house_vote(self, path: str) -> _Answer:
        """A vote of the House; of one that is not there the Clerk says so with status 200."""
        found = self.server.official.votes.get(path)
        return _Answer(200, NO_HOUSE_VOTE if found is None else found)

    def _senate_vote(self, path: str) -> _Answer:
        """A vote of the Senate; where there is none, a redirect to a page that says so."""
        found = self.server.official.votes.get(path)
        if found is not None:
            return _Answer(200, found)
        page = "/legislative/LIS/roll_call_votes/roll-call-vote-not-available.htm"
        return _Answer(301, b"", _HTML, (("Location", page),))

    def _no_vote(self, _: str) -> _Answer:
        return _Answer(200, _PAGE.replace(b"Please wait", b"Roll Call Vote Unavailable"), _HTML)

    def _link(self, congress: str, kind: str, number: str) -> _Answer:
        query = parse_qs(urlsplit(self.path).query)
        package = f"BILLS-{congress}{kind}{number}{query.get('billversion', ['ih'])[0]}"
        extension = query.get("link-type", ["pdf"])[0]
        to = f"/content/pkg/{package}/{extension}/{package}.{extension}"
        return _Answer(302, b"", _HTML, (("Location", f"{self.server.official.url}{to}"),))

    def _document(self, name: MeasureId | TextId | Rendition | None, kind: str = _XML) -> _Answer:
        document = None if name is None else self.server.official.shelves.find(name)
        if document is None:
            return self._not_found()
        validators = [("Last-Modified", format_datetime(document.modified, usegmt=True))]
        if self.server.official.sends_etag:
            validators.append(("ETag", _etag(document)))
        if self.server.official.answers_304 and self._is_held(document):
            return _Answer(304, headers=tuple(validators))
        return _Answer(200, document.data, kind, tuple(validators))

    def _is_held(self, document: Document) -> bool:
        tag, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if tag is not None and self.server.official.sends_etag:
            return tag == _etag(document)
        if since is None:
            return False
        with suppress(ValueError):
            return document.modified <= parsedate_to_datetime(since)
        return False

    def _not_found(self) -> _Answer:
        return _Answer(404, _PAGE.replace(b"Please wait", b"Page Not Found"), _HTML)

    # ---------------------------------------------------------------------------- congress.gov

    def _keyed(self, name: str, groups: tuple[str | None, ...]) -> _Answer:
        official = self.server.official
        query = parse_qs(urlsplit(self.path).query)
        key = self.headers.get("X-Api-Key") or query.get("api_key", [""])[0]
        if key not in official.keys:
            code = "API_KEY_INVALID" if key else "API_KEY_MISSING"
            return _json({"error": {"code": code, "message": f"An invalid api_key was supplied: {key}"}}, 403)
        left = official.spend()
        limits = (("X-RateLimit-Limit", str(official.limit)), ("X-RateLimit-Remaining", str(max(left or 0, 0))))
        if left is not None and left < 0:
            return _json({"error": {"code": "OVER_RATE_LIMIT", "message": "You have exceeded your limit"}}, 429, limits)
        if query.get("format") != ["json"]:
            return _Answer(200, b"<api-root/>", headers=limits)
        answer: _Answer = getattr(self, name)(*groups)
        answer.headers += limits if left is not None else limits[:1]
        return answer

    def _bill_list(self, congress: str, kind: str) -> _Answer:
        if kind not in set(MeasureType):
            return _service_error(400, f"Invalid bill type {kind}")
        names = self.server.official.shelves.measures(int(congress), MeasureType(kind))
        rows: list[object] = [
            {"congress": name.congress, "number": str(name.number), "type": kind.upper(), "title": "A measure"}
            for name in names
        ]
        return self._page("bills", rows)

    def _bill(self, congress: str, kind: str, number: str, last: str | None) -> _Answer:
        measure = identify_file(f"BILLSTATUS-{congress}{kind}{number}.xml")
        document = None if measure is None else self.server.official.shelves.find(measure)
        if document is None:
            return _service_error(404, f"No Bill matches the given query ({congress} {kind} {number})")
        address = f"https://api.congress.gov/v3/bill/{congress}/{kind}/{number}"
        replies = replies_of(document.data, address=address)
        if last is None:
            return _json({"bill": replies["bill"], "request": _REQUEST})
        part = part_of(last)
        if part is None:
            return _json({"error": {"code": "NOT_FOUND", "message": "Unknown path"}}, 404)
        rows = replies.get(part, [])
        if isinstance(rows, dict):
            terms = rows.get("legislativeSubjects", [])
            area = {key: value for key, value in rows.items() if key == "policyArea"}
            return self._page(part, terms, wrap=lambda page: {"legislativeSubjects": page, **area})
        assert isinstance(rows, list)
        return self._page(part, rows)

    def _page(self, key: str, rows: list[object], wrap: Callable[[list[object]], object] | None = None) -> _Answer:
        official = self.server.official
        query = parse_qs(urlsplit(self.path).query)
        offset = int(query.get("offset", ["0"])[0])
        limit = min(int(query.get("limit", ["20"])[0]), official.largest_page)
        pagination: dict[str, object] = {"count": len(rows) + (key == "subjects")}
        if key == "cosponsors":
            withdrawn = sum(isinstance(each, dict) and "sponsorshipWithdrawnDate" in each for each in rows)
            pagination |= {"count": len(rows) - withdrawn, "countIncludingWithdrawnCosponsors": len(rows)}
        page = rows[offset : offset + limit]
        if offset and page and official.moves():
            page = [rows[offset - 1], *page[:-1]]
        if offset + limit < len(rows):
            path = urlsplit(self.path).path.removeprefix("/v3")
            sort = "&sort=updateDate desc" if "sort" in query else ""
            pagination["next"] = (
                f"https://api.congress.gov/v3{path}?offset={offset + limit}&limit={limit}{sort}&format=json"
            )
        held = wrap(page) if wrap else page
        return _json({key: held, "pagination": pagination, "request": _REQUEST})

    # -------------------------------------------------------------------------------- sending

    def _send(self, answer: _Answer) -> None:
        body, headers = answer.body, list(answer.headers)
        if self.server.official.compresses and "gzip" in self.headers.get("Accept-Encoding", "") and body:
            body = gzip.compress(body, 1)
            headers.append(("Content-Encoding", "gzip"))
        self._head(answer.status, answer.kind, len(body), headers)
        if answer.status != 304:
            self.wfile.write(body)
        self.wfile.flush()

    def _head(self, status: int, kind: str, length: int | None, headers: list[tuple[str, str]]) -> None:
        self.server.official.note(self.path, dict(self.headers), status)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None and status != 304:
            self.send_header("Content-Length", str(length))
        if self.server.official.sets_cookies:
            self.send_header("Set-Cookie", "visitor=1; Path=/")
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    # --------------------------------------------------------------------------------- faults

    def _fail(self, fault: Fault) -> None:
        """Misbehave; every kind ends the connection but those that are honest answers."""
        official = self.server.official
        if fault.kind in _STATUSES:
            status, body, kind = _STATUSES[fault.kind]
            retry = [("Retry-After", fault.retry_after)] if fault.retry_after is not None else []
            self._send(_Answer(status, body, kind, tuple(retry)))
        elif fault.kind in {Kind.LOOP, Kind.ELSEWHERE, Kind.MOVED}:
            self._redirect(fault)
        elif fault.kind is Kind.LATE:
            official.wait(fault.seconds)
            self._send(self._answer())
        elif fault.kind is Kind.OTHER:
            self._send_another()
        else:
            self.close_connection = True
            self._break(fault)

    def _redirect(self, fault: Fault) -> None:
        here = f"{self.server.official.url}{self.path}"
        elsewhere = f"http://127.0.0.2:9/{quote(self.path.lstrip('/'))}"
        to = fault.to or (elsewhere if fault.kind is Kind.ELSEWHERE else here)
        self._send(_Answer(302, b"", _HTML, (("Location", to),)))

    def _send_another(self) -> None:
        """Answer with another measure's document, in the same shape."""
        other = invented("hres99999-119")
        is_text = "/BILLS" in self.path
        if "/v3/" in self.path:
            replies = replies_of(other.status_xml(), address="https://api.congress.gov/v3/bill/119/hres/99999")
            self._send(_json({"bill": replies["bill"], "request": _REQUEST}))
        else:
            self._send(_Answer(200, other.text_xml("ih") if is_text else other.status_xml()))

    def _break(self, fault: Fault) -> None:
        answer = self._answer()
        body = answer.body or _PAGE
        half = body[: len(body) // 2]
        plain = list(answer.headers)
        match fault.kind:
            case Kind.CLOSED:
                self.server.official.note(self.path, dict(self.headers), 0)
            case Kind.JUNK:
                self.server.official.note(self.path, dict(self.headers), 0)
                self.wfile.write(b"\x16\x03\x01 this is no answer\r\n\r\n")
            case Kind.CUT:
                self._head(200, answer.kind, len(half), plain)
                self.wfile.write(half)
            case Kind.EMPTY:
                self._head(200, answer.kind, 0, plain)
            case Kind.LONGER | Kind.TRUNCATED:
                self._head(200, answer.kind, len(body) + (7 if fault.kind is Kind.LONGER else 0), plain)
                self.wfile.write(body if fault.kind is Kind.LONGER else half)
            case Kind.SHORTER:
                self._head(200, answer.kind, len(body) - 7, plain)
                self.wfile.write(body)
            case Kind.HUGE:
                self._head(200, answer.kind, 10**12, plain)
                self.wfile.write(half)
            case Kind.RESET | Kind.STALLED | Kind.SLOW:
                self._send_in_pieces(fault, answer.kind, body, plain)
            case _:
                self._send_gzip(fault, body, plain)
        self.wfile.flush()

    def _send_in_pieces(self, fault: Fault, kind: str, body: bytes, headers: list[tuple[str, str]]) -> None:
        self._head(200, kind, len(body), headers)
        middle = len(body) // 2
        self.wfile.write(body[:middle])
        self.wfile.flush()
        if fault.kind is Kind.RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            time.sleep(0.002)
            self.connection.close()
            return
        self.server.official.wait(fault.seconds)
        if fault.kind is Kind.SLOW:
            self.wfile.write(body[middle:])

    def _send_gzip(self, fault: Fault, body: bytes, headers: list[tuple[str, str]]) -> None:
        packed = _bomb() if fault.kind is Kind.BOMB else gzip.compress(body)
        sent = packed if fault.kind is Kind.BOMB else packed[: len(packed) // 2]
        self._head(200, _XML, len(sent), [*headers, ("Content-Encoding", "gzip")])
        self.wfile.write(sent)


@cache
def _bomb() -> bytes:
    return gzip.compress(bytes(1_000_000), 9) * 80


_REQUEST = {"contentType": _JSON, "format": "json"}


def _json(value: object, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> _Answer:
    return _Answer(status, json.dumps(value, indent=4).encode(), _JSON, headers)


def _service_error(status: int, words: str) -> _Answer:
    return _json({"error": words, "request": _REQUEST}, status)


def _etag(document: Document) -> str:
    return f'"{hash((document.data, document.modified)) & 0xFFFFFFFF:08x}"'


_STATUSES: dict[Kind, tuple[int, bytes, str]] = {
    Kind.THROTTLED: (429, b'{"error": {"code": "OVER_RATE_LIMIT", "message": "Too many requests"}}', _JSON),
    Kind.UNAVAILABLE: (503, b"Generating ZIP file. Please retry after 30 seconds", "text/plain"),
    Kind.FAILED: (500, b'{"error": "local variable referenced before assignment (UnboundLocalError)"}', _JSON),
    Kind.BAD_GATEWAY: (502, _PAGE, _HTML),
    Kind.GATEWAY_TIMEOUT: (504, _PAGE, _HTML),
    Kind.HTML: (200, _PAGE, _HTML),
    Kind.FORBIDDEN: (403, _PAGE, _HTML),
    Kind.NOT_FOUND: (404, _PAGE, _HTML),
    Kind.UNASKED_304: (304, b"", _XML),
}


def closed_url() -> str:
    """An address on this machine where nothing listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{held.getsockname()[1]}"


@pytest.fixture
def official_server() -> Iterator[OfficialServer]:
    """The server, with nothing on its shelves yet."""
    server = OfficialServer()
    yield server
    server.stop()
    assert not server.bugs, server.bugs
