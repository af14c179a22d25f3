"""One request of an assistant answered, in a worker process: a call of a tool, or what is read by its address."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import MappingProxyType

from mcp_types import ListResourcesResult, ReadResourceResult, Result, TextResourceContents

from billtrack.errors import BilltrackError
from billtrack.output.page import visible
from billtrack.serve.asked import Asked, Reply
from billtrack.serve.mcp.asked import CALL, LIST, READ
from billtrack.serve.mcp.desk import Desk, OpenDesk
from billtrack.serve.mcp.resources import listed_resources, read_resource
from billtrack.serve.mcp.tools import call, error_line

_JSON, _TEXT = "application/json", "text/plain"


def answer(asked: Asked, open_desk: OpenDesk, told: Callable[[object], str] = str) -> Reply:
    """Answer with a result of the protocol as JSON, or, with status 400, with the line of an error, as *told*."""
    if asked.page == CALL:
        name, values = asked.names
        return _reply(call(name, json.loads(values), open_desk, told))
    try:
        return _reply(_RESOURCES[asked.page](open_desk(), *asked.names))
    except BilltrackError as error:
        return Reply(400, _TEXT, visible(told(error_line(error))).encode())


def _reply(result: Result) -> Reply:
    return Reply(200, _JSON, result.model_dump_json(by_alias=True, exclude_none=True).encode())


def _listed(desk: Desk, cursor: str | None = None) -> ListResourcesResult:
    resources, following = listed_resources(cursor, desk)
    return ListResourcesResult(resources=resources, next_cursor=following)


def _read(desk: Desk, uri: str) -> ReadResourceResult:
    text = read_resource(uri, desk).text
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, text=text, mime_type=_TEXT)])


_RESOURCES: MappingProxyType[str, Callable[..., Result]] = MappingProxyType({LIST: _listed, READ: _read})
