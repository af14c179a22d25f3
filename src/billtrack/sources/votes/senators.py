"""Which senator has which LIS ID: the list that ships with billtrack.

The Senate's files name members by LIS ID (``S428``), everything else by Bioguide ID.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def shipped_senators() -> tuple[tuple[str, str], ...]:
    """Give each LIS ID with its Bioguide ID.

    Source:
        unitedstates/congress-legislators: the senators of the 112th Congress and later votes billtrack was tried on.
    """
    text = files("billtrack.sources.votes").joinpath("lis-bioguide.csv").read_text(encoding="utf-8")
    return tuple((row["lis"], row["bioguide"]) for row in csv.DictReader(text.splitlines()))
