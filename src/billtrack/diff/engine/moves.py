"""What moved: the pairs outside the heaviest chain that keeps order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.heaviest_increasing import heaviest_increasing
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.splits import Group
from billtrack.diff.engine.stayed_copies import is_inside_copy
from billtrack.diff.engine.units import Side


def part_strays(alignment: Alignment, similarities: Similarities) -> None:
    """Undo pairs of tiny clauses that moved without a neighbor, parent or child.

    "; and" stood before three unchanged sentences and now stands after them.  Alone, that is a deletion and an
    insertion, not a move.
    """
    kept = {i for i, _ in alignment.chain()}
    for i, j in enumerate(alignment.to_new):
        if j == FREE or i in kept or similarities.is_telling(i) or _has_company(alignment, i, j):
            continue
        alignment.part(i)


def part_copies(alignment: Alignment) -> None:
    """Undo pairs out of order where one clause is inside a copy of another clause, which explains it as well.

    Section 3 lost an item.  A copy of section 5, which had the same item and still has it, was put behind section 5.
    The item in the copy is new.
    """
    paired = [j for j in alignment.to_new if j != FREE]
    if paired == sorted(paired):
        return
    kept = {i for i, _ in alignment.chain()}
    for i, j in enumerate(alignment.to_new):
        if j != FREE and i not in kept and is_inside_copy(alignment, i, j):
            alignment.part(i)


def _has_company(alignment: Alignment, i: int, j: int) -> bool:
    """Whether a neighbor, the parent or a child of the pair moved with it."""
    to_new, old, new = alignment.to_new, alignment.old, alignment.new
    if (i and j and to_new[i - 1] == j - 1) or (i + 1 < len(to_new) and to_new[i + 1] == j + 1 < len(new)):
        return True
    above = old.parents[i]
    if above >= 0 and to_new[above] == new.parents[j]:
        return True
    return any(to_new[child] != FREE and new.parents[to_new[child]] == j for child in old.children.get(i, ()))


def moved_groups(groups: Sequence[Group], first: Side, second: Side) -> frozenset[int]:
    """Find the positions of the groups that do not keep the order of the rest.

    When "One short rule." is first in the old text and last in the new one, after three long clauses, it is the short
    clause that moved, not the three.  When the long last item of section 1 became the first of section 2, whose other
    items stayed, it is the item that moved, not section 2, though its own words are fewer.  A whereas clause that is
    an item of the resolving clause now has no weight: the preamble always comes first, so the resolving clause did not
    move.
    """
    order = sorted((group.old[0], place) for place, group in enumerate(groups) if group.old and group.new)
    pairs = [(old, groups[place].new[0], _weight(groups[place], first, second)) for old, place in order]
    kept = heaviest_increasing(pairs)
    if len(kept) < len(pairs):
        kept = _with_parents(pairs, kept, first, second)
    stayed = set(kept)
    return frozenset(place for at, (_, place) in enumerate(order) if at not in stayed)


def _place_of(pairs: Sequence[tuple[int, int, int]], old: int) -> int:
    """The position of the pair of clause *old*; -1 if it has none."""
    at = bisect_left(pairs, (old,))
    return at if at < len(pairs) and pairs[at][0] == old else -1


def _with_parents(pairs: Sequence[tuple[int, int, int]], kept: list[int], first: Side, second: Side) -> list[int]:
    """Keep a parent of kept children if they outweigh what only moved into it, or out of it, between them and it."""
    stayed = set(kept)
    for parent, (i, j, weight) in enumerate(pairs):
        if parent in stayed or i not in first.children:
            continue
        inside = (pairs[at] for child in first.children[i] if (at := _place_of(pairs, child)) in stayed)
        held = sum(size for _, there, size in inside if second.parents[there] == j)
        place = bisect_left(kept, parent)
        low = bisect_left(kept, j, hi=place, key=lambda at: pairs[at][1])
        high = bisect_left(kept, j, lo=place, key=lambda at: pairs[at][1])
        if held and sum(pairs[at][2] for at in kept[low:high]) <= weight + held:
            kept[low:high] = [parent]
    return kept


def _weight(group: Group, first: Side, second: Side) -> int:
    """The characters of the old clauses; none if a whereas clause became another kind of clause, or the reverse."""
    parts = {side.clauses[indexes[0]].level == "whereas" for side, indexes in ((first, group.old), (second, group.new))}
    return sum(first.sizes[i] for i in group.old) if len(parts) == 1 else 0


_TOP = -1
"""The parent of an outermost clause."""


def releveled_groups(groups: Sequence[Group], first: Side, second: Side) -> frozenset[int]:
    """Find the positions of the groups whose clause kept its number and order but went to another parent.

    "(2)" beside "(1)" is another rule than "(2)" inside "(1)", and closing words of (a) say less than those of the
    section.  Both parents, or none, are in both texts: a clause that got a new heading above it did not move.
    """
    of_first = {_TOP: _TOP, **{i: place for place, group in enumerate(groups) if group.new for i in group.old}}
    of_second = {_TOP: _TOP, **{j: place for place, group in enumerate(groups) if group.old for j in group.new}}
    found = set()
    for place, group in enumerate(groups):
        if len(group.old) != 1 or len(group.new) != 1:
            continue
        i, j = group.old[0], group.new[0]
        if not (first.numbers[i] or any(map(str.isalnum, first.keys[i]))):
            continue
        here, there = of_first.get(first.parents[i]), of_second.get(second.parents[j])
        if here != there and here is not None and there is not None and first.numbers[i] == second.numbers[j]:
            found.add(place)
    return frozenset(found)
