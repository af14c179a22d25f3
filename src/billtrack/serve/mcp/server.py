"""The server: requests in, answers out, over standard input and output or under ``serve``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    TextResourceContents,
)

import billtrack
from billtrack.errors import BilltrackError
from billtrack.output.page import visible
from billtrack.serve.mcp.desk import OpenDesk
from billtrack.serve.mcp.prompts import filled_prompt, listed_prompts
from billtrack.serve.mcp.resources import TEMPLATES, listed_resources, read_resource
from billtrack.serve.mcp.tools import call, error_line, listed_tools

if TYPE_CHECKING:
    from starlette.applications import Starlette

Answered = TypeVar("Answered")

INSTRUCTIONS = (
    "Bills and resolutions of the US Congress from official data, offline and read-only. Each answer says in words "
    "what is none, not loaded, not published or failed: keep these apart. Not loaded is never evidence of absence. "
    "What billtrack computed says so. Quote only from read_text, with address and source."
)
LARGEST_REQUEST = 64 * 1024
"""Bytes of a request over HTTP; the longest arguments take a sixth."""


def mcp_server(open_desk: OpenDesk) -> Server[Any]:
    """Build the server; *open_desk* is called for each request, in the thread that answers it."""

    async def list_tools(_: object, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=listed_tools())

    async def call_tool(_: object, asked: CallToolRequestParams) -> CallToolResult:
        return await asyncio.to_thread(call, asked.name, asked.arguments or {}, open_desk)

    async def list_resources(_: object, asked: PaginatedRequestParams | None) -> ListResourcesResult:
        resources, following = await _answered(lambda: listed_resources(asked.cursor if asked else None, open_desk()))
        return ListResourcesResult(resources=resources, next_cursor=following)

    async def list_templates(_: object, __: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(resource_templates=list(TEMPLATES))

    async def read(_: object, asked: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(asked.uri)
        found = await _answered(lambda: read_resource(uri, open_desk()))
        return ReadResourceResult(contents=[TextResourceContents(uri=uri, text=found.text, mime_type="text/plain")])

    async def list_prompts(_: object, __: PaginatedRequestParams | None) -> ListPromptsResult:
        return ListPromptsResult(prompts=listed_prompts())

    async def prompt(_: object, asked: GetPromptRequestParams) -> GetPromptResult:
        return await _answered(lambda: filled_prompt(asked.name, asked.arguments or {}))

    return Server(
        "billtrack",
        version=billtrack.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read,
        on_list_prompts=list_prompts,
        on_get_prompt=prompt,
    )


async def _answered(answer: Callable[[], Answered]) -> Answered:
    """Answer in a thread; an error is one of the protocol, in one line.

    The error of the thread stays there: it holds on to an archive that only its own thread may close.
    """

    def attempt() -> tuple[Answered] | str:
        try:
            return (answer(),)
        except BilltrackError as error:
            return visible(error_line(error))

    answered = await asyncio.to_thread(attempt)
    if isinstance(answered, str):
        raise MCPError(code=INVALID_PARAMS, message=answered)
    return answered[0]


def serve_stdio(open_desk: OpenDesk) -> None:
    """Answer over standard input and output until the input ends."""

    async def run() -> None:
        server = mcp_server(open_desk)
        async with stdio_server() as (requests, responses):
            await server.run(requests, responses, server.create_initialization_options())

    anyio.run(run)


def mcp_http_app(open_desk: OpenDesk, *, hosts: Sequence[str], origins: Sequence[str], path: str = "/mcp") -> Starlette:
    """Build the application that answers at *path*, statelessly, requests whose Host and Origin are on the lists.

    ``127.0.0.1:*`` allows any port.  Mounted in another application, its lifespan must be run by that one:
    ``async with app.router.lifespan_context(app)``.
    """
    return mcp_server(open_desk).streamable_http_app(
        streamable_http_path=path,
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_REQUEST,
        transport_security=TransportSecuritySettings(allowed_hosts=[*hosts], allowed_origins=[*origins]),
    )
