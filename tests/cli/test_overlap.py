"""``overlap``: who signed which of several measures, and what cannot be compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

Billtrack = Callable[..., Any]


def test_a_row_for_each_signer(billtrack: Billtrack) -> None:
    run = billtrack("overlap", "hres901-118", "sres77-118", "--csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [(row["name"], row["signed"], row["sponsored"]) for row in rows] == [
        ("Case, Ed", "hres901-118", ""),
        ("Example, Ada M.", "hres901-118", "hres901-118"),
        ("Sample, Bo", "hres901-118", ""),
        ("Specimen, Cy J., Jr.", "hres901-118", ""),
    ]


def test_json_has_groups_delegations_and_chambers(billtrack: Billtrack) -> None:
    answer = json.loads(billtrack("overlap", "hres901-118", "sres77-118", "--json").out)
    keys = ["schema_version", "measures", "groups", "delegations", "chamber_pairs"]
    assert list(answer) == keys
    assert answer["measures"][0] == {
        "id": "hres901-118",
        "signers": 4,
        "sponsor": "E000901",
        "by_party": {"D": 2, "I": 1, "R": 1},
        "measure": "hres901-118",
    }
    assert [(each["signed"], each["signers"]) for each in answer["groups"]] == [
        (["hres901-118", "sres77-118"], 0),
        (["hres901-118"], 4),
    ]
    assert answer["chamber_pairs"] == [
        {
            "house": "hres901-118",
            "senate": "sres77-118",
            "both": [],
            "house_only": ["MI", "NY", "VT", "WI"],
            "senate_only": [],
            "without_senators": [],
        }
    ]


@pytest.mark.parametrize(
    ("measures", "code", "message"),
    [
        (["hres901-118"], 2, "overlap needs two or more different measures"),
        (["hres901-118", "H.Res. 901 (118th)"], 2, "overlap needs two or more different measures"),
        (["hres901-118", "hconres5-119"], 3, "not loaded: the cosponsors of hconres5-119"),
        (["hres901-118", "hres902-118"], 3, "no record of hres902-118"),
    ],
    ids=["one", "one twice", "not loaded", "no record"],
)
def test_what_cannot_be_compared(billtrack: Billtrack, measures: list[str], code: int, message: str) -> None:
    run = billtrack("overlap", *measures)
    assert (run.code, run.out) == (code, "")
    assert message in run.err


def test_the_others_are_compared_where_one_is_not_loaded(billtrack: Billtrack) -> None:
    run = billtrack("overlap", "hres901-118", "hconres5-119", "sres77-118", "--json")
    assert run.code == 3
    assert [each["id"] for each in json.loads(run.out)["measures"]] == ["hres901-118", "sres77-118"]
