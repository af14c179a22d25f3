"""Lists that gained or lost items: the words that link items then change without changing the meaning."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.splits import Group
from billtrack.diff.engine.units import Side
from billtrack.model.patterns import pattern

_LINK = pattern(r"\b(and|or)[\s\"'”’;:,.]*$", re.IGNORECASE)


class Links:
    """What links the items of each list; each list is read once."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._conjunctions: dict[tuple[bool, int], set[str]] = {}

    def is_linked(self, group: Group) -> bool:
        """Whether an item beside *group* was added or removed, in a list that kept its conjunction.

        "(3) sweep the deck each day." was deleted, so "; and" moved from the end of (2) to the end of (1): both
        changes are linked.  The last words of a last item also end the clause around it: ``(1)(B) ...; and`` is
        linked to (2).
        """
        old, new = self._alignment.old, self._alignment.new
        i, j = group.old[-1], group.new[-1]
        while True:
            olds, news = old.siblings(i), new.siblings(j)
            if self._differ(i, j):
                return self._keeps_conjunction(olds, news)
            if olds[-1] != i or news[-1] != j:
                return False
            i, j = old.parents[i], new.parents[j]
            if i < 0 or j < 0:
                return False

    def _differ(self, i: int, j: int) -> bool:
        """Whether a nearby item is on one side only: the one before, or one of the two after.

        Two, because a new last item moves the "and" by one item.
        """
        old, new, to_new = self._alignment.old, self._alignment.new, self._alignment.to_new
        for step in (-1, 1, 2):
            a, b = _beside(old.siblings(i), i, step), _beside(new.siblings(j), j, step)
            if (a is None) != (b is None) or (a is not None and to_new[a] != b):
                return True
        return False

    def _keeps_conjunction(self, olds: Sequence[int], news: Sequence[int]) -> bool:
        """Whether both lists use the same conjunction; a single item needs none."""
        if len(olds) == 1 or len(news) == 1:
            return True
        return self._joined_by(self._alignment.old, olds) == self._joined_by(self._alignment.new, news)

    def _joined_by(self, side: Side, items: Sequence[int]) -> set[str]:
        place = side is self._alignment.old, items[0]
        found = self._conjunctions.get(place)
        if found is None:
            words = (_LINK.search(_last_words(side, item)) for item in items[:-1])
            found = self._conjunctions[place] = {match[1].lower() for match in words if match}
        return found


def _beside(siblings: Sequence[int], at: int, step: int) -> int | None:
    place = bisect_left(siblings, at) + step
    return siblings[place] if 0 <= place < len(siblings) else None


def _last_words(side: Side, at: int) -> str:
    """The last words of a clause, including everything inside it."""
    while inside := side.children.get(at):
        at = inside[-1]
    clause = side.clauses[at]
    return (clause.text or clause.header or "")[-tuning.LINK_REACH :]
