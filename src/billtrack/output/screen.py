"""A page on a terminal: the same words as everywhere, with boxes, color and alignment.

A page is lines of styled words; Rich lays out its tables and pictures.  If ``decorated`` is false, the terminal
cannot write line and block characters, and ASCII replaces them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from rich.style import Style

from billtrack.output.page import (
    LABELS,
    Bar,
    Block,
    Card,
    Fact,
    Facts,
    FoundPassage,
    Heading,
    Line,
    Mark,
    Page,
    Passage,
    PathStep,
    Steps,
    StreamedTable,
    Table,
    Timeline,
    TimelineEntry,
    Tone,
)
from billtrack.output.styled_lines import (
    QUIET,
    READABLE,
    STRONG,
    UNSTYLED,
    Run,
    cells,
    cut_rows,
    indented,
    wrapped,
    written,
)

if TYPE_CHECKING:
    from billtrack.output.pictures import Curve, Tiles
    from billtrack.output.revisions import Parallel, Patch, Revision

_STYLES = {
    Tone.PLAIN: UNSTYLED,
    Tone.STRONG: STRONG,
    Tone.QUIET: QUIET,
    Tone.GOOD: Style(color="green"),
    Tone.WARNING: Style(color="yellow"),
    Tone.BAD: Style(color="red"),
    Tone.DEMOCRAT: Style(color="blue"),
    Tone.REPUBLICAN: Style(color="red"),
    Tone.OTHER_PARTY: Style(color="magenta"),
}
_MARK_STYLES = {
    Mark.DONE: Style(color="green"),
    Mark.CURRENT: Style(color="cyan", bold=True),
    Mark.FINAL: Style(color="green", bold=True),
    Mark.ENDED: Style(color="red", bold=True),
    Mark.AHEAD: QUIET,
}
_MARKS = {Mark.DONE: "●", Mark.CURRENT: "◉", Mark.FINAL: "◉", Mark.ENDED: "✗", Mark.AHEAD: "○"}
_ASCII_MARKS = {Mark.DONE: "*", Mark.CURRENT: "@", Mark.FINAL: "@", Mark.ENDED: "x", Mark.AHEAD: "o"}

_MARKED = Style(color="yellow", bold=True)

_LEAST_MARGIN = 12
"""The room for addresses beside a text on a narrow terminal: ``resolved/1/4``."""


def screen_lines(page: Page, *, width: int, decorated: bool, coloured: bool) -> Iterator[str]:
    """Paint *page* (already ``cleaned``) for a terminal *width* columns wide, line by line, each with its end."""
    return written(_Painter(width, decorated=decorated, coloured=coloured).blocks(page.blocks), coloured=coloured)


class _Painter:
    """Paints blocks into a given width."""

    def __init__(self, width: int, *, decorated: bool, coloured: bool) -> None:
        self.width = width
        self.decorated = decorated
        self.coloured = coloured

    def blocks(self, blocks: Iterable[Block]) -> Iterator[list[Run]]:
        """Paint blocks with an empty line between them, but not between two lines, nor after a heading."""
        before: Block | None = None
        for block in blocks:
            follows = isinstance(before, Heading) or (isinstance(before, Line) and isinstance(block, Line))
            if before is not None and not follows:
                yield []
            yield from self.block(block)
            before = block

    def block(self, block: Block) -> Iterable[list[Run]]:  # noqa: PLR0911 - one for each kind of block
        match block:
            case Heading():
                return self.heading(block)
            case Line():
                return wrapped([_run(block)], self.width)
            case Facts():
                return self.facts(block)
            case Steps():
                return self.steps(block)
            case Timeline():
                return self.timeline(block)
            case Passage():
                return self.passage(block)
            case Table() | StreamedTable():
                return self.table(block)
            case Card():
                return self.card(block)
            case FoundPassage():
                return self.finding(block)
            case _:
                return self.changes_or_picture(block)

    def changes_or_picture(self, block: Revision | Parallel | Patch | Curve | Tiles) -> Iterable[list[Run]]:
        from billtrack.output.revision_screen import RevisionPainter  # noqa: PLC0415 - most answers have no such words
        from billtrack.output.revisions import Parallel, Patch, Revision  # noqa: PLC0415 - the same

        if isinstance(block, Revision | Parallel | Patch):
            return RevisionPainter(self.width, decorated=self.decorated, coloured=self.coloured).lines(block)
        from billtrack.output.grids import picture_lines  # noqa: PLC0415 - only a picture pays for Rich's console

        return picture_lines(block, width=self.width, decorated=self.decorated)

    def heading(self, heading: Heading) -> Iterable[list[Run]]:
        aside = [(f"  {heading.aside}", QUIET)] if heading.aside else []
        return wrapped([(heading.text, STRONG), *aside], self.width)

    def card(self, card: Card) -> Iterator[list[Run]]:
        """A box with the heading in its upper edge and the short name in its lower edge."""
        inside = _Painter(self.width - 4, decorated=self.decorated, coloured=self.coloured)
        (left, rule, right), side, (low_left, _, low_right) = (
            ("╭─╮", "│", "╰─╯") if self.decorated else ("+-+", "|", "+-+")
        )
        room = self.width - 4
        title, aside = (
            _fitting(f"  {text}  ", room) if text else "" for text in (card.heading.text, card.heading.aside)
        )
        yield [(left + rule, QUIET), (title, STRONG), (rule * (room - cells(title)) + rule + right, QUIET)]
        for line in inside.blocks(card.blocks):
            rest = " " * (room - sum(cells(text) for text, _ in line))
            yield [(f"{side} ", QUIET), *line, (rest, UNSTYLED), (f" {side}", QUIET)]
        yield [(low_left + rule + rule * (room - cells(aside)) + aside + rule + low_right, QUIET)]

    def facts(self, block: Facts) -> Iterator[list[Run]]:
        longest = max((cells(fact.label) for fact in block.facts), default=0)
        labels = min(max(longest, LABELS), self.width // 2)
        room = self.width - labels - 2
        for fact in block.facts:
            bars = [line for line in fact.lines if isinstance(line, Bar)]
            styled = (self.bar(line, bars, room - 2) if isinstance(line, Bar) else [_run(line)] for line in fact.lines)
            lines = [piece for runs in styled for piece in wrapped(runs, room)]
            yield from _beside(wrapped([(fact.label, QUIET)], labels), lines, labels + 2)

    def bar(self, bar: Bar, beside: list[Bar], room: int) -> list[Run]:
        """A label, a bar scaled to the largest beside it, and the number."""
        labels = max(cells(other.label) for other in beside)
        numbers = max(len(str(other.count)) for other in beside)
        longest = max(1, min(_LONGEST_BAR, room - labels - numbers - 4))
        largest = max(other.count for other in beside) or 1
        filled = max(1, round(longest * bar.count / largest)) if bar.count else 0
        fill = ("█" if self.decorated else "#") * filled
        return [(_padded(bar.label, labels + 2), UNSTYLED), (fill, _STYLES[bar.tone]), (f" {bar.count}", UNSTYLED)]

    def steps(self, block: Steps) -> Iterable[list[Run]]:
        """All steps on one line of marks, names and dates below; one step per line if that is too wide."""
        widths = [max(cells(_named(step)), len(_dated(step))) + _BETWEEN for step in block.steps]
        if sum(widths) - _BETWEEN <= self.width:
            return self.steps_across(block.steps, widths)
        longest = max(cells(_named(step)) for step in block.steps)
        return [self.step_line(step, longest) for step in block.steps]

    def steps_across(self, steps: tuple[PathStep, ...], widths: list[int]) -> Iterator[list[Run]]:
        rail: list[Run] = []
        for at, (step, width) in enumerate(zip(steps, widths, strict=True)):
            rail.append((self.mark(step), _MARK_STYLES[step.mark]))
            if at + 1 < len(steps):
                ahead = steps[at + 1].mark is Mark.AHEAD
                rail.append((f" {self.rail(ahead=ahead) * (width - 3)} ", QUIET))
        yield rail
        places = list(zip(steps, widths, strict=True))
        yield [(_padded(_named(step), width), _MARK_STYLES[step.mark]) for step, width in places]
        if any(_dated(step) for step in steps):
            yield [(_padded(_dated(step), width), QUIET) for step, width in places]

    def step_line(self, step: PathStep, width: int) -> list[Run]:
        mark = (f"{self.mark(step)} ", _MARK_STYLES[step.mark])
        return [mark, (_padded(_named(step), width), UNSTYLED), (f"  {_dated(step)}", QUIET)]

    def mark(self, step: PathStep) -> str:
        return (_MARKS if self.decorated else _ASCII_MARKS)[step.mark]

    def rail(self, *, ahead: bool) -> str:
        if not self.decorated:
            return "." if ahead else "-"
        return "┄" if ahead else "─"

    def timeline(self, block: Timeline) -> Iterator[list[Run]]:
        longest = max((cells(event.when) for event in block.events), default=0)
        for event in block.events:
            yield from self.event(event, min(longest, self.width // 2))

    def event(self, event: TimelineEntry, dates: int) -> Iterator[list[Run]]:
        """One event beside its date; a strong one has the larger mark."""
        strong, weak = ("●", "·") if self.decorated else ("*", "-")
        for at, line in enumerate(event.lines):
            mark = (strong if line.tone is Tone.STRONG else weak) if at == 0 else ""
            marked = _beside([[(mark, QUIET)]], wrapped([_run(line)], self.width - dates - 3), 2)
            yield from _beside(wrapped([(event.when if at == 0 else "", QUIET)], dates), list(marked), dates + 1)

    def passage(self, block: Passage) -> Iterator[list[Run]]:
        """Paragraphs beside the margin of their addresses; an address too long for it stands on a line above."""
        longest = max((cells(paragraph.address) for paragraph in block.paragraphs), default=0)
        margin = min(longest, max(_LEAST_MARGIN, self.width // 5)) + 2 if longest else 0
        width = min(self.width - margin, READABLE)
        for at, paragraph in enumerate(block.paragraphs):
            if at:
                yield []
            beside = cells(paragraph.address) + 2 <= margin
            if paragraph.address and not beside:
                yield from wrapped([(paragraph.address, QUIET)], self.width)
            lead = [(f"{paragraph.lead} ", STRONG)] if paragraph.lead else []
            indent = min(paragraph.depth * 4, width // 3)
            words = indented([*lead, (paragraph.text, _STYLES[paragraph.tone])], indent, width - indent)
            yield from (
                _beside([[(paragraph.address if beside else "", QUIET)]], list(words), margin) if margin else words
            )

    def finding(self, block: FoundPassage) -> Iterator[list[Run]]:
        yield from self.heading(block.heading)
        words = [(each.text, _MARKED if each.is_marked else UNSTYLED) for each in block.words]
        for runs in (words, [(block.note, QUIET)]):
            if any(text for text, _ in runs):
                yield from indented(runs, 2, min(self.width, READABLE) - 2)

    def table(self, block: Table | StreamedTable) -> Iterable[list[Run]]:
        """Columns, no cell cut but where a column says so; one block per row if the screen is too narrow."""
        if any(column.is_cut for column in block.columns):
            return cut_rows(block, self.width, mark="…" if self.decorated else "...")
        if isinstance(block, StreamedTable):
            return self.rows_below(block)
        if self.least_width(block) > self.width:
            return self.rows_below(block)
        from billtrack.output.grids import table_lines  # noqa: PLC0415 - only a table pays for Rich's console

        return table_lines(block, width=self.width, decorated=self.decorated)

    def least_width(self, block: Table) -> int:
        """The width at which every cell that is not prose fits on one line."""
        columns = zip(*(tuple(column.title for column in block.columns), *block.rows), strict=True)
        widths = []
        for column, texts in zip(block.columns, columns, strict=True):
            longest = max(map(cells, texts))
            widths.append(min(longest, column.least or _LEAST_PROSE) if column.is_prose else longest)
        return sum(widths) + (len(widths) - 1) * _BETWEEN_CELLS

    def rows_below(self, block: Table | StreamedTable) -> Iterator[list[Run]]:
        for at, row in enumerate(block.rows):
            if at:
                yield []
            yield from wrapped([(row[0], STRONG)], self.width)
            rest = zip(block.columns[1:], row[1:], strict=True)
            yield from self.facts(Facts(tuple(Fact(column.title, (Line(cell),)) for column, cell in rest if cell)))


_LEAST_PROSE = 14
_BETWEEN_CELLS = 3
_LONGEST_BAR = 40
_BETWEEN = 3


def _named(step: PathStep) -> str:
    """The step's name; the current one has its mark in words."""
    return step.name if step.mark in {Mark.DONE, Mark.AHEAD} else f"{step.name} ({step.mark.value})"


def _dated(step: PathStep) -> str:
    return step.mark.value if step.mark is Mark.AHEAD else step.when


def _run(line: Line) -> Run:
    return line.text, _STYLES[line.tone]


def _beside(left: list[list[Run]], right: list[list[Run]], width: int) -> Iterator[list[Run]]:
    """Put the lines of *right* beside those of *left*, which take *width* columns."""
    nothing: list[Run] = []
    for before, after in zip_longest(left, right, fillvalue=nothing):
        room = width - sum(cells(text) for text, _ in before)
        yield [*before, (" " * room, UNSTYLED), *after]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _fitting(text: str, width: int) -> str:
    """Cut *text* to *width* columns."""
    return text if cells(text) <= width else f"{set_cell_size(text, width - 1)}…"
