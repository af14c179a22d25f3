"""How similar two texts are: the share of their shingles that both have; rare ones count most."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from billtrack.model.values import Value
from billtrack.search.companions.rarity import Rarity

LEAST_EVIDENCE = 6
"""Shingles, without standard language, that two texts must share before they are called similar."""


class Likeness(Value, frozen=True):
    """Shares from 0 to 1, by weight: of both together, of the first in the second, of the second in the first.

    All are 1 for a text and itself, and 0 if what they share is too little to say anything.
    """

    similarity: float
    a_in_b: float
    b_in_a: float


NOTHING = Likeness(0.0, 0.0, 0.0)


def likeness(a: AbstractSet[int], b: AbstractSet[int], rarity: Rarity, *, below: int) -> Likeness:
    """Compare the shingles of two texts.

    *rarity* has the weights of shingles under *below*.  Those of each group (shared, only in the first, only in the
    second) stand for the rest of the group, which is assumed to have the same average weight.
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
    """Count the *shingles* that are not standard language."""
    known = [each for each in shingles if each < below]
    return len(shingles) * rarity.telling(known) / len(known) if known else 0.0
