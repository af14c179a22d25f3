"""The weight of a shingle, by the number of measures that have it.

A shingle in two measures weighs 1; one in d measures weighs 1 / (d - 1), since each shares it with d - 1 others, of
which at most a few are its companions.  So the standard language of every disapproval resolution, or of every bill that
names a post office, weighs almost nothing next to the rule or the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, repeat

from billtrack.search.companions.sketches import SketchedText

FORM = 64
"""A shingle in more measures than this is standard language and weighs nothing."""


class Rarity:
    """The weights of shingles.  *weights* has those in two measures or more; every other shingle weighs 1."""

    def __init__(self, weights: Mapping[int, float]) -> None:
        self.weights = weights

    @classmethod
    def among(cls, texts: Iterable[SketchedText]) -> Rarity:
        """Weigh the shingles of *texts*; the texts of one measure must be adjacent."""
        return cls._counted(_held_by_measure(texts))

    @classmethod
    def of_these(cls, shingles: frozenset[int], texts: Iterable[SketchedText]) -> Rarity:
        """Weigh only *shingles*, as ``among`` does."""
        return cls._counted(map(shingles.intersection, _held_by_measure(texts)))

    @classmethod
    def _counted(cls, held: Iterable[Iterable[int]]) -> Rarity:
        holders = Counter(chain.from_iterable(held))
        return cls({each: _weight(count) for each, count in holders.items() if count > 1})

    def of(self, shingles: Iterable[int]) -> float:
        """Add up the weights of *shingles*."""
        return sum(map(self.weights.get, shingles, repeat(1.0)))

    def telling(self, shingles: Iterable[int]) -> int:
        """Count the *shingles* that are not standard language."""
        return sum(map(bool, map(self.weights.get, shingles, repeat(1.0))))


def _weight(holders: int) -> float:
    return 0.0 if holders > FORM else 1 / (holders - 1)


def _held_by_measure(texts: Iterable[SketchedText]) -> Iterator[Iterable[int]]:
    """The shingles of each measure, each once."""
    for _, held in groupby(texts, lambda each: each.text.measure):
        first, *others = (each.sketch.hashes for each in held)
        yield frozenset(first).union(*others) if others else first
