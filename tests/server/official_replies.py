"""Status files as Congress.gov tells them: the item, its parts, and the lists, as JSON values."""

from __future__ import annotations

import re

from lxml import etree

_LISTS = {
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
"""Part of the item to the last word of its address."""

_INLINE = ("cboCostEstimates", "committeeReports", "laws", "notes", "sponsors")
_ITEMS = frozenset({"item", "committeeReport", "recordedVote", "summary", "amendment"})
_NUMBERS = frozenset({"congress", "district", "rollNumber", "sessionNumber", "code"})
_SKIPPED = frozenset({"identifiers", "cdata", "dublinCore"})


def part_of(word: str) -> str | None:
    """The key of the part whose address ends in *word*."""
    return next((key for key, last in _LISTS.items() if last == word), None)


def replies_of(status: bytes, *, address: str) -> dict[str, object]:
    """The item under ``bill``, and every part under its key, of one 3.0.0 status file."""
    bill = etree.fromstring(status).find("bill")
    assert bill is not None
    whole = _value(bill)
    assert isinstance(whole, dict)
    parts: dict[str, object] = {}
    for key, last in _LISTS.items():
        rows = whole.pop(key, None)
        if rows:
            parts[key] = rows
            whole[key] = {"count": _count(rows), "url": f"{address}/{last}?format=json"}
    cosponsors = parts.get("cosponsors")
    if isinstance(cosponsors, list):
        standing = sum("sponsorshipWithdrawnDate" not in each for each in cosponsors)
        stub = whole["cosponsors"]
        assert isinstance(stub, dict)
        stub |= {"count": standing, "countIncludingWithdrawnCosponsors": len(cosponsors)}
    for key in _INLINE:
        if not whole.get(key):
            whole.pop(key, None)
    return {"bill": whole, **parts}


def _count(rows: object) -> int:
    if isinstance(rows, dict):
        return len(rows.get("legislativeSubjects", ())) + ("policyArea" in rows)
    assert isinstance(rows, list)
    return len(rows)


def _value(element: etree._Element) -> object:
    children = [child for child in element if child.tag not in _SKIPPED]
    if not children:
        return _word(str(element.tag), element.text)
    if all(child.tag in _ITEMS for child in children):
        return [value for child in children if (value := _value(child)) not in (None, {})]
    return {str(child.tag): value for child in children if (value := _value(child)) not in (None, [], {})}


def _word(name: str, text: str | None) -> object:
    if text is None or not text.strip():
        return None
    if name in _NUMBERS:
        return int(text)
    if name == "isOriginalCosponsor":
        return text == "True"
    if name == "url":
        return _congress_address(text)
    return text


def _congress_address(url: str) -> str:
    """The API names texts by their congress.gov address."""
    found = re.fullmatch(r"https://www\.govinfo\.gov/content/pkg/BILLS-(\d+)([a-z]+?)(\d+)([a-z]\w*)/.*/([^/]+)", url)
    if found is None:
        return url
    congress, kind, number, _, name = found.groups()
    return f"https://www.congress.gov/{congress}/bills/{kind}{number}/{name}"
