"""Find candidate pairs: texts whose sketches suggest enough shared shingles, by weight.

This is an estimate; ``likeness`` measures each pair on the whole texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from billtrack.model.measure_names import MeasureId
from billtrack.search.companions.likeness import Likeness
from billtrack.search.companions.rarity import Rarity
from billtrack.search.companions.sketches import Sketch, SketchedText

SLACK = 0.15
"""How far an estimate may be below the required similarity: three times its error."""


class Pair(NamedTuple):
    """Two texts by their indexes in the sequence that was searched, the smaller first."""

    a: int
    b: int


class Pairs(NamedTuple):
    """The pairs that may be similar enough, in order, and the rarity of the shingles in their sketches."""

    pairs: Sequence[Pair]
    rarity: Rarity


class Wanted(NamedTuple):
    """How similar two texts must be: at least *at_least*.

    With *contained*, that share of one in the other is enough as well.
    """

    at_least: float
    contained: bool = False

    @property
    def estimated(self) -> Wanted:
        """The same, lowered by the error of an estimate."""
        return self._replace(at_least=self.at_least - SLACK)

    @property
    def least_share(self) -> float:
        """The smallest share of its weight that a text must share with another to be this similar."""
        return 0.0 if self.contained else self.at_least / (2 - self.at_least)

    def is_met_by(self, alike: Likeness) -> bool:
        """Whether two texts of this likeness are similar enough."""
        shares = (alike.a_in_b, alike.b_in_a) if self.contained else ()
        return max(alike.similarity, *shares, 0.0) >= self.at_least

    def fits(self, common: float, a: float, b: float) -> bool:
        """Whether two texts with weights *a* and *b* that share the weight *common* are similar enough."""
        return common > 0 and (
            2 * common >= self.at_least * (a + b) or (self.contained and common >= self.at_least * min(a, b))
        )


def every_pair(texts: Sequence[SketchedText], wanted: Wanted) -> Pairs:
    """Find the pairs of texts of different measures that may be as similar as *wanted*.

    The texts of one measure must be adjacent in the sequence.
    """
    rarity = Rarity.among(texts)
    return Pairs(sorted(_pairs(texts, rarity, wanted.estimated)), rarity)


def _pairs(texts: Sequence[SketchedText], rarity: Rarity, wanted: Wanted) -> Iterator[Pair]:
    several = frozenset(each for each, weight in rarity.weights.items() if weight)
    totals: dict[int, float] = {}
    common: dict[int, frozenset[int]] = {}
    for at, each in enumerate(texts):
        some = several.intersection(each.sketch.hashes)
        total = rarity.of(each.sketch.hashes)
        if rarity.of(some) >= wanted.least_share / 2 * total:  # half: the other sketch may be the coarser one
            totals[at], common[at] = total, some
    for (a, b), shared in _shared(common, rarity.weights).items():
        finer = texts[a].sketch.scale - texts[b].sketch.scale
        whole_a, whole_b = totals[a] / 2.0 ** max(-finer, 0), totals[b] / 2.0 ** max(finer, 0)
        if wanted.fits(shared, whole_a, whole_b) and texts[a].text.measure != texts[b].text.measure:
            yield Pair(a, b)


def _shared(common: Mapping[int, Iterable[int]], weights: Mapping[int, float]) -> Mapping[tuple[int, int], float]:
    """The weight each two texts share, keyed by their indexes; pairs that share nothing are left out."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at, shingles in common.items():
        for shingle in shingles:
            holders[shingle].append(at)
    groups: defaultdict[tuple[int, ...], float] = defaultdict(float)  # mostly of one pair
    for shingle, places in holders.items():
        groups[tuple(places)] += weights[shingle]
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)
    for group, weight in groups.items():
        if weight > _LEAST:
            for pair in combinations(group, 2):
                shared[pair] += weight
    return shared


_LEAST = 0.1
"""Texts that share no more weight than this are not paired: it is a common shingle or two."""


def pairs_of(measure: MeasureId, texts: Sequence[SketchedText], wanted: Wanted) -> Pairs:
    """Find only the pairs of ``every_pair`` that include *measure*."""
    own = [at for at, each in enumerate(texts) if each.text.measure == measure]
    shingles = frozenset[int]().union(*(texts[at].sketch.hashes for at in own))
    rarity = Rarity.of_these(shingles, texts)
    met = [
        Pair(min(at, mine), max(at, mine))
        for at, each in enumerate(texts)
        if each.text.measure != measure and (common := rarity.of(shingles.intersection(each.sketch.hashes)))
        for mine in own
        if common >= wanted.estimated.least_share * rarity.of(texts[mine].sketch.below(each.sketch.bound))
    ]
    known = frozenset[int]().union(*(texts[at].sketch.hashes for pair in met for at in pair))
    rarity = Rarity.of_these(known, texts)
    found = [pair for pair in met if _fits(texts[pair.a].sketch, texts[pair.b].sketch, rarity, wanted.estimated)]
    return Pairs(sorted(found), rarity)


def _fits(a: Sketch, b: Sketch, rarity: Rarity, wanted: Wanted) -> bool:
    bound = min(a.bound, b.bound)
    in_a, in_b = frozenset(a.below(bound)), frozenset(b.below(bound))
    return wanted.fits(rarity.of(in_a & in_b), rarity.of(in_a), rarity.of(in_b))
