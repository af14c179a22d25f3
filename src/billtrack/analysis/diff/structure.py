"""The third step of the alignment: what the structure says where the words alone are not enough."""

from __future__ import annotations

from collections import Counter

from billtrack.analysis.diff.alignment import FREE, Alignment
from billtrack.analysis.diff.weights import Weights
from billtrack.analysis.diff.words import similarity

_THRESHOLD = 0.42
_CONTEXT = 0.25
_LEAST = 0.3
_EVIDENCE, _EVIDENCE_MOVED = 0.2, 0.45
_LARGEST = 40_000
_MOSTLY = 0.5


def match_parents(alignment: Alignment) -> None:
    """Pair a parent with the one its children mostly went to, innermost first."""
    old, new = alignment.old, alignment.new
    for i, children in sorted(old.children.items(), reverse=True):
        if alignment.to_new[i] != FREE:
            continue
        votes = Counter(
            new.parents[j] for child in children if (j := alignment.to_new[child]) != FREE and new.parents[j] >= 0
        )
        if not votes:
            continue
        best, count = max(votes.items(), key=lambda item: (item[1], -item[0]))
        is_most = count >= _MOSTLY * max(len(children), len(new.children[best]))
        if is_most and alignment.is_free(i, best) and old.levels[i] == new.levels[best]:
            alignment.join(i, best)


def match_in_order(alignment: Alignment, weights: Weights) -> None:
    """Pair what is left between the pairs of the chain, then inside each pair, in order."""
    for olds, news in alignment.gaps().open():
        _pair_in_order(alignment, weights, olds, news, least=_EVIDENCE)
    gaps = alignment.gaps()
    old, new = alignment.old, alignment.new
    for i, children in old.children.items():
        j = alignment.to_new[i]
        if j == FREE:
            continue
        olds = [child for child in children if alignment.to_new[child] == FREE]
        news = [child for child in new.children.get(j, ()) if alignment.to_old[child] == FREE]
        if olds and news:
            least = _EVIDENCE if gaps.keeps_order(olds[0], news[0]) else _EVIDENCE_MOVED
            _pair_in_order(alignment, weights, olds, news, least=least)


def match_bare_numbers(alignment: Alignment) -> None:
    """Pair clauses of a number and no words, by level and number under the same parent or beside a pair."""
    old, new = alignment.old, alignment.new
    for i in range(len(old)):
        if old.keys[i] or alignment.to_new[i] != FREE:
            continue
        for step in (-1, 1):
            beside = i + step
            if not 0 <= beside < len(old) or alignment.to_new[beside] == FREE:
                continue
            j = alignment.to_new[beside] - step
            if alignment.is_free(i, j) and not new.keys[j] and old.levels[i] == new.levels[j]:
                alignment.join(i, j)


def _pair_in_order(alignment: Alignment, weights: Weights, olds: list[int], news: list[int], *, least: float) -> None:
    """Choose the best pairs that keep order among a few clauses."""
    rows, columns = len(olds), len(news)
    if rows * columns > _LARGEST:
        return
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    gain = [[_gain(alignment, weights, i, j, least) for j in news] for i in olds]
    for r in range(rows - 1, -1, -1):
        here, below, own = best[r], best[r + 1], gain[r]
        for c in range(columns - 1, -1, -1):
            top = max(below[c], here[c + 1])
            if own[c] > 0:
                top = max(top, own[c] + below[c + 1])
            here[c] = top
    r = c = 0
    while r < rows and c < columns:
        if gain[r][c] > 0 and best[r][c] == gain[r][c] + best[r + 1][c + 1]:
            alignment.join(olds[r], news[c])
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1


def _gain(alignment: Alignment, weights: Weights, i: int, j: int, least: float) -> float:
    old, new = alignment.old, alignment.new
    if old.levels[i] != new.levels[j] and (not old.keys[i] or not new.keys[j]):
        return 0.0
    if not old.keys[i] or not new.keys[j]:
        return 0.3 if old.keys[i] == new.keys[j] and old.numbers[i] == new.numbers[j] else 0.0
    alike = similarity(old.code(i), new.code(j))
    if alike < _LEAST or weights.similarity(old.code(i), new.code(j)) < least:
        return 0.0
    context = 0.0
    if old.numbers[i] == new.numbers[j]:
        context += 0.4
    if old.levels[i] == new.levels[j]:
        context += 0.3
    above = old.parents[i]
    if above >= 0 and alignment.to_new[above] == new.parents[j]:
        context += 0.3
    return max(0.0, alike + _CONTEXT * context - _THRESHOLD)
