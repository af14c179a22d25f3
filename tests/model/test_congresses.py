"""Congresses follow the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.congresses import (
    LAST_CONGRESS,
    congress_end,
    congress_of_year,
    congress_start,
    congresses_of_year,
    ordinal,
)

congresses = st.integers(1, LAST_CONGRESS)


@given(congresses)
def test_a_congress_lasts_two_years_and_ends_as_the_next_starts(congress: int) -> None:
    assert congress_end(congress) == congress_start(congress + 1)
    year = congress_start(congress).year
    assert [congress_of_year(year), congress_of_year(year + 1)] == [congress, congress]


@given(st.integers(1789, 2188))
def test_a_congress_of_a_year_sat_in_it(year: int) -> None:
    for congress in congresses_of_year(year):
        assert congress_start(congress).year <= year <= congress_end(congress).year


@pytest.mark.parametrize(
    ("congress", "start", "end"),
    [
        (1, dt.date(1789, 3, 4), dt.date(1791, 3, 4)),
        (72, dt.date(1931, 3, 4), dt.date(1933, 3, 4)),
        (73, dt.date(1933, 3, 4), dt.date(1935, 1, 3)),
        (74, dt.date(1935, 1, 3), dt.date(1937, 1, 3)),
        (115, dt.date(2017, 1, 3), dt.date(2019, 1, 3)),
        (119, dt.date(2025, 1, 3), dt.date(2027, 1, 3)),
    ],
)
def test_terms_start_in_january_since_the_74th(congress: int, start: dt.date, end: dt.date) -> None:
    assert (congress_start(congress), congress_end(congress)) == (start, end)


@pytest.mark.parametrize(
    ("year", "sat"),
    [
        (1789, (1,)),
        (1791, (1, 2)),
        (1920, (66,)),
        (1921, (66, 67)),
        (1933, (72, 73)),
        (1935, (74,)),
        (2017, (115,)),
    ],
)
def test_an_odd_year_before_1935_has_two_congresses(year: int, sat: tuple[int, ...]) -> None:
    assert congresses_of_year(year) == sat


@pytest.mark.parametrize("year", [-1, 0, 1788, 2189, 99999])
def test_a_year_without_a_congress_is_refused(year: int) -> None:
    with pytest.raises(InputError, match=rf"no Congress in the year {year} \(expected a year from 1789 to 2188\)"):
        congress_of_year(year)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (20, "20th"),
        (21, "21st"), (22, "22nd"), (23, "23rd"), (101, "101st"), (111, "111th"), (112, "112th"), (113, "113th"),
        (115, "115th"), (121, "121st"),
    ],
)  # fmt: skip
def test_ordinals(number: int, written: str) -> None:
    assert ordinal(number) == written
