"""The values of a page's parameters, as its forms and people write them; an unknown one is an ``OptionError``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TypeVar

from billtrack.errors import OptionError
from billtrack.model.query.typed import UnreadableError

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Given = Mapping[str, str]


def choice(given: Given, name: str, known: Iterable[E]) -> E | None:
    """Read a parameter that has one of the *known* values; ``None`` if it is not given."""
    written = given.get(name, "")
    values = {each.value: each for each in known}
    if written and written not in values:
        raise OptionError(f"unknown {name} {written!r} (one of {', '.join(values)})")
    return values[written] if written else None


def value(given: Given, name: str, read: Callable[[str], T]) -> T | None:
    """Read a parameter as *read* reads it; ``None`` if it is not given."""
    text = given.get(name, "").strip()
    try:
        return read(text) if text else None
    except UnreadableError as problem:
        raise OptionError(f"unknown {name} {text!r}; {problem}") from problem


def values(given: Given, name: str, read: Callable[[str], T]) -> tuple[T, ...]:
    """Read a parameter of several values, separated by commas."""
    each = (value({name: part}, name, read) for part in given.get(name, "").split(","))
    return tuple(found for found in each if found is not None)


def words(given: Given, name: str) -> tuple[str, ...]:
    """Read the values of a parameter, separated by commas, unchanged."""
    return tuple(each.strip() for each in given.get(name, "").split(",") if each.strip())


def date(given: Given, name: str) -> dt.date | None:
    """Read a date; ``None`` if it is not given."""
    text = given.get(name)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise OptionError(f"{name}: {text!r} is not a date; write it like 2017-06-27") from error


def past_date(given: Given, name: str, today: dt.date) -> dt.date | None:
    """Read a date that is not in the future."""
    day = date(given, name)
    if day is not None and day > today:
        raise OptionError(f"{name}: {day} is in the future (today is {today} in Washington)")
    return day


def number(given: Given, name: str, *, most: int) -> int | None:
    """Read a number from 1 to *most*; ``None`` if it is not given."""
    text = given.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= most):
        raise OptionError(f"{name}: {text!r} is not a number from 1 to {most:,}")
    return int(text)
