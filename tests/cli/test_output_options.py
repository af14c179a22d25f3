"""The options every reading command shares: formats, files, columns, the environment; each made from one table."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from billtrack.output.formats import EVERYWHERE, Format

Billtrack = Callable[..., Any]
READING = [
    ["list"],
    ["status", "hres901-118", "s12-119"],
    ["history", "hres901-118"],
    ["text", "hres901-118@ih"],
    ["cosponsors", "hres901-118"],
    ["cite", "hres901-118"],
    ["diff", "hres901-118@ih", "hres901-118@eh"],
    ["overlap", "hres901-118", "s12-119"],
]
ids = " ".join


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_the_ending_of_a_file_says_the_format(billtrack: Billtrack, tmp_path: Path, arguments: list[str]) -> None:
    for ending, chosen in ((ending, each) for each in EVERYWHERE if each is not Format.PDF for ending in each.endings):
        file = tmp_path / f"answer{ending.upper()}"
        run = billtrack(*arguments, "-o", str(file))
        assert (run.code, run.out, run.err) == (0, "", "")
        if chosen.is_text:
            assert file.read_bytes().decode() == billtrack(*arguments, "--format", chosen).out
        else:
            assert zipfile.is_zipfile(file)


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_excel_holds_the_cells_of_csv(billtrack: Billtrack, tmp_path: Path, arguments: list[str]) -> None:
    file = tmp_path / "answer.xlsx"
    assert billtrack(*arguments, "-o", str(file)).code == 0
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    rows = list(csv.reader(io.StringIO(billtrack(*arguments, "--csv").out)))
    assert (sheet.max_row, sheet.max_column) == (len(rows), len(rows[0]))
    assert [cell.value for cell in sheet[1]] == rows[0]


PRINTED = [
    *READING,
    ["brief", "hres901-118"],
    ["digest", "--since", "2025-01-01"],
    ["check-quote", "lighthouses"],
    ["votes", "hres901-118"],
    ["member", "Example"],
]
PRINTS_HTML_AS_IT_IS = """#!/bin/sh
for each; do case $each in --print-to-pdf=*) pdf=${each#*=} ;; file://*) page=${each#file://} ;; esac; done
cp "$page" "$pdf"
"""


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that prints a page of HTML as it is, found first."""
    program = tmp_path / "programs" / "chromium"
    program.parent.mkdir()
    program.write_text(PRINTS_HTML_AS_IT_IS, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)


@pytest.mark.usefixtures("printer")
@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize("arguments", PRINTED, ids=ids)
def test_a_pdf_is_the_web_page_printed(billtrack: Billtrack, tmp_path: Path, arguments: list[str]) -> None:
    pdf, page = tmp_path / "answer.pdf", tmp_path / "answer.html"
    assert billtrack(*arguments, "-o", str(page)).code == billtrack(*arguments, "-o", str(pdf)).code == 0
    assert pdf.read_bytes() == page.read_bytes()


def test_where_nothing_prints_a_pdf_is_refused_before_the_work(
    billtrack: Billtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "answer.pdf"
    run = billtrack("status", "no such measure", "-o", str(file))
    assert (run.code, run.out, file.exists()) == (3, "", False)
    assert run.err == (
        "billtrack: error: PDF needs Chromium, Chrome, Edge or LibreOffice, and none is installed\n"
        "hint: write .html or .docx and print that, or install one of them\n"
    )


def test_a_format_asked_for_beats_the_ending(billtrack: Billtrack, tmp_path: Path) -> None:
    file = tmp_path / "answer.data"
    assert billtrack("list", "-o", str(file), "--json").code == 0
    assert file.read_text(encoding="utf-8") == billtrack("list", "--json").out


def test_an_ending_that_says_no_format_is_refused_and_nothing_is_written(billtrack: Billtrack, tmp_path: Path) -> None:
    file = tmp_path / "answer.odt"
    run = billtrack("brief", "hres901-118", "-o", str(file))
    assert (run.code, run.out, file.exists()) == (2, "", False)
    assert run.err == (
        f"billtrack: error: {file}: unsupported file type .odt; use .md, .html, .docx or .pdf, or give --format\n"
        "hint: See `billtrack brief --help`\n"
    )


def test_a_file_is_written_whole_or_not_at_all(billtrack: Billtrack, tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    file.write_text("what was there", encoding="utf-8")
    assert billtrack("list", "--fields", "nothing", "-o", str(file)).code == 2
    assert file.read_text(encoding="utf-8") == "what was there"
    run = billtrack("list", "-o", str(tmp_path / "no" / "answer.csv"))
    assert (run.code, run.err) == (
        3,
        f"billtrack: error: {tmp_path}/no/answer.csv: cannot be written: No such file or directory\n",
    )


def test_an_unknown_format_is_refused_with_the_nearest(billtrack: Billtrack) -> None:
    run = billtrack("list", "--format", "xslx")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(
        "billtrack: error: Invalid value for '--format': unknown format 'xslx'; did you mean xlsx?\n"
    )
    assert billtrack("list", "--format", "provenance").code == 2  # diff's own


# -------------------------------------------------------------------------------------- columns


def test_columns_are_given_by_name_in_the_order_asked(billtrack: Billtrack) -> None:
    whole = list(csv.DictReader(io.StringIO(billtrack("list", "--csv").out)))
    run = billtrack("list", "--csv", "--fields", "stage, id")
    assert run.out.splitlines()[0] == "stage,id"
    assert list(csv.reader(io.StringIO(run.out)))[1:] == [[row["stage"], row["measure"]] for row in whole]
    assert billtrack("list", "--csv", "--fields", "measure").out.splitlines()[0] == "measure"


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_every_column_can_be_asked_for(billtrack: Billtrack, arguments: list[str]) -> None:
    whole = billtrack(*arguments, "--csv").out
    assert billtrack(*arguments, "--csv", "--fields", whole.splitlines()[0]).out == whole


def test_an_unknown_column_is_a_usage_error_with_the_nearest(billtrack: Billtrack) -> None:
    run = billtrack("list", "--fields", "id,titel")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "billtrack: error: --fields: unknown column 'titel'; did you mean 'title'?\n"
        "hint: the columns are measure, title, stage, latest_action_date, latest_action, cosponsors, "
        "congress, type, number, introduced_date, sponsor, policy_area, committees, position, priority, owner, tags\n"
    )


def test_people_read_the_columns_too(billtrack: Billtrack) -> None:
    plain = billtrack("list", "--fields", "id,stage").out
    assert plain.splitlines()[0].split() == ["id", "stage"]
    assert billtrack("list", "--fields", "id,stage", "--no-headers").out == plain.partition("\n")[2]
    assert billtrack("list", "--fields", "id", "--format", "markdown").out.startswith("| id |\n| --- |\n| s12-119 |")


def test_the_row_of_names_can_be_left_out(billtrack: Billtrack) -> None:
    for name in ("csv", "tsv"):
        whole = billtrack("list", "--format", name).out
        assert billtrack("list", "--format", name, "--no-headers").out == whole.partition("\n")[2]


def test_a_byte_order_mark_is_written_where_asked(billtrack: Billtrack, tmp_path: Path) -> None:
    assert billtrack("list", "--csv", "--bom").out == "\ufeff" + billtrack("list", "--csv").out
    assert billtrack("list", "--bom", "-o", str(tmp_path / "answer.tsv")).code == 0
    assert (tmp_path / "answer.tsv").read_bytes().startswith(b"\xef\xbb\xbfmeasure\t")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--bom"], "--bom works with csv and tsv only"),
        (["--bom", "--json"], "--bom works with csv and tsv only"),
        (["--fields", "id", "--json"], "--fields does not go with json, which has no columns"),
        (["--no-headers", "--format", "jsonl"], "--no-headers does not go with jsonl, which has no columns"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_option_the_format_cannot_honor_is_refused(billtrack: Billtrack, options: list[str], message: str) -> None:
    run = billtrack("list", *options)
    assert (run.code, run.out, run.err.splitlines()[0]) == (2, "", f"billtrack: error: {message}")


# ---------------------------------------------------------------------------------- environment


def test_color_that_is_forced_reaches_a_pipe(billtrack: Billtrack) -> None:
    piped = billtrack("status", "hres901-118", CLICOLOR_FORCE="1").out
    assert "\x1b[" in piped
    assert piped == billtrack("status", "hres901-118", "--format", "table").out
    assert "\x1b" not in billtrack("status", "hres901-118", "--no-color").out
    assert "\x1b" not in billtrack("status", "hres901-118", "--json").out


def test_accessible_means_linear_for_what_is_read_on_the_screen(billtrack: Billtrack) -> None:
    linear = billtrack("status", "hres901-118", "--linear").out
    as_json, as_csv = (billtrack("status", "hres901-118", each).out for each in ("--json", "--csv"))
    assert billtrack("status", "hres901-118", ACCESSIBLE="1").out == linear
    assert billtrack("status", "hres901-118", "--json").out == as_json
    assert billtrack("status", "hres901-118", "--csv").out == as_csv
    assert billtrack("status", "hres901-118", ACCESSIBLE="0").out != linear


def test_short_names(billtrack: Billtrack) -> None:
    assert billtrack("-V") == billtrack("--version")
    assert billtrack("list", "-q") == billtrack("list", "--quiet")


# --------------------------------------------------------------------- words that begin with a hyphen


def test_search_takes_a_letter_alone_as_an_option_and_a_word_as_a_word(billtrack: Billtrack) -> None:
    assert "Usage: billtrack search" in billtrack("search", "-h").out
    assert billtrack("search", "oil", "-o", "x.odt").err.startswith("billtrack: error: x.odt: unsupported file type")
    assert "no archive" in billtrack("search", "gas", "-oil", "-quorum").err


# ----------------------------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "expected", "absent"),
    [
        ("list --no-h", "--no-headers", "--growth"),
        ("cosponsors x --gr", "--growth", "--stage"),
        ("list --format xl", "xlsx", "csv"),
        ("diff x --format prov", "provenance", "plain"),
        ("list --stage agr", "agreed_to", "introduced"),
        ("stat", "status", "list"),
    ],
)
def test_options_of_the_command_being_typed_are_completed(
    billtrack: Billtrack, shell: str, typed: str, expected: str, absent: str
) -> None:
    line = f"billtrack {typed}"
    environ = {
        "_BILLTRACK_COMPLETE": f"complete_{shell}",
        **(
            {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
            if shell == "bash"
            else {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        ),
    }
    done = billtrack(**environ)
    assert done.err == ""
    assert expected in done.out
    assert absent not in done.out


def test_writing_no_excel_loads_no_excel(bills: Path) -> None:
    script = (
        "import sys; from billtrack.cli import main; main(['list', '--csv']);"
        "print('xlsxwriter' in sys.modules, 'rich' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=bills.parent, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr.split() == ["False", "False"]
