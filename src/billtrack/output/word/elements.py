"""Word elements that python-docx has no call for, made by hand: paragraphs, runs, attributes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from billtrack.output.page import visible

Element: TypeAlias = etree._Element  # noqa: SLF001 - what lxml calls the type of every element

_STEP = 430
"""One step of indent, in twentieths of a point."""
_DEEPEST = 8
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """Make ``<tag>`` with *attributes*, all in Word's own namespace."""
    made: Element = OxmlElement(tag, {qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(children)
    return made


def run(text: str, *, is_deleted: bool = False, style_id: str | None = None) -> Element:
    """Make a run of *text*; invisible characters are named."""
    words = element("w:delText" if is_deleted else "w:t")
    words.text = visible(text)
    words.set(_SPACE, "preserve")
    return element("w:r", *([element("w:rPr", element("w:rStyle", val=style_id))] if style_id else []), words)


def paragraph(style_id: str, content: Iterable[Element], *, depth: int = 0, end: Element | None = None) -> Element:
    """Make a paragraph, indented by *depth* steps; *end*: how the end of it is tracked."""
    properties = element("w:pPr", element("w:pStyle", val=style_id))
    if depth > 0:
        properties.append(element("w:ind", left=str(min(depth, _DEEPEST) * _STEP)))
    if end is not None:
        properties.append(element("w:rPr", end))
    return element("w:p", properties, *content)
