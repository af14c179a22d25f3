"""A table with a line for each row, its longest cells cut to the width of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import set_cell_size

from billtrack.output.columns import measured
from billtrack.output.page import Column, StreamedTable, Table
from billtrack.output.styled_lines import QUIET, STRONG, UNSTYLED, Run, cells

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
