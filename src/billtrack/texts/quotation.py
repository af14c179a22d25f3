"""A quotation as people print it: words, with ellipses for words left out and brackets for words changed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import accumulate, dropwhile, takewhile
from typing import AnyStr, NamedTuple

from billtrack.model.clauses import NAMED_LEVELS
from billtrack.model.measure_names import MeasureType
from billtrack.model.search_terms import LINE_END, letters_of, terms
from billtrack.model.values import Value
from billtrack.texts.printed import opening_formula

_ELLIPSIS = re.compile(
    r"\s*(?:\[\s*(?:\.\s?\.\s?\.|…)\s*\]|…|(?<!\.)\.\s?\.\s?\.(?:\s?\.)?(?!\.)|\*\s?\*\s?\*(?:\s?\*)?)\s*"
)
_SIC = re.compile(r"\s*\[(?:sic|emphasis (?:added|in (?:the )?original)|citations? omitted)\.?\]", re.IGNORECASE)
_BRACKET = re.compile(r"\[([^\[\]]{0,200})\]")
_LETTER = re.compile(r"\[([A-Za-z])\](?=[a-z])")
_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "”", "``": "''"}


ALTERED = "\x01"
"""Marks a letter whose case the writer changed, as brackets say."""


class Gap(Enum):
    """What may be between two pieces: words left out, or a few that brackets replace."""

    LEFT_OUT = "ellipsis"
    REPLACED = "brackets"


class Quotation(Value, frozen=True):
    """The words of a quotation: ``pieces`` in order, with one of ``gaps`` between each two.

    A letter altered in brackets (``[T]he``) follows ``ALTERED``: its case does not count.
    """

    text: str
    pieces: tuple[str, ...]
    gaps: tuple[Gap, ...]


def parse_quotation(text: str) -> Quotation:
    """Read a quotation; the marks around all of it, ``[sic]`` and an ellipsis at either end are dropped.

    Returns:
        A quotation without pieces if *text* has no words.
    """
    words = _unquoted(" ".join(_SIC.sub("", text).split()))
    words = _LETTER.sub(ALTERED + r"\1", words.replace(ALTERED, ""))
    pieces: list[str] = []
    gaps: list[Gap] = []
    for stretch in _ELLIPSIS.split(words):
        inner = [each.strip() for each in _BRACKET.sub("\0", stretch).split("\0")]
        for number, piece in enumerate(inner):
            if re.search(r"\w", piece) is None:
                continue
            if pieces:
                gaps.append(Gap.REPLACED if number else Gap.LEFT_OUT)
            pieces.append(piece)
    return Quotation(text, tuple(pieces), tuple(gaps))


def _unquoted(words: str) -> str:
    """Remove the marks around all of it, once: those of the article, not of the law."""
    for opening, closing in _CLOSING.items():
        inside = words[len(opening) : -len(closing)]
        if words.startswith(opening) and words.endswith(closing) and opening not in inside and closing not in inside:
            return inside.strip()
    return words


class QuotationSieve:
    """The letters of a quotation that every text with it must have, in order.

    Indexed words are those of the clauses without their numbers.  So every word of a quotation that may be of a number
    may be missing; nothing else may.  With *numbered*, the words of the clauses have their numbers, but not the names
    of levels that the page puts before them.
    """

    def __init__(self, quotation: Quotation, *, numbered: bool = False) -> None:
        self._pieces = [_runs(piece.replace(ALTERED, ""), numbered=numbered) for piece in quotation.pieces]
        self._size = sum(len(run.letters) for piece in self._pieces for run in piece)

    def lets_through(self, preamble: str, provisions: str, kind: MeasureType) -> bool:
        """Whether a measure of this *kind* with these lines may have the quotation.

        The page puts the formula before the provisions; that of a resolution takes the place of the first heading.
        """
        before, after = letters_of(preamble), letters_of(provisions)
        if self._may_be_in(before + after):
            return True
        opening = before[max(0, len(before) - self._size) :] + _formula(kind)
        unheaded = after[len(letters_of(provisions.partition(LINE_END)[0])) :]
        return any(self._may_be_in(opening + rest[: self._size]) for rest in (after, unheaded))

    def places(self, lines: Sequence[str]) -> list[tuple[int, int]]:
        """The first and last of *lines* at each place that may have a quotation without gaps; none: not known."""
        if len(self._pieces) != 1 or not self._pieces[0]:
            return []
        letters = letters_of(LINE_END.join(lines), LINE_END).split(LINE_END.encode())
        ends = list(accumulate(map(len, letters)))
        return [
            (bisect_right(ends, start), bisect_left(ends, end))
            for start, end in _found(b"".join(letters), self._pieces[0])
        ]

    def _may_be_in(self, letters: bytes) -> bool:
        return all(not piece or any(True for _ in _found(letters, piece)) for piece in self._pieces)


@cache
def _formula(kind: MeasureType) -> bytes:
    return letters_of(opening_formula(kind))


class _Letters(NamedTuple):
    """Letters that stand together; ``may_miss``: a text with the quotation may not have them here."""

    letters: bytes
    may_miss: bool


def _runs(words: str, *, numbered: bool) -> list[_Letters]:
    """The letters of *words*, from the first that may not miss to the last."""
    found: list[_Letters] = []
    for word in _WORD.findall(" ".join(terms(words))):
        run = _Letters(letters_of(word), word in _NAMES or (not numbered and _NUMBER.fullmatch(word) is not None))
        if run.may_miss or not found or found[-1].may_miss:
            found.append(run)
        else:
            found[-1] = _Letters(found[-1].letters + run.letters, may_miss=False)
    while found and found[-1].may_miss:
        found.pop()
    return list(dropwhile(lambda run: run.may_miss, found))


_WORD = re.compile(r"\d+|[^\W\d_]+")
_NAMES = NAMED_LEVELS | {"sec", "resolved"}
_NUMBER = re.compile(r"\d+|(\w)\1*|[ivxlcdm]+")
"""A part of the number of a clause: 101, 7702 and B, a, bb, iii."""


def _found(letters: bytes, runs: Sequence[_Letters]) -> Iterator[tuple[int, int]]:
    """Where *letters* have all *runs* in order, one after the other, except those that may miss: starts and ends.

    Looks around each place of the longest run, which is the rarest.
    """
    needed = [run for run in runs if not run.may_miss]
    if not all(run.letters in letters for run in needed):
        return
    rarest = max(needed, key=lambda run: len(run.letters))
    before = list(takewhile(lambda run: run is not rarest, runs))
    most = sum(len(run.letters) for run in before)
    least = sum(len(run.letters) for run in before if not run.may_miss)
    start = 0
    for place in places_of(rarest.letters, letters):
        start = max(start, place - most)
        for at in places_of(runs[0].letters, letters, start, place - least + len(runs[0].letters)):
            start = at + 1
            if ends := _ends(letters, runs, at):
                yield at, max(ends)


def places_of(part: AnyStr, letters: AnyStr, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where *part* stands in *letters*, in order; places may overlap."""
    at = letters.find(part, start, end)
    while at >= 0:
        yield at
        at = letters.find(part, at + 1, end)


def _ends(letters: bytes, runs: Sequence[_Letters], at: int) -> set[int]:
    """Where *runs* that begin at *at* may end; empty where one is missing."""
    ends = {at}
    for run, may_miss in runs:
        ends = {end + len(run) for end in ends if letters.startswith(run, end)} | (ends if may_miss else set())
    return ends
