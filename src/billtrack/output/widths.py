"""The widths of the columns of a table, found without reading all rows of a streamed one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, islice

from billtrack.output.page import Row, StreamedTable, Table

_MEASURED = 100
"""The rows of a streamed table that are read before the first is written."""


def measured(table: Table | StreamedTable, size: Callable[[str], int]) -> tuple[list[int], Iterable[Row]]:
    """Find the width of the longest cell of each column, without its title; and give all rows.

    Where rows are streamed, the first of them tell, and ``Column.least``.
    """
    rows = iter(table.rows)
    first = list(islice(rows, _MEASURED)) if isinstance(table, StreamedTable) else list(rows)
    is_part = isinstance(table, StreamedTable) and len(first) == _MEASURED
    widths = [
        max((*(size(row[at]) for row in first), column.least if is_part else 0), default=0)
        for at, column in enumerate(table.columns)
    ]
    return widths, chain(first, rows)
