"""The line of a text that answers a query best, and the words shown from it.

The best line has the most of the query's phrases; among equals, the first.  The title is used only if no clause has
any.  A part of that line is shown unchanged, with the positions of the marks in characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from billtrack.model.query.tree import Part, Phrase
from billtrack.model.search_terms import LINE_END, bytes_in_lowercase, searchable_with_places
from billtrack.model.values import Value

SNIPPET = 200
"""How many characters of a clause are shown; a few more to end at a word."""
_MOST = 100
"""Occurrences of one phrase to look at in one text; the best line is nearly always among the first."""

_BLOCK = 16_384
"""Bytes to look at first, or a few more, since lines stay whole; then twice as many each time."""
_SHORT_TITLE = "may be cited as"
"""Words of a short title clause, which ranks below a clause with substance."""

SEPARATOR = LINE_END.encode()
"""Separates two lines of a region."""

Span = tuple[int, int]


class Region(Value, frozen=True):
    """One part of a text: its lines in UTF-8, separated by ``SEPARATOR``.

    ``addresses`` has the address of each line, joined the same way, after those of *before* other lines.
    """

    part: Part
    lines: bytes
    addresses: bytes
    before: int = 0

    def address(self, number: int) -> str:
        """The address of the line *number*, from 0."""
        return _at(self.addresses, self.before + number)


def _at(joined: bytes, number: int) -> str:
    return joined.split(SEPARATOR, number + 1)[number].decode()


class Snippet(Value, frozen=True):
    """Words of one line, and the positions of the query's phrases in them.

    A position is a pair: the first character, and the character after the last.  ``is_cut_before``, ``is_cut_after``:
    the line continues there.
    """

    text: str
    marks: tuple[Span, ...]
    is_cut_before: bool
    is_cut_after: bool


class BestLine(Value, frozen=True):
    """The best line: its address, and what is shown of it."""

    address: str
    snippet: Snippet


def find_passage(phrases: Sequence[Phrase], regions: Sequence[Region]) -> BestLine | None:
    """Find the best line of a text; ``None`` if no line has any of *phrases*."""
    clauses = [region for region in regions if region.part is not Part.TITLE]
    titles = [region for region in regions if region.part is Part.TITLE]
    found = _best_line(phrases, clauses) or _best_line(phrases, titles)
    if found is None:
        return None
    region, line = found
    asked = [phrase for phrase in phrases if region.part in (phrase.parts or Part)]
    return BestLine(region.address(line.number), snippet_of(line.text, asked))


class _RankedLine(NamedTuple):
    """A line, its index, and how many phrases it has."""

    text: str
    number: int
    phrases: int


def _best_line(phrases: Sequence[Phrase], regions: Sequence[Region]) -> tuple[Region, _RankedLine] | None:
    best: tuple[Region, _RankedLine] | None = None
    for region in regions:
        asked = [phrase for phrase in phrases if region.part in (phrase.parts or Part)]
        found = _line_with_most(asked, region.lines)
        if found is not None and (best is None or found.phrases > best[1].phrases):
            best = (region, found)
    return best


def _line_with_most(phrases: Sequence[Phrase], lines: bytes) -> _RankedLine | None:
    """The line with the most *phrases*: among equals, the first that does not only name the measure."""
    best, found = (0, False), (0, b"", 0)
    left = [_MOST] * len(phrases)
    for start, block in _blocks(lines):
        rank, number = _best_in(phrases, bytes_in_lowercase(block), left)
        if rank > best:
            best, found = rank, (start, block, number)
        if best == (len(phrases), True) or not any(left):
            break
    if not best[0]:
        return None
    start, block, number = found
    return _RankedLine(_at(block, number), lines.count(SEPARATOR, 0, start) + number, best[0])


def _blocks(lines: bytes) -> Iterator[tuple[int, bytes]]:
    """Some whole lines at a time, and where they start: the best line often is among the first."""
    start, size = 0, _BLOCK
    while start < len(lines):
        end = lines.find(SEPARATOR, start + size) + 1 or len(lines)
        yield start, lines[start:end]
        start, size = end, size * 2


def _best_in(phrases: Sequence[Phrase], plain: str, left: list[int]) -> tuple[tuple[int, bool], int]:
    """The number of phrases in the best line of a block, whether the line says something, and its index.

    *left* are the occurrences of each phrase still to look at, and is brought up to date.
    """
    counts: Counter[int] = Counter()
    for at, phrase in enumerate(phrases):
        begins = [plain.rfind(LINE_END, 0, start) + 1 for start, _ in islice(_spans(phrase, plain), left[at])]
        left[at] -= len(begins)
        counts.update(set(begins))
    if not counts:
        return (0, False), 0
    most = max(counts.values())
    begins = sorted(begin for begin, count in counts.items() if count == most)
    real = next((begin for begin in begins if not _only_names(plain, begin)), None)
    return (most, real is not None), plain.count(LINE_END, 0, begins[0] if real is None else real)


def _only_names(lines: str, begin: int) -> bool:
    """Whether the line that begins there only gives the measure a short title."""
    end = lines.find(LINE_END, begin)
    return lines.find(_SHORT_TITLE, begin, end if end >= 0 else None) >= 0


def snippet_of(line: str, phrases: Sequence[Phrase]) -> Snippet:
    """Show the part of *line* around the first of *phrases*, with as many more as fit."""
    marks = marks_in(line, phrases)
    start, end = _window(line, marks)
    inside = tuple((max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
    return Snippet(line[start:end], inside, start > 0, end < len(line))


def marks_in(line: str, phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """The positions of *phrases* in *line*, in order; those that touch or overlap are merged."""
    plain, places = searchable_with_places(line)
    spans = sorted(span for phrase in phrases for span in _spans(phrase, plain))
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined) if places is None else tuple((places[a], max(places[b], places[b - 1] + 1)) for a, b in joined)


def _window(line: str, marks: Sequence[Span]) -> Span:
    """The part of *line* to show: whole words, with the first mark near the start."""
    if len(line) <= SNIPPET * 5 // 4:
        return 0, len(line)
    first = marks[0][0] if marks else 0
    start = 0 if first < SNIPPET // 2 else first - SNIPPET // 4
    start = max(0, min(start, len(line) - SNIPPET))
    if start:
        start = line.rfind(" ", 0, start + 1) + 1
    end = line.find(" ", start + SNIPPET)
    return start, len(line) if end < 0 else end


def _spans(phrase: Phrase, plain: str) -> Iterator[Span]:
    """The positions of *phrase* in searchable text in lowercase, in order."""
    pattern, first = _pattern(phrase), phrase.terms[0]
    start = plain.find(first)  # several times as fast as the pattern where the term is rare
    while start >= 0:
        if start and plain[start - 1].isalnum():
            start = plain.find(first, start + 1)
            continue
        found = pattern.match(plain, start)
        if found is not None:
            yield found.span()
        start = plain.find(first, found.end() if found else start + 1)


@lru_cache(maxsize=1024)
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """A pattern of *phrase* from its first letter; the caller checks the letter before it."""
    between = rf"(?:[^\w{LINE_END}]|_)+"
    end = r"[^\W_]*" if phrase.is_prefix else r"(?![^\W_])"
    return re.compile(between.join(map(re.escape, phrase.terms)) + end)
