"""The canonical YAML writer: plain values -> one spelling, easy to read and to compare line by line.

Knows YAML and nothing of Congress; needs no library.  A mapping of short values is one row, a list of words one line;
everything else has one key or item per line, and long text is folded without changing words.  Invisible characters
are escaped, and text that could be read as another type is quoted, by the rules of both YAML 1.1 and 1.2.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from billtrack.errors import InputError
from billtrack.model.patterns import pattern

WIDTH = 100
ROW = 200
MAX_DEPTH = 60

Written: TypeAlias = "str | int | dt.date | dt.time | tuple[Written, ...] | dict[str, Written] | None"

# A row of short values, such as a cosponsor, may be wider than a line.
_SHORT = 40
_NARROWEST = 40
_PLAIN = pattern(r"[A-Za-z][^:#\n]*(?<! )")
_PLAIN_IN_ROW = pattern(r"[A-Za-z][^:#\n,\[\]{}?]*(?<! )")  # PyYAML reads "A?" before a bracket as a key
_TYPED_WORD = pattern(r"(?:true|false|null|yes|no|on|off|y|n)", re.IGNORECASE)
_BREAK = pattern(r"(?<=[^ ]) (?=[^ ])")
_RAGGED = pattern(r"\A[ \n]| \Z| \n|\n\n\Z")
_INVISIBLE = (
    "\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f"
)
_HIDDEN = pattern(f"[{_INVISIBLE}]")
_ESCAPED = pattern(f'["\\\\\n{_INVISIBLE}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\xa0": "\\_"}


def write_yaml(record: dict[str, Written]) -> str:
    """Write *record* as YAML with its keys in the order given; ends with a line feed.

    Raises:
        InputError: values are nested deeper than ``MAX_DEPTH`` levels.
    """
    lines: list[str] = []
    for key, value in record.items():
        lines += _entry(f"{key}:", value, 2)
    return "\n".join(lines) + "\n"


def _entry(lead: str, value: Written, inner: int) -> Iterator[str]:
    """Write *value* after *lead*, a key or dash; later lines are indented *inner* columns."""
    if inner > 2 * MAX_DEPTH:
        raise InputError(f"values nested deeper than {MAX_DEPTH} levels cannot be written")
    if isinstance(value, str):
        yield from _text(lead, value, inner)
    elif not isinstance(value, tuple | dict):
        yield f"{lead} {_scalar(value)}"
    elif (row := _row_of(value, len(lead) + 1)) is not None:
        yield f"{lead} {row}"
    elif isinstance(value, tuple):
        yield lead
        for item in value:
            yield from _entry(f"{' ' * inner}-", item, inner + 2)
    else:
        yield from _mapping(lead, value, inner)


def _mapping(lead: str, mapping: dict[str, Written], inner: int) -> Iterator[str]:
    lines = (line for key, value in mapping.items() for line in _entry(f"{' ' * inner}{key}:", value, inner + 2))
    if lead.endswith("-"):
        yield f"{lead} {next(lines).lstrip(' ')}"
    else:
        yield lead
    yield from lines


def _row_of(value: tuple[Written, ...] | dict[str, Written], start: int) -> str | None:
    """Write a collection as one row from column *start*; ``None`` if separate lines read better."""
    if isinstance(value, tuple) and any(isinstance(item, dict) for item in value):
        return None
    row = _row(value, WIDTH - start, WIDTH)
    if row is None and isinstance(value, dict):
        row = _row(value, ROW - start, _SHORT)
    return row


def _row(value: Written, room: int, longest: int) -> str | None:
    """Write *value* in at most *room* columns, no text longer than *longest*; ``None`` if impossible."""
    if isinstance(value, str):
        row = _quoted(value, _PLAIN_IN_ROW) if len(value) <= longest and "\n" not in value else None
    elif isinstance(value, tuple):
        items = _rows(value, room, longest)
        row = None if items is None else f"[{', '.join(items)}]"
    elif isinstance(value, dict):
        items = _rows(value.values(), room, longest)
        row = None if items is None else f"{{{', '.join(map('{}: {}'.format, value, items))}}}"
    else:
        row = _scalar(value)
    return row if row is not None and len(row) <= room else None


def _rows(values: Iterable[Written], room: int, longest: int) -> list[str] | None:
    rows = []
    for value in values:
        row = _row(value, room, longest)
        if row is None:
            return None
        rows.append(row)
        room -= len(row)
    return rows


def _scalar(value: int | dt.date | dt.time | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.time):
        return f'"{value.isoformat()}"'
    return str(value) if isinstance(value, int) else value.isoformat().replace("+00:00", "Z")


def _quoted(text: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """Write *text* on one line: plain if it cannot be misread, otherwise quoted."""
    if plain.fullmatch(text) and not _HIDDEN.search(text) and not _TYPED_WORD.fullmatch(text):
        return text
    if '"' in text and "'" not in text and "\n" not in text and not _HIDDEN.search(text):
        return f"'{text}'"
    return _in_quotes(text)


def _in_quotes(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in _ESCAPES:
        return _ESCAPES[match[0]]
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _text(lead: str, text: str, inner: int) -> Iterator[str]:
    """Write *text* after *lead*: on the line, folded or line by line below it, or quoted over several lines."""
    if "\n" not in text:
        line = f"{lead} {_quoted(text)}"
        if len(line) <= WIDTH or not _BREAK.search(text):
            yield line
            return
    header, lines = _block(text, max(WIDTH - inner, _NARROWEST))
    if header:
        yield f"{lead} {header}"
    elif lead.endswith("-"):
        yield f"{lead} {next(lines)}"
    else:
        yield lead
    yield from (f"{' ' * inner}{line}" if line else "" for line in lines)


def _block(text: str, room: int) -> tuple[str, Iterator[str]]:
    """Give the block indicator of *text*, empty for quoted text, and its lines."""
    body, chomp = (text[:-1], "") if text.endswith("\n") else (text, "-")
    paragraphs = body.split("\n")
    if not _HIDDEN.search(text) and not _RAGGED.search(text):
        if all(len(line) <= room for line in paragraphs):
            return f"|{chomp}", iter(paragraphs)
        if "\n " not in text:
            return f">{chomp}", _folded(paragraphs, room)
    return "", _wrapped(_in_quotes(text), room)


def _folded(paragraphs: list[str], room: int) -> Iterator[str]:
    """Break paragraphs into lines; in folded text an empty line stands for one line feed."""
    first, *others = paragraphs
    yield from _wrapped(first, room)
    for paragraph in others:
        yield ""
        if paragraph:
            yield from _wrapped(paragraph, room)


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Break *text* at single spaces into lines of at most *room* columns, if the words fit."""
    line, *words = _BREAK.split(text)
    for word in words:
        if len(line) + 1 + len(word) <= room:
            line += f" {word}"
        else:
            yield line
            line = word
    yield line
