"""One side of a unit as displayed: its clauses' text joined by newlines, and where each word is in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from billtrack.diff.engine.fold import WORD
from billtrack.diff.engine.references import ChangedWords
from billtrack.diff.engine.result import display_text
from billtrack.diff.engine.units import Side
from billtrack.model.patterns import pattern


class DisplayText:
    """Some clauses of one side as displayed, with their words; a clause number is one word.

    ``code`` encodes the words, one character each, and numbers as characters no other word has; ``numbers`` are the
    positions of the numbers.
    """

    def __init__(self, side: Side, indexes: Sequence[int]) -> None:
        self.indexes = tuple(indexes)
        self._side = side
        parts: list[str] = []
        numbers: set[int] = set()
        count = 0
        for at in indexes:
            number, code = side.number_codes[at], side.code(at)
            if number:
                numbers.add(count)
            parts += (number, code)
            count += len(number) + len(code)
        self.code = "".join(parts)
        self.numbers = frozenset(numbers)
        self._text: str | None = None
        self._places: WordPlaces | None = None
        self._headings: set[int] = set()
        self._is_whole = True

    @property
    def text(self) -> str:
        """The clauses as displayed, one per line."""
        if self._text is None:
            self._text = "\n".join([display_text(self._side.clauses[at]) for at in self.indexes])
        return self._text

    @property
    def places(self) -> WordPlaces:
        """Where each word begins and ends in ``text``."""
        if self._places is None:
            self._places = self._cut()
        return self._places

    def passage(self, start: int, stop: int) -> ChangedWords:
        """The characters *start* to *stop* as changed words of the clause they begin in, without its number."""
        place = bisect_right(self._begins, start) - 1
        begin = self._begins[place]
        at = self.indexes[place] if self._is_whole else None
        return ChangedWords(self._words_of[place], start - begin, stop - begin, at)

    @cached_property
    def _begins(self) -> list[int]:
        """Where each clause's heading or words begin in ``text``, after its number."""
        found, at = [], 0
        for index in self.indexes if self._is_whole else ():
            clause = self._side.clauses[index]
            found.append(at + len(clause.enum) + 1 if clause.enum else at)
            at += len(display_text(clause)) + 1
        return found or [0]

    @cached_property
    def _words_of(self) -> list[str]:
        ends = [*self._begins[1:], len(self.text)]
        return [self.text[begin:end] for begin, end in zip(self._begins, ends, strict=True)]

    def is_heading(self, word: int) -> bool:
        """Whether the word is in a heading."""
        return bool(self.places) and word in self._headings

    def ends_heading(self, first: int, end: int) -> bool:
        """Whether the words *first* to *end* (or, if none, that position) end a heading."""
        return self.is_heading(end - 1 if first < end else first - 1) and not self.is_heading(end)

    @property
    def level(self) -> str:
        """The level of the first clause; empty without clauses."""
        return self._side.levels[self.indexes[0]] if self.indexes else ""

    def words(self, first: int, end: int) -> list[str]:
        """The words *first* to *end*, or to the last, as printed."""
        return [self.text[slice(*self.places[word])] for word in range(first, min(end, len(self.code)))]

    def part(self, first: int, end: int, cut: int | None = None) -> DisplayText:
        """The words *first* to *end* as a separate text; *cut*: how many characters of the last word to keep."""
        start, (last, stop) = self.places[first][0], self.places[end - 1]
        stop = stop if cut is None else last + cut
        found = DisplayText(self._side, ())
        found._is_whole = False
        found.indexes, found.code = self.indexes, self.code[first:end]
        found._text = self.text[start:stop]
        found._places = WordPlaces(found._text)
        for word in range(first, end):
            begin, after = self.places[word]
            found._places.add_word(begin - start, self.text[begin : min(after, stop)])
        found.numbers = frozenset(word - first for word in self.numbers)
        found._headings = {word - first for word in self._headings}
        return found

    def _cut(self) -> WordPlaces:
        places = WordPlaces(self.text)
        at = 0
        for index in self.indexes:
            clause, known = self._side.clauses[index], self._side.vocabulary
            if enum := clause.enum:
                if self._side.number_codes[index]:
                    places.add_word(at + len(enum) - len(enum.lstrip()), enum.strip())
                at += len(enum) + 1
            if clause.header:
                first = len(places)
                places.add(at, clause.header, *known.heading_pieces(clause.header))
                self._headings.update(range(first, len(places)))
                at += len(clause.header) + 1
            if clause.text:
                places.add(at, clause.text, *known.text_pieces(clause.text))
                at += len(clause.text) + 1
            if not (clause.enum or clause.header or clause.text):
                at += 1
        return places


# ----------------------------------------------------------------------------- where words are

_PIECE = pattern(r"\S+")


class WordPlaces:
    """The words of a text by number: (start, end) in characters, end exclusive; found on demand.

    No word contains a space, and the encoding already tells how many words each space-separated piece has.  So a long
    clause with three changed words is not cut into words a second time.

    Parts are added in the order of the text; ``len`` counts the words.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[_TextPart] = []
        self._firsts: list[int] = []
        self._count = 0

    def add(self, start: int, part: str, pieces: Sequence[str], counts: Iterable[int]) -> None:
        """Add *part* of the text at *start*, cut at its spaces into *pieces*; *counts*: the words in each piece."""
        gaps = list(accumulate(map(len, pieces), initial=0))
        if gaps[-1] + len(pieces) - 1 != len(part):  # not one space after each piece but the last
            gaps = [match.start() - at for at, match in enumerate(_PIECE.finditer(part))]
        self._add(_TextPart(start, pieces, gaps, list(accumulate(counts, initial=0))))

    def add_word(self, start: int, word: str) -> None:
        """Add one word that may contain spaces: the number of a clause."""
        self._add(_TextPart(start, (word,), (0,), (0, 1)))

    def _add(self, part: _TextPart) -> None:
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

    def _words_of(self, part: _TextPart, piece: int) -> list[tuple[int, int]]:
        begin = part.begin_of(piece)
        end = begin + len(part.pieces[piece])
        if part.words[piece + 1] - part.words[piece] == 1:
            return [(begin, end)]
        return [match.span() for match in WORD.finditer(self._text, begin, end)]


class _TextPart(NamedTuple):
    """A stretch of text: its pieces, and before each one the characters (less one space per piece) and the words."""

    start: int
    pieces: Sequence[str]
    gaps: Sequence[int]
    words: Sequence[int]

    def begin_of(self, piece: int) -> int:
        return self.start + self.gaps[piece] + piece
