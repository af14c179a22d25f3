"""A page on a terminal: boxes, colour and alignment around the same words as everywhere.

Outside text is only ever put into ``rich.text.Text``, never parsed as markup.  ``decorated`` false means the
terminal cannot write the line and block characters; ASCII stands in for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from rich import box
from rich.cells import cell_len
from rich.console import Group, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from billtrack.render.page import (
    LABELS,
    Bar,
    Block,
    Card,
    Event,
    Fact,
    Facts,
    Finding,
    Heading,
    Line,
    Mark,
    Page,
    Passage,
    Step,
    Steps,
    Table,
    Timeline,
    Tone,
)
from billtrack.render.pictures.figures import Curve, Tiles
from billtrack.render.pictures.painted import painted_curve, painted_tiles
from billtrack.render.revision_screen import RevisionPainter
from billtrack.render.revisions import Parallel, Patch, Revision

_STYLES = MappingProxyType(
    {
        Tone.PLAIN: "",
        Tone.STRONG: "bold",
        Tone.QUIET: "dim",
        Tone.GOOD: "green",
        Tone.WARNING: "yellow",
        Tone.BAD: "red",
        Tone.DEMOCRAT: "blue",
        Tone.REPUBLICAN: "red",
        Tone.OTHER_PARTY: "magenta",
    }
)
_MARK_STYLES = MappingProxyType(
    {
        Mark.DONE: "green",
        Mark.CURRENT: "bold cyan",
        Mark.FINAL: "bold green",
        Mark.ENDED: "bold red",
        Mark.AHEAD: "dim",
    }
)
_MARKS = MappingProxyType({Mark.DONE: "●", Mark.CURRENT: "◉", Mark.FINAL: "◉", Mark.ENDED: "✗", Mark.AHEAD: "○"})
_ASCII_MARKS = MappingProxyType({Mark.DONE: "*", Mark.CURRENT: "@", Mark.FINAL: "@", Mark.ENDED: "x", Mark.AHEAD: "o"})

_READABLE = 100
"""No line of a text is longer, however wide the terminal."""


def screen(page: Page, *, width: int, decorated: bool) -> RenderableType:
    """Paint *page* (already ``cleaned``) for a terminal *width* columns wide."""
    painter = _Painter(width, decorated=decorated)
    return Group(*painter.blocks(page.blocks))


class _Painter:
    """Paints blocks into a given width."""

    def __init__(self, width: int, *, decorated: bool) -> None:
        self.width = width
        self.decorated = decorated

    def blocks(self, blocks: Iterable[Block]) -> Iterator[RenderableType]:
        """Paint blocks apart by an empty line; a line after a line, or what a heading is over, follows at once."""
        before: Block | None = None
        for block in blocks:
            follows = isinstance(before, Heading) or (isinstance(before, Line) and isinstance(block, Line))
            if before is not None and not follows:
                yield Text()
            yield self.block(block)
            before = block

    def block(self, block: Block) -> RenderableType:  # noqa: PLR0911 - one for each kind of block
        match block:
            case Heading():
                return self.heading(block)
            case Line():
                return _text(block)
            case Facts():
                return self.facts(block)
            case Steps():
                return self.steps(block)
            case Timeline():
                return self.timeline(block)
            case Passage():
                return self.passage(block)
            case Table():
                return self.table(block)
            case Card():
                return self.card(block)
            case Finding():
                return self.finding(block)
            case Revision() | Parallel() | Patch():
                return RevisionPainter(self.width, decorated=self.decorated).paint(block)
            case Curve():
                return painted_curve(block, width=self.width, decorated=self.decorated)
            case Tiles():
                return painted_tiles(block, width=self.width, decorated=self.decorated)

    def heading(self, heading: Heading) -> RenderableType:
        title = Text(heading.text, style="bold")
        if heading.aside:
            title.append(f"  {heading.aside}", style="dim")
        return title

    def card(self, card: Card) -> RenderableType:
        inside = _Painter(self.width - 4, decorated=self.decorated)
        title = Text(f" {card.heading.text} ", style="bold not dim")
        aside = Text(f" {card.heading.aside} ", style="dim") if card.heading.aside else None
        return Panel(
            Group(*inside.blocks(card.blocks)),
            box=box.ROUNDED if self.decorated else box.ASCII,
            title=title,
            title_align="left",
            subtitle=aside,
            subtitle_align="right",
            border_style="dim",
            width=self.width,
        )

    def facts(self, block: Facts) -> RenderableType:
        grid = Grid.grid(padding=(0, 2, 0, 0))
        labels = max((cell_len(fact.label) for fact in block.facts), default=0)
        labels = max(labels, LABELS)
        grid.add_column(style="dim", width=labels, no_wrap=True)
        grid.add_column(overflow="fold")
        room = self.width - labels - 4
        for fact in block.facts:
            bars = [line for line in fact.lines if isinstance(line, Bar)]
            value = Group(
                *(self.bar(line, bars, room) if isinstance(line, Bar) else _text(line) for line in fact.lines)
            )
            grid.add_row(Text(fact.label), value)
        return grid

    def bar(self, bar: Bar, beside: list[Bar], room: int) -> Text:
        """A bar of its share of the largest beside it, its label before and its number after it."""
        labels = max(cell_len(other.label) for other in beside)
        numbers = max(len(str(other.count)) for other in beside)
        longest = max(1, min(_LONGEST_BAR, room - labels - numbers - 4))
        largest = max(other.count for other in beside) or 1
        filled = max(1, round(longest * bar.count / largest)) if bar.count else 0
        text = Text(bar.label.ljust(labels) + "  ")
        text.append(("█" if self.decorated else "#") * filled, style=_STYLES[bar.tone])
        text.append(f" {bar.count}")
        return text

    def steps(self, block: Steps) -> RenderableType:
        """The way on one line of marks with names and dates under them; one step a line where that is too wide."""
        widths = [max(cell_len(_named(step)), len(_dated(step))) + _BETWEEN for step in block.steps]
        if sum(widths) - _BETWEEN <= self.width:
            return self.steps_across(block.steps, widths)
        longest = max(cell_len(_named(step)) for step in block.steps)
        return Group(*(self.step_line(step, longest) for step in block.steps))

    def steps_across(self, steps: tuple[Step, ...], widths: list[int]) -> RenderableType:
        rail, names, dates = Text(no_wrap=True), Text(no_wrap=True), Text(no_wrap=True)
        for at, (step, width) in enumerate(zip(steps, widths, strict=True)):
            style = _MARK_STYLES[step.mark]
            rail.append(self.mark(step), style=style)
            if at + 1 < len(steps):
                ahead = steps[at + 1].mark is Mark.AHEAD
                rail.append(f" {self.rail(ahead=ahead) * (width - 3)} ", style="dim")
            names.append(_named(step).ljust(width), style=style)
            dates.append(_dated(step).ljust(width), style="dim")
        return Group(rail, names, dates) if dates.plain.strip() else Group(rail, names)

    def step_line(self, step: Step, width: int) -> Text:
        line = Text(f"{self.mark(step)} ", style=_MARK_STYLES[step.mark])
        line.append(_named(step).ljust(width))
        line.append(f"  {_dated(step)}", style="dim")
        return line

    def mark(self, step: Step) -> str:
        return (_MARKS if self.decorated else _ASCII_MARKS)[step.mark]

    def rail(self, *, ahead: bool) -> str:
        if not self.decorated:
            return "." if ahead else "-"
        return "┄" if ahead else "─"

    def timeline(self, block: Timeline) -> RenderableType:
        grid = Grid.grid(padding=(0, 1, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for event in block.events:
            self.event(grid, event)
        return grid

    def event(self, grid: Grid, event: Event) -> None:
        """One event beside its date; a strong one has the larger mark."""
        strong, weak = ("●", "·") if self.decorated else ("*", "-")
        for at, line in enumerate(event.lines):
            mark = (strong if line.tone is Tone.STRONG else weak) if at == 0 else ""
            grid.add_row(event.when if at == 0 else "", mark, _text(line))

    def passage(self, block: Passage) -> RenderableType:
        width = min(self.width, _READABLE)
        parts: list[RenderableType] = []
        for paragraph in block.paragraphs:
            if parts:
                parts.append(Text())
            text = Text(f"{paragraph.lead} " if paragraph.lead else "", style="bold")
            text.append(paragraph.text, style=_STYLES[paragraph.tone] or "not bold")
            indent = min(paragraph.depth * 4, width // 3)
            parts.append(Padding(text, (0, max(0, self.width - width), 0, indent)))
        return Group(*parts)

    def finding(self, block: Finding) -> RenderableType:
        words = Text()
        for each in block.words:
            words.append(each.text, style="bold yellow" if each.is_marked else "")
        inside = [text for text in (words, Text(block.note, style="dim")) if text]
        right = max(0, self.width - _READABLE)
        return Group(self.heading(block.heading), *(Padding(text, (0, right, 0, 2)) for text in inside))

    def table(self, block: Table) -> RenderableType:
        """Columns, no cell cut; one block a row where the room is too narrow for them."""
        if self.least_width(block) > self.width:
            return Group(*self.rows_below(block))
        look = box.SIMPLE_HEAD if self.decorated else box.ASCII2
        grid = Grid(box=look, header_style="bold", pad_edge=False, show_edge=False)
        for column in block.columns:
            justify: JustifyMethod = "right" if column.is_number else "left"
            grid.add_column(Text(column.title), justify=justify, no_wrap=not column.is_prose, overflow="fold")
        for row in block.rows:
            grid.add_row(*(Text(cell) for cell in row))
        return grid

    def least_width(self, block: Table) -> int:
        """The columns it takes to show every cell that is not prose on one line."""
        cells = zip(*(tuple(column.title for column in block.columns), *block.rows), strict=True)
        widths = []
        for column, cells_of_column in zip(block.columns, cells, strict=True):
            longest = max(cell_len(cell) for cell in cells_of_column)
            widths.append(min(longest, _LEAST_PROSE) if column.is_prose else longest)
        return sum(widths) + (len(widths) - 1) * _BETWEEN_CELLS

    def rows_below(self, block: Table) -> Iterator[RenderableType]:
        for at, row in enumerate(block.rows):
            if at:
                yield Text()
            yield Text(row[0], style="bold")
            rest = zip(block.columns[1:], row[1:], strict=True)
            yield self.facts(Facts(tuple(Fact(column.title, (Line(cell),)) for column, cell in rest if cell)))


_LEAST_PROSE = 14
_BETWEEN_CELLS = 3
_LONGEST_BAR = 40
_BETWEEN = 3


def _named(step: Step) -> str:
    """The step's name, with its mark in words where the measure stands at it."""
    return step.name if step.mark in {Mark.DONE, Mark.AHEAD} else f"{step.name} ({step.mark.value})"


def _dated(step: Step) -> str:
    return step.mark.value if step.mark is Mark.AHEAD else step.when


def _text(line: Line) -> Text:
    return Text(line.text, style=_STYLES[line.tone])
