"""``billtrack mark`` and ``list --position``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Billtrack = Callable[..., Any]


def test_marks_are_written_into_the_record_and_listed(billtrack: Billtrack, bills: Path) -> None:
    run = billtrack("mark", "hres901-118", "--position", "support", "--owner", "Ada", "--priority", "2", "--json")
    assert run.code == 0
    (marked,) = json.loads(run.out)["measures"]
    assert (marked["id"], marked["position"], marked["priority"], marked["owner"]) == (
        "hres901-118",
        "support",
        2,
        "Ada",
    )
    assert "\n\nposition: support\n\npriority: 2\n\nowner: Ada\n" in (bills / "hres901-118.yaml").read_text("utf-8")
    listed = json.loads(billtrack("list", "--position", "support", "--json").out)["measures"]
    assert [each["id"] for each in listed] == ["hres901-118"]
    assert json.loads(billtrack("list", "--position", "oppose", "--json").out)["measures"] == []


def test_mark_without_an_option_shows_and_writes_nothing(billtrack: Billtrack, bills: Path) -> None:
    before = (bills / "hres901-118.yaml").read_bytes()
    assert "Position" in billtrack("mark", "hres901-118").out
    assert (bills / "hres901-118.yaml").read_bytes() == before


def test_wrong_marks_are_usage_errors_and_unknown_measures_input_errors(billtrack: Billtrack) -> None:
    assert billtrack("mark", "hres901-118", "--position", "maybe").code == 2
    assert billtrack("mark", "hres901-118", "--owner", " ").code == 2
    assert billtrack("mark", "hres901-118", "--clear", "title").code == 2
    assert billtrack("mark", "hres999-118", "--owner", "Ada").code == 3


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["--owner", "FOREIGN"], ["hres901-118"]),
        (["--owner", "desk policy"], ["hres901-118"]),
        (["--owner", "nobody"], []),
        (["--priority", "2"], ["s12-119"]),
        (["--priority", "1", "--priority", "2"], ["hres901-118", "s12-119"]),
        (["--priority", "1", "--owner", "roads"], []),
    ],
    ids=lambda value: "-".join(value) or "none",
)
def test_a_list_can_be_of_an_owner_or_a_priority(billtrack: Billtrack, wanted: list[str], expected: list[str]) -> None:
    billtrack("mark", "hres901-118", "--owner", "foreign policy desk", "--priority", "1")
    billtrack("mark", "s12-119", "--owner", "roads", "--priority", "2")
    listed = billtrack("list", *wanted, "--csv", "--fields", "id", "--no-headers").out.split()
    assert sorted(listed) == expected
