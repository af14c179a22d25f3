"""Marks of what a committee struck and added, in the three ways the files write them."""

from __future__ import annotations

import re

from lxml import etree

from billtrack.sources.billtext.elements import NAMES

_STYLES = {"strikethrough": "deleted", "italic": "added"}

_CHANGES = {
    "added-phrase": "added",
    "addedText": "added",
    "deleted-phrase": "deleted",
    "deletedText": "deleted",
}


def marks_changes(root: etree._Element, data: bytes) -> bool:
    """Whether a document, *data* its bytes, may mark words as added or deleted.

    Most do not, which saves asking of every element.
    """
    if any(word in data and mark.search(data) for word, mark in _MARKS):
        return True
    return next(root.iter(*(f"{{*}}{name}" for name in _CHANGES)), None) is not None


_MARKS = tuple((word, re.compile(word + rb"\s*=")) for word in (b"changed", b"reported-display-style"))
"""A word, and the attribute it names: a word alone is found several times as fast as a pattern, and is in few."""


class MarksError(Exception):
    """Marks of what a committee struck and added that contradict each other."""


def change_of(element: etree._Element) -> str | None:
    """Whether *element* is marked as ``added`` or ``deleted``: by ``changed``, by its name, or by its style alone.

    Raises:
        MarksError: it is marked as one and printed as the other.
    """
    marked = element.get("changed") or _CHANGES.get(NAMES[element.tag])
    styled = _STYLES.get(element.get("reported-display-style", ""))
    if marked in {"added", "deleted"} and styled is not None and styled != marked:
        raise MarksError(
            f"line {element.sourceline}: <{NAMES[element.tag]}> is marked as {marked} but printed as {styled}: "
            "its marks contradict each other"
        )
    return marked or styled
