"""A page as Markdown (CommonMark, with the usual tables)."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.patterns import pattern
from billtrack.output import page as kinds
from billtrack.output.pictures import Curve, Tiles
from billtrack.output.plain import line_text, picture_line, steps_line
from billtrack.output.revised import patch_lines
from billtrack.output.revisions import Parallel, ParallelRow, Patch, Revision, tagged


def markdown_text(page: kinds.Page) -> str:
    """Write *page* (already ``cleaned``); words that look like Markdown or HTML are shown as they are."""
    return "\n".join("".join(f"{line}\n" for line in block_lines(block, level=2)) for block in page.blocks)


def block_lines(block: kinds.Block, *, level: int) -> Iterator[str]:  # noqa: PLR0912 - one for each kind of block
    """Write *block*, already ``cleaned``, its headings at *level* (1 to 6)."""
    match block:
        case kinds.Heading():
            aside = f" (`{block.aside}`)" if block.aside else ""
            yield f"{'#' * level} {escaped(block.text)}{aside}"
        case kinds.Line():
            yield escaped(block.text)
        case kinds.Facts():
            for fact in block.facts:
                first, *more = (escaped(line_text(line)) for line in fact.lines)
                yield f"- **{escaped(fact.label)}:** {first}"
                yield from (f"    - {line}" for line in more)
        case kinds.Steps():
            yield escaped(steps_line(block))
        case kinds.Timeline():
            for event in block.events:
                first, *more = (escaped(line.text) for line in event.lines)
                yield f"- **{escaped(event.when)}** {first}"
                yield from (f"    - {line}" for line in more)
        case kinds.Passage():
            yield from _quoted(block)
        case kinds.Table():
            yield from _table_lines(block)
        case Revision() | Parallel() | Patch():
            yield from _revised(block)
        case Curve() | Tiles():
            yield escaped(picture_line(block))
        case kinds.FoundPassage():
            yield from block_lines(block.heading, level=level + 1)
            yield ""
            yield f"> {''.join(map(_words, block.words))}"
            yield ""
            yield escaped(block.note)
        case kinds.Card():
            yield from block_lines(block.heading, level=level)
            for inner in block.blocks:
                yield ""
                yield from block_lines(inner, level=level + 1)


def _words(words: kinds.MarkedWords) -> str:
    return f"**{escaped(words.text)}**" if words.is_marked else escaped(words.text)


def _quoted(passage: kinds.Passage) -> Iterator[str]:
    """A text as a block quote: one level of quotation per step of indent."""
    depth = 0
    for at, paragraph in enumerate(passage.paragraphs):
        if at:
            yield ">" * (min(depth, paragraph.depth) + 1)
        depth = paragraph.depth
        address = f"{escaped(paragraph.address)}: " if paragraph.address else ""
        lead = f"{escaped(paragraph.lead)} " if paragraph.lead else ""
        yield f"{'>' * (depth + 1)} {address}{lead}{escaped(paragraph.text)}"


def _table_lines(table: kinds.Table) -> Iterator[str]:
    # A Markdown table always has a header row; it may be empty.
    yield _row(tuple(column.title if table.has_titles else "" for column in table.columns))
    yield "|" + "|".join(" ---: " if column.is_number else " --- " for column in table.columns) + "|"
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _revised(block: Revision | Parallel | Patch) -> Iterator[str]:
    """Write *block* as Markdown; old and new words in ``<del>`` and ``<ins>``, a patch as a block of code."""
    match block:
        case Revision():
            yield _named(block)
            yield ""
            for at, prose in enumerate(block.paragraphs):
                yield from [">"] if at else []
                yield f"{'>' * (prose.depth + 1)} {tagged(prose.pieces, escaped)}"
            yield from [""] if block.paragraphs and block.notes else []
            yield from (f"*{escaped(note)}*" for note in block.notes)
        case Parallel():
            yield f"| | {escaped(block.old_title)} | {escaped(block.new_title)} |"
            yield "| --- | --- | --- |"
            yield from (_markdown_row(row) for row in block.rows)
        case Patch():
            lines = list(patch_lines(block))
            fence = "`" * max(3, 1 + max(_longest_fence(line) for line in lines))
            yield f"{fence}diff"
            yield from lines
            yield fence


def _named(block: Revision | ParallelRow) -> str:
    place = f"**{escaped(block.place)}**" if block.place else ""
    return ": ".join(part for part in (place, escaped(block.became)) if part)


def _markdown_row(row: ParallelRow) -> str:
    old, new = ("<br>".join(tagged(prose.pieces, escaped) for prose in side) for side in (row.old, row.new))
    notes = "".join(f"<br>*{escaped(note)}*" for note in row.notes)
    return f"| {_named(row)}{notes} | {old} | {new} |"


def _longest_fence(line: str) -> int:
    longest = run = 0
    for mark in line:
        run = run + 1 if mark == "`" else 0
        longest = max(longest, run)
    return longest


_SPECIAL = pattern(
    r"(?P<address>https?://[^\s<>`]*[^\s<>`.,;:)])|([\\`*_\[\]<>|~&]|(?<!\S)[#+\-](?=\s)|^\d+(?=[.)]\s))"
)


def escaped(text: str) -> str:
    """Put a backslash before what Markdown or HTML would read as markup; web addresses become links."""
    return _SPECIAL.sub(lambda found: f"<{found[0]}>" if found["address"] else _backslashed(found[0]), text)


def _backslashed(mark: str) -> str:
    # "1." at the start of a line is a list; Markdown escapes its point, not its digits.
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
