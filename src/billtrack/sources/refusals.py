"""Why an official service gave no document, in words: what it said itself, and why it could not be reached."""

from __future__ import annotations

import json
import socket
from types import MappingProxyType
from typing import NamedTuple

import requests

from billtrack.errors import RemoteError
from billtrack.sources.xml import one_line


class RefusedError(RemoteError):
    """The service answered, and said no: ``status`` and, where its JSON has them, its ``code`` and ``words``."""

    def __init__(self, message: str, *, status: int, refusal: Refusal, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.refusal = refusal


class Refusal(NamedTuple):
    """What the body of a refusal says; ``is_json`` false for a page."""

    code: str | None
    words: str | None
    is_json: bool


STATUS_WORDS = MappingProxyType(
    {
        304: "answered 'not modified' to a question without a condition",
        401: "refused: it wants a key",
        403: "refused",
        404: "no such document",
        429: "throttled: too many requests",
        500: "failed inside",
        502: "its gateway failed",
        503: "not available",
        504: "its gateway timed out",
    }
)
"""What a status means."""

FAILURES: tuple[tuple[type[requests.RequestException], str], ...] = (
    (requests.exceptions.ConnectTimeout, "no connection in time"),
    (requests.exceptions.ReadTimeout, "no answer in time"),
    (requests.exceptions.ProxyError, "cannot be reached through the proxy"),
    (requests.exceptions.ChunkedEncodingError, "the answer broke off"),
    (requests.exceptions.ContentDecodingError, "the answer is damaged"),
    (requests.exceptions.ConnectionError, "cannot be reached"),
)
"""What a failure of the library means; asking again may mend each of them."""


def read_refusal(body: bytes) -> Refusal:
    """Read the words of an error body: ``error`` is an object at the gateway and a string from the service."""
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
    """The operating system's words for why a connection failed, from inside the library's exceptions."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, socket.gaierror):
            return "its name is not known here"
        if isinstance(each, TimeoutError):
            return "timed out"
        if isinstance(each, ConnectionResetError) and not each.strerror:
            return "the connection was closed"
        if isinstance(each, OSError) and not isinstance(each, requests.RequestException) and each.strerror:
            return each.strerror.lower()
        waiting += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
    return None
