"""The application: an address becomes a question, a worker's reply becomes the response."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from types import MappingProxyType
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

import billtrack
from billtrack.output.html.shell import style_sheet
from billtrack.serve.addresses import ADDRESSES
from billtrack.serve.answering import failure
from billtrack.serve.asked import HTML, Asked, Reply
from billtrack.serve.guard import Guard
from billtrack.serve.mcp.asked import Ask
from billtrack.serve.shell import ICON, SCRIPT
from billtrack.serve.workers import BusyError, TooLongError, Workers

PARAMETERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "search": ("q", "limit"),
        "cosponsors": ("party", "state", "since", "until", "sort", "original", "withdrawn"),
        "votes": ("whom", "party", "state", "position"),
        "diff": ("layout", "only", "all"),
    }
)
"""The parameters of each page, beside ``format``; any other is passed over."""
LONGEST_PARAMETER = 1_000
"""The most characters of a parameter."""

_LONG = frozenset({"diff", "companions", "member"})
"""The questions that may take seconds; they never keep the others waiting."""


def web_app(
    worker: Sequence[str],
    *,
    hosts: Collection[str],
    root: str = "",
    assistant: Callable[[Ask], Starlette] | None = None,
    seconds: float = 20.0,
    count: int = 2,
) -> ASGIApp:
    """Make the application; *worker* is the command of a worker process.

    *seconds*: the most a comparison may take; every other answer has half of it.  *count*: workers of each kind.
    *assistant* makes what answers at ``/mcp``, from how a question is put to a worker; without it nothing does.
    """
    quick = Workers(worker, count=count, seconds=seconds / 2, waiting=100)
    long = Workers(worker, count=count, seconds=seconds, waiting=20)
    for_assistant = assistant(long.ask) if assistant is not None else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as began:
            await began.enter_async_context(quick)
            await began.enter_async_context(long)
            if for_assistant is not None:
                await began.enter_async_context(for_assistant.router.lifespan_context(for_assistant))
            await _reply(quick, Asked("list", f"{root}/"), root)  # so that the first visitor need not wait
            yield

    def endpoint(name: str, address: str) -> Callable[[Request], Awaitable[Response]]:
        async def respond(request: Request) -> Response:
            asked = _asked(name, address, request, root)
            if isinstance(asked, Reply):
                return _response(asked)
            is_long = name in _LONG or (name == "list" and asked.format != HTML)
            workers = long if is_long else quick
            return await _unless_gone(request, _reply(workers, asked, root))

        return respond

    routes = [
        *(Route(address, endpoint(name, address)) for address, name in ADDRESSES.items()),
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
    """Read the question; a reply where it is none."""
    given = request.query_params
    wanted = given.get("format", HTML)
    names: dict[str, str] = dict(request.path_params)
    parameters = {key: given[key] for key in PARAMETERS.get(name, ()) if given.get(key)}
    if any(len(each) > LONGEST_PARAMETER for each in (*parameters.values(), *names.values(), wanted)):
        too_long = f"a value has at most {LONGEST_PARAMETER:,} characters"
        return failure(400, too_long, None, root=root, is_page=wanted == HTML)
    at = root + address.format(**{key: quote(each, safe="@") for key, each in names.items()})
    return Asked(name, at, tuple(names.values()), parameters, wanted)


async def _reply(workers: Workers, asked: Asked, root: str) -> Response:
    is_page = asked.format == HTML
    try:
        return _response(await workers.ask(asked))
    except TooLongError:
        hint = "the command line answers it without a limit: billtrack help browser"
        return _response(failure(503, "this answer takes too long for a page", hint, root=root, is_page=is_page))
    except BusyError:
        response = _response(failure(503, "too many questions at once", "try again", root=root, is_page=is_page))
        response.headers["Retry-After"] = "2"
        return response


async def _unless_gone(request: Request, answer: Coroutine[None, None, Response]) -> Response:
    """Wait for *answer*, and stop working on it when nobody waits for it anymore."""
    task, gone = asyncio.create_task(answer), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else Response(status_code=499)
    finally:
        task.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(reply: Reply) -> Response:
    headers = {}
    if reply.location:
        headers["Location"] = reply.location
    if reply.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{reply.file_name}"'
    return Response(reply.body, reply.status, headers, reply.media_type)


def _constant(body: bytes, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    async def respond(_: Request) -> Response:
        return Response(body, media_type=media_type, headers={"Cache-Control": "max-age=300"})

    return respond


async def _health(_: Request) -> Response:
    said = {"schema_version": 1, "status": "ok", "version": billtrack.__version__}
    return Response(json.dumps(said) + "\n", media_type="application/json")
