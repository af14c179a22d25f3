"""One Word document to lines of text: a paragraph or a table row each, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from billtrack.sources.tracked import Tracked
from billtrack.sources.word.numbering import Numbering, numbering_of
from billtrack.sources.word.package import open_word

_INSERTED = frozenset(map(qn, ("w:ins", "w:moveTo")))
_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
_SKIPPED = frozenset(map(qn, ("w:pPr", "w:rPr", "w:instrText", "w:delInstrText", "w:footnoteReference")))
_TEXTS = frozenset(map(qn, ("w:t", "w:delText")))
_MARKS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): ""}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def word_text(data: bytes, *, name: str, tracked: Tracked = Tracked.ACCEPTED) -> str:
    """Read a ``.docx`` as text: a paragraph a line with the number Word prints before it, empty lines between.

    Headers, footers, comments and footnotes are not law and are left out.

    Raises:
        InputError: not a Word document, damaged, or beyond a limit.
    """
    document = open_word(data, name=name)
    numbering = numbering_of(document)
    lines = _lines(document.iter_inner_content(), numbering, tracked)
    return "\n\n".join(_joined(lines))


def _lines(blocks: Iterable[Paragraph | Table], numbering: Numbering, tracked: Tracked) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it ends where its paragraph does: a deleted paragraph mark joins it to the next."""
    for block in blocks:
        if isinstance(block, Paragraph):
            words = "".join(_words(block._p, tracked))  # noqa: SLF001 - python-docx drops tracked words
            number = numbering.number_of(block) if words.strip() else ""
            yield f"{number} {words}".strip(), not _mark_is_gone(block, tracked)
        else:
            for row in block.rows:
                cells = ("\n".join(line for line, _ in _lines(cell.iter_inner_content(), numbering, tracked))
                         for cell in row.cells)  # fmt: skip
                yield "\t".join(" ".join(cell.split()) for cell in cells), True


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


def _words(element: etree._Element, tracked: Tracked) -> Iterator[str]:
    gone = _DELETED if tracked is Tracked.ACCEPTED else _INSERTED
    for child in element:
        tag = child.tag
        if tag in gone or tag in _SKIPPED or tag == _FALLBACK:
            continue
        if tag in _TEXTS:
            yield child.text or ""
        elif tag in _MARKS:
            yield _MARKS[tag]
        else:
            yield from _words(child, tracked)


def _mark_is_gone(paragraph: Paragraph, tracked: Tracked) -> bool:
    """Whether the end of the paragraph itself is a tracked deletion (or, of the original, an insertion)."""
    gone = "w:del" if tracked is Tracked.ACCEPTED else "w:ins"
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no public way to the mark's own changes
    mark = None if properties is None else properties.find(qn("w:rPr"))
    return mark is not None and mark.find(qn(gone)) is not None
