"""How much a shingle says, by how many measures have it; and how similar two texts are: rare shingles count most.

A shingle in two measures weighs 1, one in d measures 1 / (d - 1): a measure shares it with d - 1 others, of which at
most a few are its companions.  So the words common to all disapprovals of a rule, or to all bills that name a post
office, weigh next to nothing, and the name of the rule or of the post office counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain, groupby, repeat

from billtrack.model.values import Value
from billtrack.search.companions.sketches import SketchedText

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
