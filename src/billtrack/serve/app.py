"""The application: turns a request into a question, and a worker's reply into the response."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

import billtrack
from billtrack.model.values import replace
from billtrack.output.html import style_sheet
from billtrack.serve.addresses import ADDRESSES, WEB_PAGES
from billtrack.serve.answering import ELSEWHERE, failure, preparing
from billtrack.serve.asked import HTML, PREPARE, Ask, Asked, Reply
from billtrack.serve.guard import Guard
from billtrack.serve.shell import ICON, SCRIPT
from billtrack.serve.workers import BusyError, Preparation, TooLongError, UntilGone, Workers

LONGEST_PARAMETER = 1_000
"""The most characters of a parameter."""
_WORKERS = 2
"""The workers of pages, and of questions that take long."""


def web_app(
    worker: Sequence[str],
    *,
    hosts: Collection[str],
    root: str = "",
    assistant: Callable[[Ask], Starlette] | None = None,
    seconds: float = 20.0,
) -> ASGIApp:
    """Make the application; *worker* is the command of a worker process.

    *seconds* is the time limit of a comparison; any other page has half of it.  *assistant* makes what answers at
    ``/mcp``, from how a question is put to a worker; without it nothing does.
    """
    pages = _Pages(worker, root, seconds)
    for_assistant = assistant(pages.long.ask) if assistant is not None else None
    app = Starlette(
        routes=[*pages.routes(), *(for_assistant.routes if for_assistant is not None else ())],
        lifespan=lambda _: pages.running(for_assistant),
        exception_handlers={404: pages.not_found},
    )
    app.router.redirect_slashes = False
    return Guard(app, hosts=hosts, root=root)


class _Pages:
    """The addresses of the pages, and the workers that answer them."""

    def __init__(self, worker: Sequence[str], root: str, seconds: float) -> None:
        self._root = root
        self._quick = Workers(worker, count=_WORKERS, seconds=seconds / 2, waiting=100)
        self.long = Workers(worker, count=_WORKERS, seconds=seconds, waiting=20)
        self._prepared = Workers(worker, count=1, seconds=seconds, waiting=20)
        self._preparation = Preparation(self._prepared)

    @asynccontextmanager
    async def running(self, for_assistant: Starlette | None) -> AsyncIterator[None]:
        """Keep the workers and what answers an assistant running."""
        async with AsyncExitStack() as began:
            await began.enter_async_context(self._quick)
            await _answered(self._quick, Asked("list", f"{self._root}/"), self._root)  # it answers, so one has started
            for each in (self.long, self._prepared, self._preparation):
                await began.enter_async_context(each)
            if for_assistant is not None:
                await began.enter_async_context(for_assistant.router.lifespan_context(for_assistant))
            yield

    def routes(self) -> Iterator[Route]:
        """Give the pages, and the files they load; a page is left unanswered when its client has gone."""
        for address, name in ADDRESSES.items():
            page = Route(address, self._endpoint(name, address))
            page.app = UntilGone(page.app)
            yield page
        yield Route("/health", _health)
        yield Route("/style.css", _constant(style_sheet().encode(), "text/css; charset=utf-8"))
        yield Route("/script.js", _constant(SCRIPT.read_bytes(), "text/javascript; charset=utf-8"))
        yield Route("/icon.svg", _constant(ICON.read_bytes(), "image/svg+xml"))

    def _endpoint(self, name: str, address: str) -> Callable[[Request], Awaitable[Response]]:
        async def respond(request: Request) -> Response:
            asked = _asked(name, address, request, self._root)
            return _response(asked if isinstance(asked, Reply) else await self._reply(asked))

        return respond

    async def _reply(self, asked: Asked) -> Reply:
        workers = WEB_PAGES[asked.page].workers
        if workers == "prepared":
            return await self._when_prepared(asked)
        is_whole_list = asked.page == "list" and (asked.format != HTML or bool(asked.parameters))
        return await _answered(self.long if workers == "long" or is_whole_list else self._quick, asked, self._root)

    async def _when_prepared(self, asked: Asked) -> Reply:
        if self._preparation.is_running:
            return preparing("billtrack is preparing the texts for comparison.", asked, root=self._root)
        reply = self._preparation.failed() or await _answered(self._prepared, asked, self._root)
        if reply.is_unprepared:
            self._preparation.begin(Asked(PREPARE, asked.address))
        return reply

    async def not_found(self, _: Request, __: Exception) -> Response:
        """Say that no page has the address."""
        return _response(failure(404, "there is no page at this address", None, root=self._root, is_page=True))


def _asked(name: str, address: str, request: Request, root: str) -> Asked | Reply:
    """Read the question; a reply if the request makes no sense."""
    given = request.query_params
    wanted = given.get("format", HTML)
    names: dict[str, str] = dict(request.path_params)
    parameters = {key: given[key] for key in WEB_PAGES[name].parameters if given.get(key)}
    if any(len(each) > LONGEST_PARAMETER for each in (*parameters.values(), *names.values(), wanted)):
        too_long = f"a value may have at most {LONGEST_PARAMETER:,} characters"
        return failure(400, too_long, None, root=root, is_page=wanted == HTML)
    at = root + address.format(**{key: quote(each, safe="@") for key, each in names.items()})
    return Asked(name, at, tuple(names.values()), parameters, wanted)


async def _answered(workers: Workers, asked: Asked, root: str) -> Reply:
    is_page = asked.format == HTML
    try:
        return await workers.ask(asked)
    except TooLongError:
        return failure(503, "this answer takes too long for a page", ELSEWHERE, root=root, is_page=is_page)
    except EOFError:
        return failure(503, "the process that was working on this page ended", "try again", root=root, is_page=is_page)
    except BusyError:
        busy = failure(503, "too many requests at once", "try again", root=root, is_page=is_page)
        return replace(busy, retry_after=2)


def _response(reply: Reply) -> Response:
    headers = {}
    if reply.location:
        headers["Location"] = reply.location
    if reply.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{reply.file_name}"'
    if reply.retry_after:
        headers["Retry-After"] = str(reply.retry_after)
    if reply.is_unprepared:
        headers["Refresh"] = str(reply.retry_after)
    return Response(reply.body, reply.status, headers, reply.media_type)


def _constant(body: bytes, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    async def respond(_: Request) -> Response:
        return Response(body, media_type=media_type, headers={"Cache-Control": "max-age=300"})

    return respond


async def _health(_: Request) -> Response:
    said = {"schema_version": 1, "status": "ok", "version": billtrack.__version__}
    return Response(json.dumps(said) + "\n", media_type="application/json")
