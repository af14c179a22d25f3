"""What answers are made of: an answer about several measures, values of JSON, cells of CSV, counts in words.

JSON and CSV name each value once: ``attributes`` takes it from the result under the name the model has for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import ClassVar, Generic, TypeVar

from billtrack.model.values import Value
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Column, Page, Row, Table

Part = TypeVar("Part")


class PartsAnswer(Value, Generic[Part], frozen=True):
    """An answer in parts; a subclass says what is written about one, in JSON, in CSV and on the page.

    ``named`` is the key of the parts in JSON, and the field that has them unless ``parts`` says otherwise; an answer
    with its own ``parts`` and ``data`` needs none.
    """

    named: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]] = ()

    def parts(self) -> Sequence[Part]:
        """The parts, in order."""
        found: Sequence[Part] = getattr(self, self.named)
        return found

    def item(self, part: Part) -> JsonObject:
        """One part for JSON."""
        raise NotImplementedError

    def rows(self, part: Part) -> Iterable[Row]:
        """One part for CSV: a row of what it has for JSON."""
        yield cells(self.columns, self.item(part))

    def blocks(self, part: Part) -> Iterable[Block]:
        """One part for people."""
        raise NotImplementedError

    def data(self) -> JsonObject:
        """The whole answer for JSON: its parts under their name."""
        return {self.named: self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per part."""
        return [self.item(each) for each in self.parts()]

    def table(self) -> Table:
        """The rows of all parts."""
        return Table(self.columns, tuple(row for each in self.parts() for row in self.rows(each)))

    def page(self) -> Page:
        """One part after the other."""
        return Page(tuple(block for each in self.parts() for block in self.blocks(each)))


class MeasuresAnswer(PartsAnswer[Part], Generic[Part], frozen=True):
    """An answer about several measures."""

    measures: tuple[Part, ...]
    named = "measures"


def attributes(value: object, names: str) -> dict[str, Json]:
    """Give the attributes *names* of *value*, with spaces between, for JSON.

    A date or time is in ISO 8601, a member of an enum is its value, an ID is in its canonical form.
    """
    return {name: _plain(getattr(value, name)) for name in names.split()}


def _plain(value: object) -> Json:
    match value:
        case Enum():
            return _plain(value.value)
        case None | str() | int() | float():
            return value
        case dt.date() | dt.time():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return str(value)


def named_columns(names: str) -> tuple[Column, ...]:
    """Make the columns *names*, with spaces between, of a table for programs."""
    return tuple(Column(name, name) for name in names.split())


def cells(of: Iterable[Column], values: Mapping[str, Json]) -> Row:
    """Take a row of CSV from values of JSON: null is empty, ``; `` separates those of a list."""
    return tuple(_cell(values[column.key]) for column in of)


def _cell(value: Json) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "; ".join(map(_cell, value))
        case _:
            return str(value)


def counted(number: int, noun: str) -> str:
    """Write *number* with its noun: ``1 seat``, ``3,859 seats``, ``2 committees``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def signature_note(*, is_original: bool, withdrawn: dt.date | None) -> str:
    """Write what a table says of a signature: ``original, withdrawn 2017-06-01``."""
    return ", ".join(filter(None, ("original" if is_original else "", f"withdrawn {withdrawn}" if withdrawn else "")))
