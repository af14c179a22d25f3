"""The pages, their addresses and parameters, and the formats of their answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple
from urllib.parse import quote, urlencode

from billtrack.model.measure_names import MeasureId, TextId
from billtrack.output.formats import EVERYWHERE, Format


class WebPage(NamedTuple):
    """A page: its addresses, its parameters besides ``format``, and which workers answer it.

    Pages that may take seconds have *long* workers, so that other pages do not wait.  Pages that need preparation are
    all answered by one *prepared* worker, which keeps what it prepared.
    """

    addresses: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    workers: Literal["quick", "long", "prepared"] = "quick"


_MEASURE = "/measures/{measure}"
WEB_PAGES: Mapping[str, WebPage] = {
    "list": WebPage(("/",), ("words", "type", "congress", "stage", "sponsor", "tag", "position", "sort", "limit")),
    "search": WebPage(("/search",), ("q", "limit")),
    "changes": WebPage(("/changes",), ("since", "measure", "kind")),
    "digest": WebPage(("/digest",), ("since", "by")),
    "status": WebPage((_MEASURE,)),
    "history": WebPage((f"{_MEASURE}/history",), ("amendments",)),
    "text": WebPage((f"{_MEASURE}/text", f"{_MEASURE}/text/{{version}}")),
    "cosponsors": WebPage(
        (f"{_MEASURE}/cosponsors",),
        ("party", "state", "since", "until", "as_of", "sort", "by", "original", "withdrawn"),
    ),
    "votes": WebPage((f"{_MEASURE}/votes",), ("roll", "whom", "position", "party", "state")),
    "companions": WebPage(
        (f"{_MEASURE}/companions",), ("min", "across", "all_versions", "contained"), workers="prepared"
    ),
    "gaps": WebPage(
        (f"{_MEASURE}/gaps",), ("party", "state", "committee", "subcommittee", "signed", "as_of", "leadership")
    ),
    "diff": WebPage(("/diff/{old}..{new}",), ("layout", "only", "all"), workers="long"),
    "member": WebPage(("/members/{member}",), ("since", "type", "stage"), workers="long"),
}
"""Each page, by the command that gives the same answer; ``digest`` gives its changes to programs.

``pages`` has the function that answers each.
"""
ADDRESSES: Mapping[str, str] = {address: name for name, page in WEB_PAGES.items() for address in page.addresses}
"""Each address and the name of its page."""

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
