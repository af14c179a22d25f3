"""Tables, pictures and Markdown laid out by Rich.

Rich's console takes as long to load as a short answer takes, so only a page with one of these loads this module.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich import box
from rich.console import Console, JustifyMethod, RenderableType
from rich.markdown import Markdown
from rich.table import Table as Grid
from rich.text import Text

from billtrack.output.page import Table
from billtrack.output.pictures import Curve, Tiles
from billtrack.output.pictures.painted import painted_curve, painted_tiles
from billtrack.output.styled_lines import READABLE, UNSTYLED, Run


def table_lines(table: Table, *, width: int, decorated: bool) -> Iterator[list[Run]]:
    """Lay *table* out in columns; no cell is cut, and prose is wrapped to *width*."""
    look = box.SIMPLE_HEAD if decorated else box.ASCII2
    grid = Grid(box=look, header_style="bold", pad_edge=False, show_edge=False, show_header=table.has_titles)
    for column in table.columns:
        justify: JustifyMethod = "right" if column.is_number else "left"
        grid.add_column(Text(column.title), justify=justify, no_wrap=not column.is_prose, overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in row))
    return _lines(grid, width)


def picture_lines(picture: Curve | Tiles, *, width: int, decorated: bool) -> Iterator[list[Run]]:
    """Draw *picture* in characters."""
    if isinstance(picture, Curve):
        return _lines(painted_curve(picture, width=width, decorated=decorated), width)
    return _lines(painted_tiles(picture, width=width, decorated=decorated), width)


def _lines(laid_out: RenderableType, width: int) -> Iterator[list[Run]]:
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard",
        force_terminal=True,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for line in console.render_lines(laid_out, pad=False):
        yield [(segment.text, segment.style or UNSTYLED) for segment in line if not segment.control]


def markdown_screen(text: str, *, width: int, color: bool) -> str:
    """Lay out billtrack's own Markdown *text* for a terminal *width* columns wide."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=min(width, READABLE),
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
    )
    console.print(Markdown(text, code_theme="ansi_dark", hyperlinks=False))
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines())
