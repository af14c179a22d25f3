"""``companions``: the answer in its formats, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from invented_bills import bill, reworded, senate_text
from invented_congress import imported, status, text, zipped

Billtrack = Callable[..., Any]


@pytest.fixture
def archive(bills: Path) -> str:
    chance = random.Random(2)
    words = bill(chance)
    files = [
        status(7, title="On lamps."),
        text(7, who=words),
        senate_text(1007, reworded(words, chance, 0.02)),
    ]
    files += [text(at, who=bill(chance)) for at in range(20, 30)]
    imported(bills.parent / "congress.db", zipped(bills.parent / "all.zip", files))
    return "congress.db"


def test_json_has_the_keys_it_is_promised_to_have(billtrack: Billtrack, archive: str) -> None:
    run = billtrack("companions", "--all", "--archive", archive, "--json")
    assert run.code == 0, run.err
    data = json.loads(run.out)
    assert list(data)[:4] == ["schema_version", "method", "scanned", "pairs"]
    assert data["scanned"] == {"measures": 12, "texts": 12, "without_text": 0}
    (pair,) = data["pairs"]
    assert list(pair)[:8] == ["a", "b", "a_version", "b_version", "similarity", "a_in_b", "b_in_a", "official"]
    assert (pair["a"], pair["b"], pair["a_version"], pair["b_version"]) == ("hres7-122", "sres1007-122", "ih", "is")
    assert pair["official"] == [{"relationship_type": "Related bill", "identified_by": "CRS"}]
    assert 0.7 < pair["similarity"] < 1
    assert pair["kind"] == "other_chamber"
    assert pair["differing"] == ["whereas/2", "resolved/1/1"]


def test_csv_has_a_row_a_pair(billtrack: Billtrack, archive: str) -> None:
    run = billtrack("companions", "H.Res. 7, 122nd", "--archive", archive, "--csv")
    (row,) = csv.DictReader(io.StringIO(run.out))
    assert (row["a"], row["b"], row["official"]) == ("hres7-122", "sres1007-122", "Related bill (CRS)")
    assert row["differs"].startswith("2 of 5 provisions differ: whereas/2, resolved/1/1 (")


def test_readers_are_told_what_was_computed_and_what_is_official(billtrack: Billtrack, archive: str) -> None:
    out = billtrack("companions", "hres7-122", "--archive", archive).out
    assert "sres1007-122@is" in out
    assert "Related bill (CRS)" in out
    assert "computed by billtrack" in out
    assert "`billtrack diff hres7-122@ih sres1007-122@is`" in out
    assert "With only 12 measures" in out


def test_an_empty_answer_is_an_answer(billtrack: Billtrack, archive: str) -> None:
    run = billtrack("companions", "hres20-122", "--archive", archive)
    assert run.code == 0
    assert "No other text is at least 70% similar" in run.out
    assert json.loads(billtrack("companions", "hres20-122", "--archive", archive, "--json").out)["pairs"] == []


def test_the_least_asked_for_is_kept_to(billtrack: Billtrack, archive: str) -> None:
    run = billtrack("companions", "--all", "--min", "0.99", "--archive", archive, "--json")
    assert json.loads(run.out)["pairs"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "name a measure, or use --all"),
        (("hres7-122", "--all"), 2, "--all covers every measure; do not name one"),
        (("--all", "--min", "7"), 2, "7.0 is not in the range 0.3<=x<=1.0"),
        (("--all", "--versions", "some"), 2, "unknown versions 'some' (one of introduced, all)"),
        (("hres9999-122",), 3, "no record of hres9999-122"),
        (("lamps",), 3, "not a measure"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    billtrack: Billtrack, archive: str, arguments: tuple[str, ...], code: int, message: str
) -> None:
    run = billtrack("companions", *arguments, "--archive", archive)
    assert run.code == code
    assert message in run.err


def test_without_an_archive_the_exit_code_is_5(billtrack: Billtrack) -> None:
    run = billtrack("companions", "--all")
    assert run.code == 5
    assert "no archive to look for companions in" in run.err
