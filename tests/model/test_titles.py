"""Titles of earlier Congresses: what is the same title, and what is not."""

from __future__ import annotations

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure, Title
from billtrack.model.titles import bears_title_of, title_key


def measure(name: str, title: str, *others: tuple[str, str]) -> Measure:
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id(name),
        title=title,
        other_titles=tuple(Title(title_type=kind, title=text) for kind, text in others),
    )


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Condemning the violence.", "A resolution condemning the violence.", True),
        ("A bill to end it", "To end it.", True),
        ("A joint resolution disapproving it", "Disapproving  IT.", True),
        ("A concurrent resolution, on it", "on it", True),
        ("Resolution Act", "Act", False),
        ("Equality Act", "Equality Act of 2025", False),
        ("Billing Act", "ing Act", False),
    ],
)
def test_equal_titles(one: str, other: str, is_same: bool) -> None:
    assert (title_key(one) == title_key(other)) is is_same


@pytest.mark.parametrize(
    ("earlier", "is_version"),
    [
        (measure("hr5-116", "To end it.", ("Short Title(s) as Introduced", "Lamps Act")), True),
        (measure("s9-115", "Other", ("Display Title", "LAMPS ACT")), True),
        (measure("hr5-116", "Other", ("Short Titles as Introduced for portions of this bill", "Lamps Act")), False),
        (measure("hr5-117", "Other", ("Short Title(s) as Introduced", "Lamps Act")), False),
        (measure("hr5-118", "Other", ("Short Title(s) as Introduced", "Lamps Act")), False),
    ],
    ids=["short title", "other chamber", "a portion only", "same Congress", "later Congress"],
)
def test_an_earlier_version_bears_one_of_the_titles(earlier: Measure, is_version: bool) -> None:
    later = measure("hr7-117", "To end the lamps.", ("Short Title(s) as Introduced", "Lamps Act"))
    assert bears_title_of(earlier, later) is is_version
