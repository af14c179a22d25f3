"""Lists of near copies: what tells their items apart is the words the items do *not* share.

"1 member recommended by the Governor of Texas", "... of New Mexico", "... of Arizona": when one item goes, each next
item looks like an edit of the one before.  So items of such a list are compared by their rare words, as counted in
the list itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from math import log

from billtrack.diff.engine import tuning
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.words import Block, similarity


class Run:
    """Siblings each of which shares most of its words with one shortly before it.

    A word that every item has weighs 0, one that a single item has weighs 1.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        count = len(codes)
        frequency = Counter(word for code in codes for word in set(code))
        self._weights = {word: log(count / held) / log(count) for word, held in frequency.items()}

    def weigh(self, words: str) -> float:
        """Weigh *words*; one that no item has weighs 1."""
        return sum([self._weights.get(word, 1.0) for word in words])

    def weigh_against(self, words: str, other: Run) -> float:
        """Weigh *words* for a comparison with an item of *other*, a list whose items hardly tell by a word it lacks."""
        known = other._weights
        return sum([self._weights.get(word, 1.0) * (1.0 if word in known else tuning.RUN_STRANGE) for word in words])


class NearCopies:
    """The lists of near copies of one side, found when first asked for."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._siblings: dict[tuple[int, str], list[int]] = {}
        self._runs: dict[int, Run | None] = {}

    def run_of(self, index: int) -> Run | None:
        """The list that the clause *index* is an item of; ``None`` when it is in none."""
        if index not in self._runs:
            siblings = self._siblings_of(index)
            place = bisect_left(siblings, index)
            reach = slice(max(0, place - tuning.RUN_REACH), place + tuning.RUN_REACH + 1)
            if any(self._are_alike(at, index) for at in siblings[reach] if at != index):
                self._find(siblings)
            else:
                self._runs[index] = None
        return self._runs[index]

    def _siblings_of(self, index: int) -> list[int]:
        """The clauses with words of the same parent and level, ascending."""
        side = self._side
        place = side.parents[index], side.levels[index]
        found = self._siblings.get(place)
        if found is None:
            found = self._siblings[place] = [at for at in side.siblings(index) if side.keys[at]]
        return found

    def _find(self, siblings: Sequence[int]) -> None:
        """Gather each sibling to the run of the nearest of the few before it that it is a near copy of."""
        runs: list[list[int]] = []
        for at in siblings:
            home = next((run for run in reversed(runs[-tuning.RUN_REACH :]) if self._are_alike(run[-1], at)), None)
            if home is None:
                runs.append([at])
            else:
                home.append(at)
        for items in runs:
            run = Run([self._side.code(at) for at in items]) if len(items) >= tuning.RUN_ITEMS else None
            self._runs.update(dict.fromkeys(items, run))

    def _are_alike(self, a: int, b: int) -> bool:
        """Whether two siblings are near copies; words are looked at only where the lengths allow it."""
        short, long = sorted((self._side.sizes[a], self._side.sizes[b]))
        if short < tuning.RUN_LENGTH * long:
            return False
        return similarity(self._side.code(a), self._side.code(b)) >= tuning.RUN_SIMILARITY


def own_similarity(old: str, new: str, shared: Sequence[Block], runs: tuple[Run | None, Run | None]) -> float | None:
    """Compare two near copies by the words that are theirs alone, from 0 to 1.

    *shared* are the words both have, in order.  ``None`` when their lists do not tell them apart.
    """
    first, second = runs[0] or runs[1], runs[1] or runs[0]
    if first is None or second is None:
        return None
    total = first.weigh_against(old, second) + second.weigh_against(new, first)
    if total < tuning.RUN_TELLING:
        return None
    common = "".join([old[block.i : block.i + block.size] for block in shared])
    return (first.weigh(common) + second.weigh(common)) / total
