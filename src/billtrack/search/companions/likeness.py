"""How alike two texts are: the share of their shingles they have in common, the rare ones counting most."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from billtrack.model.values import Value
from billtrack.search.companions.rarity import Rarity

LEAST_EVIDENCE = 6
"""Shingles, forms of words apart, that two texts must share for their likeness to say anything."""


class Likeness(Value, frozen=True):
    """Shares from 0 to 1, by weight: of both texts, of the first that is in the second, of the second in the first.

    All are 1 for a text and itself, and 0 where what they share is no evidence.
    """

    similarity: float
    a_in_b: float
    b_in_a: float


NOTHING = Likeness(0.0, 0.0, 0.0)


def likeness(a: AbstractSet[int], b: AbstractSet[int], rarity: Rarity, *, below: int) -> Likeness:
    """Compare the shingles of two texts.

    *rarity* knows the shingles under *below*: the others of a kind (shared, only of the first, only of the second)
    are taken to weigh as much, on the average.
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
    """How many of *shingles* are no forms of words."""
    known = [each for each in shingles if each < below]
    return len(shingles) * rarity.telling(known) / len(known) if known else 0.0
