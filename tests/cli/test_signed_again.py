"""A member whose signature the official list has twice is one person, and every answer says so."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billtrack.model.measure import replace
from billtrack.store.records import load_record, save_record

NOTE = "has 2 signatures (2023-05-23, 2023-06-20): counted once"


@pytest.fixture
def twice(billtrack: Callable[..., Any], bills: Path) -> Callable[..., Any]:
    """Billtrack with a record whose first cosponsor signed once more, without withdrawing."""
    measure = load_record(bills / "hres901-118.yaml")
    first, *others = measure.cosponsors or ()
    again = replace(first, sponsorship_date=dt.date(2023, 6, 20), is_original_cosponsor=False)
    save_record(bills, replace(measure, cosponsors=(first, *others, again)))
    return billtrack


def counted(run: Any) -> dict[str, Any]:
    (measure,) = json.loads(run.out)["measures"]
    return dict(measure.get("tally") or measure["cosponsors"])


def test_no_count_changes(twice: Callable[..., Any], bills: Path) -> None:
    before = load_record(bills / "hres901-118.yaml")
    people = len({each.bioguide_id for each in before.cosponsors or () if not each.sponsorship_withdrawn_date})
    for command in (["status"], ["cosponsors"]):
        assert counted(twice(*command, "hres901-118", "--json"))["current"] == people


def test_people_are_told(twice: Callable[..., Any]) -> None:
    assert NOTE in twice("status", "hres901-118").out
    assert NOTE in twice("cosponsors", "hres901-118").out
    assert NOTE in twice("cosponsors", "hres901-118", "--growth").out


def test_programs_are_told_and_keep_every_row(twice: Callable[..., Any], bills: Path) -> None:
    (measure,) = json.loads(twice("cosponsors", "hres901-118", "--json").out)["measures"]
    assert [each["sponsorship_dates"] for each in measure["signed_again"]] == [["2023-05-23", "2023-06-20"]]
    assert len(measure["cosponsors"]) == len(load_record(bills / "hres901-118.yaml").cosponsors or ())
