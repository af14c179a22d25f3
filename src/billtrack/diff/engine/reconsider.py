"""Last pass: a second look at stretches where pairs cross or clauses are left on both sides.

The earlier passes choose pair by pair, the best first.  Among near copies an early choice can be wrong, and others
follow it.  This pass re-reads each such stretch, between two pairs that are certain, as a whole: the pairs that keep
order and gain most are weighed against the pairs chosen before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.stayed_copies import is_copy_of_another
from billtrack.diff.engine.structure import Gains, best_in_order

Pair = tuple[int, int]


def reconsider(alignment: Alignment, similarities: Similarities) -> None:
    """Choose again, stretch by stretch, where pairs that keep order gain more.

    Old: B, "The keeper shall ring the bell in fog, and shall sweep the gallery each Monday before noon.", and C, "The
    clerk shall sweep the stairs each Monday."  New: X, "The keeper shall ring the bell in fog.", and Y, "The keeper
    shall sweep the gallery each Monday before noon."  Pair by pair, B goes to Y, which shares more of its words, and
    C is left over.  As a whole, B-X with C-Y gains more.
    """
    chain = alignment.chain()
    sure = _sure(alignment)
    gains = Gains(alignment, similarities)
    proposed: dict[int, int] = {}
    read_old: set[int] = set()
    read_new: set[int] = set()
    for olds, news in _stretches(alignment, chain, sure):
        found = best_in_order([[gains.of(i, j) for j in news] for i in olds])
        pairs = [(olds[row], news[column]) for row, column in found]
        proposed.update(
            (i, j)
            for i, j in pairs
            if alignment.to_new[i] == j or not is_copy_of_another(alignment, similarities, i, j)
        )
        read_old.update(olds)
        read_new.update(news)
    had = {(i, j) for i, j in enumerate(alignment.to_new) if j != FREE and (i in read_old or j in read_new)}
    come = set(proposed.items())
    in_order = set(chain)
    for before, after in _entangled(had - come, come - had):
        worth = sum(gains.of(*pair) - (0 if pair in in_order else tuning.RECONSIDER_DISORDER) for pair in before)
        if after and sum(gains.of(*pair) for pair in after) > worth:
            for i, _ in before:
                alignment.part(i)
            for i, j in after:
                alignment.join(i, j)


def _sure(alignment: Alignment) -> dict[int, int]:
    """Find the certain pairs: long equal clauses found once in each text, and equal clauses in a row with them."""
    old, new, to_new = alignment.old, alignment.new, alignment.to_new
    often_old, often_new = Counter(old.keys), Counter(new.keys)
    same = [j != FREE and old.keys[i] == new.keys[j] for i, j in enumerate(to_new)]
    found = {
        i: to_new[i]
        for i, key in enumerate(old.keys)
        if same[i] and len(key) >= tuning.SURE_CHARACTERS and often_old[key] == often_new[key] == 1
    }
    for order, step in ((range(1, len(old)), -1), (range(len(old) - 2, -1, -1), 1)):
        for i in order:
            if same[i] and i not in found and found.get(i + step) == to_new[i] + step:
                found[i] = to_new[i]
    return found


def _stretches(
    alignment: Alignment, chain: Sequence[Pair], sure: dict[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The clauses between two certain pairs of the chain, where pairs cross or clauses are left on both sides."""
    sure_new = set(sure.values())
    last_i = last_j = -1
    for i, j in [*(pair for pair in chain if pair[0] in sure), (len(alignment.old), len(alignment.new))]:
        if i - last_i > 1 and j - last_j > 1:
            olds = [k for k in range(last_i + 1, i) if k not in sure]
            news = [k for k in range(last_j + 1, j) if k not in sure_new]
            if (
                olds
                and news
                and len(olds) * len(news) <= tuning.RECONSIDER_PAIRS
                and _is_doubtful(alignment, olds, news)
            ):
                yield olds, news
        last_i, last_j = i, j


def _is_doubtful(alignment: Alignment, olds: Sequence[int], news: Sequence[int]) -> bool:
    to_new, to_old = alignment.to_new, alignment.to_old
    here, there = set(olds), set(news)
    if any(to_new[i] not in there for i in olds) and any(to_old[j] not in here for j in news):
        return True
    inner = [to_new[i] for i in olds if to_new[i] in there]
    return inner != sorted(inner)


def _entangled(before: set[Pair], after: set[Pair]) -> Iterator[tuple[list[Pair], list[Pair]]]:
    """Group pairs that share a clause: in each group, the pairs chosen *before* and those proposed *after*."""
    by_old: dict[int, list[Pair]] = defaultdict(list)
    by_new: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(before | after):
        by_old[pair[0]].append(pair)
        by_new[pair[1]].append(pair)
    done: set[Pair] = set()
    for start in sorted(before | after):
        knot = [] if start in done else [start]
        for pair in knot:
            if pair not in done:
                done.add(pair)
                knot += by_old[pair[0]] + by_new[pair[1]]
        pairs = dict.fromkeys(knot)
        if pairs:
            yield [pair for pair in pairs if pair in before], [pair for pair in pairs if pair in after]
