"""From words to shingles, the CRC-32 of every run of four words of a text, and from shingles to a sketch.

The words are those of headings and provisions, folded as search folds them.  Numbers of provisions are left out, since
they change whenever a provision is inserted before them.  A checksum is the same on every machine and in every version
of Python, and needs no Python code for each word.

A sketch has all shingles of a short text, and of a longer one only those below a bound, which is halved as the text
grows.  A shingle below it is in the sketch of every text that has it, so what sketches share estimates what the texts
share (FracMinHash; Irber and others 2022), and the number of sketches that have a shingle estimates how rare it is.

The fewer measures have a shingle, the more it says (``Rarity``), and the more it counts in how similar two texts are
(``likeness``).  A shingle in two measures weighs 1, one in d measures 1 / (d - 1): a measure shares it with d - 1
others, of which at most a few are its companions.  So the words common to all disapprovals of a rule, or to all bills
that name a post office, weigh next to nothing, and the name of the rule or of the post office counts.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain, groupby, repeat
from zlib import crc32

from billtrack.model.clauses import Clause
from billtrack.model.measure_names import TextId
from billtrack.model.search_terms import searchable_in_lowercase
from billtrack.model.values import Value

SHINGLE_WORDS = 4
"""Fewer words find texts that only sound alike, more miss reworded ones; measured on pairs CRS calls identical."""

_APART = bytes(code if chr(code).isalnum() or code > 127 else 32 for code in range(256))


def words_of(clauses: Iterable[Clause]) -> str:
    """The words of *clauses* that are compared: headings and texts, one per line."""
    return "\n".join([line for clause in clauses for line in (clause.header, clause.text) if line])


def shingles(words: str) -> set[int]:
    """The shingles of *words*, 32 bits each; a text shorter than a shingle has one, an empty text none."""
    terms = searchable_in_lowercase(words).encode().translate(_APART).split()
    if len(terms) < SHINGLE_WORDS:
        return {crc32(b" ".join(terms))} if terms else set()
    runs = zip(*(terms[start:] for start in range(SHINGLE_WORDS)), strict=False)
    return set(map(crc32, map(b" ".join, runs)))


FULL = 64
"""A text with up to this many shingles keeps them all; a longer one keeps between half as many and as many."""
LAST_SCALE = 5
"""The longest texts keep one shingle in thirty-two: enough to see that one contains a short text."""
HASHES = 1 << 32
"""Every shingle is a number below this."""
SKETCH_METHOD = f"crc32/{SHINGLE_WORDS}/{FULL}/{LAST_SCALE}"
"""How sketches are made; sketches made in different ways cannot be compared."""


class Sketch(Value, frozen=True):
    """The shingles of a text below ``HASHES >> scale``, ascending; ``size`` counts those of the whole text.

    ``hashes`` never change.
    """

    size: int
    scale: int
    hashes: array[int]

    @property
    def bound(self) -> int:
        """All shingles of the text below this number are in the sketch, and no others."""
        return HASHES >> self.scale

    def below(self, bound: int) -> array[int]:
        """Its shingles below *bound*."""
        return self.hashes if bound >= self.bound else self.hashes[: bisect_left(self.hashes, bound)]


class SketchedText(Value, frozen=True):
    """A text and its sketch."""

    text: TextId
    sketch: Sketch


def sketch(shingles: Collection[int]) -> Sketch:
    """Sketch a text that has these *shingles*, given without repeats."""
    size = len(shingles)
    scale = min(((size - 1) // FULL).bit_length(), LAST_SCALE) if size else 0
    bound = HASHES >> scale
    kept = sorted([each for each in shingles if each < bound] if scale else shingles)
    return Sketch(size, scale, array("I", kept))


FORM = 64
"""A shingle in more measures than this is boilerplate and weighs nothing."""


class Rarity:
    """The weights of shingles; *weights* has those in several measures, any other weighs 1."""

    def __init__(self, weights: Mapping[int, float]) -> None:
        self.weights = weights

    @classmethod
    def among(cls, texts: Iterable[SketchedText]) -> Rarity:
        """Weigh the shingles of *texts*; the texts of one measure must be next to each other."""
        return cls._counted(_held_by_measure(texts))

    @classmethod
    def of_these(cls, shingles: frozenset[int], texts: Iterable[SketchedText]) -> Rarity:
        """Weigh only *shingles*, otherwise as ``among``."""
        return cls._counted(map(shingles.intersection, _held_by_measure(texts)))

    @classmethod
    def _counted(cls, held: Iterable[Iterable[int]]) -> Rarity:
        holders = Counter(chain.from_iterable(held))
        return cls({each: weight_of(count) for each, count in holders.items() if count > 1})

    def of(self, shingles: Iterable[int]) -> float:
        """Add up the weights of *shingles*."""
        return sum(map(self.weights.get, shingles, repeat(1.0)))

    def telling(self, shingles: Iterable[int]) -> int:
        """Count those of *shingles* that are not boilerplate."""
        return sum(map(bool, map(self.weights.get, shingles, repeat(1.0))))


def weight_of(holders: int) -> float:
    """The weight of a shingle that is in *holders* measures, at least 2.

    It is a multiple of 2**-32, so weights add up to the same number in any order.
    """
    return 0.0 if holders > FORM else round(_UNITS / (holders - 1)) / _UNITS


_UNITS = 1 << 32


def _held_by_measure(texts: Iterable[SketchedText]) -> Iterator[Iterable[int]]:
    """The shingles of each measure, without repeats."""
    for _, held in groupby(texts, lambda each: each.text.measure):
        first, *others = (each.sketch.hashes for each in held)
        yield frozenset(first).union(*others) if others else first


LEAST_EVIDENCE = 6
"""Shingles, not counting boilerplate, that two texts must share for their similarity to mean anything."""


class Likeness(Value, frozen=True):
    """Shares by weight, from 0 to 1: of both texts, of the first in the second, and of the second in the first.

    All are 1 for a text and itself, and 0 if what the texts share is too little to be evidence.
    """

    similarity: float
    a_in_b: float
    b_in_a: float


NOTHING = Likeness(0.0, 0.0, 0.0)


def likeness(a: AbstractSet[int], b: AbstractSet[int], rarity: Rarity, *, below: int) -> Likeness:
    """Compare the shingles of two texts.

    *rarity* knows the weights of the shingles under *below*.  The others, in both texts, in the first alone and in the
    second alone, are assumed to weigh on average as much as the known ones of the same group.
    """
    shared = a & b
    if _telling(shared, rarity, below) < LEAST_EVIDENCE:
        return NOTHING
    common = _weight(shared, rarity, below)
    only_a, only_b = _weight(a - b, rarity, below), _weight(b - a, rarity, below)
    return Likeness(
        similarity=2 * common / (2 * common + only_a + only_b),
        a_in_b=common / (common + only_a),
        b_in_a=common / (common + only_b),
    )


def _weight(shingles: AbstractSet[int], rarity: Rarity, below: int) -> float:
    known = [each for each in shingles if each < below]
    return len(shingles) * rarity.of(known) / len(known) if known else float(len(shingles))


def _telling(shingles: AbstractSet[int], rarity: Rarity, below: int) -> float:
    """How many of *shingles* are not boilerplate."""
    known = [each for each in shingles if each < below]
    return len(shingles) * rarity.telling(known) / len(known) if known else 0.0
