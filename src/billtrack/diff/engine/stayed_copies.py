"""Copies that stayed: a match far away proves nothing if an unchanged clause nearby says the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from math import ceil

from rapidfuzz.distance import LCSseq

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.weights import Weights
from billtrack.diff.engine.words import common_words, similarity


def has_stayed_copy(alignment: Alignment, weights: Weights, i: int, j: int) -> bool:
    """Whether an unchanged item near old clause *i* or new clause *j* has the words they share.

    Then a copy was added or removed beside its original, which explains as much as a move and keeps order.  In
    another list, a copy stands right behind its original.
    """
    code = alignment.old.code(i)
    blocks = common_words(code, alignment.new.code(j))
    shared = "".join([code[block.i : block.i + block.size] for block in blocks])
    nearby = _nearby(alignment, i, j)
    return any(
        here.is_unchanged(at) and _holds(weights, here.old.code(at), shared)
        for here, place in ((alignment, i), (alignment.mirrored, j))
        for at in nearby(here.old, place)
        if has_stayed(here, at, here.to_new[at])
    )


def has_stayed(alignment: Alignment, i: int, j: int) -> bool:
    """Whether the two are clauses, not ``FREE``, in the same parent as far as is known: what moved is no original."""
    return FREE not in {i, j} and not alignment.have_other_parents(i, j)


def is_copy_of_another(alignment: Alignment, similarities: Similarities, i: int, j: int) -> bool:
    """Whether one of the two is better explained as a copy of a paired clause beside the other.

    Then the old clause was deleted and a copy of its neighbor inserted in its place, or the reverse.  The same goes
    for what is inside the two: clauses inside a copy are copies.
    """
    if is_inside_copy(alignment, i, j):
        return True
    old, new, to_new, to_old = alignment.old, alignment.new, alignment.to_new, alignment.to_old
    above, there = old.parents[i], new.parents[j]
    if not moved_with_sibling(alignment, i, j):
        most = tuning.COPY_DISTANCE * (1 - similarities.by_words(i, j))
        nearby = _nearby(alignment, i, j)
        if any(
            has_stayed(alignment, at, to_new[at]) and 1 - similarities.by_words(at, j) < most for at in nearby(old, i)
        ) or any(
            has_stayed(alignment, to_old[at], at) and 1 - similarities.by_words(i, at) < most for at in nearby(new, j)
        ):
            return True
    return (
        above >= 0 <= there
        and alignment.is_free(above, there)
        and is_copy_of_another(alignment, similarities, above, there)
    )


def moved_with_sibling(alignment: Alignment, i: int, j: int) -> bool:
    """Whether the item before or after old clause *i* moved into the list of new clause *j*.

    Items that stood together move together, even next to copies of themselves.
    """
    old, new, to_new = alignment.old, alignment.new, alignment.to_new
    above, there = old.parents[i], new.parents[j]
    if above < 0 or there < 0 or to_new[above] == there:
        return False
    return any(to_new[at] != FREE and new.parents[to_new[at]] == there for at in _beside(old, i, 1))


def is_inside_copy(alignment: Alignment, i: int, j: int) -> bool:
    """Whether one of the two is inside an unpaired copy of a clause beside it, and that clause has the other's words.

    A copy of section 3 was put behind it.  What is inside the copy did not come from section 2, even if section 2
    lost the same words.
    """
    old, new = alignment.old, alignment.new
    wanted_old, wanted_new = old.code(i), new.code(j)
    alike = similarity(wanted_old, wanted_new)
    return any(_are_alike(wanted_old, code, alike) for code in _originals(alignment.mirrored, j)) or any(
        _are_alike(wanted_new, code, alike) for code in _originals(alignment, i)
    )


def _originals(alignment: Alignment, i: int) -> Iterator[str]:
    """The words of each paired clause inside a clause that one around old clause *i* is a copy of."""
    side, paired = alignment.old, alignment.to_new
    outer = side.parents[i]
    while outer >= 0 and paired[outer] == FREE:
        for at in _before(side, outer):
            if similarity(side.code(outer), side.code(at)) >= tuning.RUN_SIMILARITY:
                yield from (side.code(inner) for inner in _with_inside(side, at) if paired[inner] != FREE)
        outer = side.parents[outer]


def _are_alike(a: str, b: str, least: float) -> bool:
    return min(len(a), len(b)) >= tuning.RUN_LENGTH * max(len(a), len(b)) and similarity(a, b) >= least


def _nearby(alignment: Alignment, i: int, j: int) -> Callable[[Side, int], Sequence[int]]:
    """Where the original of old clause *i* or new clause *j* may stand."""
    return _before if alignment.have_other_parents(i, j) else _beside


def _before(side: Side, place: int) -> Sequence[int]:
    """The sibling right before *place*, if any."""
    siblings = side.siblings(place)
    at = bisect_left(siblings, place)
    return siblings[max(0, at - 1) : at]


def _beside(side: Side, place: int, reach: int = tuning.RUN_REACH) -> Sequence[int]:
    """The siblings of *place*, up to *reach* before and after it."""
    siblings = side.siblings(place)
    at = bisect_left(siblings, place)
    return siblings[max(0, at - reach) : at] + siblings[at + 1 : at + reach + 1]


def _with_inside(side: Side, outer: int) -> Iterator[int]:
    """The clause *outer* and all inside it."""
    yield outer
    at = outer + 1
    while at < len(side) and side.parents[at] >= outer:
        yield at
        at += 1


def stands_near(alignment: Alignment, i: int, j: int, words: str) -> bool:
    """Whether an unchanged clause near old clause *i* or new clause *j* also has *words*, or an original around it.

    Then the words did not move from one to the other: a copy of that clause was added or removed.
    """
    return any(
        words in code
        for here, at in ((alignment, i), (alignment.mirrored, j))
        for code in chain(_untouched(here, at), _originals(here, at))
    )


def _untouched(alignment: Alignment, i: int) -> Iterator[str]:
    """The words of each old clause near *i*, of its level, that is unchanged in the new text."""
    side = alignment.old
    for near in range(max(0, i - tuning.COPY_REACH), min(len(side), i + tuning.COPY_REACH + 1)):
        if side.levels[near] == side.levels[i] and alignment.is_unchanged(near):
            yield side.code(near)


def _holds(weights: Weights, twin: str, shared: str) -> bool:
    """Whether *twin* has all the *shared* words that carry weight, in order."""
    most = ceil(tuning.COPY_SHARE * len(shared))
    if len(twin) < most or LCSseq.similarity(shared, twin, score_cutoff=most) < most:
        return False
    return weights.of(shared) - weights.shared(shared, twin) < tuning.COPY_OWN
