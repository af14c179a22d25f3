"""Law numbers in every spelling, and the measure held that became the law."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billtrack.model.lawmaking import congress_of, parse_law
from billtrack.model.measure import Law

LAW = Law(type="Public Law", number="122-9")


@pytest.mark.parametrize(
    "text",
    [
        *("P.L. 122-9", "Public Law 122-9", "Pub. L. 122-9", "P.L.122-9", "pl 122-9", "Pub. L. No. 122-9"),
        *("Public Law No: 122-9", "PUBLIC LAW 122\u20139", " Pub.L.  122 - 9 ", "PLAW-122publ9"),
    ],
)
def test_every_spelling_of_a_public_law(text: str) -> None:
    assert parse_law(text) == LAW


@pytest.mark.parametrize("text", ["Private Law 122-1", "Pvt. L. 122-1", "Priv. L. No. 122-1", "PLAW-122pvtl1"])
def test_every_spelling_of_a_private_law(text: str) -> None:
    law = parse_law(text)
    assert law == Law(type="Private Law", number="122-1")
    assert congress_of(law) == 122


@pytest.mark.parametrize(
    "text", ["hr7-122", "P.L.", "42 U.S.C. 1983", "P.L. 122", "law 122-9", "P.L. 122-9 and 122-10", ""]
)
def test_what_is_no_law_number(text: str) -> None:
    assert parse_law(text) is None


BILL = """<billStatus><bill><type>HR</type><number>{number}</number><congress>122</congress><title>Lamps</title>
  <actions><item><actionDate>2031-05-01</actionDate><text>Became Public Law No: 122-{law}.</text>
    <type>BecameLaw</type><actionCode>36000</actionCode></item></actions>
  <laws><item><type>Public Law</type><number>122-{law}</number></item></laws></bill></billStatus>"""


@pytest.fixture
def statuses(tmp_path: Path) -> list[str]:
    paths = []
    for number, law in ((7, 9), (8, 10)):
        path = tmp_path / f"BILLSTATUS-122hr{number}.xml"
        path.write_text(BILL.format(number=number, law=law), encoding="utf-8")
        paths.append(str(path))
    return paths


@pytest.mark.parametrize("spelling", ["P.L. 122-9", "Public Law 122-9", "Pub. L. 122-9", "P.L.122-9"])
@pytest.mark.parametrize("place", ["records", "archive"])
def test_a_law_number_finds_the_measure_held(
    billtrack: Callable[..., Any], statuses: list[str], tmp_path: Path, place: str, spelling: str
) -> None:
    bills, archive = tmp_path / "b", tmp_path / "a.db"
    bills.mkdir()
    target = ("--into", str(bills)) if place == "records" else ("--archive", str(archive))
    assert billtrack("import", *statuses, *target).code == 0
    where = ["--bills", str(bills), *(["--archive", str(archive)] if place == "archive" else [])]
    run = billtrack("status", spelling, "--json", *where)
    assert run.code == 0, run.err
    assert [each["id"] for each in json.loads(run.out)["measures"]] == ["hr7-122"]
    run = billtrack("history", spelling.replace("122-9", "122-11"), *where)
    assert (run.code, run.out) == (3, "")
    assert "no loaded measure became Public Law 122-11" in run.err
    assert billtrack("status", "P.L.", "122-9", *where) == billtrack("status", "P.L. 122-9", *where)
