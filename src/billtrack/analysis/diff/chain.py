"""The heaviest chain of pairs that keep order: what did not move."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest_chain(pairs: Sequence[tuple[int, int, int]]) -> list[int]:
    """Choose the heaviest subset of *pairs* ``(old, new, weight)`` in which both indexes ascend.

    *pairs* ascend by old index, each index stands once.  Returns positions in *pairs*, ascending.
    O(m log m) over runs of neighbours, which count as one.
    """
    runs = _runs(pairs)
    rank = {new: place for place, new in enumerate(sorted(pairs[start][1] for start, _, _ in runs), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(rank) + 1)
    before = [-1] * len(runs)
    top = (0, -1)
    for position, (start, _, weight) in enumerate(runs):
        place = rank[pairs[start][1]]
        reach = (0, -1)
        at = place - 1
        while at:
            reach = max(reach, best[at])
            at &= at - 1
        before[position] = reach[1]
        here = (reach[0] + weight, position)
        top = max(top, here)
        at = place
        while at < len(best):
            best[at] = max(best[at], here)
            at += at & -at
    chosen = []
    at = top[1]
    while at >= 0:
        chosen.append(runs[at])
        at = before[at]
    return [place for start, end, _ in reversed(chosen) for place in range(start, end)]


def _runs(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Cut *pairs* into runs of direct neighbours: (start, end, weight)."""
    runs: list[tuple[int, int, int]] = []
    start = weight = 0
    for place, (old, new, own) in enumerate(pairs):
        if place and (old, new) != (pairs[place - 1][0] + 1, pairs[place - 1][1] + 1):
            runs.append((start, place, weight))
            start, weight = place, 0
        weight += own
    if pairs:
        runs.append((start, len(pairs), weight))
    return runs
