"""Excel: typed cells, nothing that runs, the same bytes for the same table; read back by two other programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.output.excel import workbook
from billtrack.output.page import Column, Table, cleaned

KEYS = ("measure", "introduced_date", "final", "cosponsors", "similarity", "section", "note")
COLUMNS = tuple(Column(key, key, is_number=key in {"cosponsors", "similarity"}) for key in KEYS)
ROWS = (
    ("hres901-118", "2023-05-23", "true", "4", "0.925", "1.10", "=1+1"),
    ("s12-119", "2025-01-08", "false", "-12", "1", "2.", "https://example.org/"),
    ("hr20-119", "", "", "", "0.7", "", ' {=cmd|" /C calc"!A0}'),
    ("sjres1-56", "1899-12-04", "true", "0", "0", "007", "=HYPERLINK(1)"),
)
TABLE = Table(COLUMNS, ROWS)


def read(data: bytes) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_cells_are_numbers_dates_and_truth_values_and_the_rest_is_text() -> None:
    head, first, second, third, fourth = read(workbook(TABLE))
    assert head == KEYS
    assert first == ("hres901-118", dt.datetime(2023, 5, 23), True, 4, 0.925, "1.10", "=1+1")  # noqa: DTZ001
    assert second[2:] == (False, -12, 1, "2.", "https://example.org/")
    assert third == ("hr20-119", None, None, None, 0.7, None, ' {=cmd|" /C calc"!A0}')
    assert fourth[1] == "1899-12-04"  # before Excel's calendar begins
    assert fourth[5] == "007"


def test_nothing_in_a_sheet_runs_or_leads_anywhere() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(TABLE))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}  # "f" is a formula
    assert not any(cell.hyperlink for cell in cells)


def test_the_same_table_is_the_same_file() -> None:
    assert workbook(TABLE) == workbook(TABLE)


def test_a_sheet_may_have_no_row_of_names_and_no_row_at_all() -> None:
    assert read(workbook(TABLE, has_headers=False))[0][0] == "hres901-118"
    assert read(workbook(Table(COLUMNS, ()))) == [KEYS]


def test_a_column_is_of_one_type() -> None:
    table = Table((Column("district", "district"), Column("said", "said")), (("16", "true"), ("At Large", "maybe")))
    assert read(workbook(table))[1:] == [("16", "true"), ("At Large", "maybe")]


@pytest.mark.parametrize("cell", ["x" * 32_768, "\N{SHEEP}" * 16_384], ids=["letters", "units of UTF-16"])
def test_a_cell_too_long_for_excel_is_refused_not_cut(cell: str) -> None:
    with pytest.raises(InputError, match=r"row 1, note: [\d,]+ characters are more than an Excel cell holds"):
        workbook(Table((Column("note", "note"),), ((cell,),)))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(TEXTS, st.integers(-(10**14), 10**14).map(str), st.dates().map(str)), max_size=5))
def test_any_text_number_and_date_reads_back_equal(rows: list[tuple[str, str, str]]) -> None:
    table = Table((Column("text", "text"), Column("count", "count", is_number=True), Column("day", "day")), tuple(rows))
    found = read(workbook(table))[1:]
    assert [_said(row) for row in found] == [row for row in cleaned(table).rows if any(row)]


def _said(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(
        ""
        if cell is None
        else str(cell.date())
        if isinstance(cell, dt.datetime)
        else str(cell).lower()
        if isinstance(cell, bool)
        else str(cell)
        for cell in row
    )


@pytest.mark.slow
def test_libreoffice_reads_the_same_cells(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or not list(Path(office).resolve().parent.glob("libsclo.*")):
        if os.environ.get("CI"):
            pytest.fail("LibreOffice Calc is not installed (apt-get install libreoffice-calc-nogui)")
        pytest.skip("LibreOffice Calc is not on this machine")
    (tmp_path / "answer.xlsx").write_bytes(workbook(TABLE))
    subprocess.run(
        (
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", f"csv:Text - txt - csv (StarCalc):{AS_SHOWN}", "--outdir", str(tmp_path)),
            str(tmp_path / "answer.xlsx"),
        ),
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = list(csv.reader(io.StringIO((tmp_path / "answer.csv").read_text(encoding="utf-8"))))
    assert [[_lowered(cell) for cell in row] for row in found] == [list(KEYS), *map(list, ROWS)]


AS_SHOWN = "44,34,76,1,,1033,false,true,false"
"""Commas, double quotes, UTF-8, from the first line, in American English, text unquoted, as cells look."""


def _lowered(cell: str) -> str:
    return cell.lower() if cell in {"TRUE", "FALSE"} else cell
