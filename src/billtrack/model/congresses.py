"""The calendar: numbers of Congresses with their years and days, ordinals, months.

The n-th Congress starts in the year 1789 + 2(n-1).
"""

from __future__ import annotations

import datetime as dt

from billtrack.errors import InputError

LAST_CONGRESS = 200
"""Higher numbers are treated as mistakes."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_FIRST_YEAR = 1789
_FIRST_IN_JANUARY = 74


def ordinal(number: int) -> str:
    """Write a whole number as an ordinal in digits: ``115th``, ``112th``, ``121st``."""
    if number // 10 % 10 == 1:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def congress_start(congress: int) -> dt.date:
    """Give the day a Congress starts, at noon.

    3 January of its odd year since the 74th (1935), as the Twentieth Amendment says; 4 March before.  A law may
    move the first meeting to a later day: this is the start of the term.
    """
    year = _FIRST_YEAR + 2 * (congress - 1)
    return dt.date(year, 1, 3) if congress >= _FIRST_IN_JANUARY else dt.date(year, 3, 4)


def congress_end(congress: int) -> dt.date:
    """Give the day a Congress ends, at noon: the day the next one starts."""
    return congress_start(congress + 1)


def congress_of_year(year: int) -> int:
    """Give the Congress that starts or sits in a year: 2017 and 2018 are the 115th's.

    The first days of an odd year (until 3 January; until 4 March before 1935) still belong to the Congress
    before.

    Raises:
        InputError: there was no Congress in *year*, or it is too far ahead.
    """
    congress = (year - _FIRST_YEAR) // 2 + 1
    if not 1 <= congress <= LAST_CONGRESS:
        last = congress_end(LAST_CONGRESS).year - 1
        raise InputError(f"no Congress in the year {year} (expected a year from {_FIRST_YEAR} to {last})")
    return congress


def congresses_of_year(year: int) -> tuple[int, ...]:
    """Give every Congress that sat in a year for more than two days, in order.

    One, or two in the odd years 1791-1933, when a Congress ended on 4 March.

    Raises:
        InputError: as ``congress_of_year``.
    """
    congress = congress_of_year(year)
    if year == congress_start(congress).year and 1 < congress < _FIRST_IN_JANUARY:
        return (congress - 1, congress)
    return (congress,)


def congress_on(day: dt.date) -> int:
    """Give the Congress of a day; the day on which one ends belongs to the next.

    Raises:
        InputError: as ``congress_of_year``.
    """
    congress = congress_of_year(day.year)
    return congress if day >= congress_start(congress) else congress - 1


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """Give a date; ``None`` if the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
