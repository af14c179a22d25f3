"""A document as one Markdown file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.output.markdown import block_lines
from billtrack.output.page import Block, Heading, cleaned
from billtrack.sharing.documents import DocumentPart, Pictures, SharedDocument

_DEEPEST = 6


def document_markdown(document: SharedDocument) -> bytes:
    """Write *document* as Markdown, its comparisons inline."""
    head: tuple[Block, ...] = (Heading(document.title), *document.opening)
    body = (line for part in document.parts for line in _part(part, level=2))
    lines = (*_spaced(head, level=1), *body, *_spaced(document.ending, level=2))
    return "".join(f"{line}\n" for line in lines).encode()


def _part(part: DocumentPart, *, level: int) -> Iterator[str]:
    yield from _spaced((part.heading,), level=level)
    for content in part.content:
        match content:
            case DocumentPart():
                yield from _part(content, level=level + 1)
            case Pictures():
                yield from _spaced(content.maps, level=level + 1)
            case DiffAnswer():
                yield from _spaced(content.page().blocks, level=level + 1)
            case _:
                yield from _spaced((content,), level=level + 1)


def _spaced(blocks: Iterable[Block], *, level: int) -> Iterator[str]:
    """Every block with an empty line after it."""
    for block in blocks:
        yield from block_lines(cleaned(block), level=min(level, _DEEPEST))
        yield ""
