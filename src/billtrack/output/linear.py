"""A page for a screen reader: sentences, one fact per line, no columns, charts or boxes."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.output import page as kinds
from billtrack.output.pictures import Curve, Tiles
from billtrack.output.plain import line_text, paragraph_line, picture_line, words_line
from billtrack.output.revised import revision_sentences
from billtrack.output.revisions import Parallel, Patch, Revision


def linear_text(page: kinds.Page) -> str:
    """Write *page* (already ``cleaned``) as sentences, one per line; quoted text stays as it is."""
    return "".join(f"{line}\n" for block in page.blocks for line in _spoken(block))


def _spoken(block: kinds.Block) -> Iterator[str]:
    match block:
        case kinds.Passage():
            for each in block.paragraphs:
                yield (f"{each.address}: " if each.address else "") + paragraph_line(each).strip()
        case kinds.FoundPassage():
            yield from _spoken(block.heading)
            yield from filter(None, (words_line(block), _sentence(block.note)))
        case kinds.Card():
            yield from _spoken(block.heading)
            for inner in block.blocks:
                yield from _spoken(inner)
        case kinds.StreamedTable():
            yield from _spoken(block.whole())
        case _:
            yield from map(_sentence, _lines(block))


def _lines(block: kinds.Block) -> Iterator[str]:
    match block:
        case kinds.Heading():
            yield f"{block.text.rstrip('.')}, {block.aside}" if block.aside else block.text
        case kinds.Line():
            yield block.text
        case kinds.Facts():
            yield from (f"{fact.label}: {line_text(line)}" for fact in block.facts for line in fact.lines)
        case kinds.Steps():
            for number, step in enumerate(block.steps, 1):
                state = "" if step.mark is kinds.Mark.DONE else f", {step.mark.value}"
                when = f", {step.when}" if step.when else ""
                yield f"Step {number} of {len(block.steps)}: {step.name}{when}{state}"
        case kinds.Timeline():
            for event in block.events:
                yield from (f"{event.when}: {line.text}" for line in event.lines[:1])
                yield from (line.text for line in event.lines[1:])
        case kinds.Table():
            yield from _row_lines(block)
        case Revision() | Parallel() | Patch():
            yield from revision_sentences(block)
        case Curve() | Tiles():
            yield picture_line(block)


def _row_lines(table: kinds.Table) -> Iterator[str]:
    total = len(table.rows)
    for number, row in enumerate(table.rows, 1):
        cells = [f"{column.title}: {cell}" for column, cell in zip(table.columns, row, strict=True) if cell]
        yield f"{number} of {total}. " + "; ".join(cells)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text.endswith((".", ":", ";", "?", "!", "—", "”")) else f"{text}."
