"""Find the words of a quotation in a text, and tell whether they match exactly.

A quotation may span several clauses.  Its words are found by their letters alone; then the printed words are compared
with the quoted ones, mark by mark, by the rules of ``diff``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate, islice, pairwise

from billtrack.diff.engine import Op, Span, compare
from billtrack.diff.engine.fold import WORD, fold, key_of
from billtrack.diff.engine.printing import is_same_printing
from billtrack.model.clauses import Clause
from billtrack.model.values import Value
from billtrack.texts.quotation import ALTERED, Gap, Quotation, places_of

REPLACED_WORDS = 12
"""The most words that brackets may stand for."""
NEAR = 0.6
"""The smallest share of its words that a near quotation has in common with the text, in the same order."""


_FEW = 3
"""With fewer words, a quotation is near to almost anything."""


class ClauseWords(Value, frozen=True):
    """The words of one clause, separated by single spaces.

    The first ``heading`` characters are its number and heading, whose case does not count.
    """

    address: str
    words: str
    heading: int = 0


class QuoteVerdict(StrEnum):
    """How a quotation matches a text, the best match first."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    NEAR = "near"
    ABSENT = "absent"

    @property
    def rank(self) -> int:
        """Its rank; 0 is the best."""
        return list(QuoteVerdict).index(self)


class Match(Value, frozen=True):
    """The match of a quotation in a text: the verdict, the address of the first clause, and for ``near`` the spans."""

    verdict: QuoteVerdict
    address: str = ""
    differs: tuple[Span, ...] = ()


def letters_apart(spans: Sequence[Span]) -> int:
    """Count the characters that only one side has."""
    return sum(len(span.text) for span in spans if span.op is not Op.EQUAL)


ABSENT = Match(QuoteVerdict.ABSENT)


class QuotedText:
    """Consecutive words of a text, prepared to be searched for many quotations.

    Only the clauses around a match of the letters are compared word by word.
    """

    def __init__(self, stretches: Sequence[ClauseWords]) -> None:
        self._stretches = stretches
        keys = loose_key(_BETWEEN.join([each.words for each in stretches])).split(_BETWEEN)
        self._offsets = list(accumulate(map(len, keys), initial=0))[:-1]
        self._key = "".join(keys)

    def find_whole(self, quotation: Quotation) -> Match:
        """Find the place that has every word of *quotation*; among equal places, the earliest."""
        windows = self._windows([loose_key(_trimmed(piece)) for piece in quotation.pieces])
        return _first_exact(window.find_whole(quotation) for window in windows) or ABSENT

    def _windows(self, keys: Sequence[str]) -> Iterator[Window]:
        """The clauses around each place that has the letters of all pieces, in order."""
        if not keys or not all(key in self._key for key in keys):
            return
        last = self._key.rfind(keys[-1]) + len(keys[-1])
        seen: tuple[int, int] | None = None
        for at in places_of(keys[0], self._key):
            window = self._clauses(at, at + len(keys[0]) if len(keys) == 1 else last)
            if window != seen and at < last:
                yield Window(self._stretches[slice(*window)])
            seen = window
            if len(keys) > 1:
                return

    def _clauses(self, start: int, end: int) -> tuple[int, int]:
        """The clauses with the letters *start* to *end*, and one more on each side."""
        first, last = bisect_right(self._offsets, start) - 1, bisect_left(self._offsets, max(end, start + 1))
        return max(0, first - 1), last + 1

    def find_near(self, quotation: Quotation) -> Match:
        """Find the place with most pairs of neighboring words of *quotation*."""
        words = [loose_key(found[0]) for found in WORD.finditer(" ".join(quotation.pieces).replace(ALTERED, ""))]
        words = [word for word in words if word]
        size = sum(map(len, words))
        pairs = sorted({a + b for a, b in pairwise(words)}, key=lambda pair: (-len(pair), pair))[:_PAIRS]
        places = sorted(at for pair in pairs for at in islice(places_of(pair, self._key), _MOST))
        if not places:
            return ABSENT
        together = [bisect_right(places, at + size) - number for number, at in enumerate(places)]
        start = places[together.index(max(together))]
        return Window(self._stretches[slice(*self._clauses(start - size // 2, start + size * 3 // 2))]).near(quotation)


_BETWEEN = "\x02"
"""A character that no text has."""
_PAIRS, _MOST = 40, 400
"""The most pairs of words to look for, the longest first, and the most places of each."""


def loose_key(words: str) -> str:
    """Fold *words* to letters, digits and the marks that do not vary in print; places are found by this key."""
    return key_of(words.replace(ALTERED, "")).translate(_AT_WILL)


_AT_WILL = str.maketrans("", "", "-\"'")


def _first_exact(found: Iterable[Match | None]) -> Match | None:
    """The first exact one, else the first."""
    best: Match | None = None
    for each in found:
        if each is not None and each.verdict is QuoteVerdict.EXACT:
            return each
        best = best or each
    return best


class Window:
    """A few clauses, split into words."""

    def __init__(self, stretches: Sequence[ClauseWords]) -> None:
        self._stretches = stretches
        parts = [each.words for each in stretches]
        self._starts = list(accumulate((len(part) + 1 for part in parts), initial=0))[:-1]
        self._text = " ".join(parts)
        words = [(found.start(), found.end(), key_of(found[0])) for found in WORD.finditer(self._text)]
        self._words = [word for word in words if word[2]]
        self._offsets = list(accumulate((len(key) for _, _, key in self._words), initial=0))
        self._key = "".join(key for _, _, key in self._words)

    def find_whole(self, quotation: Quotation) -> Match | None:
        """The place with every word: with the marks at the ends of the quotation, else without them."""
        trimmed = tuple(map(_trimmed, quotation.pieces))
        found = self._every_piece(quotation.pieces, quotation.gaps)
        if found is not None or trimmed == quotation.pieces:
            return found
        return self._every_piece(trimmed, quotation.gaps)

    def _every_piece(self, pieces: Sequence[str], gaps: Sequence[Gap]) -> Match | None:
        keys = ["".join(map(key_of, WORD.findall(piece.replace(ALTERED, "")))) for piece in pieces]
        firsts = self._places(keys[0], 0) if all(keys) else ()
        return _first_exact(self._judged(pieces, self._chain(keys, gaps, first)) for first in firsts)

    def _judged(self, pieces: Sequence[str], spans: Sequence[tuple[int, int]] | None) -> Match | None:
        verdict = self._judge(pieces, spans) if spans else None
        return Match(verdict, self._address(spans[0][0])) if spans and verdict else None

    def _places(self, key: str, start: int) -> Sequence[tuple[int, int]]:
        """Every run of whole words that reads as *key*, from word *start* on: first word, word after the last."""
        found = []
        for at in places_of(key, self._key, self._offsets[start]):
            first, end = bisect_left(self._offsets, at), bisect_left(self._offsets, at + len(key))
            if self._offsets[first] == at and self._offsets[end] == at + len(key):
                found.append((first, end))
        return found

    def _chain(self, keys: Sequence[str], gaps: Sequence[Gap], first: tuple[int, int]) -> list[tuple[int, int]] | None:
        """The places of all pieces in order, the first at *first*; ``None`` if one is missing."""
        spans = [first]
        for key, gap in zip(keys[1:], gaps, strict=True):
            end = spans[-1][1]
            following = next(iter(self._places(key, end)), None) if end < len(self._words) else None
            if following is None or (gap is Gap.REPLACED and following[0] - end > REPLACED_WORDS):
                return None
            spans.append(following)
        return spans

    def _judge(self, pieces: Sequence[str], spans: Sequence[tuple[int, int]]) -> QuoteVerdict | None:
        """The verdict on the words at *spans*; ``None`` if they differ from the pieces in more than typography."""
        verdict = QuoteVerdict.EXACT
        for piece, (first, end) in zip(pieces, spans, strict=True):
            printed = self._text[self._words[first][0] : self._words[end - 1][1]]
            quoted = _restored(piece, printed)
            if printed == quoted:
                continue
            if not _is_same(*self._headings_in_one_case(printed, quoted, self._words[first][0])):
                return None
            verdict = QuoteVerdict.TYPOGRAPHIC
        return verdict

    def _headings_in_one_case(self, printed: str, quoted: str, start: int) -> tuple[str, str]:
        """Both with headings in lowercase, since prints differ in setting them in capitals."""
        ends = [begin + each.heading for begin, each in zip(self._starts, self._stretches, strict=True)]
        spans = [(max(0, a - start), b - start) for a, b in zip(self._starts, ends, strict=True) if start < b > a]
        if not spans or len(printed) != len(quoted):
            return printed, quoted
        for begin, end in spans:
            printed, quoted = (side[:begin] + side[begin:end].lower() + side[end:] for side in (printed, quoted))
        return printed, quoted

    def _address(self, word: int) -> str:
        return self._stretches[bisect_right(self._starts, self._words[word][0]) - 1].address

    def near(self, quotation: Quotation) -> Match:
        """The run of as many words that has most of the quoted ones, if that is enough."""
        quoted = " ".join(quotation.pieces).replace(ALTERED, "")
        keys = [key_of(found[0]) for found in WORD.finditer(quoted)]
        wanted = Counter(key for key in keys if key)
        size = sum(wanted.values())
        if size < _FEW or not self._words:
            return ABSENT
        start = self._best_start(wanted, size)
        end = min(start + size + 2, len(self._words))
        window = self._text[self._words[start][0] : self._words[end - 1][1]]
        (unit, *more) = compare((_clause(window),), (_clause(quoted),)).units
        common = sum(len(WORD.findall(span.text)) for span in unit.spans if span.op is Op.EQUAL)
        if more or common < NEAR * size:
            return ABSENT
        first, spans = _without_ends(unit.spans)
        before = sum(
            1 for found in WORD.finditer("".join(span.text for span in unit.spans[:first])) if key_of(found[0])
        )
        return Match(QuoteVerdict.NEAR, self._address(start + before), spans)

    def _best_start(self, wanted: Counter[str], size: int) -> int:
        keys = [key for _, _, key in self._words]
        held: Counter[str] = Counter()
        score = best = at = 0
        for place, key in enumerate(keys):
            if held[key] < wanted[key]:
                score += 1
            held[key] += 1
            if place >= size:
                gone = keys[place - size]
                held[gone] -= 1
                if held[gone] < wanted[gone]:
                    score -= 1
            if score > best:
                best, at = score, max(0, place - size + 1)
        return at


def _without_ends(spans: tuple[Span, ...]) -> tuple[int, tuple[Span, ...]]:
    """Drop the words of the text before and after the quotation, and count the spans dropped before it."""
    first, end = 0, len(spans)
    while end - first > 1 and spans[first].op is Op.DELETE and spans[first + 1].op is Op.EQUAL:
        first += 1
    while end - first > 1 and spans[end - 1].op is Op.DELETE and spans[end - 2].op is Op.EQUAL:
        end -= 1
    return first, spans[first:end]


def _trimmed(piece: str) -> str:
    """The piece without marks at its ends that may be the article's: quotes, and a mark before the last quote."""
    return piece.strip(" “”\"‘’'").rstrip(",.;:—–- ").rstrip("“”\"‘’'")


def _restored(piece: str, printed: str) -> str:
    """The piece with each letter marked as altered in the case it has in *printed*."""
    restored = ""
    for place, part in enumerate(piece.split(ALTERED)):
        at = len(restored)
        is_letter = place and part and printed[at : at + 1].lower() == part[0].lower()
        restored += printed[at] + part[1:] if is_letter else part
    return restored


def _is_same(printed: str, quoted: str) -> bool:
    """Whether both print the same; a quotation inside a quotation has the other kind of marks."""
    if is_same_printing(printed, quoted):
        return True
    return is_same_printing(fold(printed).replace('"', "'"), fold(quoted).replace('"', "'"))


def _clause(text: str) -> Clause:
    return Clause(("text",), "section", None, None, text, 0, False, None)
