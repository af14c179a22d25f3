"""Requests to one official service over HTTP: polite, safe, and repeated until the answer is clear.

Knows requests, redirects, retries, limits and conditions, but not what a document means: the caller passes the function
that reads it, and a body that this function refuses is requested once more.  A key is sent as a header only to the
configured host; no message, log line or exception contains it.

One client serves any number of threads; at most ``at_once`` requests are under way at a time.

The retries are our own, since urllib3's ``Retry`` does not wait before the first retry, cannot be ended by ``close``,
holds back only the thread that was throttled, and never sees a body that breaks off or is not the document requested.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import NoReturn, TypeVar
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter

from billtrack.errors import InputError, RemoteError
from billtrack.sources.bodies import BodyError, is_html, read_body
from billtrack.sources.refusals import (
    FAILURES,
    STATUS_WORDS,
    Patience,
    RefusalBody,
    RefusedError,
    cause_of,
    read_refusal,
    read_retry_after,
)
from billtrack.sources.remote import Fetched, Missing, Unchanged, Validators
from billtrack.sources.rows import read_whole
from billtrack.sources.sites import Site, origin_of, redirected
from billtrack.sources.xml import MAX_BYTES, one_line

MAX_REDIRECTS = 5

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_FOUND = frozenset({404, 410})
_PASSING = frozenset({304, 408, 429, 500, 502, 503, 504})
_LOST = 3
"""After this many unreachable documents in a row each further one is requested only once."""
_PIECE = 65_536
_WORDS = 65_536
_NETWORK = "check the network connection and the address of the source"
_TLS = "if a proxy inspects your traffic, set $REQUESTS_CA_BUNDLE to its certificates"

T = TypeVar("T")
_log = logging.getLogger("billtrack.http")


@dataclass(eq=False)
class _PassingError(Exception):
    """A failure that another try may not have."""

    reason: str
    asked: float | None = None
    status: int | None = None
    refusal: RefusalBody | None = None
    digest: bytes | None = None
    hint: str | None = None
    is_lost: bool = False


class _NotModifiedError(Exception):
    """The document still matches the validators that were sent."""


class HttpClient:
    """A client of the service at *site*; see the module.

    Args:
        site: the service.
        key: a header and its secret value, sent only to *site*.
        patience: how long to wait and how often to retry.
        at_once: how many requests may be under way at a time.
        limit: how many bytes a decompressed body may have.
        clock, now, sleep, chance: the time in seconds, the time of day, waiting, and a random number from 0 to 1;
            without *sleep*, waiting ends when the client is closed.
    """

    def __init__(
        self,
        site: Site,
        *,
        key: tuple[str, str] | None = None,
        patience: Patience | None = None,
        at_once: int = 8,
        limit: int = MAX_BYTES,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        sleep: Callable[[float], object] | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.site = site
        self.patience = patience or Patience()
        self.allowance: int | None = None
        self._key = key
        self._limit = limit
        self._clock, self._now, self._chance = clock, now, chance
        self._closed = threading.Event()
        self._sleep = sleep or self._closed.wait
        self._places = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._not_before = float("-inf")
        self._lost = 0
        self._session = _session(at_once)

    def close(self) -> None:
        """Close the connections and wake waiting threads; later requests are refused."""
        self._closed.set()
        self._session.close()

    def fetch(
        self, path: str, read: Callable[[bytes], T], *, official: str, accept: str = "application/xml"
    ) -> Fetched[T]:
        """Fetch the document at *path* below the site, and read it.

        *official* is the address recorded for the document; *read* raises ``InputError`` if it is not the document
        asked for.

        Raises:
            RefusedError: the service refused (404 among others).
            RemoteError: unreachable, throttled, or *read* accepted nothing in any of the tries.
        """
        return self._fetch(path, read, official, {"Accept": accept})

    def find(
        self,
        path: str,
        read: Callable[[bytes], T],
        *,
        official: str,
        accept: str = "application/xml",
        held: Validators | None = None,
    ) -> Fetched[T] | Unchanged | Missing:
        """Fetch a document that may be missing, or still be the one that *held* identifies; otherwise as ``fetch``."""
        try:
            return self._fetch(path, read, official, {"Accept": accept, **_conditions(held)})
        except _NotModifiedError:
            return Unchanged(official)
        except RefusedError as refused:
            if refused.status in _NOT_FOUND:
                return Missing(official)
            raise

    def _fetch(self, path: str, read: Callable[[bytes], T], official: str, headers: Mapping[str, str]) -> Fetched[T]:
        url = f"{self.site.address}{path}"
        attempts = 1 if self._lost >= _LOST else self.patience.attempts
        refused: set[bytes] = set()
        for tries in range(1, attempts + 1):
            self._await_turn(url)
            try:
                return self._ask(url, headers, read, official)
            except _PassingError as fault:
                is_settled = fault.digest is not None and fault.digest in refused
                if tries == attempts or is_settled:
                    raise self._given_up(url, fault, tries) from None
                if fault.digest is not None:
                    refused.add(fault.digest)
                self._pause(url, fault, tries)
        raise AssertionError("no attempts")  # a Patience without attempts

    def _await_turn(self, url: str) -> None:
        """Wait as long as the service asked any thread to wait."""
        with self._lock:
            wait = self._not_before - self._clock()
        if wait > self.patience.longest_asked:
            reason = f"not requested: the service asks for no requests for another {wait:,.0f} s"
            raise RemoteError(f"{self._shown(url)}: {reason}", hint=f"run the same command again in {wait:,.0f} s")
        if wait > 0:
            self._sleep(wait * (1 + self._chance() / 10))

    def _pause(self, url: str, fault: _PassingError, tries: int) -> None:
        """Wait before the next try; a wait that the service asks for holds for every thread."""
        wait = max(self.patience.pause(tries, self._chance()), fault.asked or 0.0)
        if fault.status == 429 or fault.asked is not None:
            with self._lock:
                self._not_before = max(self._not_before, self._clock() + wait)
        if wait > max(self.patience.longest_asked, self.patience.longest_pause):
            raise self._given_up(url, fault, tries) from None
        _log.debug("%s: %s; retrying in %.2f s", self._shown(url), self._clean(fault.reason), wait)
        if fault.status != 429 and fault.asked is None:
            self._sleep(wait)

    def _given_up(self, url: str, fault: _PassingError, tries: int) -> RemoteError:
        if fault.is_lost:
            with self._lock:
                self._lost += 1
        times = "" if tries == 1 else f" ({tries} tries)"
        message = f"{self._shown(url)}: {self._clean(fault.reason)}{times}"
        if fault.status is None or fault.refusal is None:
            return RemoteError(message, hint=fault.hint)
        wait = f"in {fault.asked:,.0f} s" if fault.asked else "later"
        hint = f"run the same command again {wait}"
        if fault.status == 429 and self.allowance is not None:
            hint += f"; the service allows {self.allowance:,} requests per period"
        return RefusedError(message, status=fault.status, refusal=fault.refusal, hint=hint)

    def _ask(self, url: str, headers: Mapping[str, str], read: Callable[[bytes], T], official: str) -> Fetched[T]:
        with self._places:
            if self._closed.is_set():
                raise RemoteError(f"{self._shown(url)}: not requested: the client was closed")
            began = self._clock()
            status, body, answered = self._exchange(url, headers, began)
        if status == 304 and (headers.keys() & {"If-None-Match", "If-Modified-Since"}):
            raise _NotModifiedError
        if status != 200:
            self._refuse(url, status, body, answered)
        try:
            content = read(self._checked(body, accept=headers["Accept"]))
        except InputError as error:
            digest = hashlib.sha256(body).digest()
            raise _PassingError(f"not the document asked for: {error}", digest=digest) from None
        validators = Validators(answered.get("ETag"), answered.get("Last-Modified"))
        return Fetched(content, official, body, validators)

    def _checked(self, body: bytes, *, accept: str) -> bytes:
        if not body.strip():
            raise _PassingError("the answer is empty")
        if "text/html" not in accept and is_html(body):
            raise _PassingError("received an HTML page instead of the document")
        if self._key is not None and self._key[1].encode() in body:
            raise RemoteError(f"{self.site.address}: the answer contains the key; it was discarded")
        return body

    def _exchange(self, url: str, headers: Mapping[str, str], began: float) -> tuple[int, bytes, Mapping[str, str]]:
        """Send one request, follow redirects, and read the whole answer."""
        for _ in range(MAX_REDIRECTS + 1):
            try:
                with self._send(url, headers) as response:
                    status = response.status_code
                    limit = self._limit if status == 200 else _WORDS
                    body = read_body(
                        self._pieces(response, began),
                        length=response.headers.get("Content-Length"),
                        encoding=response.headers.get("Content-Encoding"),
                        limit=limit,
                    )
            except requests.RequestException as error:
                self._log(url, type(error).__name__, began, 0)
                raise self._unreached(url, error) from None
            except BodyError as error:
                self._log(url, str(error), began, 0)
                if error.is_passing:
                    raise _PassingError(f"the answer is broken: {error}") from None
                raise RemoteError(f"{self._shown(url)}: the answer is refused: {error}") from None
            self._log(url, str(status), began, len(body))
            self._note_answer(response.headers)
            location = response.headers.get("Location")
            if status not in _REDIRECTS or location is None:
                return status, body, response.headers
            try:
                url = redirected(url, location, site=self.site)
            except InputError as refusal:
                raise RemoteError(f"{self._shown(url)}: {self._clean(str(refusal))}") from None
            if self._key is not None and self._key[1] in unquote(url):
                raise RemoteError(f"{self.site.address}: redirects to an address that contains the key; not followed")
        raise RemoteError(f"{self._shown(url)}: more than {MAX_REDIRECTS} redirects in a row")

    def _send(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        own = dict(headers)
        if self._key is not None and origin_of(urlsplit(url)) == self.site.origin:
            own[self._key[0]] = self._key[1]
        timeout = (self.patience.connect, self.patience.read)
        return self._session.get(url, headers=own, stream=True, timeout=timeout, allow_redirects=False)

    def _pieces(self, response: requests.Response, began: float) -> Iterator[bytes]:
        """Give the body as sent; ``read_body`` decompresses it within bounds."""
        encoding = response.headers.get("Content-Encoding")
        if encoding is not None:
            del response.raw.headers["Content-Encoding"]
        for piece in response.iter_content(_PIECE):
            if self._clock() - began > self.patience.whole:
                raise BodyError(f"not complete after {self.patience.whole:,.0f} s", is_passing=True)
            yield piece

    def _refuse(self, url: str, status: int, body: bytes, headers: Mapping[str, str]) -> NoReturn:
        """Raise the error that a status other than 200 means."""
        refusal = read_refusal(body)
        words = ": ".join(filter(None, (refusal.code, refusal.words)))
        reason = f"{STATUS_WORDS.get(status, 'unexpected status')} ({status})"
        reason += f": {words}" if words else ""
        if status in _PASSING:
            asked = read_retry_after(headers.get("Retry-After"), now=self._now())
            raise _PassingError(reason, asked=asked, status=status, refusal=refusal)
        raise RefusedError(f"{self._shown(url)}: {self._clean(reason)}", status=status, refusal=refusal)

    def _unreached(self, url: str, error: requests.RequestException) -> Exception:
        """Say why no answer came, never in the library's words, which show the request."""
        if isinstance(error, requests.exceptions.SSLError) and "certificate" in str(error).lower():
            return RemoteError(f"{self._shown(url)}: the TLS certificate cannot be verified", hint=_TLS)
        reason = next((words for kind, words in FAILURES if isinstance(error, kind)), None)
        if reason is None:
            return RemoteError(f"{self._shown(url)}: cannot be requested ({type(error).__name__})", hint=_NETWORK)
        cause = cause_of(error)
        return _PassingError(f"{reason}: {cause}" if cause else reason, hint=_NETWORK, is_lost=True)

    def _note_answer(self, headers: Mapping[str, str]) -> None:
        """Remember that the service is reachable, and how many requests it says it allows per period."""
        with self._lock:
            self._lost = 0
        limit = read_whole(headers.get("X-RateLimit-Limit", ""))
        self.allowance = self.allowance if limit is None else limit

    def _log(self, url: str, outcome: str, began: float, size: int) -> None:
        seconds = self._clock() - began
        _log.debug("GET %s: %s in %.3f s, %s bytes", self._shown(url), self._clean(outcome), seconds, f"{size:,}")

    def _shown(self, url: str) -> str:
        """Give an address on one line, without user, password and key."""
        try:
            parts = urlsplit(url)
            shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        except ValueError:
            shown = self.site.address
        return self._clean(shown[:300])

    def _clean(self, text: str) -> str:
        text = one_line(text) or ""
        return text if self._key is None else text.replace(self._key[1], "[key]")


def _session(at_once: int) -> requests.Session:
    """Make one session for all threads: a connection each, no cookies, no credentials from ``.netrc``."""
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(pool_connections=4, pool_maxsize=at_once))
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.auth = lambda request: request
    session.headers["User-Agent"] = "billtrack"
    session.headers["Accept-Encoding"] = "gzip"
    return session


def _conditions(held: Validators | None) -> dict[str, str]:
    """Make the condition headers; a validator that cannot be a header is left out."""
    if held is None:
        return {}
    given = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified}
    return {name: value for name, value in given.items() if value and value.isascii() and value.isprintable()}
