"""From sketches to candidate pairs: texts that may have enough shingles in common, by weight.

This is an estimate.  Every pair found must be measured on the whole texts (``sketches.likeness``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from billtrack.model.measure_names import MeasureId
from billtrack.search.companions.sketches import Likeness, Rarity, Sketch, SketchedText

SLACK = 0.15
"""How far an estimate may fall below the similarity asked for: three times its usual error."""


class TextPair(NamedTuple):
    """Two texts, by their places in the sequence that was searched; the lower place first."""

    a: int
    b: int


class TextPairs(NamedTuple):
    """The pairs that may be similar enough, in order, and how rare the shingles of their sketches are."""

    pairs: Sequence[TextPair]
    rarity: Rarity


class Wanted(NamedTuple):
    """How similar two texts must be, by estimate and on the whole texts: ``at_least``, a share from 0 to 1.

    With ``contained`` it is also enough that one text has that share of the other.
    """

    at_least: float
    contained: bool = False

    @property
    def estimated(self) -> Wanted:
        """What an estimate must reach."""
        return self._replace(at_least=self.at_least - SLACK)

    @property
    def least_share(self) -> float:
        """The least share of its weight that a text must share with another to reach this."""
        return 0.0 if self.contained else self.at_least / (2 - self.at_least)

    def is_met_by(self, alike: Likeness) -> bool:
        """Whether two texts are similar enough."""
        shares = (alike.a_in_b, alike.b_in_a) if self.contained else ()
        return max(alike.similarity, *shares, 0.0) >= self.at_least

    def fits(self, common: float, a: float, b: float) -> bool:
        """Whether two texts that weigh *a* and *b* and share the weight *common* are similar enough."""
        return common > 0 and (
            2 * common >= self.at_least * (a + b) or (self.contained and common >= self.at_least * min(a, b))
        )


def every_pair(texts: Sequence[SketchedText], wanted: Wanted) -> TextPairs:
    """Find the pairs of texts of different measures that may be as similar as *wanted*.

    The texts of one measure must be next to each other.
    """
    rarity = Rarity.among(texts)
    return TextPairs(sorted(_pairs(texts, rarity, wanted.estimated)), rarity)


def _pairs(texts: Sequence[SketchedText], rarity: Rarity, wanted: Wanted) -> Iterator[TextPair]:
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
            yield TextPair(a, b)


def _shared(common: Mapping[int, Iterable[int]], weights: Mapping[int, float]) -> Mapping[tuple[int, int], float]:
    """The weight that two texts share, by their places; pairs that share nothing are left out."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at, shingles in common.items():
        for shingle in shingles:
            holders[shingle].append(at)
    groups: defaultdict[tuple[int, ...], float] = defaultdict(float)  # most shingles of a pair are in no other text
    for shingle, places in holders.items():
        groups[tuple(places)] += weights[shingle]
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)
    for group, weight in groups.items():
        if weight > LEAST_SHARED:
            for pair in combinations(group, 2):
                shared[pair] += weight
    return shared


LEAST_SHARED = 0.1
"""A shingle or two that many texts share weigh no more than this: too little to make them pairs."""


def pairs_of(measure: MeasureId, texts: Sequence[SketchedText], wanted: Wanted) -> TextPairs:
    """Find the pairs of ``every_pair`` that *measure* is in."""
    own = [at for at, each in enumerate(texts) if each.text.measure == measure]
    shingles = frozenset[int]().union(*(texts[at].sketch.hashes for at in own))
    rarity = Rarity.of_these(shingles, texts)
    close = [
        TextPair(min(at, mine), max(at, mine))
        for at, each in enumerate(texts)
        if each.text.measure != measure and (common := rarity.of(shingles.intersection(each.sketch.hashes)))
        for mine in own
        if common >= wanted.estimated.least_share * rarity.of(texts[mine].sketch.below(each.sketch.bound))
    ]
    known = frozenset[int]().union(*(texts[at].sketch.hashes for pair in close for at in pair))
    rarity = Rarity.of_these(known, texts)
    found = [pair for pair in close if _fits(texts[pair.a].sketch, texts[pair.b].sketch, rarity, wanted.estimated)]
    return TextPairs(sorted(found), rarity)


def _fits(a: Sketch, b: Sketch, rarity: Rarity, wanted: Wanted) -> bool:
    bound = min(a.bound, b.bound)
    in_a, in_b = frozenset(a.below(bound)), frozenset(b.below(bound))
    return wanted.fits(rarity.of(in_a & in_b), rarity.of(in_a), rarity.of(in_b))
