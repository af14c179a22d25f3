"""``cosponsors --as-of`` and ``--growth``: who stood on a day, and how support grew."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

Billtrack = Callable[..., Any]
DAYS = [
    ("2023-05-22", 0),
    ("2023-05-23", 1),
    ("2023-05-24", 3),
    ("2023-05-31", 3),
    ("2023-06-01", 2),
    ("2023-06-02", 3),
]


@pytest.mark.parametrize(("day", "standing"), DAYS)
def test_who_stood_at_the_end_of_a_day(billtrack: Billtrack, day: str, standing: int) -> None:
    (measure,) = json.loads(billtrack("cosponsors", "hres901-118", "--as-of", day, "--json").out)["measures"]
    assert measure["as_of"] == day
    assert measure["tally"]["current"] == standing
    assert len(measure["cosponsors"]) == standing


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--withdrawn", "--since", "2023-06-01"], ["Instance, Di"]),
        (["--withdrawn", "--since", "2023-06-02"], []),
        (["--withdrawn", "--as-of", "2023-05-31"], []),
        (["--since", "2023-05-24"], ["Specimen, Cy J., Jr.", "Instance, Di", "Case, Ed"]),
    ],
)
def test_since_is_of_withdrawing_where_those_who_withdrew_are_asked_for(
    billtrack: Billtrack, arguments: list[str], names: list[str]
) -> None:
    rows = csv.DictReader(io.StringIO(billtrack("cosponsors", "hres901-118", *arguments, "--csv").out))
    assert [row["name"] for row in rows] == names


def test_growth_tells_each_day_with_its_counts(billtrack: Billtrack) -> None:
    (measure,) = json.loads(billtrack("cosponsors", "hres901-118", "--growth", "--json").out)["measures"]
    series = {each["date"]: each for each in measure["growth"]}
    assert [(day, each["current"]) for day, each in series.items()] == [
        ("2023-05-23", 1),
        ("2023-05-24", 3),
        ("2023-05-25", 3),
        ("2023-06-01", 2),
        ("2023-06-02", 3),
        ("2023-06-27", 3),
    ]
    assert series["2023-06-01"]["withdrew"] == ["E000904"]
    assert [each["stage"] for each in series["2023-05-23"]["actions"]] == ["introduced", "referred"]


def test_growth_in_csv_has_a_row_for_each_day_and_party(billtrack: Billtrack) -> None:
    rows = list(csv.DictReader(io.StringIO(billtrack("cosponsors", "hres901-118", "--growth", "--csv").out)))
    assert len(rows) == 6 * 3
    last = {row["party"]: row["current"] for row in rows if row["date"] == "2023-06-27"}
    assert last == {"D": "2", "I": "1", "R": "0"}


def test_growth_since_a_day_names_who_joined_and_withdrew(billtrack: Billtrack) -> None:
    run = billtrack("cosponsors", "hres901-118", "--growth", "--since", "2023-06-01")
    assert "Since 2023-06-01: 1 joined, 1 withdrew; from 3 to 3." in run.out
    assert "2023-06-01  withdrew  Instance, Di  R-OH-9" in run.out


def test_what_is_not_loaded_has_no_growth(billtrack: Billtrack) -> None:
    run = billtrack("cosponsors", "hconres5-119", "--growth")
    assert (run.code, run.out.splitlines()[2]) == (0, "Not loaded: the cosponsors of hconres5-119")
    (measure,) = json.loads(billtrack("cosponsors", "hconres5-119", "--growth", "--json").out)["measures"]
    assert measure["growth"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--as-of", "2025-06-03"], 3, "2025-06-03 is in the future (today is 2025-06-02 in Washington)"),
        (["--growth", "--by", "party"], 2, "--growth goes with --party, --state and --since only"),
        (["--as-of", "June"], 2, "'June' is not a date; write it like 2017-06-27"),
    ],
)
def test_what_cannot_be_asked(billtrack: Billtrack, arguments: list[str], code: int, message: str) -> None:
    run = billtrack("cosponsors", "hres901-118", *arguments)
    assert (run.code, run.out) == (code, "")
    assert message in run.err
