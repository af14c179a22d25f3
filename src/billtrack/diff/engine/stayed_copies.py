"""Copies that stayed: a match far away proves nothing if an unchanged clause nearby says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from rapidfuzz.distance import LCSseq

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.weights import Weights
from billtrack.diff.engine.words import common_words


def has_stayed_copy(alignment: Alignment, weights: Weights, i: int, j: int) -> bool:
    """Whether an unchanged clause near old clause *i* or new clause *j* has the words they share.

    Then a copy was added or removed beside its original, which explains as much as a move and keeps order.
    """
    old, new = alignment.old, alignment.new
    code = old.code(i)
    shared = "".join([code[block.i : block.i + block.size] for block in common_words(code, new.code(j))])
    return any(_holds(weights, old.code(near), shared) for near in _untouched(old, new, alignment.to_new, i)) or any(
        _holds(weights, new.code(near), shared) for near in _untouched(new, old, alignment.to_old, j)
    )


def is_copy_of_another(alignment: Alignment, similarities: Similarities, i: int, j: int) -> bool:
    """Whether one of the two is better explained as a copy of a paired clause beside the other.

    Then the old clause was deleted and a copy of its neighbor inserted in its place, or the reverse.  The same goes
    for what is inside the two: clauses inside a copy are copies.
    """
    most = tuning.COPY_DISTANCE * (1 - similarities.by_words(i, j))
    if any(1 - similarities.by_words(at, j) < most for at in _beside(alignment.old, alignment.to_new, i)) or any(
        1 - similarities.by_words(i, at) < most for at in _beside(alignment.new, alignment.to_old, j)
    ):
        return True
    above, there = alignment.old.parents[i], alignment.new.parents[j]
    return (
        above >= 0 <= there
        and alignment.is_free(above, there)
        and is_copy_of_another(alignment, similarities, above, there)
    )


def _beside(side: Side, paired: Sequence[int], place: int) -> Iterator[int]:
    """The paired siblings of *place* a few clauses before and after it."""
    for at in range(max(0, place - tuning.RUN_REACH), min(len(side), place + tuning.RUN_REACH + 1)):
        if at != place and paired[at] != FREE and _are_siblings(side, at, place):
            yield at


def _are_siblings(side: Side, a: int, b: int) -> bool:
    return side.levels[a] == side.levels[b] and side.parents[a] == side.parents[b]


def stands_near(alignment: Alignment, i: int, j: int, words: str) -> bool:
    """Whether an unchanged clause near old clause *i* or new clause *j* also has *words*.

    Then the words did not move from one to the other: a copy of that clause was added or removed.
    """
    old, new = alignment.old, alignment.new
    return any(words in old.code(near) for near in _untouched(old, new, alignment.to_new, i)) or any(
        words in new.code(near) for near in _untouched(new, old, alignment.to_old, j)
    )


def _untouched(side: Side, other: Side, paired: Sequence[int], at: int) -> Iterator[int]:
    """The paired clauses near *at*, of its level, whose words did not change."""
    for near in range(max(0, at - tuning.COPY_REACH), min(len(side), at + tuning.COPY_REACH + 1)):
        is_paired = paired[near] != FREE and side.levels[near] == side.levels[at]
        if is_paired and side.keys[near] == other.keys[paired[near]]:
            yield near


def _holds(weights: Weights, twin: str, shared: str) -> bool:
    """Whether *twin* has all the *shared* words that carry weight, in order."""
    most = ceil(tuning.COPY_SHARE * len(shared))
    if len(twin) < most or LCSseq.similarity(shared, twin, score_cutoff=most) < most:
        return False
    return weights.of(shared) - weights.shared(shared, twin) < tuning.COPY_OWN
