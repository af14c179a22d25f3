"""A page as Markdown (CommonMark, with the usual tables)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from billtrack.render.diff.answer import DiffAnswer
from billtrack.render.documents import Document, Part
from billtrack.render.escapes import escaped
from billtrack.render.page import (
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
    cleaned,
)
from billtrack.render.pictures.figures import Curve, Tiles
from billtrack.render.plain import line_text, picture_line, steps_line
from billtrack.render.revised import revision_markdown
from billtrack.render.revisions import Parallel, Patch, Revision


def markdown_text(page: Page) -> str:
    """Write *page* (already ``cleaned``); words that look like Markdown or HTML are shown as they are."""
    return "\n".join("".join(f"{line}\n" for line in _lines(block, level=2)) for block in page.blocks)


def document_markdown(document: Document) -> bytes:
    """Write *document* as Markdown, one comparison after the other with old and new in one text."""
    head: tuple[Block, ...] = (Heading(document.title), *document.opening)
    body = (line for part in document.parts for line in _part(part, level=2))
    lines = (*_spaced(head, level=1), *body, *_spaced(document.ending, level=2))
    return "".join(f"{line}\n" for line in lines).encode()


def _part(part: Part, *, level: int) -> Iterator[str]:
    yield from _spaced((part.heading,), level=level)
    for content in part.content:
        match content:
            case Part():
                yield from _part(content, level=level + 1)
            case DiffAnswer():
                yield from _spaced(content.page().blocks, level=level + 1)
            case _:
                yield from _spaced((content,), level=level + 1)


def _spaced(blocks: Iterable[Block], *, level: int) -> Iterator[str]:
    """Every block with an empty line after it."""
    for block in blocks:
        yield from _lines(cleaned(block), level=min(level, _DEEPEST))
        yield ""


_DEEPEST = 6


def _lines(block: Block, *, level: int) -> Iterator[str]:  # noqa: PLR0912 - one for each kind of block
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
            yield from _lines(block.heading, level=level + 1)
            yield ""
            yield f"> {''.join(map(_words, block.words))}"
            yield ""
            yield escaped(block.note)
        case Card():
            yield from _lines(block.heading, level=level)
            for inner in block.blocks:
                yield ""
                yield from _lines(inner, level=level + 1)


def _words(words: Words) -> str:
    return f"**{escaped(words.text)}**" if words.is_marked else escaped(words.text)


def _quoted(passage: Passage) -> Iterator[str]:
    """A text as a block quote: one level of quotation for each step of indent."""
    depth = 0
    for at, paragraph in enumerate(passage.paragraphs):
        if at:
            yield ">" * (min(depth, paragraph.depth) + 1)
        depth = paragraph.depth
        lead = f"{escaped(paragraph.lead)} " if paragraph.lead else ""
        yield f"{'>' * (depth + 1)} {lead}{escaped(paragraph.text)}"


def _table_lines(table: Table) -> Iterator[str]:
    yield _row(tuple(column.title for column in table.columns))
    yield "|" + "|".join(" ---: " if column.is_number else " --- " for column in table.columns) + "|"
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
