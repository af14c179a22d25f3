"""The formats an answer can be given in, and what an answer must offer to be given in all of them.

Loads no library, so that choosing a format costs nothing.

JSON: an object starts with ``"schema_version": 1`` and is printed with its keys in the documented order.  ``null``
is *unknown* or *none*, ``[]`` *known to be none*; a part that the record does not hold at all is ``null`` too and
named in the object's ``not_loaded``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from billtrack.output.page import Page, Table

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | None"
JsonObject: TypeAlias = Mapping[str, Json]


class Format(StrEnum):
    """Every format; ``html`` and ``docx`` belong to the commands that write documents."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"


class Output(NamedTuple):
    """How a person or program wants the answer.

    ``None`` leaves the choice to the console: ``format`` a table on a terminal and plain in a pipe, ``colour``
    where the terminal has it, ``width`` the terminal's.  ``pager`` is a command line, ``""`` none.
    """

    format: Format | None = None
    linear: bool = False
    colour: bool | None = None
    width: int | None = None
    pager: str | None = None


class Answer(Protocol):
    """One answer, its content defined once for readers, once for programs."""

    def data(self) -> JsonObject:
        """The whole answer for JSON, without ``schema_version``."""

    def items(self) -> Sequence[JsonObject]:
        """Its parts for JSON lines, one a line."""

    def table(self) -> Table:
        """The rows for CSV and TSV; the columns never change."""

    def page(self) -> Page:
        """What people read."""


Part = TypeVar("Part")


def listed(parts: Sequence[Part] | None, data: Callable[[Part], Json]) -> Json:
    """A list for JSON: null where the part is not loaded, ``[]`` where there is known to be none."""
    return None if parts is None else [data(part) for part in parts]


def iso(moment: dt.date | dt.time | None) -> str | None:
    """A date or time as ISO 8601 writes it."""
    return None if moment is None else moment.isoformat()
