"""The application: turns a request into a question, and a worker's reply into the response."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

import billtrack
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
    quick = Workers(worker, count=_WORKERS, seconds=seconds / 2, waiting=100)
    long = Workers(worker, count=_WORKERS, seconds=seconds, waiting=20)
    prepared = Workers(worker, count=1, seconds=seconds, waiting=20)
    preparation = Preparation(prepared)
    for_assistant = assistant(long.ask) if assistant is not None else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as began:
            await began.enter_async_context(quick)
            await _answered(quick, Asked("list", f"{root}/"), root)  # a worker has started once it answers
            await began.enter_async_context(long)
            await began.enter_async_context(prepared)
            await began.enter_async_context(preparation)
            if for_assistant is not None:
                await began.enter_async_context(for_assistant.router.lifespan_context(for_assistant))
            yield

    def endpoint(name: str, address: str) -> Callable[[Request], Awaitable[Response]]:
        async def respond(request: Request) -> Response:
            asked = _asked(name, address, request, root)
            if isinstance(asked, Reply):
                return _response(asked)
            if WEB_PAGES[name].workers == "prepared":
                return _response(await when_prepared(asked))
            is_long = WEB_PAGES[name].workers == "long" or (
                name == "list" and (asked.format != HTML or bool(asked.parameters))
            )
            return _response(await _answered(long if is_long else quick, asked, root))

        return respond

    async def when_prepared(asked: Asked) -> Reply:
        if preparation.is_running:
            return preparing(PREPARE, "billtrack is preparing the texts for comparison.", asked, root=root)
        reply = preparation.failed() or await _answered(prepared, asked, root)
        if reply.needs:
            preparation.begin(Asked(reply.needs, asked.address))
        return reply

    pages = [Route(address, endpoint(name, address)) for address, name in ADDRESSES.items()]
    for each in pages:
        each.app = UntilGone(each.app)
    routes = [
        *pages,
        Route("/health", _health),
        Route("/style.css", _constant(style_sheet().encode(), "text/css; charset=utf-8")),
        Route("/script.js", _constant(SCRIPT.read_bytes(), "text/javascript; charset=utf-8")),
        Route("/icon.svg", _constant(ICON.read_bytes(), "image/svg+xml")),
        *(for_assistant.routes if for_assistant is not None else ()),
    ]

    async def not_found(_: Request, __: Exception) -> Response:
        return _response(failure(404, "there is no page at this address", None, root=root, is_page=True))

    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: not_found})
    app.router.redirect_slashes = False
    return Guard(app, hosts=hosts, root=root)


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
        return busy._replace(retry_after=2)


def _response(reply: Reply) -> Response:
    headers = {}
    if reply.location:
        headers["Location"] = reply.location
    if reply.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{reply.file_name}"'
    if reply.retry_after:
        headers["Retry-After"] = str(reply.retry_after)
    if reply.needs:
        headers["Refresh"] = str(reply.retry_after)
    return Response(reply.body, reply.status, headers, reply.media_type)


def _constant(body: bytes, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    async def respond(_: Request) -> Response:
        return Response(body, media_type=media_type, headers={"Cache-Control": "max-age=300"})

    return respond


async def _health(_: Request) -> Response:
    said = {"schema_version": 1, "status": "ok", "version": billtrack.__version__}
    return Response(json.dumps(said) + "\n", media_type="application/json")
