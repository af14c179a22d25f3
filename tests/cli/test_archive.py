"""A whole Congress at the command line: imported, described, checked, and read like records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from invented_congress import congress, status, text, zipped

Billtrack = Callable[..., Any]


@pytest.fixture
def zips(bills: Path) -> list[str]:
    statuses, texts = congress(12)
    zipped(bills.parent / "BILLSTATUS-122-hres.zip", statuses)
    zipped(bills.parent / "BILLS-122-1-hres.zip", [*texts, ("broken.xml", b"<resolution/>")])
    return ["BILLSTATUS-122-hres.zip", "BILLS-122-1-hres.zip"]


@pytest.fixture
def archive(billtrack: Billtrack, zips: list[str]) -> str:
    assert billtrack("import", *zips, "--archive", "congress.db", "--jobs", "1").code == 3
    return "congress.db"


def test_import_tells_the_counts_and_what_it_refused(billtrack: Billtrack, zips: list[str]) -> None:
    run = billtrack("import", *zips, "--archive", "congress.db", "--jobs", "2")
    assert run.code == 3
    assert run.out.splitlines() == [
        "Imported  [congress.db]",
        "",
        "Documents      27",
        "New            26",
        "Refused        1",
        "",
        "broken.xml: refused: <resolution> has no body: the file does not contain the text",
    ]
    again = billtrack("import", *zips, "--archive", "congress.db", "--json")
    data = json.loads(again.out)
    assert data["counts"] == {"documents": 27, "unchanged": 26, "refused": 1}
    assert [document["document"] for document in data["documents"]] == ["broken.xml"]


def test_two_places_to_write_to_contradict_each_other(billtrack: Billtrack, zips: list[str]) -> None:
    run = billtrack("import", *zips, "--archive", "congress.db", "--into", "bills")
    assert (run.code, run.err.splitlines()[0]) == (
        2,
        "billtrack: error: --into and --archive cannot be combined",
    )


def test_info_says_what_is_in_it_and_from_which_files(billtrack: Billtrack, archive: str) -> None:
    data = json.loads(billtrack("archive", "info", "--archive", archive, "--json").out)
    assert (data["measures"], data["texts"], data["as_of"]) == (12, 14, "2031-06-01T10:00:00+00:00")
    assert data["kinds"] == [
        {
            "congress": 122,
            "type": "hres",
            "measures": 12,
            "without_status": 0,
            "texts": 14,
            "as_of": "2031-06-01T10:00:00+00:00",
        }
    ]
    assert [(each["package"], each["held"], each["refused"]) for each in data["packages"]] == [
        ("BILLS-122-1-hres.zip", 14, 1),
        ("BILLSTATUS-122-hres.zip", 12, 0),
    ]
    assert [each["document"] for each in data["refused"]] == ["broken.xml"]
    assert "Measures       12" in billtrack("archive", "--archive", archive).out


def test_check_says_whether_it_is_sound(billtrack: Billtrack, archive: str, bills: Path) -> None:
    run = billtrack("archive", "check", "--archive", archive)
    assert (run.code, run.out.splitlines()[-1]) == (
        0,
        "No problems found.",
    )
    connection = sqlite3.connect(bills.parent / archive)
    connection.execute("DELETE FROM cosponsors WHERE place = 0")
    connection.commit()
    connection.close()
    run = billtrack("archive", "check", "--archive", archive, "--json")
    assert run.code == 1
    assert "hres1-122: it has 0 cosponsors, its status 1" in json.loads(run.out)["problems"]


def test_an_archive_that_is_none_is_a_store_error_of_every_command(billtrack: Billtrack, bills: Path) -> None:
    (bills.parent / "poem.db").write_text("Roses are red. " * 40)
    for command in (["archive"], ["archive", "check"], ["list"], ["status", "hres1-122"], ["text", "hres1-122"]):
        run = billtrack(*command, "--archive", "poem.db")
        assert (run.code, run.err.splitlines()[-1]) == (5, "hint: name another file with --archive"), command
    assert billtrack("archive", "info").code == 5


def test_every_reading_command_answers_of_a_measure_of_the_archive(billtrack: Billtrack, archive: str) -> None:
    for command in ("status", "history", "text", "cosponsors", "cite"):
        run = billtrack(command, "H.Res. 5, 122nd Congress", "--archive", archive)
        assert (run.code, run.err) == (0, ""), command
        assert run.out
    assert "That the House" in billtrack("text", "hres5-122@eh/resolved/1", "--archive", archive).out
    assert billtrack("diff", "hres5-122@ih", "hres5-122@eh", "--archive", archive, "--exit-code").code == 1


def test_the_environment_names_the_archive(billtrack: Billtrack, archive: str) -> None:
    assert billtrack("status", "hres5-122", BILLTRACK_ARCHIVE=archive).code == 0
    assert billtrack("status", "hres5-122", BILLTRACK_ARCHIVE="none.db").code == 5


def test_the_users_own_archive_is_read_where_none_is_named(billtrack: Billtrack, archive: str, bills: Path) -> None:
    from billtrack.cli.places import user_archive_file

    own = user_archive_file()
    own.parent.mkdir(parents=True)
    (bills.parent / archive).rename(own)
    assert billtrack("status", "hres5-122").code == 0


def test_a_record_wins_over_the_archive_and_says_so(billtrack: Billtrack, archive: str, bills: Path) -> None:
    zipped(bills.parent / "newer.zip", [status(5, updated="2031-06-30T10:00:00Z", title="As the keeper has it.")])
    assert billtrack("import", "newer.zip", "--into", "bills").code == 0
    run = billtrack("status", "hres5-122", "--archive", archive)
    assert "As the keeper has it." in run.out
    assert run.err == "billtrack: note: hres5-122: using the record in bills, not the archive\n"
    assert billtrack("status", "hres5-122", "--archive", archive, "--quiet").err == ""
    listed = json.loads(billtrack("list", "--sort", "id", "--archive", archive, "--json").out)["measures"]
    assert [each["title"] for each in listed if each["id"] == "hres5-122"] == ["As the keeper has it."]


def test_the_list_is_of_records_and_archive_in_order(billtrack: Billtrack, archive: str) -> None:
    listed = [
        each["id"]
        for each in json.loads(billtrack("list", "--sort", "id", "--archive", archive, "--json").out)["measures"]
    ]
    assert listed[-12:] == [f"hres{number}-122" for number in range(1, 13)]
    assert len(listed) == 12 + 5


def test_a_citation_without_a_congress_means_one_measure_of_both_or_says_which(
    billtrack: Billtrack, archive: str, bills: Path
) -> None:
    assert billtrack("status", "H.Res. 5", "--archive", archive).code == 0
    other = [(name.replace("122", "121"), data.replace(b"122", b"121")) for name, data in [status(5)]]
    zipped(bills.parent / "other.zip", other)
    assert billtrack("import", "other.zip", "--into", "bills").code == 0
    run = billtrack("status", "H.Res. 5", "--archive", archive)
    assert run.code == 3
    assert "could be any of hres5-121, hres5-122" in run.err


def test_a_measure_in_neither_is_an_input_error_that_names_both(billtrack: Billtrack, archive: str) -> None:
    run = billtrack("status", "hres77-122", "--archive", archive)
    assert run.code == 3
    assert run.err.splitlines()[0] == (
        "billtrack: error: no record of hres77-122 in bills or in the archive congress.db"
    )
    assert "did you mean hres12-122" in run.err


def test_only_texts_make_a_measure_too(billtrack: Billtrack, bills: Path) -> None:
    zipped(bills.parent / "texts.zip", [text(7)])
    assert billtrack("import", "texts.zip", "--archive", "texts.db").code == 0
    run = billtrack("status", "hres7-122", "--archive", "texts.db")
    assert (run.code, "not loaded" in run.out) == (0, True)


def test_export_writes_a_new_folder_and_says_so(billtrack: Billtrack, archive: str, bills: Path) -> None:
    pytest.importorskip("duckdb")
    run = billtrack("archive", "export", "-o", "parquet", "--archive", archive)
    assert (run.code, run.out) == (0, "")
    assert run.err == "billtrack: note: parquet: 155 rows written; README.md in it describes the columns\n"
    assert (bills.parent / "parquet" / "README.md").is_file()
    again = billtrack("archive", "export", "-o", "parquet", "--archive", archive)
    assert again.code == 3
    assert again.err.startswith("billtrack: error: parquet: exists already\n")


def test_export_needs_a_folder(billtrack: Billtrack, archive: str) -> None:
    run = billtrack("archive", "export", "--archive", archive)
    assert (run.code, run.err.splitlines()[0]) == (2, "billtrack: error: archive export needs -o DIR, a new folder")


def test_export_without_its_library_names_the_extra(
    billtrack: Billtrack, archive: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    run = billtrack("archive", "export", "-o", "parquet", "--archive", archive)
    assert (run.code, run.err.splitlines()) == (
        3,
        [
            "billtrack: error: billtrack archive export needs duckdb, which is not installed",
            "hint: python -m pip install 'billtrack[export]'",
        ],
    )
