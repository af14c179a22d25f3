"""The characters of a bill text's bodies as offsets count them: everything except white space."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from billtrack.sources.billtext.body import bodies
from billtrack.sources.billtext.elements import ROLES, UNCOUNTED, Role
from billtrack.sources.xml import local_name, parse_xml

_CUT = "\n"
"""Separates two pieces; pieces have no white space."""


def body_characters(data: bytes, *, name: str) -> tuple[str, ...]:
    """Give the characters of the bodies in document order, without white space and tables of contents.

    Each element printed around the text (a long title, a resolving formula) is its own piece.

    Raises:
        InputError: not XML.
    """
    root = parse_xml(data, name=name)
    words = [text for body in bodies(root) for text in _texts(body)]
    pieces = "".join(text if text is _CUT else "".join(text.split()) for text in words).split(_CUT)
    return tuple(filter(None, pieces))


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name not in UNCOUNTED:
            is_front = ROLES.get(name) is Role.FRONT
            if is_front:
                yield _CUT
            yield from _texts(child)
            if is_front:
                yield _CUT
        yield child.tail or ""
