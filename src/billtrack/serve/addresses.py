"""The addresses of the pages, and the formats of their answers."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from billtrack.model.identifiers import MeasureId, TextId
from billtrack.output.formats import EVERYWHERE, Format

ADDRESSES: Mapping[str, str] = {
    "/": "list",
    "/search": "search",
    "/changes": "changes",
    "/digest": "digest",
    "/measures/{measure}": "status",
    "/measures/{measure}/history": "history",
    "/measures/{measure}/text": "text",
    "/measures/{measure}/text/{version}": "text",
    "/measures/{measure}/cosponsors": "cosponsors",
    "/measures/{measure}/votes": "votes",
    "/measures/{measure}/companions": "companions",
    "/measures/{measure}/gaps": "gaps",
    "/diff/{old}..{new}": "diff",
    "/members/{member}": "member",
}
"""Each address and the command that gives the same answer; ``digest`` gives its changes to programs."""

TOPICS: Mapping[str, str] = {
    "": "Status",
    "/history": "History",
    "/text": "Text",
    "/cosponsors": "Cosponsors",
    "/votes": "Votes",
    "/companions": "Companions",
    "/gaps": "Not signed",
}
"""The pages of one measure: the end of each address, and its name."""

FORMATS: Mapping[Format, str] = {
    Format.JSON: "application/json",
    Format.JSONL: "application/jsonl",
    Format.CSV: "text/csv; charset=utf-8",
    Format.TSV: "text/tab-separated-values; charset=utf-8",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.PLAIN: "text/plain; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.ATOM: "application/atom+xml",
    Format.ICS: "text/calendar; charset=utf-8",
}
"""The media type of each format that can be asked for with ``?format=``."""

OFFERED = tuple(each for each in EVERYWHERE if each in FORMATS)
"""The formats of every page."""
SAVED = (Format.CSV, Format.XLSX, Format.DOCX)
"""The formats that a browser saves as files; each page links to them and to JSON."""


def measure_address(root: str, measure: MeasureId, topic: str = "") -> str:
    """Where a measure's page is."""
    return f"{root}/measures/{measure}{topic}"


def member_address(root: str, bioguide_id: str) -> str:
    """Where a member's page is."""
    return f"{root}/members/{quote(bioguide_id, safe='')}"


def text_address(root: str, text: TextId) -> str:
    """Where a text is."""
    return f"{measure_address(root, text.measure)}/text/{text.version_code}"


def diff_address(root: str, old: MeasureId | TextId, new: MeasureId | TextId) -> str:
    """Where a comparison is."""
    return f"{root}/diff/{quote(f'{old}..{new}', safe='@')}"


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """Add parameters to an address."""
    return f"{address}?{urlencode(parameters)}" if parameters else address
