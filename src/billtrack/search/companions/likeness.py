"""How similar two texts are: the share of their shingles that both have, rare ones counting most."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from billtrack.model.values import Value
from billtrack.search.companions.rarity import Rarity

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

    *rarity* knows the shingles under *below*.  Of each kind (in both texts, only in the first, only in the second), the
    other shingles are taken to weigh as much on average.
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
