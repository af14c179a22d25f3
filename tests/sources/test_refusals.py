from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.sources.refusals import Patience, read_retry_after

NOW = dt.datetime(2025, 6, 2, 12, 0, tzinfo=dt.UTC)


@given(st.integers(1, 10_000), st.floats(0, 1), st.floats(0.001, 10), st.floats(0.001, 100))
def test_a_pause_is_bounded_and_never_under_half_of_what_it_may_be(
    failures: int, chance: float, first: float, longest: float
) -> None:
    patience = Patience(first_pause=first, longest_pause=longest)
    pause = patience.pause(failures, chance)
    assert pause <= longest
    assert pause >= min(first, longest) / 2
    assert patience.pause(failures + 1, chance) >= pause


def test_pauses_double() -> None:
    pauses = [Patience(first_pause=0.5, longest_pause=3).pause(failures, 1.0) for failures in (1, 2, 3, 4, 5)]
    assert pauses == [0.5, 1.0, 2.0, 3.0, 3.0]


@given(st.integers(0, 10**9 - 1))
def test_retry_after_is_read_as_seconds(seconds: int) -> None:
    assert read_retry_after(str(seconds), now=NOW) == seconds


@given(st.integers(-(10**6), 10**6))
def test_retry_after_is_read_as_a_date(seconds: int) -> None:
    date = format_datetime(NOW + dt.timedelta(seconds=seconds), usegmt=True)
    assert read_retry_after(date, now=NOW) == max(seconds, 0)


@given(st.text())
def test_any_retry_after_has_an_answer(text: str) -> None:
    wait = read_retry_after(text, now=NOW)
    assert wait is None or wait >= 0


@pytest.mark.parametrize("text", [None, "", "soon", "-3", "1e9", "9" * 30, "١٢", "Mon, 99 Foo 2025 00:00:00 GMT"])
def test_what_cannot_be_read_asks_for_nothing(text: str | None) -> None:
    assert read_retry_after(text, now=NOW) is None


def test_a_date_without_a_zone_is_utc() -> None:
    assert read_retry_after("Mon, 02 Jun 2025 12:00:30", now=NOW) == 30
