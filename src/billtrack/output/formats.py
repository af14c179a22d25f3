"""The output formats: one table, from which options, file endings, help and completion are made.

Loads no library, so that choosing a format costs nothing; a writer is loaded when it writes.

JSON: an object starts with ``"schema_version": 1`` and is printed with its keys in the documented order.  ``null``
is *unknown* or *none*, ``[]`` *known to be none*; a part that the record does not hold at all is ``null`` too and
named in the object's ``not_loaded``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeAlias, TypeVar

if TYPE_CHECKING:
    from billtrack.output.page import Page, Table

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | None"
JsonObject: TypeAlias = Mapping[str, Json]


class Takes(Enum):
    """Which part of an answer a writer takes; ``OWN``: the command writes the format itself."""

    PAGE = "page"
    ANSWER = "answer"
    TABLE = "table"
    OWN = "own"


class Format(StrEnum):
    """Every output format: name, what its writer takes, the writer, file endings, help.

    The first ending is the usual one.  To add a format: a line here, and its writer.
    """

    takes: Takes
    endings: tuple[str, ...]
    help: str
    _writer: str

    def __new__(  # noqa: D102 - a line of the table
        cls,
        name: str,
        takes: Takes,
        writer: str,
        endings: tuple[str, ...],
        help: str,  # noqa: A002
    ) -> Self:
        self = str.__new__(cls, name)
        self._value_ = name
        self.takes, self._writer, self.endings, self.help = takes, writer, endings, help
        return self

    # fmt: off - a table
    TABLE = "table", Takes.PAGE, "screen:screen_lines", (), "boxes and color, the default on a terminal"
    PLAIN = "plain", Takes.PAGE, "plain:plain_lines", (".txt",), "the default when piped"
    MARKDOWN = "markdown", Takes.PAGE, "markdown:markdown_text", (".md", ".markdown"), "CommonMark"
    JSON = "json", Takes.ANSWER, "programs:json_text", (".json",), "one object"
    JSONL = "jsonl", Takes.ANSWER, "programs:json_lines", (".jsonl",), "one object per line"
    CSV = "csv", Takes.TABLE, "programs:csv_text", (".csv",), "comma-separated"
    TSV = "tsv", Takes.TABLE, "programs:tsv_text", (".tsv",), "tab-separated"
    XLSX = "xlsx", Takes.TABLE, "excel:workbook", (".xlsx",), "Excel"
    HTML = "html", Takes.PAGE, "html.blocks:page_html", (".html", ".htm"), "a web page"
    DOCX = "docx", Takes.PAGE, "word.blocks:page_word", (".docx",), "Word"
    PDF = "pdf", Takes.PAGE, "printing:page_pdf", (".pdf",), "printed by Chromium or LibreOffice"
    PROVENANCE = "provenance", Takes.OWN, "", (), "every word with the text it comes from"
    EML = "eml", Takes.OWN, "", (".eml",), "an e-mail message in a file"
    ATOM = "atom", Takes.OWN, "", (".atom",), "a feed"
    ICS = "ics", Takes.OWN, "", (".ics",), "a calendar"
    # fmt: on

    @property
    def is_text(self) -> bool:
        """Whether it is text, which a terminal can show."""
        return self not in {Format.XLSX, Format.DOCX, Format.PDF}

    @property
    def is_screen(self) -> bool:
        """Whether it is read on the screen, and so may be read ``linear``."""
        return self in {Format.TABLE, Format.PLAIN}

    def writer(self) -> Callable[..., Any]:
        """Load the function that writes this format; the formats of a screen are written line by line."""
        module, _, function = self._writer.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"billtrack.output.{module}"), function)
        return found


EVERYWHERE = tuple(each for each in Format if each.takes is not Takes.OWN)
"""The formats every answer can be written in."""


def format_of(ending: str, offered: Sequence[Format]) -> Format | None:
    """Find the format of files whose names end in *ending* (``.csv``), in either case."""
    return next((each for each in offered if ending.lower() in each.endings), None)


class Output(NamedTuple):
    """How to write the answer.

    ``None`` leaves the choice to the console: ``format`` a table on a terminal and plain in a pipe, ``colour``
    where the terminal has it, ``width`` the terminal's.  ``pager`` is a command line, ``""`` none.  ``fields``: the
    columns wanted, in their order; none means all.  ``save`` takes the bytes in place of standard output.
    """

    format: Format | None = None
    linear: bool = False
    colour: bool | None = None
    width: int | None = None
    pager: str | None = None
    fields: tuple[str, ...] = ()
    has_headers: bool = True
    has_bom: bool = False
    save: Callable[[bytes], None] | None = None


class Answer(Protocol):
    """One answer, its content defined once for readers, once for programs."""

    def data(self) -> JsonObject:
        """The whole answer for JSON, without ``schema_version``."""

    def items(self) -> Sequence[JsonObject]:
        """Its parts for JSON lines, one per line."""

    def table(self) -> Table:
        """The rows for CSV, TSV and Excel; columns may be added, never renamed or dropped."""

    def page(self) -> Page:
        """What people read."""


Item = TypeVar("Item")


def listed(parts: Sequence[Item] | None, data: Callable[[Item], Json]) -> Json:
    """A list for JSON: null where the part is not loaded, ``[]`` where there is known to be none."""
    return None if parts is None else [data(part) for part in parts]


def iso(moment: dt.date | dt.time | None) -> str | None:
    """A date or time as ISO 8601 writes it."""
    return None if moment is None else moment.isoformat()
