"""The table of tools, and how a request of an assistant becomes an answer or an error, in a worker process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec
from mcp_types import (
    CallToolResult,
    ReadResourceResult,
    Result,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from billtrack.errors import BilltrackError, StoreError
from billtrack.output.page import visible
from billtrack.serve.asked import CALL, LIST, Asked, Reply
from billtrack.serve.mcp import measures, people, shapes, texts
from billtrack.serve.mcp.desk import Desk, OpenDesk
from billtrack.serve.mcp.replies import Availability, ToolReply
from billtrack.serve.mcp.resources import listed_resources, read_resource


class Definition(NamedTuple):
    """One tool: its description, arguments, result, and the function that answers."""

    description: str
    arguments: type[shapes.Arguments]
    result: type[msgspec.Struct]
    answer: Callable[[Any, Desk], ToolReply]


TOOLS: Mapping[str, Definition] = {
    "find_measures": Definition(
        'Find bills and resolutions by words in titles and texts. Query: words, "a phrase", -without, a OR b, '
        "type:hres sponsor:Foster stage:agreed_to congress:119 introduced:2025.",
        shapes.FindMeasures,
        shapes.FoundResult,
        measures.find_measures,
    ),
    "measure_status": Definition(
        "Where measures stand: stage, outcome, what comes next, sponsor, cosponsor totals, committees, texts. "
        'Name a measure as hres351-115, "H.Res. 351 (115th)" or its congress.gov address.',
        shapes.OfMeasures,
        shapes.MeasuresResult,
        measures.measure_status,
    ),
    "measure_history": Definition(
        "Every official action on a measure, oldest first.",
        shapes.OfMeasure,
        shapes.MeasuresResult,
        measures.measure_history,
    ),
    "read_text": Definition(
        "The words of a measure, a version, or one clause, in whole clauses, each after its address. Quote only "
        "from here. Follow next_cursor to the end before saying that something is absent.",
        shapes.ReadText,
        shapes.TextResult,
        texts.read_text,
    ),
    "compare": Definition(
        "What differs between two texts, word by word. Name versions: hres351-115@ih and hres351-115@eh. "
        "identical is null where a text is not wholly loaded.",
        shapes.Compare,
        shapes.ComparisonResult,
        texts.compare,
    ),
    "cosponsors": Definition(
        "All cosponsors of a measure with party, state and dates. Members who withdrew are listed, not counted.",
        shapes.Cosponsors,
        shapes.MeasuresResult,
        people.cosponsors,
    ),
    "overlap_gaps": Definition(
        "Two or more measures: who signed all of them, or only one. One measure: who has not signed it, and why to "
        "ask them; committee takes a code (ssfr00) or part of a name.",
        shapes.OverlapGaps,
        shapes.SignersResult,
        people.overlap_gaps,
    ),
    "votes": Definition(
        "Roll calls of a measure. who lists members of one roll call (the deciding one unless roll is given), "
        "position only those who voted so.",
        shapes.Votes,
        shapes.MeasuresResult,
        people.votes,
    ),
    "companions": Definition(
        "Measures with similar texts, computed; official relations stand beside them. min: least similarity.",
        shapes.Companions,
        shapes.PairsResult,
        measures.companions,
    ),
    "changes": Definition(
        "What changed in tracked measures since a day, oldest first, as recorded here.",
        shapes.Changes,
        shapes.LogResult,
        measures.changes,
    ),
    "check_quote": Definition(
        "Whether quotations are in a measure, or in any text loaded: exact, typographic, near (and what differs) "
        "or absent, where, and in which versions.",
        shapes.CheckQuote,
        shapes.QuotesResult,
        texts.check_quote,
    ),
    "coverage": Definition(
        "What is loaded here and as of when. Ask before saying that something does not exist.",
        shapes.NoArguments,
        shapes.CoverageResult,
        measures.coverage,
    ),
}

_READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False)


def listed_tools() -> list[Tool]:
    """Define the tools as the protocol lists them."""
    return [
        Tool(
            name=name,
            description=each.description,
            input_schema=shapes.arguments_schema(each.arguments),
            output_schema=shapes.schema_of(each.result),
            annotations=_READ_ONLY,
        )
        for name, each in TOOLS.items()
    ]


def call(
    name: str, values: Mapping[str, Any], open_desk: OpenDesk, told: Callable[[object], str] = str
) -> CallToolResult:
    """Answer a call; an error is one line, written by *told*, never an empty answer."""
    tool = TOOLS.get(name)
    if tool is None:
        return error_result(f"error: no tool named {name[:60]}; there are {', '.join(TOOLS)}")
    try:
        answer = tool.answer(msgspec.convert(values, tool.arguments), open_desk())
    except msgspec.ValidationError as error:
        return error_result(f"error: {name}: {error}")
    except BilltrackError as error:
        return error_result(told(error_line(error)))
    except OSError as error:
        return error_result(f"{Availability.FAILED}: {error.strerror or type(error).__name__}")
    return CallToolResult(content=[TextContent(text=answer.text)], structured_content=msgspec.to_builtins(answer.data))


def error_line(error: BilltrackError) -> str:
    """Write an error with its hint; it begins with what is known: not loaded, not published, failed, or ``error``."""
    known = (Availability.NOT_LOADED, Availability.NOT_PUBLISHED, Availability.FAILED)
    message = str(error).removeprefix("--")  # options of commands are arguments here, of the same name
    if not message.startswith(known):
        message = f"{Availability.FAILED if isinstance(error, StoreError) else 'error'}: {message}"
    return f"{message} (hint: {error.hint})" if error.hint else message


def error_result(line: str) -> CallToolResult:
    """Say in one line, which is not long, that a call failed."""
    return CallToolResult(content=[TextContent(text=visible(line)[:_LONGEST])], is_error=True)


_LONGEST = 600
"""The most characters of an error, which may repeat a long argument."""


# ----------------------------------------------------------------------------- requests in a worker

_JSON, _TEXT = "application/json", "text/plain"


def answer(asked: Asked, open_desk: OpenDesk, told: Callable[[object], str] = str) -> Reply:
    """Answer with a result of the protocol as JSON, or, with status 400, with the line of an error, as *told*."""
    if asked.page == CALL:
        name, values = asked.names
        return _reply(call(name, json.loads(values), open_desk, told))
    try:
        found = listed_resources if asked.page == LIST else _read
        return _reply(found(open_desk(), *asked.names))
    except BilltrackError as error:
        return Reply(400, _TEXT, visible(told(error_line(error))).encode())


def _reply(result: Result) -> Reply:
    return Reply(200, _JSON, result.model_dump_json(by_alias=True, exclude_none=True).encode())


def _read(desk: Desk, uri: str) -> ReadResourceResult:
    text = read_resource(uri, desk).text
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, text=text, mime_type=_TEXT)])
