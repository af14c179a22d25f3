"""Elements as rows of named values: the first child of each name, white space folded, values checked.

Knows how the official files write days, moments, times and numbers; knows no element by name.  A missing value is
``None``; an unreadable one is also ``None`` and reported in the document's ``Notes``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar
from zoneinfo import ZoneInfo

from lxml import etree

from billtrack.model.values import Value
from billtrack.sources.html import html_to_text
from billtrack.sources.xml import one_line

_WASHINGTON = ZoneInfo("America/New_York")
_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?P<half>AM|PM))?", re.ASCII)

T = TypeVar("T")
R = TypeVar("R", bound="Row")


@dataclass(frozen=True, slots=True)
class Omission:
    """An element that could not be read, a value or a whole row, the reason, and its text."""

    element: etree._Element
    reason: str
    found: str = ""


class Notes:
    """What a reader notes about one document: the elements it could not read."""

    def __init__(self) -> None:
        self.omissions: list[Omission] = []

    def rows(self, elements: Sequence[etree._Element]) -> list[Row]:
        """Read each element as a row; all at once, as a call for each takes as long as reading it."""
        return [Row(each, self, {child.tag: child.text for child in each[::-1]}) for each in elements]  # type: ignore[index]  # absent from the stubs

    def text(self, element: etree._Element, name: str) -> str | None:
        """Give the text of the first child of *element* called *name*."""
        return next((child.text for child in element if child.tag == name), None)

    def branch(self, element: etree._Element) -> Branch:
        """Read *element* as a row with rows inside."""
        children = {child.tag: child for child in element[::-1]}  # type: ignore[index]  # as above
        return Branch(element, self, {name: child.text for name, child in children.items()}, children)


class AskedNotes(Notes):
    """Notes that also say what the reader asked for, by path: texts (``asked``) and containers (``entered``)."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()
        self.entered: set[str] = set()

    def rows(self, elements: Sequence[etree._Element]) -> list[Row]:
        """Read each element, and note each text that is asked for."""
        rows = super().rows(elements)
        return [Row(row.element, self, _Noted(row.texts, path_of(row.element), self.asked)) for row in rows]

    def text(self, element: etree._Element, name: str) -> str | None:
        """Give the text, and note that it was requested."""
        self.asked.add(f"{path_of(element)}/{name}")
        return super().text(element, name)

    def branch(self, element: etree._Element) -> Branch:
        """Read *element*, and note each text and each child that is asked for."""
        branch, path = super().branch(element), path_of(element)
        return Branch(
            element, self, _Noted(branch.texts, path, self.asked), _Noted(branch.children, path, self.entered)
        )


class _Noted(dict[str, T]):
    """A mapping that notes the path of every key that is asked for."""

    def __init__(self, values: dict[str, T], path: str, noted: set[str]) -> None:
        super().__init__(values)
        self._path, self._noted = path, noted

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as dict's
        self._noted.add(f"{self._path}/{key}")
        return super().get(key, default)


class ValueKind(NamedTuple, Generic[T]):
    """How to read a value (``None`` if it is unreadable), and what it looks like, for messages."""

    read: Callable[[str], T | None]
    looks: str


class Unreadable(Exception):  # noqa: N818  # a signal between a row and its reader, never seen outside
    """A row lacks a required value; ``omission`` says where and why."""

    def __init__(self, omission: Omission) -> None:
        super().__init__(omission.reason)
        self.omission = omission


class Row(Value, frozen=True, eq=False):
    """One element: the texts of its children, the first of each name; ``notes`` are about its document."""

    element: etree._Element
    notes: Notes
    texts: dict[str, str | None]

    def __contains__(self, name: str) -> bool:
        return name in self.texts

    def leave_out(self, reason: str, found: str | None = None) -> None:
        """Report that this row is left out."""
        self.notes.omissions.append(Omission(self.element, reason, (found or "")[:120]))

    def leave_out_value(self, name: str, reason: str) -> None:
        """Report that the value *name* is left out."""
        self.notes.omissions.append(self._omission(name, reason))

    def _omission(self, name: str, reason: str) -> Omission:
        child = next(self.element.iterchildren(name), self.element)
        return Omission(child, reason, (self.line(name) or "")[:120])

    def line(self, name: str) -> str | None:
        """Give the text of a child on one line."""
        text = self.texts.get(name)
        return _short_line(text) if text is None or len(text) < _SHORT else one_line(text)

    def words(self, name: str) -> str | None:
        """Give the text of a child with HTML, as plain text."""
        text = self.texts.get(name)
        return (html_to_text(text) or None) if text else None

    def value(self, name: str, kind: ValueKind[T]) -> T | None:
        """Give the value of a child; an unreadable one is reported and ``None``."""
        text = self.texts.get(name)
        if text is None:
            return None
        short = text if len(text) < _SHORT else text.strip()
        value = kind.read(short) if len(short) < _SHORT else None
        if value is None and not text.isspace():
            self.leave_out_value(name, f"not {kind.looks}")
        return value

    def lack(self, name: str) -> NoReturn:
        """Give up a row that requires the child *name*.

        Raises:
            Unreadable: always.
        """
        reason = f"no {name}" if self.line(name) is None else f"unreadable {name}"
        raise Unreadable(self._omission(name, reason))

    def need_line(self, name: str) -> str:
        """Give the text of a required child; raises ``Unreadable``."""
        return self.line(name) or self.lack(name)

    def need(self, name: str, kind: ValueKind[T]) -> T:
        """Give the value of a required child; raises ``Unreadable``."""
        value = self.value(name, kind)
        return self.lack(name) if value is None else value


class Branch(Row, frozen=True, eq=False):
    """A row with rows inside: also its children, the first of each name."""

    children: dict[str, etree._Element]

    def branch(self, name: str) -> Branch | None:
        """Find the first child called *name*."""
        child = self.children.get(name)
        return None if child is None else self.notes.branch(child)

    def rows(self, container: str, *names: str) -> Sequence[Row]:
        """List the rows called *names* (default: ``item``) in the child *container*, in document order."""
        return self.notes.rows(self._elements(container, names))

    def branches(self, container: str, *names: str) -> Sequence[Branch]:
        """List rows like ``rows``, for rows with rows inside."""
        return [self.notes.branch(element) for element in self._elements(container, names)]

    def _elements(self, container: str, names: Sequence[str]) -> Sequence[etree._Element]:
        child, names = self.children.get(container), names or ("item",)
        return () if child is None else [inner for inner in child[:] if inner.tag in names]  # type: ignore[index]  # as above

    def line_inside(self, container: str, name: str) -> str | None:
        """Give the text of the first *name* in the child *container*, on one line."""
        child = self.children.get(container)
        return None if child is None else one_line(self.notes.text(child, name))


def each(rows: Sequence[R], read: Callable[[R], T | None]) -> tuple[T, ...]:
    """Read every row; unreadable ones are noted instead."""
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
    """Give the path of *element* below the root: ``bill/actions/item/text``."""
    names = [str(element.tag), *(str(parent.tag) for parent in element.iterancestors())]
    return "/".join(reversed(names[:-1])) or names[0]


def line_of(element: etree._Element) -> int:
    """Give the line where *element* begins, from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


# Official files repeat parties, states and days, so these results are cached.

_SHORT = 64
_short_line = lru_cache(maxsize=8192)(one_line)


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
    """Read ``2017-05-24T03:11:37Z``; a moment without a zone is refused."""
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
    """Give the day in Washington; ``None`` at the very ends of the calendar."""
    try:
        return moment.astimezone(_WASHINGTON).date()
    except OverflowError:
        return None


@lru_cache(maxsize=8192)
def _read_clock(text: str) -> dt.time | None:
    """Read ``17:03:20``, or ``5:03PM`` as in the oldest files."""
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


DAY = ValueKind(read_day, "a date like 2017-05-23")
"""A calendar date, or the date part of a moment that means a day."""
MOMENT = ValueKind(read_moment, "a time like 2017-05-24T03:11:37Z")
"""A moment with its zone."""
WASHINGTON_DAY = ValueKind(_read_washington_day, f"{MOMENT.looks} or {DAY.looks}")
"""The day in Washington at a moment, or a date if the document gives only that."""
CLOCK = ValueKind(_read_clock, "a time of day like 15:45:18")
WHOLE = ValueKind(read_whole, "a whole number")
