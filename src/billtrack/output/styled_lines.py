"""Lines of styled words for a terminal: wrapping and writing them.

Rich's console would take many times as long over texts of a thousand pages, and loading it takes as long as a short
answer.  Only Rich's styles and character widths are used here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.color import ColorSystem
from rich.style import Style

from billtrack.model.patterns import pattern
from billtrack.output.columns import measured
from billtrack.output.page import Column, StreamedTable, Table

Run: TypeAlias = tuple[str, Style]

UNSTYLED = Style.null()
STRONG = Style(bold=True)
QUIET = Style(dim=True)

READABLE = 100
"""The longest line of running text, even on a wider terminal."""


def written(lines: Iterable[Sequence[Run]], *, coloured: bool) -> Iterator[str]:
    """Write *lines* without trailing spaces, each with its end; with their styles if *coloured*."""
    system = ColorSystem.STANDARD if coloured else None
    for line in lines:
        yield f"{''.join(style.render(text, color_system=system) for text, style in line).rstrip()}\n"


def indented(runs: Iterable[Run], indent: int, width: int) -> Iterator[list[Run]]:
    """Wrap *runs* to *width* cells, after an indent of *indent* cells."""
    for line in wrapped(runs, width):
        yield [(" " * indent, UNSTYLED), *line]


_TOKENS = pattern(r" +|[^ ]+")


def cells(text: str) -> int:
    """The width of *text* in columns."""
    return len(text) if text.isascii() else cell_len(text)


def wrapped(runs: Iterable[Run], width: int) -> list[list[Run]]:
    """Wrap *runs* to *width* cells, at spaces; a word longer than a line is cut."""
    lines: list[list[Run]] = [[]]
    used = 0
    for word, space in _words(runs):
        size = sum(cells(text) for text, _ in word)
        gap = len(space[0]) if space else 0
        if used and used + gap + size > width:
            lines.append([])
            used = 0
        elif space and used:
            _extend(lines[-1], space)
            used += gap
        for text, style in word:
            for at, part in enumerate(chop_cells(text, width) if size > width else (text,)):
                if at:
                    lines.append([])
                    used = 0
                _extend(lines[-1], (part, style))
                used += cells(part)
    return lines


def _extend(line: list[Run], run: Run) -> None:
    """Append *run*, joined to the last one if their styles are the same."""
    if line and line[-1][1] is run[1]:
        line[-1] = (line[-1][0] + run[0], run[1])
    else:
        line.append(run)


def _words(runs: Iterable[Run]) -> Iterator[tuple[list[Run], Run | None]]:
    """Split into words, each of one or more runs, with the space before it."""
    word: list[Run] = []
    space: Run | None = None
    for text, style in runs:
        for token in _TOKENS.findall(text):
            if token[0] != " ":
                word.append((token, style))
                continue
            if word:
                yield word, space
                word = []
            space = (token, style)
    if word:
        yield word, space


_GAP = 2
_LEAST = 8
"""The least width of a column that is cut."""
_NARROW = 100
"""On a narrower screen the titles of the other columns are cut as well."""


def cut_rows(table: Table | StreamedTable, width: int, *, mark: str) -> Iterator[list[Run]]:
    """Lay out *table*; *mark* ends what is cut.

    Each cut column takes at most a third of the room they share; the last takes the rest.
    """
    longest, rows = measured(table, cells)
    widths = _widths(table.columns, longest, width)
    if isinstance(table, StreamedTable) or table.has_titles:
        titles = [column.title for column in table.columns]
        yield [(_line(titles, table.columns, widths, mark), STRONG)]
        yield [("─" * min(width, sum(widths) + _GAP * (len(widths) - 1)) if mark == "…" else "-" * width, QUIET)]
    for row in rows:
        yield [(_line(row, table.columns, widths, mark), UNSTYLED)]


def _widths(columns: Sequence[Column], longest: Sequence[int], width: int) -> list[int]:
    wanted = [max(needed, cells(column.title)) for needed, column in zip(longest, columns, strict=True)]
    if sum(wanted) + _GAP * (len(wanted) - 1) <= width:
        return wanted
    widths = [
        size if column.is_cut or width >= _NARROW else max(needed, min(cells(column.title), _LEAST - 2))
        for size, needed, column in zip(wanted, longest, columns, strict=True)
    ]
    cut = [at for at, column in enumerate(columns) if column.is_cut]
    room = width - _GAP * (len(widths) - 1) - sum(each for at, each in enumerate(widths) if at not in cut)
    for at in cut[:-1]:
        widths[at] = min(widths[at], max(_LEAST, room // 3))
        room -= widths[at]
    widths[cut[-1]] = max(_LEAST, room)
    return widths


def _line(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int], mark: str) -> str:
    sized = (
        _sized(cell, size, mark, is_number=column.is_number)
        for cell, size, column in zip(row, widths, columns, strict=True)
    )
    return (" " * _GAP).join(sized).rstrip()


def _sized(cell: str, size: int, mark: str, *, is_number: bool) -> str:
    if cells(cell) > size:
        cell = set_cell_size(cell, max(size - len(mark), 0)).rstrip() + mark[:size]
    padding = " " * (size - cells(cell))
    return padding + cell if is_number else cell + padding
