"""``history --amendments``: from records and from an archive, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

STATUS = Path(__file__).parents[1] / "data" / "billstatus" / "complete-3.0.0.xml"


@pytest.fixture(params=["records", "archive"])
def asked(request: pytest.FixtureRequest, billtrack: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """``history hr7-122 --amendments`` where it is a record, and where it is in an archive."""
    bills, archive = tmp_path / "b", tmp_path / "a.db"
    bills.mkdir()
    is_record = request.param == "records"
    assert (
        billtrack("import", str(STATUS), *(["--into", str(bills)] if is_record else ["--archive", str(archive)])).code
        == 0
    )
    where = ["--bills", str(bills), *([] if is_record else ["--archive", str(archive)])]
    return lambda *options: billtrack("history", "hr7-122", "--amendments", *options, *where)


def test_programs_get_sponsor_purpose_disposition_and_votes(asked: Callable[..., Any]) -> None:
    run = asked("--json")
    assert run.code == 0, run.err
    (measure,) = json.loads(run.out)["measures"]
    first, second = measure["amendments"]
    assert [first[key] for key in ("amendment_type", "number", "amended_amendment")] == ["HAMDT", 5, "hamdt4-122"]
    assert (first["sponsor"]["bioguide_id"], first["sponsor"]["name"]) == ("F000001", "Finch, Fay")
    assert (first["disposition"], first["disposition_date"]) == ("agreed_to", "2031-04-09")
    assert [vote["roll_number"] for vote in first["recorded_votes"]] == [44]
    assert [action["action_date"] for action in first["actions"]] == ["2031-04-08", "2031-04-09"]
    assert (second["sponsor"]["name"], second["sponsor"]["bioguide_id"]) == ("Public Works Committee", None)
    assert (second["disposition"], second["action"]) == ("none", None)


def test_a_spreadsheet_has_a_row_an_amendment(asked: Callable[..., Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(asked("--csv").out)))
    assert [(row["measure"], row["number"], row["sponsor"], row["roll_numbers"]) for row in rows] == [
        ("hr7-122", "5", "Finch, Fay (D-OH-4)", "44"),
        ("hr7-122", "6", "Public Works Committee", ""),
    ]


def test_people_get_a_table(asked: Callable[..., Any]) -> None:
    out = asked().out
    assert "H.Amdt. 5 (to hamdt4-122)" in out
    assert "To trim the lamps." in out
    assert "House roll call 44 (2031)" in out
    assert "2 amendments; dispositions are computed from the official actions." in out


def test_none_and_not_loaded_are_told_apart(billtrack: Callable[..., Any]) -> None:
    run = billtrack("history", "hres901-118", "--amendments")
    assert "Not loaded: the amendments." in run.out
    (measure,) = json.loads(billtrack("history", "hres901-118", "--amendments", "--json").out)["measures"]
    assert measure["amendments"] is None
