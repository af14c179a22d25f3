"""Why an official service sent no document, and how long to wait before asking again.

A wait that the server asks for is kept; if it is longer than anyone wants to wait, the client stops and says so, and
never retries earlier.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import NamedTuple

import requests

from billtrack.errors import RemoteError
from billtrack.sources.xml import one_line


class RefusedError(RemoteError):
    """The service refused: its ``status`` and, if its JSON has them, its ``code`` and ``words``."""

    def __init__(self, message: str, *, status: int, refusal: RefusalBody, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.refusal = refusal


class RefusalBody(NamedTuple):
    """The content of a refusal's body; ``is_json`` is false for a web page."""

    code: str | None
    words: str | None
    is_json: bool


STATUS_WORDS = MappingProxyType(
    {
        304: "answered 'not modified' to an unconditional request",
        401: "refused: a key is required",
        403: "refused",
        404: "no such document",
        429: "throttled: too many requests",
        500: "internal error",
        502: "its gateway failed",
        503: "unavailable",
        504: "its gateway timed out",
    }
)
"""What a status means."""

FAILURES: tuple[tuple[type[requests.RequestException], str], ...] = (
    (requests.exceptions.ConnectTimeout, "no connection in time"),
    (requests.exceptions.ReadTimeout, "no answer in time"),
    (requests.exceptions.ProxyError, "could not be reached through the proxy"),
    (requests.exceptions.ChunkedEncodingError, "the answer was cut off"),
    (requests.exceptions.ContentDecodingError, "the answer is damaged"),
    (requests.exceptions.ConnectionError, "could not be reached"),
)
"""What a failure of the library means; a retry may succeed after each of them."""


def read_refusal(body: bytes) -> RefusalBody:
    """Read an error body; ``error`` is an object from the gateway and a string from the service."""
    try:
        reply = json.loads(body)
    except (ValueError, RecursionError):
        return RefusalBody(None, None, is_json=False)
    error = reply.get("error") if isinstance(reply, dict) else None
    if isinstance(error, dict):
        return RefusalBody(_short(error.get("code")), _short(error.get("message")), is_json=True)
    return RefusalBody(None, _short(error), is_json=True)


def _short(value: object) -> str | None:
    return one_line(value[:300]) if isinstance(value, str) else None


def cause_of(error: BaseException) -> str | None:
    """Find the operating system's reason for a failed connection inside the library's exceptions."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, socket.gaierror):
            return "unknown host; are you online?"
        if isinstance(each, TimeoutError):
            return "timed out"
        if isinstance(each, ConnectionResetError) and not each.strerror:
            return "the connection was closed"
        if isinstance(each, OSError) and not isinstance(each, requests.RequestException) and each.strerror:
            return each.strerror.lower()
        waiting += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
    return None


@dataclass(frozen=True, slots=True)
class Patience:
    """Times in seconds, except ``attempts``.

    ``connect`` and ``read`` limit one step of a request, ``whole`` the request; ``longest_asked`` is the longest wait
    accepted from a server, ``longest_pause`` the longest chosen here.
    """

    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 20.0
    longest_asked: float = 120.0
    connect: float = 10.0
    read: float = 30.0
    whole: float = 180.0

    def pause(self, failures: int, chance: float) -> float:
        """Choose the wait after this many failures (at least 1); *chance*, from 0 to 1, is the jitter.

        It doubles from ``first_pause`` up to ``longest_pause``; jitter reduces it by at most half.
        """
        whole = min(self.first_pause * 2.0 ** min(failures - 1, 30), self.longest_pause)
        return whole * (0.5 + chance / 2)


def read_retry_after(text: str | None, *, now: dt.datetime) -> float | None:
    """Read ``Retry-After``, seconds or an HTTP date, as seconds from *now*, never negative.

    Returns:
        ``None`` if it is missing or unreadable.
    """
    if text is None or len(text) > 60:
        return None
    text = text.strip()
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return max((zoned - now).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return None
