"""When and where a granule was printed, by govinfo's name of its file or else by its first lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from billtrack.model.congresses import congress_of_year, congress_on
from billtrack.model.web_addresses import RECORD_URL, granule_url


class RecordPlace(NamedTuple):
    """When and where a granule was printed, as far as known; ``year`` if it names no day."""

    date: dt.date | None
    chamber: str | None
    page: str | None
    url: str
    year: int | None = None

    @property
    def congress(self) -> int | None:
        """The Congress at that time."""
        if self.date is None:
            return None if self.year is None else congress_of_year(self.year)
        return congress_on(self.date)


_DAILY = re.compile(r"CREC-(\d{4})-(\d\d)-(\d\d)-[a-z0-9]+-Pg([HSE])(\d+)(?:-\d+)*", re.IGNORECASE)
_BOUND = re.compile(r"CRECB-(\d{4})-pt\d+-Pg(\d+)(?:-\d+)*", re.IGNORECASE)
_HEAD = re.compile(r"\[Congressional Record[^\]]*\((?:\w+), (\w+ \d{1,2}, \d{4})\)")
_CHAMBER = re.compile(r"^\[(House|Senate)\]", re.MULTILINE)
_PAGE = re.compile(r"\[Pages? ([HSE]\d+)")
_SPOKEN_TO = (
    ("h", re.compile(r"\b(?:Mr\.|Madam) Speaker\b|\bThe SPEAKER\b")),
    (
        "s",
        re.compile(r"\b(?:Mr\.|Madam) President\b|\bThe PRESIDING OFFICER\b|^ *SENATE [A-Z ]*RESOLUTION \d", re.M),
    ),
)


def record_place(lines: Sequence[str], name: str) -> RecordPlace:
    """Find when and where it was printed, from govinfo's file name or else from its first lines.

    The bound edition (``CRECB``) has its own page numbers and only a year.
    """
    daily, bound = _DAILY.search(name), _BOUND.search(name)
    addressed = _addressed(lines)
    if daily is not None:
        letter = daily[4].upper()
        date = _day("-".join(daily.group(1, 2, 3)), "%Y-%m-%d")
        chamber = letter.lower() if letter in "HS" else addressed
        return RecordPlace(date, chamber, f"{letter}{daily[5]}", granule_url(daily[0]))
    if bound is not None:
        return RecordPlace(None, addressed, bound[2], granule_url(bound[0]), year=int(bound[1]))
    head = "\n".join(lines[:40])
    printed, chamber_line, page = _HEAD.search(head), _CHAMBER.search(head), _PAGE.search(head)
    date = _day(printed[1], "%B %d, %Y") if printed else None
    letter = chamber_line[1][0].lower() if chamber_line else addressed
    return RecordPlace(date, letter, page[1] if page else None, granule_url(f"CREC-{date}") if date else RECORD_URL)


def _addressed(lines: Sequence[str]) -> str | None:
    """Find the chamber from the form of address: Mr. Speaker, Mr. President."""
    whole = "\n".join(lines)
    return next((letter for letter, spoken in _SPOKEN_TO if spoken.search(whole)), None)


def _day(written: str, form: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(written, form).date()  # noqa: DTZ007 - a calendar day
    except ValueError:
        return None
