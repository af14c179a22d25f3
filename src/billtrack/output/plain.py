"""A page as plain text: for pipes, files and plain terminals.

Every word of the page, one statement per line, nothing wrapped or cut at any width, ASCII around the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from billtrack.output.columns import measured
from billtrack.output.page import (
    LABELS,
    Bar,
    Block,
    Card,
    Facts,
    Finding,
    Heading,
    Line,
    Mark,
    Page,
    Paragraph,
    Passage,
    Steps,
    StreamedTable,
    Table,
    Timeline,
)
from billtrack.output.pictures.figures import Curve, Tiles
from billtrack.output.revised import revision_lines
from billtrack.output.revisions import Parallel, Patch, Revision

_INDENT = "    "
_WIDEST_MARGIN = 20
_WIDEST_PROSE = 160
"""A column with longer prose is not padded: the columns after it do not align."""


def plain_text(page: Page) -> str:
    """Write *page* (already ``cleaned``): an empty line between blocks, but not between two lines."""
    return "".join(plain_lines(page))


def plain_lines(page: Page) -> Iterator[str]:
    """Write *page* as ``plain_text``, line by line, each with its end."""
    before: Block | None = None
    for block in page.blocks:
        if before is not None and not (isinstance(before, Line) and isinstance(block, Line)):
            yield "\n"
        yield from (f"{line}\n" for line in _lines(block))
        before = block


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield heading_line(block)
        case Line():
            yield block.text
        case Facts():
            yield from _fact_lines(block)
        case Steps():
            yield steps_line(block)
        case Timeline():
            yield from _event_lines(block)
        case Passage():
            yield from _passage_lines(block)
        case Table() | StreamedTable():
            yield from _table_lines(block)
        case Revision() | Parallel() | Patch():
            yield from revision_lines(block)
        case Curve() | Tiles():
            yield picture_line(block)
        case Finding():
            yield heading_line(block.heading)
            yield from (f"{_INDENT}{line}" for line in (words_line(block), block.note) if line)
        case Card():
            yield heading_line(block.heading)
            for inner in block.blocks:
                yield from ([""] if isinstance(inner, Heading | Passage | Table) else [])
                yield from _lines(inner)


def heading_line(heading: Heading) -> str:
    """The heading on one line, its short name after it."""
    return f"{heading.text}  [{heading.aside}]" if heading.aside else heading.text


def words_line(finding: Finding) -> str:
    """The words found on one line, as they stand."""
    return "".join(words.text for words in finding.words)


def line_text(line: Line | Bar) -> str:
    """A bar in words, any other line as it is."""
    return f"{line.label} {line.count} of {line.total}" if isinstance(line, Bar) else line.text


def picture_line(picture: Curve | Tiles) -> str:
    """A picture in words."""
    return f"{picture.caption}: {picture.words}"


def steps_line(block: Steps) -> str:
    """All steps on one line; the current one and those not reached are marked in words."""
    return " > ".join(_step_text(step.name, step.when, step.mark) for step in block.steps)


def _step_text(name: str, when: str, mark: Mark) -> str:
    return " ".join(part for part in (name, when, "" if mark is Mark.DONE else f"({mark.value})") if part)


def paragraph_line(paragraph: Paragraph) -> str:
    """One paragraph on one line, indented by its depth, after its number."""
    return _INDENT * paragraph.depth + " ".join(part for part in (paragraph.lead, paragraph.text) if part)


def _passage_lines(block: Passage) -> Iterator[str]:
    """Paragraphs beside the column of their addresses, if any has one; a long address moves its own line only."""
    longest = max((len(paragraph.address) for paragraph in block.paragraphs), default=0)
    margin = min(longest, _WIDEST_MARGIN)
    for paragraph in block.paragraphs:
        yield (f"{paragraph.address:<{margin}}  " if longest else "") + paragraph_line(paragraph)


def _fact_lines(block: Facts) -> Iterator[str]:
    width = max(LABELS, *(len(fact.label) for fact in block.facts)) + 2
    for fact in block.facts:
        for at, line in enumerate(fact.lines):
            yield (fact.label if at == 0 else "").ljust(width) + line_text(line)


def _event_lines(block: Timeline) -> Iterator[str]:
    width = max((len(event.when) for event in block.events), default=0) + 2
    for event in block.events:
        for at, line in enumerate(event.lines):
            yield (event.when if at == 0 else "").ljust(width) + ("" if at == 0 else "  ") + line.text


def _table_lines(table: Table | StreamedTable) -> Iterator[str]:
    """Columns aligned, the last one ragged; a header even without rows."""
    longest, rows = measured(table, len)
    has_titles = isinstance(table, StreamedTable) or table.has_titles
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
