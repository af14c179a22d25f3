"""What moved: what lies off the heaviest chain of pairs that keep order."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.heaviest_increasing import heaviest_increasing
from billtrack.diff.engine.pieces import Group
from billtrack.diff.engine.similarities import Similarities


def part_strays(alignment: Alignment, similarities: Similarities) -> None:
    """Part the pairs of tiny clauses that moved where neither a neighbor nor the parent moved along.

    "by striking the period;" that left section 2 and came in section 9 is no move unless what stood beside it came
    along.
    """
    kept = {i for i, _ in alignment.chain()}
    for i, j in enumerate(alignment.to_new):
        if j == FREE or i in kept or similarities.is_telling(i) or _has_company(alignment, i, j):
            continue
        alignment.part(i)


def _has_company(alignment: Alignment, i: int, j: int) -> bool:
    """Whether a neighbor, the parent or a child of the pair is paired likewise."""
    to_new, old, new = alignment.to_new, alignment.old, alignment.new
    if (i and j and to_new[i - 1] == j - 1) or (i + 1 < len(to_new) and to_new[i + 1] == j + 1 < len(new)):
        return True
    above = old.parents[i]
    if above >= 0 and to_new[above] == new.parents[j]:
        return True
    return any(to_new[child] != FREE and new.parents[to_new[child]] == j for child in old.children.get(i, ()))


def moved_groups(groups: Sequence[Group], sizes: Sequence[int]) -> frozenset[int]:
    """The positions of the groups, in order of their old clauses, that do not keep the order of the rest.

    *sizes* weigh the old clauses: when a long section jumps over a short one, it is the short one that moved.
    """
    order = sorted((group.old[0], place) for place, group in enumerate(groups) if group.old and group.new)
    pairs = [(old, groups[place].new[0], sum(sizes[i] for i in groups[place].old)) for old, place in order]
    kept = set(heaviest_increasing(pairs))
    return frozenset(place for at, (_, place) in enumerate(order) if at not in kept)
