"""The checks every request must pass, and the headers of every response.

A page of another site can make a browser send requests here, even under a name of its own that points at this computer
(DNS rebinding).  So the ``Host`` must be one of our names, and an ``Origin``, if the browser sends one, must be this
site.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from billtrack.output.streams import say_line

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names of this computer to itself."""
LONGEST_ADDRESS = 4_000
"""The most bytes of a path and its query."""

ASSISTANT = "/mcp"
"""Where an assistant asks, by POST."""

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
"""The headers of every response, besides its own."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Guard:
    """Passes requests for one of *hosts* on to *app*; *root* is the path under which a proxy serves the pages."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], root: str = "") -> None:
        self._app = app
        self._hosts = frozenset(each.lower() for each in hosts)
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, then answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # the server has no websockets

        began = False

        async def send_safely(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        scope = self._inside(scope)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_safely)
            return
        try:
            await self._app(scope, receive, send_safely)
        except Exception as error:  # noqa: BLE001 - the visitor learns that it failed, the terminal why
            say_line(f"billtrack: error: internal error: {type(error).__name__}: {error}")
            if not began:
                await PlainTextResponse("billtrack failed on this request\n", 500)(scope, receive, send_safely)

    def _inside(self, scope: Scope) -> Scope:
        """The request without the root path, which some proxies leave in and some remove."""
        path: str = scope["path"]
        is_under = self._root and (path == self._root or path.startswith(f"{self._root}/"))
        return {**scope, "path": path[len(self._root) :] or "/", "root_path": ""} if is_under else scope

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The response to a request that is refused; ``None`` for one that may pass."""
        headers = Headers(scope=scope)
        if not self._is_ours(headers.getlist("host")):
            return _refused(
                421, "this server does not answer under that name; `billtrack serve --allow-host NAME` adds one"
            )
        if not all(self._is_our_site(each) for each in headers.getlist("origin")):
            return _refused(403, "request from another site")
        return _refused_request(scope, headers)

    def _is_ours(self, hosts: list[str]) -> bool:
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        return found is not None and found[1].lower() in self._hosts

    def _is_our_site(self, origin: str) -> bool:
        scheme, _, host = origin.partition("://")
        return scheme in {"http", "https"} and self._is_ours([host])


def _refused(status: int, why: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{why}\n", status, headers)


def _refused_request(scope: Scope, headers: Headers) -> PlainTextResponse | None:
    if scope["method"] == "POST" and scope["path"] == ASSISTANT:
        return None  # its application bounds the body
    if scope["method"] not in {"GET", "HEAD"}:
        return _refused(405, "these pages are read-only", {"Allow": "GET, HEAD"})
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        return _refused(413, "a request for a page has no body", {"Connection": "close"})
    if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return _refused(414, f"an address may have at most {LONGEST_ADDRESS:,} bytes")
    if _UNSEEN.search(scope["path"]):
        return _refused(400, "an address may not have control characters")
    return None
