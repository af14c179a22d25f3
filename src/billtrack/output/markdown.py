"""A page as Markdown (CommonMark, with the usual tables)."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.output.escapes import escaped
from billtrack.output.page import (
    Block,
    Card,
    Facts,
    Finding,
    Heading,
    Line,
    Page,
    Passage,
    Steps,
    Table,
    Timeline,
    Words,
)
from billtrack.output.pictures.figures import Curve, Tiles
from billtrack.output.plain import line_text, picture_line, steps_line
from billtrack.output.revised import revision_markdown
from billtrack.output.revisions import Parallel, Patch, Revision


def markdown_text(page: Page) -> str:
    """Write *page* (already ``cleaned``); words that look like Markdown or HTML are shown as they are."""
    return "\n".join("".join(f"{line}\n" for line in block_lines(block, level=2)) for block in page.blocks)


def block_lines(block: Block, *, level: int) -> Iterator[str]:  # noqa: PLR0912 - one for each kind of block
    """Write *block*, already ``cleaned``, its headings at *level* (1 to 6)."""
    match block:
        case Heading():
            aside = f" (`{block.aside}`)" if block.aside else ""
            yield f"{'#' * level} {escaped(block.text)}{aside}"
        case Line():
            yield escaped(block.text)
        case Facts():
            for fact in block.facts:
                first, *more = (escaped(line_text(line)) for line in fact.lines)
                yield f"- **{escaped(fact.label)}:** {first}"
                yield from (f"    - {line}" for line in more)
        case Steps():
            yield escaped(steps_line(block))
        case Timeline():
            for event in block.events:
                first, *more = (escaped(line.text) for line in event.lines)
                yield f"- **{escaped(event.when)}** {first}"
                yield from (f"    - {line}" for line in more)
        case Passage():
            yield from _quoted(block)
        case Table():
            yield from _table_lines(block)
        case Revision() | Parallel() | Patch():
            yield from revision_markdown(block)
        case Curve() | Tiles():
            yield escaped(picture_line(block))
        case Finding():
            yield from block_lines(block.heading, level=level + 1)
            yield ""
            yield f"> {''.join(map(_words, block.words))}"
            yield ""
            yield escaped(block.note)
        case Card():
            yield from block_lines(block.heading, level=level)
            for inner in block.blocks:
                yield ""
                yield from block_lines(inner, level=level + 1)


def _words(words: Words) -> str:
    return f"**{escaped(words.text)}**" if words.is_marked else escaped(words.text)


def _quoted(passage: Passage) -> Iterator[str]:
    """A text as a block quote: one level of quotation per step of indent."""
    depth = 0
    for at, paragraph in enumerate(passage.paragraphs):
        if at:
            yield ">" * (min(depth, paragraph.depth) + 1)
        depth = paragraph.depth
        lead = f"{escaped(paragraph.lead)} " if paragraph.lead else ""
        yield f"{'>' * (depth + 1)} {lead}{escaped(paragraph.text)}"


def _table_lines(table: Table) -> Iterator[str]:
    # A Markdown table always has a header row; it may be empty.
    yield _row(tuple(column.title if table.has_titles else "" for column in table.columns))
    yield "|" + "|".join(" ---: " if column.is_number else " --- " for column in table.columns) + "|"
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
