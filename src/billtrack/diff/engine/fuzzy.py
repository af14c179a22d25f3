"""Second pass: pair reworded clauses, in place or elsewhere.

Candidates share rare words.  The best pairs are made first, and each pair supports its neighbors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from operator import add

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.exact import extend, match_in_gaps, match_inside
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.stayed_copies import has_stayed_copy, is_copy_of_another, moved_with_sibling

_WHOLE = 1_000_000
"""Shared out among the clauses that have a rare feature; whole numbers, so that sums do not depend on set order."""


def match_gaps(alignment: Alignment, similarities: Similarities) -> None:
    """Pair nearly equal clauses of the same level in small gaps between pairs, best first.

    "The keeper shall paint the lighthouse white." became "... red.", and the clauses before and after did not change.
    The gap between them has one clause on each side, .88 alike.
    """
    old, new = alignment.old, alignment.new
    old_twins, new_twins = _twins(alignment)
    for olds, news in alignment.gaps().open():
        if len(olds) * len(news) > tuning.GAP_PAIRS:
            continue
        alike = similarities.plain if len(olds) == len(news) == 1 else similarities.by_words
        scored = [
            (score, i, j)
            for i in olds
            for j in news
            if old.levels[i] == new.levels[j]
            and (old.keys[i] == new.keys[j] or (old.keys[i] not in old_twins and new.keys[j] not in new_twins))
            and (score := alike(i, j)) >= tuning.GAP_SIMILARITY
        ]
        _join_best(alignment, scored)


def match_fuzzy(alignment: Alignment, similarities: Similarities) -> None:
    """Pair clauses that share rare words, wherever they are, in rounds with falling thresholds.

    "The keeper of Gull Rock shall ring the great bell." became, three clauses later, "The warden of Gull Rock shall
    ring the great bell at dusk."  Few clauses have "Gull", "Rock", "ring", "great" and "bell".  Paired parents and
    neighbors raise the score of pairs that are less alike, so each round can find more.
    """
    search = _CandidateSearch(alignment, similarities)
    for demand in tuning.ROUNDS:
        search.run(demand)
        extend(alignment)
    match_in_gaps(alignment)
    match_inside(alignment)


def _twins(alignment: Alignment) -> tuple[set[str], set[str]]:
    """Find the long keys on each side that have enough equal unpaired clauses on the other.

    Such a clause is no rewording of another one.  Of two equal old clauses and one new one, either may be reworded.
    """
    old = Counter(key for i in alignment.free_old() if len(key := alignment.old.keys[i]) >= tuning.SURE_CHARACTERS)
    new = Counter(key for j in alignment.free_new() if len(key := alignment.new.keys[j]) >= tuning.SURE_CHARACTERS)
    both = old.keys() & new.keys()
    return {key for key in both if old[key] <= new[key]}, {key for key in both if new[key] <= old[key]}


def _join_best(alignment: Alignment, scored: list[tuple[float, int, int]]) -> None:
    scored.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    for _, i, j in scored:
        if alignment.is_free(i, j):
            alignment.join(i, j)


class _CandidateSearch:
    """The candidates for each unpaired old clause; rounds do not change them."""

    def __init__(self, alignment: Alignment, similarities: Similarities) -> None:
        self._alignment, self._similarities = alignment, similarities
        self._weights = similarities.weights
        self._candidates = self._find()

    def run(self, demand: float) -> None:
        """Join every pair whose similarity plus context reaches *demand*, best first."""
        alignment, gaps = self._alignment, self._alignment.gaps()
        scored = []
        pairs = {pair for pair in self._candidates if alignment.is_free(*pair)}
        pairs.update(self._beside())
        old_twins, new_twins = _twins(alignment)
        old, new = alignment.old.keys, alignment.new.keys
        for i, j in pairs:
            if old[i] != new[j] and (old[i] in old_twins or new[j] in new_twins):
                continue
            alike = self._alike(i, j)
            if alike + tuning.CONTEXT < demand:
                continue
            score = alike + tuning.CONTEXT * self._context(i, j)
            if not gaps.keeps_order(i, j):
                score -= tuning.DISORDER
                if score >= demand and not self._is_evident(i, j, alike):
                    continue
            if score >= demand and not is_copy_of_another(alignment, self._similarities, i, j):
                scored.append((score, i, j))
        _join_best(alignment, scored)

    def _alike(self, i: int, j: int) -> float:
        """How alike two clauses are, from 0 to 1.

        The words that set an item apart in its own list mean nothing in another list.
        """
        alike = self._similarities.by_words(i, j)
        return min(alike, self._similarities.plain(i, j)) if self._alignment.have_other_parents(i, j) else alike

    def _context(self, i: int, j: int) -> float:
        """How well the parents, neighbors and numbers agree, from 0 to 1."""
        alignment = self._alignment
        old, new, to_new = alignment.old, alignment.new, alignment.to_new
        above_i, above_j = old.parents[i], new.parents[j]
        found = 0.0
        if (above_i < 0 and above_j < 0) or (above_i >= 0 and to_new[above_i] == above_j >= 0):
            found += tuning.CONTEXT_PARENT
        if i and j and to_new[i - 1] == j - 1:
            found += tuning.CONTEXT_BEFORE
        if i + 1 < len(to_new) and j + 1 < len(new) and to_new[i + 1] == j + 1:
            found += tuning.CONTEXT_AFTER
        if old.numbers[i] == new.numbers[j]:
            found += tuning.CONTEXT_NUMBER
        return found

    def _is_evident(self, i: int, j: int, alike: float) -> bool:
        """Whether the shared words are heavy enough, and found nowhere nearby, to call this a move."""
        if alike < tuning.ALIKE_ENOUGH and not self._is_weighty(i, j):
            return False
        if self._have_paired_parents(i, j) or moved_with_sibling(self._alignment, i, j):
            return True
        return not has_stayed_copy(self._alignment, self._weights, i, j)

    def _have_paired_parents(self, i: int, j: int) -> bool:
        above = self._alignment.old.parents[i]
        return above >= 0 and self._alignment.to_new[above] == self._alignment.new.parents[j]

    def _is_weighty(self, i: int, j: int) -> bool:
        old, new = self._alignment.old.code(i), self._alignment.new.code(j)
        shared = self._weights.shared(old, new)
        total = self._weights.of(old) + self._weights.of(new)
        share = tuning.EVIDENCE_SHARE if shared >= tuning.EVIDENCE_MUCH else tuning.EVIDENCE_SHARE_OF_LITTLE
        return shared >= tuning.EVIDENCE_WEIGHT and 2 * shared >= share * total

    def _beside(self) -> list[tuple[int, int]]:
        """List unpaired clauses directly before or after a pair, on both sides."""
        alignment = self._alignment
        to_new, to_old, old = alignment.to_new, alignment.to_old, alignment.old
        found = []
        for i in alignment.free_old():
            for step in (-1, 1):
                if 0 <= i + step < len(to_new) and to_new[i + step] != FREE and old.keys[i]:
                    j = to_new[i + step] - step
                    if 0 <= j < len(to_old) and to_old[j] == FREE:
                        found.append((i, j))
        return found

    def _find(self) -> list[tuple[int, int]]:
        """List, for each unpaired old clause, the new ones that share most of its rare words and word pairs."""
        alignment = self._alignment
        old = {i: _features(alignment.old.code(i)) for i in alignment.free_old()}
        new = {j: _features(alignment.new.code(j)) for j in alignment.free_new()}
        frequency = Counter(chain.from_iterable(old.values()))
        holders: dict[str, list[int]] = defaultdict(list)
        for j, held in new.items():
            for feature in held & frequency.keys():
                holders[feature].append(j)
        rare = {
            feature: (_WHOLE // total, at)
            for feature, at in holders.items()
            if (total := frequency[feature] + len(at)) <= tuning.SHARED_BY
        }
        found = []
        for i, held in old.items():
            shared: dict[int, int] = defaultdict(int)
            for feature in held & rare.keys():
                weight, at = rare[feature]
                for j in at:
                    shared[j] += weight
            nearest = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[: tuning.NEAREST]
            found += [(i, j) for j, _ in nearest]
        return found


def _features(code: str) -> set[str]:
    """The words and word pairs of a clause; for a long clause, a fixed sample of the pairs."""
    pairs = set(map(add, code, code[1:]))
    if len(pairs) > tuning.SAMPLE:
        every = len(pairs) // tuning.SAMPLE + 1
        pairs = {pair for pair in pairs if (ord(pair[0]) * 31 + ord(pair[1]) * 17) % every == 0}
    return pairs | set(code)
