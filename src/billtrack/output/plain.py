"""A page as plain text: for pipes, files and plain terminals.

Every word of the page, one statement per line, nothing wrapped or cut at any width, ASCII around the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from billtrack.output import page as kinds
from billtrack.output.columns import measured
from billtrack.output.pictures import Curve, Tiles
from billtrack.output.revised import revision_lines
from billtrack.output.revisions import Parallel, Patch, Revision

_INDENT = "    "
_WIDEST_MARGIN = 20
_WIDEST_PROSE = 160
"""A column with longer prose is not padded: the columns after it do not align."""


def plain_text(page: kinds.Page) -> str:
    """Write *page* (already ``cleaned``): an empty line between blocks, but not between two lines."""
    return "".join(plain_lines(page))


def plain_lines(page: kinds.Page) -> Iterator[str]:
    """Write *page* as ``plain_text``, line by line, each with its end."""
    before: kinds.Block | None = None
    for block in page.blocks:
        if before is not None and not (isinstance(before, kinds.Line) and isinstance(block, kinds.Line)):
            yield "\n"
        yield from (f"{line}\n" for line in _lines(block))
        before = block


def _lines(block: kinds.Block) -> Iterator[str]:
    match block:
        case kinds.Heading():
            yield heading_line(block)
        case kinds.Line():
            yield block.text
        case kinds.Facts():
            yield from _fact_lines(block)
        case kinds.Steps():
            yield steps_line(block)
        case kinds.Timeline():
            yield from _event_lines(block)
        case kinds.Passage():
            yield from _passage_lines(block)
        case kinds.Table() | kinds.StreamedTable():
            yield from _table_lines(block)
        case Revision() | Parallel() | Patch():
            yield from revision_lines(block)
        case Curve() | Tiles():
            yield picture_line(block)
        case kinds.FoundPassage():
            yield heading_line(block.heading)
            yield from (f"{_INDENT}{line}" for line in (words_line(block), block.note) if line)
        case kinds.Card():
            yield heading_line(block.heading)
            for inner in block.blocks:
                yield from ([""] if isinstance(inner, kinds.Heading | kinds.Passage | kinds.Table) else [])
                yield from _lines(inner)


def heading_line(heading: kinds.Heading) -> str:
    """The heading on one line, its short name after it."""
    return f"{heading.text}  [{heading.aside}]" if heading.aside else heading.text


def words_line(finding: kinds.FoundPassage) -> str:
    """The words found on one line, as they stand."""
    return "".join(words.text for words in finding.words)


def line_text(line: kinds.Line | kinds.Bar) -> str:
    """A bar in words, any other line as it is."""
    return f"{line.label} {line.count} of {line.total}" if isinstance(line, kinds.Bar) else line.text


def picture_line(picture: Curve | Tiles) -> str:
    """A picture in words."""
    return f"{picture.caption}: {picture.words}"


def steps_line(block: kinds.Steps) -> str:
    """All steps on one line; the current one and those not reached are marked in words."""
    marks = ("" if step.mark is kinds.Mark.DONE else f"({step.mark.value})" for step in block.steps)
    parts = ((step.name, step.when, mark) for step, mark in zip(block.steps, marks, strict=True))
    return " > ".join(" ".join(filter(None, each)) for each in parts)


def paragraph_line(paragraph: kinds.Paragraph) -> str:
    """One paragraph on one line, indented by its depth, after its number."""
    return _INDENT * paragraph.depth + " ".join(part for part in (paragraph.lead, paragraph.text) if part)


def _passage_lines(block: kinds.Passage) -> Iterator[str]:
    """Paragraphs beside the column of their addresses, if any has one; a long address moves its own line only."""
    longest = max((len(paragraph.address) for paragraph in block.paragraphs), default=0)
    margin = min(longest, _WIDEST_MARGIN)
    for paragraph in block.paragraphs:
        yield (f"{paragraph.address:<{margin}}  " if longest else "") + paragraph_line(paragraph)


def _fact_lines(block: kinds.Facts) -> Iterator[str]:
    width = max((kinds.LABELS, *(len(fact.label) for fact in block.facts))) + 2
    for fact in block.facts:
        for at, line in enumerate(fact.lines):
            yield (fact.label if at == 0 else "").ljust(width) + line_text(line)


def _event_lines(block: kinds.Timeline) -> Iterator[str]:
    width = max((len(event.when) for event in block.events), default=0) + 2
    for event in block.events:
        for at, line in enumerate(event.lines):
            yield (event.when if at == 0 else "").ljust(width) + ("" if at == 0 else "  ") + line.text


def _table_lines(table: kinds.Table | kinds.StreamedTable) -> Iterator[str]:
    """Columns aligned, the last one ragged; a header even without rows."""
    longest, rows = measured(table, len)
    has_titles = isinstance(table, kinds.StreamedTable) or table.has_titles
    titles = tuple(column.title if has_titles else "" for column in table.columns)
    widths = [
        max(len(title), 0 if column.is_prose and width > _WIDEST_PROSE else width)
        for title, width, column in zip(titles, longest, table.columns, strict=True)
    ]
    for row in chain([titles] if has_titles else [], rows):
        cells = (
            cell.rjust(width) if column.is_number else cell.ljust(width)
            for cell, width, column in zip(row, widths, table.columns, strict=True)
        )
        yield "  ".join(cells).rstrip()
