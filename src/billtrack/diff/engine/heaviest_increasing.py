"""The heaviest chain of pairs that keeps order: what did not move."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_increasing(pairs: Sequence[tuple[int, int, int]]) -> list[int]:
    """Choose the heaviest subset of *pairs* ``(old, new, weight)`` in which both indexes ascend.

    *pairs* ascend by old index, and each index occurs once.  Returns positions in *pairs*, ascending.
    O(m log m) over runs of neighbors, which count as one.  Of (0, 2, 9), (1, 0, 4), (2, 1, 4), the first stays,
    position 0: it outweighs the other two together.
    """
    runs = _runs(pairs)
    ends: list[int] = []  # the last new index of the best chain of each weight, both ascending
    weights: list[int] = []
    places: list[int] = []
    before = [-1] * len(runs)
    for place, (start, _, own) in enumerate(runs):
        new = pairs[start][1]
        at = bisect_left(ends, new)
        weight = own + (weights[at - 1] if at else 0)
        before[place] = places[at - 1] if at else -1
        end = at
        while end < len(ends) and weights[end] <= weight:
            end += 1
        ends[at:end], weights[at:end], places[at:end] = [new], [weight], [place]
    chosen = []
    place = places[-1] if places else -1
    while place >= 0:
        chosen.append(runs[place])
        place = before[place]
    return [at for start, end, _ in reversed(chosen) for at in range(start, end)]


def _runs(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Cut *pairs* into runs of direct neighbors: (start, end, weight)."""
    runs: list[tuple[int, int, int]] = []
    start = weight = 0
    next_old = next_new = -1
    for place, (old, new, own) in enumerate(pairs):
        if old != next_old or new != next_new:
            if place:
                runs.append((start, place, weight))
            start, weight = place, 0
        weight += own
        next_old, next_new = old + 1, new + 1
    if pairs:
        runs.append((start, len(pairs), weight))
    return runs
