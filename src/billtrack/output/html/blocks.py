"""The blocks of a page as lines of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from billtrack.output import page as kinds
from billtrack.output.html import html_page, link, text
from billtrack.output.pictures import Curve, Tiles
from billtrack.output.pictures.counts_svg import bars_svg, low_tiles_svg, tiles_svg
from billtrack.output.pictures.curve_svg import curve_svg
from billtrack.output.plain import line_text
from billtrack.output.revised import revision_sentences
from billtrack.output.revisions import Parallel, Patch, Piece, Prose, Revision, tagged

_CLASSES = {
    kinds.Tone.WARNING: "caution",
    kinds.Tone.BAD: "caution",
    kinds.Tone.QUIET: "aside",
    kinds.Tone.STRONG: "verdict",
}
_DEEPEST = 6
_DEEPEST_INDENT = 8


class BlockWriter:
    """Writes the blocks of one page; each picture on it has a unique name.

    *has_addresses*: a clause can be linked to by its address; the page must be of one text then.
    """

    def __init__(self, *, has_addresses: bool = False) -> None:
        self._pictures = count(1)
        self._has_addresses = has_addresses

    def write(self, block: kinds.Block, *, level: int) -> Iterator[str]:  # noqa: PLR0912 - one for each kind of block
        """Write *block*; a heading is of *level*."""
        match block:
            case kinds.Heading():
                yield from heading(block, level=level)
            case kinds.Line():
                yield f'<p class="{_CLASSES.get(block.tone, "line")}">{_linked(block)}</p>'
            case kinds.Facts():
                yield from self._facts(block)
            case kinds.Steps():
                yield from _steps(block)
            case kinds.Timeline():
                yield from _timeline(block)
            case kinds.Passage():
                yield from map(self._paragraph, block.paragraphs)
            case kinds.Table():
                yield from table(block)
            case kinds.Card():
                yield from heading(block.heading, level=level)
                for inner in block.blocks:
                    yield from self.write(inner, level=level + 1)
            case Revision():
                yield from _revision(block)
            case Parallel() | Patch():
                yield from (f'<p class="line">{text(line)}</p>' for line in revision_sentences(block))
            case kinds.FoundPassage():
                yield from heading(block.heading, level=level + 1)
                yield f"<p>{''.join(map(_words, block.words))}</p>"
                yield f'<p class="aside">{text(block.note)}</p>'
            case Curve():
                yield from _figure(block.caption, curve_svg(block, name=self._name()))
            case Tiles():
                yield from _figure(block.caption, tiles_svg(block, name=self._name()))

    def low_map(self, tiles: Tiles) -> Iterator[str]:
        """Write a map half as tall as usual."""
        yield from _figure(tiles.caption, low_tiles_svg(tiles, name=self._name()))

    def _paragraph(self, paragraph: kinds.Paragraph) -> str:
        place, address = "", text(paragraph.address)
        if address and self._has_addresses:
            place = f' id="{address}"'
            address = address if paragraph.depth else f'<a href="#{address}">{address}</a>'
        margin = f"<small>{address}</small> " if address else ""
        lead = f"{text(paragraph.lead)} " if paragraph.lead else ""
        return f'<p{place} class="d{min(paragraph.depth, _DEEPEST_INDENT)}">{margin}{lead}{text(paragraph.text)}</p>'

    def _name(self) -> str:
        return f"picture{next(self._pictures)}"

    def _facts(self, facts: kinds.Facts) -> Iterator[str]:
        yield "<dl>"
        for fact in facts.facts:
            yield f"<dt>{text(fact.label)}</dt><dd>{self._fact(fact)}</dd>"
        yield "</dl>"

    def _fact(self, fact: kinds.Fact) -> str:
        """The lines of a fact, then its bars in one picture."""
        bars = [line for line in fact.lines if isinstance(line, kinds.Bar)]
        lines = "<br>".join(_linked(line) for line in fact.lines if isinstance(line, kinds.Line))
        return lines + (bars_svg(bars, fact.label, name=self._name()) if bars else "")


def _revision(block: Revision) -> Iterator[str]:
    """A changed place: its name and change, then its words, run in."""
    became = f" <small>{text(block.became)}</small>" if block.became else ""
    first, *more = block.paragraphs or (Prose(()),)
    yield f'<p class="revision"><strong>{text(block.place)}</strong>{became} {inked(first.pieces)}</p>'
    yield from (f'<p class="revision d{min(each.depth, _DEEPEST_INDENT)}">{inked(each.pieces)}</p>' for each in more)
    yield from (f'<p class="note">{text(note)}</p>' for note in block.notes)


def inked(pieces: Sequence[Piece]) -> str:
    """Write *pieces*, what was deleted and inserted marked."""
    return tagged(pieces, text)


def heading(block: kinds.Heading, *, level: int) -> Iterator[str]:
    """Write a heading, its short name under it."""
    tag = f"h{min(level, _DEEPEST)}"
    yield f"<{tag}>{text(block.text)}</{tag}>"
    if block.aside:
        yield f'<p class="aside">{text(block.aside)}</p>'


def _words(words: kinds.MarkedWords) -> str:
    return f"<mark>{text(words.text)}</mark>" if words.is_marked else text(words.text)


def _linked(line: kinds.Line | kinds.Bar) -> str:
    if isinstance(line, kinds.Line) and line.address:
        return link(line.text, line.address)
    return text(line_text(line))


def _steps(steps: kinds.Steps) -> Iterator[str]:
    yield '<ol class="steps">'
    for step in steps.steps:
        when = f" <span>{text(step.when)}</span>" if step.when else ""
        mark = "" if step.mark == "done" else f" <span>({text(step.mark.value)})</span>"
        yield f'<li class="{step.mark.value.replace(" ", "-")}">{text(step.name)}{when}{mark}</li>'
    yield "</ol>"


def _timeline(timeline: kinds.Timeline) -> Iterator[str]:
    yield '<dl class="timeline">'
    for event in timeline.events:
        first, *more = event.lines
        aside = "".join(f'<br><span class="aside">{text(line.text)}</span>' for line in more)
        words = f"<strong>{text(first.text)}</strong>" if first.tone is kinds.Tone.STRONG else text(first.text)
        yield f"<dt>{text(event.when)}</dt><dd>{words}{aside}</dd>"
    yield "</dl>"


def _figure(caption: str, svg: str) -> Iterator[str]:
    yield f"<figure>{svg}<figcaption>{text(caption)}</figcaption></figure>"


def table(block: kinds.Table) -> Iterator[str]:
    """Write a table; on a narrow page each row becomes a list of labeled cells."""
    yield '<table class="stat">'
    if block.has_titles:
        yield f"<thead><tr>{''.join(map(_title, block.columns))}</tr></thead>"
    yield "<tbody>"
    for row, address in zip(block.rows, block.links or ("",) * len(block.rows), strict=True):
        cells = enumerate(zip(block.columns, row, strict=True))
        linked = (_cell(of, words, address if at == block.linked_column else "") for at, (of, words) in cells)
        yield f"<tr>{''.join(linked)}</tr>"
    yield "</tbody></table>"


def _title(column: kinds.Column) -> str:
    if not column.title:
        return "<td></td>"
    return f'<th scope="col"{_kind(column)}>{text(column.title)}</th>'


def _cell(column: kinds.Column, words: str, address: str) -> str:
    label = f' data-label="{text(column.title)}"' if column.title and words else ""
    inside = link(words, address) if address else text(words)
    return f"<td{_kind(column)}{label}>{inside}</td>"


def _kind(column: kinds.Column) -> str:
    return ' class="number"' if column.is_number else ' class="prose"' if column.is_prose else ""


def write_all(blocks: Iterable[kinds.Block], writer: BlockWriter, *, level: int) -> Iterator[str]:
    """Write *blocks* in their order."""
    for block in blocks:
        yield from writer.write(block, level=level)


def page_html(page: kinds.Page) -> bytes:
    """Write *page* as an HTML page, titled by its first heading."""
    return html_page(page.title, ["<main>", *write_all(page.blocks, BlockWriter(), level=1), "</main>"])
