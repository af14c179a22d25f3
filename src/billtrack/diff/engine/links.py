"""Lists whose items came or went: what only links the items to each other then changes with no change of meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.pieces import Group
from billtrack.diff.engine.units import Side

_LINK = re.compile(r"\b(and|or)[\s\"'”’;:,.]*$", re.IGNORECASE)


def is_linked(alignment: Alignment, group: Group) -> bool:
    """Whether an item beside *group* came or went, in a list that kept its conjunction.

    The words that end an item end what it stands in too, where it is the last: ``(1)(B) ...; and`` is linked to (2).
    """
    i, j = group.old[-1], group.new[-1]
    while True:
        olds, news = _siblings(alignment.old, i), _siblings(alignment.new, j)
        if _differ(alignment, (i, olds), (j, news)):
            return _keeps_conjunction(alignment, olds, news)
        if olds[-1] != i or news[-1] != j:
            return False
        i, j = alignment.old.parents[i], alignment.new.parents[j]
        if i < 0 or j < 0:
            return False


def _siblings(side: Side, at: int) -> list[int]:
    parent, level = side.parents[at], side.levels[at]
    beside = side.children[parent] if parent >= 0 else range(len(side))
    return [other for other in beside if side.parents[other] == parent and side.levels[other] == level]


def _differ(alignment: Alignment, old: tuple[int, list[int]], new: tuple[int, list[int]]) -> bool:
    """Whether an item near by stands on one side alone: the one before, or one of the two after.

    Where a list gets a new last item, the "and" before the old last one goes behind it.
    """
    for step in (-1, 1, 2):
        a, b = (_beside(siblings, at, step) for at, siblings in (old, new))
        if (a is None) != (b is None) or (a is not None and alignment.to_new[a] != b):
            return True
    return False


def _beside(siblings: Sequence[int], at: int, step: int) -> int | None:
    place = siblings.index(at) + step
    return siblings[place] if 0 <= place < len(siblings) else None


def _keeps_conjunction(alignment: Alignment, olds: Sequence[int], news: Sequence[int]) -> bool:
    """Whether both lists are joined by the same word; a single item needs none."""
    old, new = _conjunctions(alignment.old, olds), _conjunctions(alignment.new, news)
    return old == new or len(olds) == 1 or len(news) == 1


def _conjunctions(side: Side, items: Sequence[int]) -> set[str]:
    return {match[1].lower() for item in items[:-1] if (match := _LINK.search(_last_words(side, item)))}


def _last_words(side: Side, at: int) -> str:
    """The words that end a clause and all in it."""
    while inside := side.children.get(at):
        at = inside[-1]
    clause = side.clauses[at]
    return (clause.text or clause.header or "")[-40:]
