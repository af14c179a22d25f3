"""Replies of the Congress.gov API to ``Measure``: pure functions of bytes.

The API has the content of a BILLSTATUS 3.0.0 file under the same names, divided into an item and its parts.  So the
replies are assembled into such a file and read by its reader: both sources give equal records where both have data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from billtrack.errors import InputError
from billtrack.model.congresses import LAST_CONGRESS
from billtrack.model.measure import Measure
from billtrack.model.measure_names import LAST_NUMBER, MeasureId, MeasureType
from billtrack.sources.billstatus.document import read_rows

PARTS = {
    "actions": "actions",
    "amendments": "amendments",
    "committees": "committees",
    "cosponsors": "cosponsors",
    "relatedBills": "relatedbills",
    "subjects": "subjects",
    "summaries": "summaries",
    "textVersions": "text",
    "titles": "titles",
}
"""The key of a part, in the item and in its own reply, to the last word of its address."""

_INLINE = ("sponsors", "laws", "committeeReports", "cboCostEstimates", "notes")
"""Lists in the item itself; absent or null if empty."""

_ROWS = {
    "committeeReports": "committeeReport",
    "recordedVotes": "recordedVote",
    "summaries": "summary",
    "amendments": "amendment",
}
"""The names of the rows of a list in the file; ``item`` for any other list."""

_DEEPEST = 12
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,80}", re.ASCII)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: its rows, what is beside them, the total number of rows, the offset of the next page.

    ``total`` counts every row of every page (including withdrawn cosponsors); ``None`` if unknown.  ``beside`` is the
    policy area, which comes with the subjects and is counted with them.
    """

    rows: tuple[Json, ...]
    beside: Json
    total: int | None
    next_offset: int | None


def parse_reply(data: bytes) -> Json:
    """Parse one reply: an object.

    Raises:
        InputError: not JSON, not an object, or an ``error`` instead of an answer.
    """
    try:
        reply = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {str(error)[:120]}") from error
    if not isinstance(reply, dict):
        raise InputError(f"expected a JSON object, found {type(reply).__name__}")
    if "error" in reply:
        raise InputError(f"an error instead of an answer: {str(reply['error'])[:200]}")
    return reply


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def parse_item(data: bytes, measure: MeasureId) -> Json:
    """Parse the reply about one measure and give its ``bill`` object.

    Raises:
        InputError: there is no such object, or it is about another measure.
    """
    bill = parse_reply(data).get("bill")
    if not isinstance(bill, dict):
        raise InputError("no object called bill in the reply")
    for key in _INLINE:
        if not _is_rows(bill.get(key, [])) and bill[key] is not None:
            raise InputError(f"no list of objects called {key} under bill")
    found = measure_of(bill)
    if found != measure:
        raise InputError(f"the reply is about {found or 'an unknown measure'}, not {measure}")
    return bill


def parse_page(data: bytes, key: str) -> ListPage:
    """Parse one page of the list called *key*.

    Raises:
        InputError: there is no such list, or a row is not an object.
    """
    reply = parse_reply(data)
    rows = reply.get(key)
    beside: Json = {}
    if key == "subjects" and isinstance(rows, dict):
        beside = {name: value for name, value in rows.items() if name != "legislativeSubjects"}
        rows = rows.get("legislativeSubjects", [])
    if not isinstance(rows, list) or not _is_rows(rows):
        raise InputError(f"no list of objects called {key} in the reply")
    pagination = reply.get("pagination")
    pagination = pagination if isinstance(pagination, dict) else {}
    total = pagination.get("countIncludingWithdrawnCosponsors", pagination.get("count"))
    return ListPage(tuple(rows), beside, _whole(total), _next_offset(pagination.get("next")))


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _next_offset(url: object) -> int | None:
    """Read the offset of the next page; the address may name another host, so it is never requested."""
    if not isinstance(url, str):
        return None
    try:
        return _whole(parse_qs(urlsplit(url).query).get("offset", [""])[0])
    except ValueError:
        return None


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    return int(value) if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value) else None


def measure_of(row: Json) -> MeasureId | None:
    """Find the measure of a row or an item; ``None`` if its type is unknown."""
    kind, number, congress = row.get("type"), _whole(row.get("number")) or 0, _whole(row.get("congress")) or 0
    code = kind.lower() if isinstance(kind, str) else ""
    if code not in set(MeasureType) or not (0 < number <= LAST_NUMBER and 0 < congress <= LAST_CONGRESS):
        return None
    return MeasureId(MeasureType(code), number, congress)


def counted(item: Json, key: str) -> int:
    """Read how many rows the item says its part *key* has, including withdrawn; 0 if it does not say."""
    stub = item.get(key)
    if not isinstance(stub, dict):
        return 0
    return _whole(stub.get("countIncludingWithdrawnCosponsors", stub.get("count"))) or 0


def canonical(item: Json, parts: Mapping[str, object]) -> bytes:
    """Write replies as canonical JSON: sorted keys, UTF-8, no spaces; equal replies give equal bytes."""
    whole = {"bill": item, **parts}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def parse_measure(data: bytes, *, name: str) -> Measure:
    """Parse what ``canonical`` wrote; *name* is its name in messages.

    As in ``parse_billstatus``, a part that the item does not name is empty.

    Raises:
        InputError: a part the item promises is missing; otherwise as ``parse_billstatus``, with the path the element
            would have in the file.
    """
    replies = parse_reply(data)
    bill = replies.get("bill")
    if not isinstance(bill, dict):
        raise InputError(f"{name}: no object called bill")
    lacking = [key for key in PARTS if counted(bill, key) and key not in replies]
    if lacking:
        raise InputError(f"{name}: the item promises {', '.join(lacking)}, which are missing")
    whole = {key: value for key, value in bill.items() if key not in PARTS}
    whole |= {key: replies[key] for key in PARTS if key in replies}
    root = etree.Element("billStatus")
    _add(root, "bill", whole, 0)
    return read_rows(root, name=name)[0]


def _add(parent: etree._Element, name: str, value: object, depth: int) -> None:
    """Add *value* as the element *name*; nulls are left out."""
    if value is None or depth > _DEEPEST or _NAME.fullmatch(name) is None:
        return
    element = etree.SubElement(parent, name)
    if isinstance(value, dict):
        for key, inner in value.items():
            _add(element, key, inner, depth + 1)
    elif isinstance(value, list):
        for row in value:
            _add(element, _ROWS.get(name, "item"), row, depth + 1)
    else:
        element.text = _UNFIT.sub("", str(value))
