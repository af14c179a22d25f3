"""The characters of a bill text's bodies, as offsets count them: all but white space, whatever is read of them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from billtrack.sources.billtext.body import bodies
from billtrack.sources.billtext.elements import UNCOUNTED
from billtrack.sources.xml import local_name, parse_xml


def body_characters(data: bytes, *, name: str) -> str:
    """Give the characters of the bodies in document order, without white space and tables of contents.

    Raises:
        InputError: not XML.
    """
    root = parse_xml(data, name=name)
    return "".join("".join("".join(_texts(body)) for body in bodies(root)).split())


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) not in UNCOUNTED:
            yield from _texts(child)
        yield child.tail or ""
