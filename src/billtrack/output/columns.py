"""Columns of a table: those asked for by name (``--fields``), and how wide they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import chain, islice

from billtrack.errors import OptionError
from billtrack.model.values import replace
from billtrack.output.page import Column, Page, Row, StreamedTable, Table

_SAME = {"id": "measure", "measure": "id"}
"""Two names of the column with the measure's ID: either finds it."""


def selected(table: Table, fields: Sequence[str]) -> Table:
    """Keep the columns named *fields*, in that order and under those names.

    Where none is named, all of them; a table that has ``measure`` gets ``id`` as its last column.

    Raises:
        OptionError: the table has no such column.
    """
    if not fields:
        return _with_id(table)
    keys = [column.key for column in table.columns]
    places = [_place(field, keys) for field in fields]
    return Table(
        columns=tuple(replace(table.columns[at], key=field) for field, at in zip(fields, places, strict=True)),
        rows=tuple(tuple(row[at] for at in places) for row in table.rows),
    )


def table_page(table: Table, *, has_titles: bool = True) -> Page:
    """Make a page of the table alone, with the column names that programs use."""
    columns = tuple(Column(each.key, each.key, each.is_number, each.is_prose) for each in table.columns)
    return Page((Table(columns, table.rows, has_titles=has_titles),))


def _with_id(table: Table) -> Table:
    keys = [column.key for column in table.columns]
    if "measure" not in keys or "id" in keys:
        return table
    at = keys.index("measure")
    return replace(
        table, columns=(*table.columns, Column("id", "id")), rows=tuple((*row, row[at]) for row in table.rows)
    )


def _place(field: str, keys: Sequence[str]) -> int:
    for name in (field, _SAME.get(field, field)):
        if name in keys:
            return keys.index(name)
    near = get_close_matches(field, keys, n=1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    raise OptionError(f"--fields: unknown column {field!r}{meant}", hint=f"the columns are {', '.join(keys)}")


_MEASURED = 100
"""The rows of a streamed table that are read before the first is written."""


def measured(table: Table | StreamedTable, size: Callable[[str], int]) -> tuple[list[int], Iterable[Row]]:
    """Find the width of the longest cell of each column, without its title; and give all rows.

    If rows are streamed, the first of them and ``Column.least`` decide.
    """
    rows = iter(table.rows)
    first = list(islice(rows, _MEASURED)) if isinstance(table, StreamedTable) else list(rows)
    is_part = isinstance(table, StreamedTable) and len(first) == _MEASURED
    widths = [
        max((*(size(row[at]) for row in first), column.least if is_part else 0), default=0)
        for at, column in enumerate(table.columns)
    ]
    return widths, chain(first, rows)
