"""One Word document to lines of text, one per paragraph or table row, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.sources.billtext.inline import mathematics
from billtrack.sources.extracted import LOWERED, RAISED, Extracted, set_apart, set_struck, told, with_number
from billtrack.sources.provision_builder import CONTENTS, MARGINS, NOTES, left_out
from billtrack.sources.spans import ABOVE, LEFT, MOST_COLUMNS
from billtrack.sources.word.formats import CAPITALS, HIDDEN, STRUCK, Formats
from billtrack.sources.word.numbering import Numbering, numbering_of
from billtrack.sources.word.package import open_word
from billtrack.sources.xml import parse_xml

_INSERTED = frozenset(map(qn, ("w:ins", "w:moveTo")))
_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
_SKIPPED = frozenset(
    map(qn, ("w:pPr", "w:rPr", "w:instrText", "w:delInstrText", "w:footnoteReference", "w:endnoteReference"))
)
_TEXTS = frozenset(map(qn, ("w:t", "w:delText")))
_MARKS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "",
}
_RUN, _SYMBOL = qn("w:r"), qn("w:sym")
_EMBEDDED = frozenset(map(qn, ("w:altChunk", "w:subDoc")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


_TABLE, _ROW, _CELL = map(qn, ("w:tbl", "w:tr", "w:tc"))
_BOX = qn("w:txbxContent")
_HOLDERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:del", "w:moveTo", "w:moveFrom"))
)
"""Elements that can hold blocks: content controls, and whole paragraphs inserted or deleted."""


def read_word(data: bytes, *, name: str, tracked: Tracked = Tracked.ACCEPTED) -> Extracted[str]:
    """Read a ``.docx`` as text: a paragraph with the number Word prints before it, empty lines between.

    Lines broken by hand inside a paragraph stay lines.  The words of a text box follow the paragraph it is fixed to.
    Struck words stand between the marks of GPO's plain text.  Comments are not law and are left out.

    Raises:
        InputError: not a Word document, damaged, or beyond a limit.
    """
    document = open_word(data, name=name)
    body = document.part.element.find(qn("w:body"))
    if body is None:
        raise InputError(f"{name}: not a Word document: no body in it")
    try:
        reader = _WordReader(numbering_of(document), Formats(document.styles.element), tracked, [], Counter())
        text = "\n\n".join(_joined(reader.lines(body)))
        apart = left_out((CONTENTS, reader.contents), (NOTES, reader.parts(document, "footnotes", "endnotes")))
        around = left_out((MARGINS, reader.parts(document, "header", "footer")))
    except _UNEXPECTED as error:  # python-docx takes the shape of a part for granted
        raise InputError(f"{name}: a damaged Word document: one of its parts is not as Word writes it") from error
    return Extracted(text, apart, around, told(reader.unseen, name))


_UNEXPECTED = (AttributeError, KeyError, IndexError, TypeError, ValueError)


class _WordReader(NamedTuple):
    """Reads the blocks of one document in order; its numbers are counted as they are met.

    ``contents``: the lines of tables of contents met.  ``unseen``: what cannot be read, counted.
    """

    numbering: Numbering
    formats: Formats
    tracked: Tracked
    contents: list[str]
    unseen: Counter[str]

    def lines(self, element: etree._Element) -> Iterator[tuple[str, bool]]:
        """Each line, and whether it ends where its paragraph does: a deleted paragraph mark joins it to the next."""
        for child in element:
            if isinstance(child, CT_P):
                if _is_contents(child):
                    self.contents.append(self.paragraph(child)[0])
                else:
                    yield self.paragraph(child)
                for box in _boxes(child):
                    yield from self.lines(box)
            elif child.tag == _TABLE:
                for row in self.held(child, _ROW):
                    yield self.row(row), True
            elif child.tag in _HOLDERS and not self.is_gone(child):
                yield from self.lines(child)
            elif child.tag in _EMBEDDED:
                self.unseen["embedded document"] += 1

    def paragraph(self, element: CT_P) -> tuple[str, bool]:
        words = "".join(self.words(element, element.style))
        number = self.numbering.number_of(element) if words.strip() else ""
        return with_number(number, words), not _mark_is_gone(element, self.tracked)

    def row(self, row: etree._Element) -> str:
        """The cells of a row, with bars between them; nothing of a deleted row."""
        properties = row.find(qn("w:trPr"))
        if properties is not None and any(self.is_gone(each) for each in properties):
            return ""
        cells = [each for cell in self.held(row, _CELL) for each in self.cell(cell)]
        return " ".join(" | ".join(cells).split())

    def cell(self, cell: etree._Element) -> tuple[str, ...]:
        """The words of a cell, and a mark for each further column it covers; marks alone if it is of the row above."""
        words = "\n".join(line for line, _ in self.lines(cell))
        above = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if above is not None and above.get(qn("w:val")) != "restart":
            words = ABOVE
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        return (words, *(LEFT,) * (0 if span is None else min(int(span.get(qn("w:val"), "1")), MOST_COLUMNS) - 1))

    def held(self, element: etree._Element, tag: str) -> Iterator[etree._Element]:
        """The rows of a table or the cells of a row, not those of a table inside one of its cells."""
        for child in element:
            if child.tag == tag:
                yield child
            elif child.tag in _HOLDERS and not self.is_gone(child):
                yield from self.held(child, tag)

    def is_gone(self, element: etree._Element) -> bool:
        return element.tag in (_DELETED if self.tracked is Tracked.ACCEPTED else _INSERTED)

    def words(self, element: etree._Element, style: str | None) -> Iterator[str]:
        """The words of a paragraph of the *style* named, or of an element inside one."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or tag in {_FALLBACK, _BOX} or self.is_gone(child):
                continue
            if tag == _RUN:
                yield self.run(child, style)
            elif tag == _FORMULA:
                yield f" {mathematics(child)} "
            elif tag in _PICTURES:
                yield " [graphic] "
                yield from self.words(child, style)
            elif tag in _TEXTS:
                yield child.text or ""
            elif tag == _SYMBOL:
                yield f"[{child.get(qn('w:font'))} {child.get(qn('w:char'))}]"
            elif tag in _MARKS:
                yield _MARKS[tag]
            else:
                yield from self.words(child, style)

    def run(self, run: etree._Element, style: str | None) -> str:
        """The words of a run as its formatting shows them; hidden ones are not printed, and counted."""
        words = "".join(self.words(run, style))
        said = self.formats.of(run, style)
        if HIDDEN in said:
            self.unseen["hidden word"] += len(words.split())
            return ""
        if CAPITALS in said:
            words = words.upper()
        if mark := _RAISED.get(_vertical(run)):
            words = set_apart(mark, words)
        return set_struck(words) if STRUCK in said else words

    def parts(self, document: WordDocument, *kinds: str) -> Iterator[str]:
        """The words of the document's parts of these kinds, paragraph by paragraph."""
        for related in document.part.rels.values():
            if not related.is_external and related.reltype.rpartition("/")[2] in kinds:
                for paragraph in parse_xml(related.target_part.blob, name=kinds[0]).iter(qn("w:p")):
                    yield "".join(self.words(paragraph, None))


def _joined(lines: Iterator[tuple[str, bool]]) -> Iterator[str]:
    held = ""
    for line, ends in lines:
        held = f"{held} {line}" if held and line else held or line
        if ends:
            if held:
                yield held
            held = ""
    if held:
        yield held


_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_PICTURES = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{urn:schemas-microsoft-com:vml}imagedata",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    }
)
_RAISED = {"superscript": RAISED, "subscript": LOWERED}


def _vertical(run: etree._Element) -> str:
    """How a run is formatted against the line: superscript, subscript, or not."""
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return "" if mark is None else str(mark.get(qn("w:val")))


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a paragraph, each once: Word writes a second copy for old programs."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _is_contents(paragraph: CT_P) -> bool:
    """Whether a paragraph is a line of a table of contents that the program made, by its style."""
    return re.fullmatch(r"(?:TOC|Contents)(?:\d|Heading)", paragraph.style or "", re.IGNORECASE) is not None


def _mark_is_gone(paragraph: CT_P, tracked: Tracked) -> bool:
    """Whether the end of the paragraph itself is a tracked deletion (or, of the original, an insertion)."""
    gone = "w:del" if tracked is Tracked.ACCEPTED else "w:ins"
    mark = None if paragraph.pPr is None else paragraph.pPr.find(qn("w:rPr"))
    return mark is not None and mark.find(qn(gone)) is not None
