"""Lists of near copies: only the words that the items do *not* share set them apart.

"the keeper of the light at Amity;", "... at Brill;", "... at Corran.": when the item for Brill is deleted, Corran's
looks like an edit of it.  So the items of such a list are compared by the words that are rare within the list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from math import log

from billtrack.diff.engine import tuning
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.words import Block, similarity


class CopyList:
    """Siblings, each sharing most of its words with one just before it.

    A word that every item has weighs 0; a word that only one item has weighs 1.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        count = len(codes)
        frequency = Counter(word for code in codes for word in set(code))
        self._weights = {word: log(count / held) / log(count) for word, held in frequency.items()}

    def weigh(self, words: str) -> float:
        """Weigh *words*; a word that no item has weighs 1."""
        return sum([self._weights.get(word, 1.0) for word in words])

    def weigh_against(self, words: str, other: CopyList) -> float:
        """Weigh *words* for a comparison with an item of *other*; words that *other* lacks count little."""
        known = other._weights
        return sum([self._weights.get(word, 1.0) * (1.0 if word in known else tuning.RUN_STRANGE) for word in words])


class NearCopies:
    """The lists of near copies in one text, found on demand."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._siblings: dict[tuple[int, str], list[int]] = {}
        self._runs: dict[int, CopyList | None] = {}

    def run_of(self, index: int) -> CopyList | None:
        """Return the list that clause *index* is an item of; ``None`` if none."""
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
        """List the clauses with words that have the same parent and level, ascending."""
        side = self._side
        place = side.parents[index], side.levels[index]
        found = self._siblings.get(place)
        if found is None:
            found = self._siblings[place] = [at for at in side.siblings(index) if side.keys[at]]
        return found

    def _find(self, siblings: Sequence[int]) -> None:
        """Put each sibling in the run of the nearest earlier sibling that it nearly copies."""
        runs: list[list[int]] = []
        for at in siblings:
            home = next((run for run in reversed(runs[-tuning.RUN_REACH :]) if self._are_alike(run[-1], at)), None)
            if home is None:
                runs.append([at])
            else:
                home.append(at)
        for items in runs:
            run = CopyList([self._side.code(at) for at in items]) if len(items) >= tuning.RUN_ITEMS else None
            self._runs.update(dict.fromkeys(items, run))

    def _are_alike(self, a: int, b: int) -> bool:
        """Whether two siblings are near copies; words are compared only if the lengths are close."""
        short, long = sorted((self._side.sizes[a], self._side.sizes[b]))
        if short < tuning.RUN_LENGTH * long:
            return False
        return similarity(self._side.code(a), self._side.code(b)) >= tuning.RUN_SIMILARITY


def own_similarity(
    old: str, new: str, shared: Sequence[Block], runs: tuple[CopyList | None, CopyList | None]
) -> float | None:
    """Compare two near copies by the words that set them apart in their lists, from 0 to 1.

    *shared* are the words both have, in order.  ``None`` if no words set them apart.
    """
    first, second = runs[0] or runs[1], runs[1] or runs[0]
    if first is None or second is None:
        return None
    total = first.weigh_against(old, second) + second.weigh_against(new, first)
    if total < tuning.RUN_TELLING:
        return None
    common = "".join([old[block.i : block.i + block.size] for block in shared])
    return (first.weigh(common) + second.weigh(common)) / total
