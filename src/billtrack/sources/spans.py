"""Cells that extend over several columns or rows of a table, so that each amount can be told by its column.

Reads the tables of the DTD (the OASIS exchange table model: ``namest``, ``nameend``, ``spanname``, ``colname``,
``morerows``) and of HTML and USLM (``colspan``, ``rowspan``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from billtrack.model.patterns import pattern

LEFT, ABOVE = "←", "↑"
"""Stand in the places of a table that belong to the cell to the left, or to the cell above."""

_ROWS = frozenset({"row", "tr"})
_CELLS = frozenset({"entry", "td", "th"})
MOST_COLUMNS = 100
"""More than any printed table has; a malicious file can name any number."""
_NUMBER_AT_END = pattern(r"[1-9]\d{0,2}$")
_HAS_SPANS = etree.XPath("boolean(.//*[@namest or @spanname or @colname or @morerows or @colspan or @rowspan])")


class Around(NamedTuple):
    """The places of a row beside a cell that have no cell of their own: ``LEFT``, ``ABOVE``, or empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def places_around(table: etree._Element) -> Mapping[etree._Element, Around]:
    """Find the places beside the cells of *table*, for each cell that has any; tables inside its cells left out.

    A cell over the second and third columns has ``←`` after it; the row under a cell of two rows has ``↑`` there.
    """
    if not _HAS_SPANS(table):
        return {}
    names = _columns(table)
    found: dict[etree._Element, Around] = {}
    for rows in _sections(table):
        covered: dict[int, int] = {}
        for row in rows:
            covered = _read_row(row, names, covered, found)
    return found


def _columns(table: etree._Element) -> dict[str, tuple[int, int]]:
    """The names of columns and of spans of columns: the first column and the last."""
    names: dict[str, tuple[int, int]] = {}
    for group in _inside(table, "tgroup"):
        for at, column in enumerate(_inside(group, "colspec")):
            names[column.get("colname", f"column{at + 1}")] = (at, at)
        for span in _inside(group, "spanspec"):
            first, last = (names.get(span.get(key, ""), (0, 0)) for key in ("namest", "nameend"))
            names[span.get("spanname", "")] = (first[0], last[1])
    return names


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]  # a comment's tag is a function


def _sections(element: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows of each part of a table: no cell extends from the head into the body."""
    rows = [child for child in element if _name(child) in _ROWS]
    if rows:
        yield rows
    for child in element:
        if _name(child) not in _ROWS | _CELLS:
            yield from _sections(child)


def _read_row(
    row: etree._Element,
    names: Mapping[str, tuple[int, int]],
    covered: Mapping[int, int],
    found: dict[etree._Element, Around],
) -> dict[int, int]:
    """Find the places beside the cells of *row*; return how many more rows each column is covered for.

    *covered*: the same before this row.
    """
    below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
    at = 0
    cell = None
    for cell in filter(_is_cell, row):
        start, width, height = _extent(cell, names)
        before = []
        while at in covered or (start is not None and at < start):
            before.append(ABOVE if at in covered else "")
            at += 1
        if before or width > 1:
            found[cell] = Around(tuple(before), (LEFT,) * (width - 1))
        if height > 1:
            below |= dict.fromkeys(range(at, at + width), height - 1)
        at += width
    if cell is not None and at in covered:
        rest = max(covered) + 1 - at
        beside = found.get(cell, Around((), ()))
        further = (ABOVE if at + k in covered else "" for k in range(rest))
        found[cell] = Around(beside.before, (*beside.after, *further))
    return below


def _is_cell(element: etree._Element) -> bool:
    return _name(element) in _CELLS


def _extent(cell: etree._Element, names: Mapping[str, tuple[int, int]]) -> tuple[int | None, int, int]:
    """The first column of *cell* if it is named, and how many columns and rows it extends over."""
    height = _count(cell.get("morerows"), 0) + 1 if cell.get("morerows") else _count(cell.get("rowspan"), 1)
    span = names.get(cell.get("spanname", ""))
    if span is not None:
        return span[0], span[1] - span[0] + 1, height
    first, last = (_column(cell.get(key, ""), names) for key in ("namest", "nameend"))
    if first is not None and last is not None and first <= last:
        return first, last - first + 1, height
    return _column(cell.get("colname", ""), names), _count(cell.get("colspan"), 1), height


def _column(name: str, names: Mapping[str, tuple[int, int]]) -> int | None:
    """The column called *name*; one that no ``colspec`` declares is known by the number at its end."""
    if name in names:
        return names[name][0]
    number = _NUMBER_AT_END.search(name)
    return None if number is None else min(int(number[0]), MOST_COLUMNS) - 1


def _count(value: str | None, least: int) -> int:
    return max(least, min(int(value), MOST_COLUMNS)) if value and value.isdecimal() else least
