"""Tables typed in columns, to rows with bars between the cells: which column an amount is in is law.

``Fine.....      $500`` under ``Kind   Minimum   Maximum`` is ``Fine | $500 |``, as the XML of the same table is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

BAR = " | "
"""Between two cells of a row."""

_Span = tuple[int, int]

_LEADERS = r"(?:\.{3,}|(?: \.){3,})"
_CELL = re.compile(rf"(?P<words>\S+?(?: \S+?)*?) ?{_LEADERS}|\S+(?: \S+)*")
_GAP = re.compile(rf"(?<=\S) {{3,}}(?=\S)|{_LEADERS} *(?=\S|$)")
_LEADER = re.compile(rf"{_LEADERS} *(?=\S|$)")
_RULE = frozenset(" \t—_=+|-")
_ITEM = re.compile(r"\s*[“‘]*\(\w{1,5}\)\s")
_BODY = re.compile(r"\s*(?:SEC(?:TION|\.) ?\d|Sec\. ?\d|Whereas\b|Resolved\b|That\b)")
_LEAST_LINES = 2
_SHORTEST_RULE = 3
_LABEL = 60
"""A longer line is prose, not a label that goes on in the next row."""


def is_row(text: str) -> bool:
    """Whether a paragraph is a row of a table."""
    return BAR in text or text.endswith(BAR.rstrip())


def with_rows(lines: Sequence[str]) -> list[str]:
    """Write the tables in the body of a text as rows, each a paragraph of its own; other lines stay.

    A table is two or more lines with wide gaps inside, one after another.  The lines with most cells tell where its
    columns are.
    """
    at = next((at for at, line in enumerate(lines) if _BODY.match(line)), len(lines))
    found = list(lines[:at])
    while at < len(lines):
        end = _end_of_table(lines, at)
        block = [line for line in lines[at:end] if not _is_rule(line)]
        if _is_table(block):
            found += [each for row in _rows(block) for each in ("", row, "")]
        else:
            found += block
        at = end
    return found


def _end_of_table(lines: Sequence[str], at: int) -> int:
    """Find the end of the table that may begin at line *at*; the next line if none does."""
    end = at + 1
    if not _is_wide(lines[at]):
        return end
    while end < len(lines):
        goes_on = _is_wide(lines[end])
        if not goes_on and end + 1 < len(lines) and _is_label(lines[end]) and _is_wide(lines[end + 1]):
            end += 1
        elif not goes_on:
            break
        end += 1
    return end


def _is_wide(line: str) -> bool:
    """Whether a line has a wide gap, a leader or bars, or is a rule."""
    words = line.strip()
    if _ITEM.match(line) and not _LEADER.search(words):
        return False
    return _GAP.search(words) is not None or "|" in words or _is_rule(line)


def _is_rule(line: str) -> bool:
    return _RULE.issuperset(line) and len(line.strip()) >= _SHORTEST_RULE


def _is_label(line: str) -> bool:
    return 0 < len(line.strip()) <= _LABEL and not _ITEM.match(line) and not _BODY.match(line)


def _is_table(block: Sequence[str]) -> bool:
    """Whether the lines have columns in common: prose that is spaced out to a margin has none but by chance."""
    wide = [line for line in block if _is_wide(line)]
    if len(wide) < _LEAST_LINES or any("|" in line or _LEADER.search(line) for line in wide):
        return len(wide) >= _LEAST_LINES
    rows = [_cells(line) for line in wide]
    columns = len(_columns([span for row in rows for span, _ in row]))
    has_numbers = any(not any(map(str.isalpha, words)) for row in rows for _, words in row[1:])
    return columns > 1 and (has_numbers or columns == max(map(len, rows)))


def _rows(block: Sequence[str]) -> Iterator[str]:
    """The rows of a table, with as many cells as it has columns."""
    if all("|" in line for line in block):
        yield from (BAR.join(cell.strip() for cell in line.split("|")).strip() for line in block)
        return
    rows = [_cells(line) for line in block]
    most = max(map(len, rows))
    columns = _columns([span for row in rows if len(row) == most for span, _ in row])
    for row in rows:
        cells = [""] * len(columns)
        for span, words in row:
            at = _column_of(span, columns)
            cells[at] = f"{cells[at]} {words}".strip()
        yield BAR.join(cells).rstrip()


def _cells(line: str) -> list[tuple[_Span, str]]:
    return [(cell.span(), cell["words"] or cell[0]) for cell in _CELL.finditer(line)]


def _columns(spans: list[_Span]) -> list[_Span]:
    """Join the spans that overlap: each column reaches from its leftmost character to its rightmost."""
    found: list[_Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _column_of(span: _Span, columns: Sequence[_Span]) -> int:
    """Find the column that a cell overlaps most, or else the nearest."""
    start, end = span
    first = max(0, bisect_left(columns, start, key=itemgetter(1)) - 1)
    last = max(first + 1, bisect_right(columns, end, key=itemgetter(0)) + 1)
    near = range(first, min(last, len(columns)))
    return max(near, key=lambda at: min(end, columns[at][1]) - max(start, columns[at][0]))
