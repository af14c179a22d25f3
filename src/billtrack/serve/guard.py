"""What a request may be, checked before anything is asked; and the headers of every response.

A page of another site can make a browser send requests here, also under a name of its own that it points at this
computer (DNS rebinding).  So the name asked for must be one of ours, and where the browser says which site asks
(``Origin``) it must be this one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from billtrack.output.streams import say_line

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names that this computer calls itself."""
LONGEST_ADDRESS = 4_000
"""The most bytes of a path and its query."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
"""What every response says beside its own headers."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Guard:
    """Lets requests through to *app* that are for one of *hosts*; *root* is the path a proxy serves under."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], root: str = "") -> None:
        self._app = app
        self._hosts = frozenset(each.lower() for each in hosts)
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request, and answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # the server speaks nothing else; silence refuses

        began = False

        async def send_safely(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_safely)
            return
        try:
            await self._app(self._inside(scope), receive, send_safely)
        except Exception as error:  # noqa: BLE001 - the visitor learns that it failed, the window why
            say_line(f"billtrack: error: internal error: {type(error).__name__}: {error}")
            if not began:
                await PlainTextResponse("billtrack failed here\n", 500)(scope, receive, send_safely)

    def _inside(self, scope: Scope) -> Scope:
        """The request without the path that a proxy may have left in front."""
        path: str = scope["path"]
        is_under = self._root and (path == self._root or path.startswith(f"{self._root}/"))
        return {**scope, "path": path[len(self._root) :] or "/", "root_path": ""} if is_under else scope

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The response to whoever may not ask, or to what is no question."""
        headers = Headers(scope=scope)
        if not self._is_ours(headers.getlist("host")):
            return _refused(421, "this name is not served here; `billtrack serve --allow-host NAME` allows one")
        if not all(self._is_our_site(each) for each in headers.getlist("origin")):
            return _refused(403, "asked for by another site")
        return _refused_question(scope, headers)

    def _is_ours(self, hosts: list[str]) -> bool:
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        return found is not None and found[1].lower() in self._hosts

    def _is_our_site(self, origin: str) -> bool:
        scheme, _, host = origin.partition("://")
        return scheme in {"http", "https"} and self._is_ours([host])


def _refused(status: int, why: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{why}\n", status, headers)


def _refused_question(scope: Scope, headers: Headers) -> PlainTextResponse | None:
    if scope["method"] not in {"GET", "HEAD"}:
        return _refused(405, "these pages can only be read", {"Allow": "GET, HEAD"})
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        return _refused(413, "a question has no body", {"Connection": "close"})
    if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return _refused(414, f"an address has at most {LONGEST_ADDRESS:,} bytes")
    if _UNSEEN.search(scope["path"]):
        return _refused(400, "an address has no control characters")
    return None
