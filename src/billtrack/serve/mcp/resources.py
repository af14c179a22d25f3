"""Resources: a measure, a clause or a comparison, read by its address."""

from __future__ import annotations

import re

from mcp_types import ListResourcesResult, Resource, ResourceTemplate

from billtrack.errors import InputError
from billtrack.serve.mcp import measures, texts
from billtrack.serve.mcp.desk import Desk
from billtrack.serve.mcp.replies import ToolReply
from billtrack.serve.mcp.shapes import Compare, OfMeasures, ReadText

SCHEME = "billtrack://"
LISTED = 100
"""Measures listed in one page."""

TEMPLATES = (
    ResourceTemplate(name="measure", uri_template=f"{SCHEME}{{id}}", description="Where a measure stands"),
    ResourceTemplate(
        name="clause", uri_template=f"{SCHEME}{{id}}/{{version}}/{{+address}}", description="A clause, or a whole text"
    ),
    ResourceTemplate(name="diff", uri_template=f"{SCHEME}diff/{{old}}..{{new}}", description="Two texts compared"),
)

_MEASURE = r"[a-z]+[0-9]+-[0-9]+"
_ADDRESSES = (
    re.compile(rf"(?P<measure>{_MEASURE})"),
    re.compile(rf"(?P<id>{_MEASURE})/(?P<version>[a-z0-9]+)(?P<address>(?:/[A-Za-z0-9.~-]+)*)"),
    re.compile(rf"diff/(?P<old>{_MEASURE}(?:@[a-z0-9]+)?)\.\.(?P<new>{_MEASURE}(?:@[a-z0-9]+)?)"),
)


def read_resource(uri: str, desk: Desk) -> ToolReply:
    """Read what *uri* names: the first page of a long text or comparison, which says how to go on.

    Raises:
        InputError: it is not such an address, or what it names is not loaded.
        StoreError: the archive cannot be read.
    """
    parts = _parts(uri)
    if "measure" in parts:
        return measures.measure_status(OfMeasures(measures=[parts["measure"]]), desk)
    if "old" in parts:
        return texts.compare(Compare(old=parts["old"], new=parts["new"]), desk)
    return texts.read_text(ReadText(text=f"{parts['id']}@{parts['version']}{parts['address']}"), desk)


def _parts(uri: str) -> dict[str, str]:
    if len(uri) <= 500 and uri.startswith(SCHEME):
        for form in _ADDRESSES:
            match = form.fullmatch(uri.removeprefix(SCHEME))
            if match is not None:
                return match.groupdict()
    forms = ", ".join(each.uri_template for each in TEMPLATES)
    raise InputError(f"not an address of billtrack: {uri[:100]} (expected {forms})")


def listed_resources(desk: Desk, cursor: str | None = None) -> ListResourcesResult:
    """List one page of the measures on file, from *cursor* on.

    Raises:
        InputError: it is not a cursor.
        StoreError: the archive cannot be read.
    """
    if cursor is not None and not re.fullmatch(r"[0-9]{1,9}", cursor):
        raise InputError("not a cursor of this list")
    start, ids = int(cursor or 0), desk.holdings.ids()
    shown = [
        Resource(name=str(each), title=each.printed, uri=f"{SCHEME}{each}") for each in ids[start : start + LISTED]
    ]
    following = str(start + LISTED) if start + LISTED < len(ids) else None
    return ListResourcesResult(resources=shown, next_cursor=following)
