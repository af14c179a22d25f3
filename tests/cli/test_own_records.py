"""Measures that have no record of yours: shipped with billtrack, in an archive, or nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from billtrack.model.measure import replace
from billtrack.store.records import load_record, save_record
from invented_congress import congress, zipped

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Billtrack = Callable[..., "Run"]


@pytest.fixture
def archive(billtrack: Billtrack, bills: Path) -> str:
    statuses, texts = congress(2)
    zipped(bills.parent / "BILLSTATUS-122-hres.zip", statuses)
    zipped(bills.parent / "BILLS-122-1-hres.zip", texts)
    names = ("BILLSTATUS-122-hres.zip", "BILLS-122-1-hres.zip")
    assert billtrack("import", *names, "--archive", "congress.db", "--jobs", "1").code == 0
    return "congress.db"


@pytest.fixture
def _no_records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work where only the records that come with billtrack are read."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)


def held_in(billtrack: Billtrack, archive: str) -> list[str]:
    found = json.loads(billtrack("search", "congress:122", "--archive", archive, "--json").out)
    return sorted({hit["id"] for hit in found["hits"]})


@pytest.mark.parametrize("command", [("verify",), ("sync",), ("untrack", "--yes")])
def test_a_measure_of_the_archive_has_no_record(billtrack: Billtrack, archive: str, command: tuple[str, ...]) -> None:
    (measure, *_) = held_in(billtrack, archive)
    run = billtrack(*command, measure, "--archive", archive)
    assert (run.code, run.err.splitlines()) == (
        3,
        [
            f"billtrack: error: {measure} is in the archive, not in a record",
            f"hint: `billtrack archive check` checks the archive; `billtrack track {measure}` makes a record",
        ],
    )


def test_verify_goes_on_with_the_records(billtrack: Billtrack, archive: str) -> None:
    (measure, *_) = held_in(billtrack, archive)
    run = billtrack("verify", "s12-119", measure, "--archive", archive, "--json")
    data = json.loads(run.out)
    assert (run.code, data["verified"]) == (3, ["s12-119"])
    assert all(Path(problem["file"]).exists() for problem in data["problems"])


@pytest.mark.parametrize("command", [("sync",), ("untrack", "--yes")])
def test_a_measure_held_nowhere_can_be_tracked(billtrack: Billtrack, command: tuple[str, ...]) -> None:
    run = billtrack(*command, "hres77-119")
    assert run.code == 3
    assert run.err.splitlines() == [
        "billtrack: error: no record of hres77-119 in bills",
        "hint: `billtrack track hres77-119` fetches it into bills",
    ]


@pytest.mark.usefixtures("billtrack", "_no_records")
@pytest.mark.parametrize("command", [("sync",), ("untrack", "--yes")])
def test_a_shipped_record_is_read_only(billtrack: Billtrack, command: tuple[str, ...]) -> None:
    run = billtrack(*command, "hres351-115")
    assert run.code == 3
    assert run.err.startswith("billtrack: error: hres351-115 comes with billtrack and is read only\n")
    assert "hint: `billtrack track hres351-115` fetches it into " in run.err


@pytest.mark.usefixtures("billtrack", "_no_records")
@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("sync", 0, "those that come with billtrack are read only"),
        ("verify", 0, "these records come with billtrack and are read only"),
        ("changes", 0, "the records that come with billtrack have no change log"),
    ],
)
def test_the_shipped_records_say_what_to_do(billtrack: Billtrack, command: str, code: int, says: str) -> None:
    run = billtrack(command)
    assert run.code == code
    assert says in run.err
    assert "`billtrack track MEASURE` fetches" in run.err
    assert billtrack(command, "--quiet").err == ""


@pytest.mark.parametrize("command", ["verify", "changes"])
def test_ones_own_records_need_no_such_note(billtrack: Billtrack, command: str) -> None:
    assert "come with billtrack" not in billtrack(command).err


@pytest.mark.parametrize(("answer", "is_there"), [("n\n", True), ("\n", True), ("y\n", False)])
def test_untrack_asks_before_it_removes(
    billtrack: Billtrack, bills: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_there: bool
) -> None:
    monkeypatch.setattr("billtrack.tracking.commands.untrack.can_ask", lambda: True)
    record = bills / "s12-119.yaml"
    save_record(bills, replace(load_record(record), notes="mine"))
    run = billtrack("untrack", "s12-119", stdin=answer)
    assert run.code == 0
    assert run.err.startswith("Remove s12-119 (has notes) from bills? [y/N] ")
    assert record.exists() is is_there
    assert (run.out == "s12-119: removed\n") is not is_there


def test_untrack_without_a_terminal_removes_nothing(billtrack: Billtrack, bills: Path) -> None:
    run = billtrack("untrack", "s12-119")
    assert (run.code, run.out) == (2, "")
    assert (bills / "s12-119.yaml").exists()


def test_search_h_is_help_and_hyphens_in_words_are_words(billtrack: Billtrack) -> None:
    assert billtrack("search", "-h").out == billtrack("search", "--help").out
    assert "Usage: billtrack search" in billtrack("search", "-h").out
