"""How much a shingle tells, by how many measures hold it.

A shingle that two measures hold weighs 1, one that d hold 1 / (d - 1): as one of the d, a measure shares it with
d - 1 others, of which at most a few are its counterparts.  So what all disapprovals of a rule or all names of post
offices have in common weighs next to nothing beside the rule or the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, repeat

from billtrack.search.companions.sketches import SketchedText

FORM = 64
"""A shingle that more measures hold is a form of words: it weighs nothing."""


class Rarity:
    """The weights of shingles; *weights* has those that several measures hold, every other weighs 1."""

    def __init__(self, weights: Mapping[int, float]) -> None:
        self.weights = weights

    @classmethod
    def among(cls, texts: Iterable[SketchedText]) -> Rarity:
        """Weigh the shingles of *texts*, in which those of a measure stand together."""
        return cls._counted(_held_by_measure(texts))

    @classmethod
    def of_these(cls, shingles: frozenset[int], texts: Iterable[SketchedText]) -> Rarity:
        """Weigh as ``among`` does, but only *shingles*."""
        return cls._counted(map(shingles.intersection, _held_by_measure(texts)))

    @classmethod
    def _counted(cls, held: Iterable[Iterable[int]]) -> Rarity:
        holders = Counter(chain.from_iterable(held))
        return cls({each: weight_of(count) for each, count in holders.items() if count > 1})

    def of(self, shingles: Iterable[int]) -> float:
        """Weigh *shingles* together."""
        return sum(map(self.weights.get, shingles, repeat(1.0)))

    def telling(self, shingles: Iterable[int]) -> int:
        """Count those of *shingles* that are no forms of words."""
        return sum(map(bool, map(self.weights.get, shingles, repeat(1.0))))


def weight_of(holders: int) -> float:
    """The weight of a shingle that so many measures hold, at least 2.

    A multiple of 2**-32, so that weights add up to the same number in any order.
    """
    return 0.0 if holders > FORM else round(_UNITS / (holders - 1)) / _UNITS


_UNITS = 1 << 32


def _held_by_measure(texts: Iterable[SketchedText]) -> Iterator[Iterable[int]]:
    """The shingles of each measure, each once."""
    for _, held in groupby(texts, lambda each: each.text.measure):
        first, *others = (each.sketch.hashes for each in held)
        yield frozenset(first).union(*others) if others else first
