"""Why an official service sent no document: what it said, and why it could not be reached."""

from __future__ import annotations

import json
import socket
from types import MappingProxyType
from typing import NamedTuple

import requests

from billtrack.errors import RemoteError
from billtrack.sources.xml import one_line


class RefusedError(RemoteError):
    """The service refused: its ``status`` and, if its JSON has them, its ``code`` and ``words``."""

    def __init__(self, message: str, *, status: int, refusal: Refusal, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.refusal = refusal


class Refusal(NamedTuple):
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


def read_refusal(body: bytes) -> Refusal:
    """Read an error body; ``error`` is an object from the gateway and a string from the service."""
    try:
        reply = json.loads(body)
    except (ValueError, RecursionError):
        return Refusal(None, None, is_json=False)
    error = reply.get("error") if isinstance(reply, dict) else None
    if isinstance(error, dict):
        return Refusal(_short(error.get("code")), _short(error.get("message")), is_json=True)
    return Refusal(None, _short(error), is_json=True)


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
