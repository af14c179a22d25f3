"""How much a shingle says, by how many measures have it.

A shingle in two measures weighs 1, one in d measures 1 / (d - 1): a measure shares it with d - 1 others, of which at
most a few are its companions.  So the words common to all disapprovals of a rule, or to all bills that name a post
office, weigh next to nothing, and the name of the rule or of the post office counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, repeat

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
