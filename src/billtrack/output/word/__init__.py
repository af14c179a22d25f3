"""Answers as Word documents (Office Open XML); the changes of a comparison are tracked changes.

It lays out answers and computes nothing.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from types import MappingProxyType
from typing import TypeAlias

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from lxml import etree

from billtrack.output.page import Tone, visible

CLAUSE = "Clause"
ONLY_OLD, ONLY_NEW = "Only in Old Text", "Only in New Text"
OLD_WORDS, NEW_WORDS = "Words of Old Text Only", "Words of New Text Only"
FACT, QUIET, CAUTION, STRONG = "Fact", "Quiet", "Caution", "Strong Line"

TONES = MappingProxyType({Tone.QUIET: QUIET, Tone.WARNING: CAUTION, Tone.BAD: CAUTION, Tone.STRONG: STRONG})
"""The style of a line by its tone; other tones have none."""

_QUIET, _CAUTION = RGBColor(0x55, 0x55, 0x55), RGBColor(0x7A, 0x4B, 0x00)
_HEADING = RGBColor(0x1B, 0x1B, 0x1B)
_TEXT_FONT, _OWN_FONT = "Georgia", "Calibri"
_DAWN = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the first moment a zip can write; it knows no zone
_THUMBNAIL = "metadata/thumbnail"


def new_document(title: str) -> Document:
    """Make a document with billtrack's styles and no date or author but billtrack."""
    document = docx.Document()
    properties = document.core_properties
    properties.title = visible(title)[:255]
    properties.author = properties.last_modified_by = "billtrack"
    properties.comments = ""
    properties.created = properties.modified = _DAWN
    for name, relation in tuple(document.part.package.rels.items()):
        if relation.reltype.endswith(_THUMBNAIL):  # of the template's empty page
            document.part.package.rels.pop(name)
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    _add_styles(document)
    return document


def _add_styles(document: Document) -> None:
    normal = _style(document, "Normal")
    normal.font.name, normal.font.size = _OWN_FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        heading = _style(document, name)
        heading.font.name, heading.font.color.rgb = _OWN_FONT, _HEADING
        heading.element.rPr.rFonts.attrib.clear()  # the template's fonts are those of its theme
        heading.font.name = _OWN_FONT
    _style(document, "Title").font.size = Pt(20)
    _added(document, CLAUSE).font.name = _TEXT_FONT
    for name in (ONLY_OLD, ONLY_NEW):
        style = _added(document, name, CLAUSE)
        style.font.color.rgb = _QUIET
    for name in (OLD_WORDS, NEW_WORDS):
        _words_style(document, name).font.color.rgb = _QUIET
    fact = _added(document, FACT).paragraph_format
    fact.left_indent, fact.first_line_indent = Inches(1.5), Inches(-1.5)
    fact.space_after = Pt(2)
    for name, colour in ((QUIET, _QUIET), (CAUTION, _CAUTION)):
        _added(document, name).font.color.rgb = colour
    _added(document, STRONG).font.bold = True


def fit_on_one_page(document: Document) -> None:
    """Set *document* in small type, close together, on nearly all of the page."""
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(0.65)
    section.top_margin = section.bottom_margin = Inches(0.4)
    for name, size, before, after in _ONE_PAGE:
        style = _style(document, name)
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0
    fact = _style(document, FACT).paragraph_format
    fact.left_indent, fact.first_line_indent = Inches(1.3), Inches(-1.3)


_ONE_PAGE = (
    ("Normal", 8, 0, 0.5),
    ("Title", 14, 0, 2),
    ("Heading 1", 9.5, 3, 1),
    (CLAUSE, 8, 0, 1),
    (FACT, 8, 0, 0.5),
    (QUIET, 6, 0, 0),
    (CAUTION, 8, 0, 1),
    (STRONG, 8, 0, 1),
)
"""Each style of a brief on one page: points of its type, and above and below its paragraphs."""


def _words_style(document: Document, name: str) -> CharacterStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    if not isinstance(style, CharacterStyle):
        raise TypeError(name)
    return style


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _added(document: Document, name: str, base: str = "Normal") -> ParagraphStyle:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = _style(document, name)
    style.base_style = document.styles[base]
    return style


def document_bytes(document: Document) -> bytes:
    """Pack *document* without the time a zip has for every part."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in parts.namelist():
            pack.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


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
