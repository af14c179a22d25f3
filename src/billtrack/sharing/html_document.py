"""A document as one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.html import ComparisonWriter
from billtrack.output.html import filter_script, html_page, link, text
from billtrack.output.html.blocks import BlockWriter, heading, write_all
from billtrack.output.page import Line
from billtrack.sharing.documents import DocumentPart, Pictures, SharedDocument


def document_lines(document: SharedDocument) -> Iterator[str]:
    """Write *document* as lines of HTML for a page that has a frame: title, opening, parts."""
    writer = _Writer()
    yield f"<h1>{text(document.title)}</h1>"
    yield from write_all(document.opening, writer.blocks, level=1)
    for part in document.parts:
        yield from writer.part(part, level=2)


def html_file(document: SharedDocument) -> bytes:
    """Write *document* as an HTML page: title, contents, parts."""
    writer = _Writer()
    body = [
        "<header>",
        *_links("Pages", document.links),
        f"<h1>{text(document.title)}</h1>",
        *write_all(document.opening, writer.blocks, level=1),
        *([] if document.is_one_page else _links("Contents", _contents(document.parts))),
        "</header>",
        "<main>",
        *(line for part in document.parts for line in writer.part(part, level=2)),
        "</main>",
        *(["<footer>", *write_all(document.ending, writer.blocks, level=2), "</footer>"] if document.ending else []),
    ]
    kind = "one-page" if document.is_one_page else ""
    return html_page(
        document.title, body, feed=document.feed, kind=kind, script=filter_script() if document.has_filter else ""
    )


def _contents(parts: tuple[DocumentPart, ...]) -> tuple[Line, ...]:
    if len(parts) < 2:
        parts = tuple(inner for part in parts for inner in part.content if isinstance(inner, DocumentPart))
    return tuple(Line(part.heading.text, address=f"#{part.name}") for part in parts)


def _links(name: str, lines: Iterable[Line]) -> Iterator[str]:
    items = "".join(f"<li>{link(line.text, line.address)}</li>" for line in lines)
    if items:
        yield f'<nav aria-label="{name}"><ul>{items}</ul></nav>'


class _Writer:
    """Writes the parts of one document; each comparison in it has a unique name."""

    def __init__(self) -> None:
        self.blocks = BlockWriter()
        self._comparisons = count(1)

    def part(self, part: DocumentPart, *, level: int) -> Iterator[str]:
        """Write *part* under a heading of *level*."""
        yield f'<section id="{part.name}" class="part">'
        yield from heading(part.heading, level=level)
        for content in part.content:
            match content:
                case DocumentPart():
                    yield from self.part(content, level=level + 1)
                case Pictures():
                    yield '<div class="pictures">'
                    for each in content.maps:
                        yield from self.blocks.low_map(each)
                    yield "</div>"
                case DiffAnswer():
                    yield from self._comparison(content, level=level + 1)
                case _:
                    yield from self.blocks.write(content, level=level + 1)
        yield "</section>"

    def _comparison(self, answer: DiffAnswer, *, level: int) -> Iterator[str]:
        """Write *answer* inline, and side by side in a section readers can open."""
        name = f"c{next(self._comparisons)}"
        inline = ComparisonWriter(answer, name=f"{name}-", level=level)
        yield from inline.head(self.blocks)
        yield from inline.one_column()
        yield '<details class="side-by-side"><summary>Side by side</summary>'
        yield from ComparisonWriter(answer, name=f"{name}-side-", level=level).side_by_side()
        yield "</details>"
