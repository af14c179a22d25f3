"""Answers for programs: JSON, JSON lines, CSV and TSV."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping

from billtrack.model.patterns import pattern
from billtrack.output.formats import Answer, Json, JsonObject
from billtrack.output.page import UNSEEN, Table, cleaned

SCHEMA_VERSION = 1


def json_text(answer: Answer) -> str:
    """Write the whole answer as one JSON object."""
    return _dumped(named_twice(answer.data()), indent=2)


def json_lines(answer: Answer) -> str:
    """Write one JSON object per line, one for each part of the answer."""
    return "".join(_dumped(_with_measure(item), indent=None) for item in answer.items())


_OF_MEASURES = ("measures", "hits", "problems")


def named_twice(value: JsonObject) -> JsonObject:
    """Name each measure listed in the whole answer *value* under ``measure``, as CSV does, beside ``id``."""
    return {key: _named(each) if key in _OF_MEASURES else each for key, each in value.items()}


def _named(listed: Json) -> Json:
    if not isinstance(listed, list | tuple):
        return listed
    return [_with_measure(each) if isinstance(each, Mapping) else each for each in listed]


def _with_measure(item: JsonObject) -> JsonObject:
    if "id" not in item or "measure" in item:
        return item
    return {**item, "measure": item["id"]}


def _dumped(value: JsonObject, *, indent: int | None) -> str:
    """JSON in UTF-8, safe on a terminal: what it would obey or hide is escaped, and reads back the same."""
    text = json.dumps({"schema_version": SCHEMA_VERSION, **value}, ensure_ascii=False, indent=indent)
    if not text.isascii() or "\x7f" in text:
        text = re.sub(f"[{UNSEEN}]", lambda found: json.dumps(found[0])[1:-1], text)
    return f"{text}\n"


def csv_text(table: Table, *, has_headers: bool = True) -> str:
    """Write *table* as CSV (RFC 4180, UTF-8, lines ending in LF), one line per row, and one of column names first.

    A cell that a spreadsheet might run as a formula gets an apostrophe in front: one that begins with ``=``, ``+``,
    ``-`` or ``@`` (full-width ones too), after spaces or apostrophes if any.  Removing one apostrophe from a cell that
    begins ``'=``, ``''=``, ``' =`` and so on gives back the text.
    """
    return _delimited(table, ",", has_headers=has_headers)


def tsv_text(table: Table, *, has_headers: bool = True) -> str:
    """Write *table* as tab-separated values; cells are those of CSV."""
    return _delimited(table, "\t", has_headers=has_headers)


def _delimited(table: Table, delimiter: str, *, has_headers: bool) -> str:
    import csv  # noqa: PLC0415 - JSON, asked for far more often, does not need it

    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    if has_headers:
        writer.writerow([column.key for column in table.columns])
    writer.writerows([spreadsheet_safe(cell) for cell in row] for row in cleaned(table).rows)
    return file.getvalue()


_FORMULA = pattern(r"[' ]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def spreadsheet_safe(cell: str) -> str:
    """Keep a spreadsheet from reading *cell* as a formula; control characters are gone already."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
