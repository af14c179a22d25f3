"""Where each word of a text begins and ends, found on demand.

No word contains a space, and the encoding already tells how many words each space-separated piece has.  So a long
clause with three changed words is not cut into words a second time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from billtrack.diff.engine.fold import WORD
from billtrack.model.patterns import pattern

_PIECE = pattern(r"\S+")


class WordPlaces:
    """The words of a text by number: (start, end) in characters, end exclusive.

    Parts are added in the order of the text; ``len`` counts the words.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[_Part] = []
        self._firsts: list[int] = []
        self._count = 0

    def add(self, start: int, part: str, pieces: Sequence[str], counts: Iterable[int]) -> None:
        """Add *part* of the text at *start*, cut at its spaces into *pieces*; *counts*: the words in each piece."""
        gaps = list(accumulate(map(len, pieces), initial=0))
        if gaps[-1] + len(pieces) - 1 != len(part):  # not one space after each piece but the last
            gaps = [match.start() - at for at, match in enumerate(_PIECE.finditer(part))]
        self._add(_Part(start, pieces, gaps, list(accumulate(counts, initial=0))))

    def add_word(self, start: int, word: str) -> None:
        """Add one word that may contain spaces: the number of a clause."""
        self._add(_Part(start, (word,), (0,), (0, 1)))

    def _add(self, part: _Part) -> None:
        self._parts.append(part)
        self._firsts.append(self._count)
        self._count += part.words[-1]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, word: int) -> tuple[int, int]:
        place = bisect_right(self._firsts, word) - 1
        part, inner = self._parts[place], word - self._firsts[place]
        piece = bisect_right(part.words, inner) - 1
        return self._words_of(part, piece)[inner - part.words[piece]]

    def beginning_at(self, start: int) -> int | None:
        """Find the word that begins at character *start*; ``None`` if none does."""
        place = bisect_right(self._parts, start, key=lambda part: part.start) - 1
        if place < 0:
            return None
        part = self._parts[place]
        piece = bisect_right(range(len(part.pieces)), start, key=part.begin_of) - 1
        inside = self._words_of(part, piece) if piece >= 0 else []
        before = self._firsts[place] + part.words[piece]
        return next((before + at for at, (begin, _) in enumerate(inside) if begin == start), None)

    def _words_of(self, part: _Part, piece: int) -> list[tuple[int, int]]:
        begin = part.begin_of(piece)
        end = begin + len(part.pieces[piece])
        if part.words[piece + 1] - part.words[piece] == 1:
            return [(begin, end)]
        return [match.span() for match in WORD.finditer(self._text, begin, end)]


class _Part(NamedTuple):
    """A stretch of text: its pieces, and before each one the characters (less one space per piece) and the words."""

    start: int
    pieces: Sequence[str]
    gaps: Sequence[int]
    words: Sequence[int]

    def begin_of(self, piece: int) -> int:
        return self.start + self.gaps[piece] + piece
