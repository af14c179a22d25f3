"""A table as an Excel workbook of one sheet, its cells typed: numbers, dates, true and false.

Text is always written as text, so that nothing in it can run as a formula or become a link.  The same table gives
the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from xlsxwriter import Workbook  # type: ignore[import-untyped] # XlsxWriter has no types
from xlsxwriter.format import Format as Look  # type: ignore[import-untyped] # the same
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped] # the same

from billtrack.errors import InputError
from billtrack.model.patterns import pattern
from billtrack.output.page import Column, Table, cleaned

_MOST_ROWS, _LONGEST_CELL = 1_048_576, 32_767
_DAWN = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the first moment a zip can write; it knows no zone
_FIRST_DATE = "1900-03-01"
"""Before this day Excel counts February 29, 1900, which never was."""
_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = pattern(r"0|-?[1-9][0-9]{0,14}")
"""A whole number Excel keeps exactly: it has 15 digits."""
_NUMBER = pattern(r"0|-?[1-9][0-9]{0,14}|-?(0|[1-9][0-9]{0,5})\.[0-9]{1,9}")
"""The same, or a decimal; only a column of numbers has decimals (``1.10`` may be a section)."""
_WIDEST = 60


def workbook(table: Table, *, has_headers: bool = True) -> bytes:
    """Write *table* as an Excel file.

    Raises:
        InputError: a sheet cannot hold it: too many rows, or a cell too long.
    """
    rows = cleaned(table).rows
    _check_size(table.columns, rows)
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": _DAWN})
        sheet = book.add_worksheet()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        if has_headers:
            for at, column in enumerate(table.columns):
                sheet.write_string(0, at, column.key, bold)
            sheet.freeze_panes(1, 0)
        for at, column in enumerate(table.columns):
            _write_column(sheet, at, column, [row[at] for row in rows], day, first=int(has_headers))
    return file.getvalue()


def _check_size(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    hint = "write .csv instead, which has no limit"
    if len(rows) >= _MOST_ROWS:
        raise InputError(f"{len(rows):,} rows are more than an Excel sheet holds ({_MOST_ROWS:,})", hint=hint)
    for number, row in enumerate(rows, 1):
        for column, cell in zip(columns, row, strict=True):
            if _units(cell) > _LONGEST_CELL:
                raise InputError(
                    f"row {number}, {column.key}: {len(cell):,} characters are more than an Excel cell holds "
                    f"({_LONGEST_CELL:,})",
                    hint=hint,
                )


def _units(cell: str) -> int:
    """The length of *cell* as Excel counts it, in units of UTF-16."""
    return len(cell) if cell.isascii() else len(cell.encode("utf-16-le")) // 2


def _write_column(sheet: Worksheet, at: int, column: Column, cells: Sequence[str], day: Look, *, first: int) -> None:
    """Write one column; a whole column is truth values or numbers, or none of it is."""
    filled = set(cells) - {""}
    is_truth = filled <= {"true", "false"}
    is_number = all(map((_NUMBER if column.is_number else _WHOLE).fullmatch, filled))
    for row, cell in enumerate(cells, first):
        if not cell:
            continue
        if is_truth:
            sheet.write_boolean(row, at, cell == "true")
        elif is_number:
            sheet.write_number(row, at, float(cell) if "." in cell else int(cell))
        elif (date := _date(cell)) is not None:
            sheet.write_datetime(row, at, date, day)
        else:
            sheet.write_string(row, at, cell)
    longest = max(map(len, (column.key, *cells)))
    sheet.set_column(at, at, min(longest, _WIDEST) + 2)


def _date(cell: str) -> dt.date | None:
    """The calendar date *cell* is; None for one that Excel cannot hold."""
    if not _DATE.fullmatch(cell) or cell < _FIRST_DATE:
        return None
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        return None
