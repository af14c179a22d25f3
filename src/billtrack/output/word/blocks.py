"""The blocks of a page as Word paragraphs and tables, in reading order."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Inches, Length

from billtrack.output import page as kinds
from billtrack.output.columns import measured
from billtrack.output.pictures import Curve, Tiles
from billtrack.output.plain import line_text, paragraph_line, steps_line
from billtrack.output.revised import revision_sentences
from billtrack.output.revisions import Ink, Parallel, Patch, Revision
from billtrack.output.word import CLAUSE, FACT, QUIET, TONES, document_bytes, element, new_document
from billtrack.output.word.pictures import write_picture

_DEEPEST_HEADING = 4


def write_block(document: Document, block: kinds.Block, *, level: int) -> None:  # noqa: PLR0912 - one for each kind of block
    """Append *block* (already ``cleaned``); a heading is of *level*, 0 being the title.

    Changed words become sentences; a comparison tracks them instead.
    """
    match block:
        case kinds.Heading():
            _write_heading(document, block, level)
        case kinds.Line():
            document.add_paragraph(block.text, style=TONES.get(block.tone, "Normal"))
        case kinds.Facts():
            for fact in block.facts:
                _write_labelled(document, fact.label, [line_text(line) for line in fact.lines])
        case kinds.Steps():
            document.add_paragraph(steps_line(block))
        case kinds.Timeline():
            for event in block.events:
                _write_labelled(document, event.when, [line.text for line in event.lines])
        case kinds.Passage():
            _write_passage(document, block)
        case kinds.Table():
            _write_table(document, block)
        case Curve() | Tiles():
            write_picture(document, block)
        case Revision():
            _write_revision(document, block)
        case Parallel() | Patch():
            for line in revision_sentences(block):
                document.add_paragraph(line)
        case kinds.FoundPassage():
            _write_heading(document, block.heading, level + 1)
            _write_words(document, block.words)
            document.add_paragraph(block.note, style=QUIET)
        case kinds.Card():
            write_block(document, block.heading, level=level)
            for inner in block.blocks:
                write_block(document, inner, level=level + 1)


def _write_revision(document: Document, block: Revision) -> None:
    """A changed place: its name and change, then its words, deletions struck out, insertions underlined."""
    paragraph = document.add_paragraph(style=CLAUSE)
    paragraph.add_run(f"{block.place} ").bold = True
    if block.became:
        paragraph.add_run(f"({block.became}) ").italic = True
    for at, prose in enumerate(block.paragraphs):
        if at:
            paragraph = document.add_paragraph(style=CLAUSE)
        for piece in prose.pieces:
            words = paragraph.add_run(piece.text)
            words.font.strike = piece.ink is Ink.DELETED or None
            words.font.underline = piece.ink is Ink.INSERTED or None
    for note in block.notes:
        document.add_paragraph(note, style=QUIET)


def _write_words(document: Document, words: tuple[kinds.MarkedWords, ...]) -> None:
    paragraph = document.add_paragraph(style=CLAUSE)
    for each in words:
        paragraph.add_run(each.text).bold = each.is_marked


def _write_passage(document: Document, passage: kinds.Passage) -> None:
    for each in passage.paragraphs:
        if each.address:
            document.add_paragraph(each.address, style=QUIET)
        document.add_paragraph(paragraph_line(each).strip(), style=CLAUSE)


def _write_heading(document: Document, heading: kinds.Heading, level: int) -> None:
    document.add_heading(heading.text, level=min(level, _DEEPEST_HEADING))
    if heading.aside:
        document.add_paragraph(heading.aside, style=QUIET)


def _write_labelled(document: Document, label: str, lines: list[str]) -> None:
    """A bold label, its lines hanging beside it."""
    paragraph = document.add_paragraph(style=FACT)
    paragraph.add_run(label).bold = True
    for at, line in enumerate(lines):
        words = paragraph.add_run()
        if at:
            words.add_break()
        else:
            words.add_tab()
        words.add_text(line)


def _write_table(document: Document, table: kinds.Table) -> None:
    """A table; its header row repeats on every page, and no row is broken between pages."""
    made = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    widths = _widths(table)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    titles = [tuple(column.title for column in table.columns)] if table.has_titles else []
    for words in (*titles, *table.rows):
        row = made.add_row()
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 - python-docx has no call for it
        for cell, word, width in zip(row.cells, words, widths, strict=True):
            cell.text = word
            cell.width = width
    if not titles:
        document.add_paragraph()
        return
    head = made.rows[0]
    head._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001 - python-docx has no call for it
    for cell in head.cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()


def _widths(table: kinds.Table) -> list[Length]:
    """Share the width of the page among the columns of *table* by their longest cells; prose wraps in less."""
    longest, _ = measured(table, len)
    parts = [
        max(len(column.title), min(letters, _PROSE) if column.is_prose else letters) + _GAP
        for column, letters in zip(table.columns, longest, strict=True)
    ]
    return [Inches(_PAGE * part / sum(parts)) for part in parts]


_PROSE = 60
"""Letters of a cell that wraps, at most."""
_GAP = 2
"""The space beside a cell, in letters."""
_PAGE = 6.5
"""Inches between the margins."""


def page_word(page: kinds.Page) -> bytes:
    """Write *page* (already ``cleaned``) as a Word document, titled by its first heading."""
    document = new_document(page.title)
    for block in page.blocks:
        write_block(document, block, level=1)
    return document_bytes(document)
