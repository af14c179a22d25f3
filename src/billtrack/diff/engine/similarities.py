"""How alike an old and a new clause are, from 0 to 1; each pair is scored once."""

from __future__ import annotations

from billtrack.diff.engine import tuning
from billtrack.diff.engine.near_copies import NearCopies, own_similarity
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.weights import Weights
from billtrack.diff.engine.words import common_words, similarity


class Similarities:
    """How alike the clauses of two sides are, by their words and by the weight of their words.

    Items of a list of near copies are compared only by the words that other items do not share; with *by_list* false,
    they are compared like any clause.
    """

    def __init__(self, old: Side, new: Side, weights: Weights, *, by_list: bool = True) -> None:
        self._old, self._new, self.weights = old, new, weights
        self.copies = NearCopies(old), NearCopies(new)
        self._by_list = by_list
        self._by_words: dict[tuple[int, int], float] = {}
        self._by_weight: dict[tuple[int, int], float] = {}

    def without_lists(self) -> Similarities:
        """The same scores with list items compared like any clause, to find what replaced what."""
        return Similarities(self._old, self._new, self.weights, by_list=False)

    def plain(self, i: int, j: int) -> float:
        """The share of words in common, in order, whatever list the clauses are in."""
        return similarity(self._old.code(i), self._new.code(j))

    def is_telling(self, i: int) -> bool:
        """Whether the words of old clause *i*, even if few, set it apart from other clauses."""
        code = self._old.code(i)
        run = self.copies[0].run_of(i)
        return self.weights.of(code) >= tuning.TELLING or (run is not None and run.weigh(code) >= tuning.RUN_OWN)

    def by_words(self, i: int, j: int) -> float:
        """The share of words in common, in order; for list items, of their distinctive words."""
        known = self._by_words.get((i, j))
        if known is None:
            self._by_words[i, j] = known = self._alike_in_words(i, j)
        return known

    def by_weight(self, i: int, j: int) -> float:
        """The share of weight in common, in order; 0 where too few words match to weigh them."""
        known = self._by_weight.get((i, j))
        if known is None:
            self._by_weight[i, j] = known = self._alike_in_weight(i, j)
        return known

    def _alike_in_words(self, i: int, j: int) -> float:
        alike = self.plain(i, j)
        own = self._own(i, j, alike)
        return alike if own is None else own

    def _alike_in_weight(self, i: int, j: int) -> float:
        if self._old.keys[i] == self._new.keys[j]:
            return 1.0
        old, new = self._old.code(i), self._new.code(j)
        alike = similarity(old, new)
        if alike < tuning.ORDER_LEAST_WORDS:
            return 0.0
        own = self._own(i, j, alike)
        return self.weights.similarity(old, new) if own is None else own

    def _own(self, i: int, j: int, alike: float) -> float | None:
        """The similarity of two items of lists of near copies (*alike* by all words); ``None`` for other clauses."""
        if not self._by_list or not tuning.ORDER_LEAST_WORDS <= alike < 1.0:
            return None
        runs = self.copies[0].run_of(i), self.copies[1].run_of(j)
        if runs == (None, None) or (None in runs and alike < tuning.RUN_SIMILARITY):
            return None
        old, new = self._old.code(i), self._new.code(j)
        own = own_similarity(old, new, common_words(old, new), runs)
        return own if own is None or alike >= tuning.RUN_SIMILARITY else min(own, alike)
