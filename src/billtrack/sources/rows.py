"""Elements as rows of named values: first child of each name, white space folded, values checked.

Knows how the official files write days, moments, times and numbers; knows no element by name.  A value that is
missing is ``None``; one that is there and unreadable is ``None`` too and told to the row's ``Omissions``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from lxml import etree

from billtrack.sources.html import html_to_text
from billtrack.sources.xml import one_line

_WASHINGTON = ZoneInfo("America/New_York")
_DAY = "a date like 2017-05-23"
_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?P<half>AM|PM))?", re.ASCII)
_MOMENT = "a time like 2017-05-24T03:11:37Z"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Omission:
    """An element that could not be read, a value or a whole row, why, and what it says."""

    element: etree._Element
    reason: str
    found: str = ""


class Unreadable(Exception):  # noqa: N818  # a signal between a row and who reads it, never seen outside
    """A row that lacks what it cannot be told without: ``omission`` is where and why."""

    def __init__(self, omission: Omission) -> None:
        super().__init__(omission.reason)
        self.omission = omission


class Row:
    """One element and its first child of each name; ``omissions`` gathers the unreadable."""

    __slots__ = ("children", "element", "omissions")

    def __init__(self, element: etree._Element, omissions: list[Omission]) -> None:
        self.element = element
        self.omissions = omissions
        self.children = {child.tag: child for child in element[::-1]}  # type: ignore[index]  # absent from the stubs

    def __contains__(self, name: str) -> bool:
        return name in self.children

    def leave_out(self, reason: str, found: str | None = None) -> None:
        """Tell that this row is left out."""
        self.omissions.append(Omission(self.element, reason, (found or "")[:120]))

    def leave_out_value(self, name: str, reason: str) -> None:
        """Tell that the value called *name* is left out."""
        self.omissions.append(self._omission(name, reason))

    def _omission(self, name: str, reason: str) -> Omission:
        return Omission(self.children.get(name, self.element), reason, (self.line(name) or "")[:120])

    # ---------------------------------------------------------------------------------- rows

    def row(self, *names: str) -> Row | None:
        """The first child of the first of *names* that is there."""
        for name in names:
            if (child := self.children.get(name)) is not None:
                return Row(child, self.omissions)
        return None

    def rows(self, *names: str) -> list[Row]:
        """The children called one of *names*, in document order."""
        return [Row(element, self.omissions) for element in self.element.iterchildren(*names)]

    def items(self, container: str, *names: str) -> Sequence[Row]:
        """The rows called *names* (``item`` where none is given) of the child *container*, in document order."""
        return [Row(element, self.omissions) for element in self.elements(container, *(names or ("item",)))]

    def elements(self, container: str, *names: str) -> Iterable[etree._Element]:
        """The elements called *names* of the child *container*, in document order."""
        child = self.children.get(container)
        return () if child is None else child.iterchildren(*names)

    # -------------------------------------------------------------------------------- values

    def raw(self, *names: str) -> list[str | None]:
        """The texts of children as they stand."""
        find = self.children.get
        return [None if (child := find(name)) is None else child.text for name in names]

    def line(self, name: str) -> str | None:
        """The text of a child on one line."""
        child = self.children.get(name)
        if child is None or (text := child.text) is None:
            return None
        return _short_line(text) if len(text) < _SHORT else one_line(text)

    def line_inside(self, container: str, name: str) -> str | None:
        """The text of the first *name* in the child *container*, on one line."""
        return next((_line(inner.text) for inner in self.children.get(container, ()) if inner.tag == name), None)

    def words(self, name: str) -> str | None:
        """The text of a child that holds HTML, as plain text."""
        child = self.children.get(name)
        text = None if child is None else child.text
        return (html_to_text(text) or None) if text else None

    def day(self, name: str) -> dt.date | None:
        """A calendar date, or the date part of a moment that stands for a day."""
        return self._value(name, read_day, _DAY)

    def moment(self, name: str) -> dt.datetime | None:
        """A moment with its zone."""
        return self._value(name, read_moment, _MOMENT)

    def washington_day(self, name: str) -> dt.date | None:
        """The day it was in Washington at a moment, or the date where the document gives only that."""
        return self._value(name, _read_washington_day, f"{_MOMENT} or {_DAY}")

    def clock(self, name: str) -> dt.time | None:
        """A time of day like ``15:45:18``."""
        return self._value(name, _read_clock, "a time of day like 15:45:18")

    def whole(self, name: str) -> int | None:
        """A whole number."""
        return self._value(name, read_whole, "a whole number")

    def _value(self, name: str, read: Callable[[str], T | None], expected: str) -> T | None:
        child = self.children.get(name)
        if child is None or (text := child.text) is None:
            return None
        value = read(text) if len(text) < _SHORT else None
        if value is None and not text.isspace():
            self.leave_out_value(name, f"not {expected}")
        return value

    def need(self, name: str, value: T | None) -> T:
        """*value* of the child *name*, which the row cannot do without.

        Raises:
            Unreadable: there is none.
        """
        if value is None:
            reason = f"no {name}" if self.line(name) is None else f"not a {name} billtrack can read"
            raise Unreadable(self._omission(name, reason))
        return value

    def need_line(self, name: str) -> str:
        """The text of a child the row cannot do without; raises ``Unreadable``."""
        return self.line(name) or self.need(name, None)


def texts_of(element: etree._Element) -> dict[str, str | None]:
    """The text of the first child of each name: all that a row of plain values needs, in two thirds of the time."""
    return {child.tag: child.text for child in element[::-1]}  # type: ignore[index]  # absent from the stubs


def each(rows: Sequence[Row], read: Callable[[Row], T | None]) -> tuple[T, ...]:
    """Read every row; those that cannot be read are told to their omissions instead."""
    if not rows:
        return ()
    values = []
    for row in rows:
        try:
            value = read(row)
        except Unreadable as unreadable:
            row.leave_out(unreadable.omission.reason, unreadable.omission.found)
        else:
            if value is not None:
                values.append(value)
    return tuple(values)


def path_of(element: etree._Element) -> str:
    """The names from below the root down to *element*: ``bill/actions/item/text``."""
    names = [str(element.tag), *(str(parent.tag) for parent in element.iterancestors())]
    return "/".join(reversed(names[:-1])) or names[0]


def line_of(element: etree._Element) -> int:
    """The line *element* begins on, from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


# ----------------------------------------------------------------------------------- reading
# Official files repeat themselves: parties, states, days.  What was read once is remembered.

_SHORT = 64
_short_line = lru_cache(maxsize=8192)(one_line)


def _line(text: str | None) -> str | None:
    return _short_line(text) if text is None or len(text) < _SHORT else one_line(text)


@lru_cache(maxsize=8192)
def read_day(text: str) -> dt.date | None:
    """Read ``2017-05-23``, or the date part of ``2017-05-23T04:00:00Z``."""
    text = text.strip()
    if len(text) > 10 and text[10] != "T":
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def read_moment(text: str) -> dt.datetime | None:
    """Read ``2017-05-24T03:11:37Z``; a moment without a zone is not known."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
        if moment.tzinfo is dt.UTC:
            return moment
        return None if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=8192)
def _read_washington_day(text: str) -> dt.date | None:
    if len(text) == len("2017-05-23"):
        return read_day(text)
    moment = read_moment(text)
    return None if moment is None else washington_day(moment)


def washington_day(moment: dt.datetime) -> dt.date | None:
    """The day it was in Washington; ``None`` at the very ends of the calendar."""
    try:
        return moment.astimezone(_WASHINGTON).date()
    except OverflowError:
        return None


@lru_cache(maxsize=8192)
def _read_clock(text: str) -> dt.time | None:
    """Read ``17:03:20``, or ``5:03PM`` as the oldest files write it."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, half = int(match["hour"]), match["half"]
    if half is not None:
        hour = hour % 12 + (12 if half == "PM" else 0)
    try:
        return dt.time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None


def read_whole(text: str) -> int | None:
    """Read a number of at most nine digits, leading zeros allowed."""
    text = text.strip()
    return int(text) if text.isdigit() and text.isascii() and len(text) < 10 else None
