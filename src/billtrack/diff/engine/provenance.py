"""Where every character of the new text comes from: a comparison for programs and evaluators.

Only ``diff --format provenance`` loads this.  Offsets count characters that are not white space.  They count through
the clauses in order (number, heading, words of each), unless *runs* map the clauses to a file.  In a file, characters
that the reader added (quotation marks) have no place, and words outside the clauses (a long title, an enacting formula)
have one.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from billtrack.diff.engine.fold import WORD, fold
from billtrack.diff.engine.relations import Relation, relations
from billtrack.diff.engine.result import Comparison, Op, Span, display_text
from billtrack.model.clauses import Clause

MADE = -1
"""The place of a character that is in no file."""

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "‑": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the file outside every clause, from *offset* on."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class TextPlaces:
    """Where a text's characters are in its file; without ``runs``, offsets count through the clauses.

    ``runs``: (start, offset, length), for *length* characters of the clauses, from *start* on, that are in the file
    from *offset* on.
    """

    runs: tuple[tuple[int, int, int], ...] | None = None
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """``runs``: (new start, length, old start), ascending; no character is in two."""

    runs: tuple[tuple[int, int, int], ...]
    relations: tuple[Relation, ...]


def provenance(comparison: Comparison, old: TextPlaces = TextPlaces(), new: TextPlaces = TextPlaces()) -> Provenance:
    """Map each character of the new text to the old character it came from, including moved and re-quoted ones.

    Words that both sides of a hunk have count as carried over, although displays show the hunk as a whole.  "Light the
    lamp." to "Light the red lamp." gives the runs (0, 8, 0) and (11, 5, 8).
    """
    olds, news = _Text(comparison.old, old), _Text(comparison.new, new)
    pairs = sorted(
        (there, here)
        for a, b in _carried(comparison)
        if (here := olds.places[a]) != MADE and (there := news.places[b]) != MADE
    )
    beside = _asides(old.asides, new.asides)
    pairs += [(b.offset + at, a.offset + at) for a, b in beside for at in range(len(a.text))]
    found = relations(comparison, olds.stretches(), news.stretches())
    same = tuple(Relation("same", (_stretch(a),), (_stretch(b),), moved=False) for a, b in beside)
    return Provenance(tuple(_runs(sorted(pairs))), (*found, *same))


class _Text:
    """The characters of one text: each one's place, and where each clause begins."""

    def __init__(self, clauses: Sequence[Clause], where: TextPlaces) -> None:
        self.starts = _starts(clauses)
        if where.runs is None:
            self.places = array("q", range(self.starts[-1]))
        else:
            self.places = array("q", [MADE]) * self.starts[-1]
            for start, offset, length in where.runs:
                self.places[start : start + length] = array("q", range(offset, offset + length))

    def stretches(self) -> list[tuple[int, int] | None]:
        """Where each clause begins and ends in the file; ``None`` for one that is in no file."""
        found: list[tuple[int, int] | None] = []
        for start, end in pairwise(self.starts):
            held = [place for place in self.places[start:end] if place != MADE]
            found.append((min(held), max(held) + 1) if held else None)
        return found


# ------------------------------------------------------------------------------- characters


def _carried(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """Yield equal characters (old, new), as offsets through the clauses."""
    olds, news = _starts(comparison.old), _starts(comparison.new)
    left: dict[int, tuple[list[int], str]] = {}
    came: dict[int, tuple[list[int], str]] = {}
    gone_old: Counter[tuple[int, ...]] = Counter()
    gone_new: Counter[tuple[int, ...]] = Counter()
    for unit in comparison.units:
        old = [at for i in unit.old for at in range(olds[i], olds[i + 1])]
        new = [at for j in unit.new for at in range(news[j], news[j + 1])]
        a, b = gone_old[unit.old], gone_new[unit.new]
        for old_text, new_text, fragment in _pieces(unit.spans):
            here, there = old[a : a + len(old_text)], new[b : b + len(new_text)]
            a, b = a + len(old_text), b + len(new_text)
            if fragment is not None:
                (left if old_text else came)[fragment] = (here or there, old_text or new_text)
            elif old_text and new_text:
                yield from _same_characters(here, old_text, there, new_text)
        gone_old[unit.old], gone_new[unit.new] = a, b
    for number, (here, text) in left.items():
        yield from _same_characters(here, text, *came[number])


def _pieces(spans: Sequence[Span]) -> Iterator[tuple[str, str, int | None]]:
    """Yield (old, new, fragment) text of each span; hunks are cut at the words both sides have."""
    at = 0
    while at < len(spans):
        span = spans[at]
        if span.op is Op.EQUAL:
            yield _squash(span.old_text), _squash(span.text), None
            at += 1
            continue
        end = at
        while end < len(spans) and spans[end].op is not Op.EQUAL:
            end += 1
        hunk = spans[at:end]
        if any(piece.fragment is not None for piece in hunk):
            for piece in hunk:
                yield _squash(piece.old_text), _squash(piece.new_text), piece.fragment
        else:
            yield from _inside_hunk("".join(s.old_text for s in hunk), "".join(s.new_text for s in hunk))
        at = end


def _inside_hunk(old: str, new: str) -> Iterator[tuple[str, str, None]]:
    olds, news = WORD.findall(old), WORD.findall(new)
    last_i = last_j = 0
    if olds and news:
        found = LCSseq.opcodes([fold(word) for word in olds], [fold(word) for word in news]).as_matching_blocks()
        for block in found:
            if any(word[0].isalnum() for word in olds[block.a : block.a + block.size]):
                yield "".join(olds[last_i : block.a]), "", None
                yield "", "".join(news[last_j : block.b]), None
                last_i, last_j = block.a + block.size, block.b + block.size
                yield "".join(olds[block.a : last_i]), "".join(news[block.b : last_j]), None
    yield "".join(olds[last_i:]), "", None
    yield "", "".join(news[last_j:]), None


def _same_characters(here: Sequence[int], old: str, there: Sequence[int], new: str) -> Iterator[tuple[int, int]]:
    """Pair the characters of two texts that are equal when folded; characters that folding dropped have no partner."""
    plain_old, plain_new = old.translate(_PLAIN), new.translate(_PLAIN)
    if plain_old == plain_new:
        yield from zip(here, there, strict=True)
        return
    for block in LCSseq.opcodes(plain_old, plain_new).as_matching_blocks():
        for k in range(block.size):
            yield here[block.a + k], there[block.b + k]


def _asides(old: Sequence[Aside], new: Sequence[Aside]) -> list[tuple[Aside, Aside]]:
    """Pair words outside the clauses that both files have, in order."""
    ids: dict[str, str] = {}
    words = [[_squash(aside.text).translate(_PLAIN) for aside in side] for side in (old, new)]
    olds, news = ("".join(ids.setdefault(text, chr(0xE000 + len(ids))) for text in side) for side in words)
    blocks = LCSseq.opcodes(olds, news).as_matching_blocks()
    return [(old[block.a + k], new[block.b + k]) for block in blocks for k in range(block.size)]


def _stretch(aside: Aside) -> tuple[int, int]:
    return aside.offset, aside.offset + len(aside.text)


def _runs(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Join pairs of characters (new, old) that follow each other: (new start, length, old start)."""
    found: list[tuple[int, int, int]] = []
    for there, here in pairs:
        start, length, source = found[-1] if found else (there, 0, here)
        if there == start + length and here == source + length:
            found[-1:] = [(start, length + 1, source)]
        else:
            found.append((there, 1, here))
    return found


def _starts(clauses: Sequence[Clause]) -> list[int]:
    starts = [0]
    for clause in clauses:
        starts.append(starts[-1] + len(_squash(display_text(clause))))
    return starts


def _squash(text: str) -> str:
    return "".join(text.split())
