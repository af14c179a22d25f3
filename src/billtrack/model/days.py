"""Dates as people write them: a day, a month or a year, read as its first and last day."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from billtrack.model.congresses import MONTHS, calendar_day
from billtrack.model.query.typed import UnreadableError

_SHORT = tuple(month[:3].lower() for month in MONTHS)
_NAMES = (*(month.lower() for month in MONTHS), "sept", *_SHORT)
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_FORMS = (
    rf"{_YEAR}(?:[-/](?P<month>[0-9]{{1,2}})(?:[-/](?P<day>[0-9]{{1,2}}))?)?",
    rf"{_MONTH}(?: ?{_DAY})? ?,? ?{_YEAR}",
    rf"(?:{_DAY} ?(?:of )?)?{_MONTH} ?,? ?{_YEAR}",
    rf"{_YEAR} {_MONTH}(?: {_DAY})?",
)
_FIGURES = r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})"
_LIKE = "is not a date; write it like 2017-06-27"


class Days(NamedTuple):
    """The first and the last day meant, both included; the same for a single day."""

    first: dt.date
    last: dt.date


def read_days(text: str, *, today: dt.date | None = None) -> Days:
    """Read a day, a month or a year: ``2017-05-24``, ``May 24, 2017``, ``5/24/2017``, ``2017-05``, ``2017``.

    ``today`` and ``yesterday`` are read if *today* is given.

    Raises:
        UnreadableError: it is not a date, or could be two.
    """
    plain = " ".join(text.split()).lower()
    plain = plain if today is None else in_figures(plain, today=today)
    for form in _FORMS:
        if found := re.fullmatch(form, plain):
            return _days(int(found["year"]), _month(found["month"]), int(found["day"]) if found["day"] else None)
    if found := re.fullmatch(_FIGURES, plain):
        day = _in_figures(int(found[1]), int(found[3]), found[4])
        return Days(day, day)
    try:
        day = dt.date.fromisoformat(plain.upper())
    except ValueError:
        raise UnreadableError(_LIKE) from None
    return Days(day, day)


def in_figures(text: str, *, today: dt.date) -> str:
    """Write ``today`` and ``yesterday`` in *text* as dates."""
    named = {"today": today, "yesterday": today - dt.timedelta(days=1)}
    return re.sub(r"\b(?:today|yesterday)\b", lambda found: str(named[found[0].lower()]), text, flags=re.IGNORECASE)


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdecimal() else _SHORT.index(text[:3]) + 1


def _days(year: int, month: int | None, day: int | None) -> Days:
    try:
        first = dt.date(year, month or 1, day or 1)
        if day is not None:
            return Days(first, first)
        following = dt.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    except ValueError as error:
        raise UnreadableError(f"is not a date ({error}); write it like 2017-06-27") from None
    return Days(first, following - dt.timedelta(days=1))


def _in_figures(first: int, second: int, year: str) -> dt.date:
    """Read a date in figures, month or day first; only one of the two may be a possible date."""
    full = int(year) if len(year) == 4 else 2000 + int(year)
    possible = {found for pair in ((first, second), (second, first)) if (found := calendar_day(full, *pair))}
    if not possible:
        raise UnreadableError(_LIKE)
    if len(possible) > 1:
        raise UnreadableError(f"could be {' or '.join(map(str, sorted(possible, reverse=True)))}; write one of these")
    (day,) = possible
    if len(year) == 2:
        raise UnreadableError(f"has a year of two digits; did you mean {day}?")
    return day
