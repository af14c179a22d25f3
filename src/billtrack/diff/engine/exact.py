"""First pass: pair clauses that match word for word, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.stayed_copies import is_inside_copy
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.words import common_words


def match_exact(alignment: Alignment) -> None:
    """Pair equal clauses: first those found once in each text, then their equal neighbors.

    Old: "The harbor board shall light the pier at dusk." / "The keeper shall paint the lighthouse white." / "and" /
    "The bell shall ring in fog and in snow."  The new text moves the first clause to the end.  The three sentences
    occur once in each text and are paired wherever they are.  The short "and" is paired because it stands beside a
    pair in both texts.
    """
    old, new = alignment.old.keys, alignment.new.keys
    _join_unique(alignment, _long(old), _long(new))
    extend(alignment)
    _join_unique(
        alignment,
        _with_first_inside(alignment.old, alignment.to_new),
        _with_first_inside(alignment.new, alignment.to_old),
    )
    extend(alignment)
    for step in (-1, 1):
        _join_unique(alignment, _beside(old, step), _beside(new, step), apart=alignment.has_better_home)
        extend(alignment)
    match_in_gaps(alignment)


def extend(alignment: Alignment) -> None:
    """Pair the equal neighbors of every pair, forward, then backward."""
    to_new, last = alignment.to_new, len(alignment.to_new) - 1
    for i in range(1, last + 1):
        if to_new[i] == FREE != to_new[i - 1] and _is_same(alignment, i, to_new[i - 1] + 1):
            alignment.join(i, to_new[i - 1] + 1)
    for i in range(last - 1, -1, -1):
        if to_new[i] == FREE != to_new[i + 1] and _is_same(alignment, i, to_new[i + 1] - 1):
            alignment.join(i, to_new[i + 1] - 1)


def match_in_gaps(alignment: Alignment) -> None:
    """Pair equal clauses in the gaps of the chain, in order.

    Among several equal clauses, this picks the ones that did not move.
    """
    _match_in_gaps(alignment, alignment.old.keys, alignment.new.keys)


def match_printings(alignment: Alignment) -> None:
    """Pair short clauses in the gaps of the chain that have the same letters and digits, whatever their marks.

    "Reserved." became "[Reserved]" between two clauses that did not change: the marks differ, the letters match.
    """
    old = _bare(alignment.old.keys, alignment.to_new)
    new = _bare(alignment.new.keys, alignment.to_old)
    if not {*old}.isdisjoint({*new} - {""}):
        _match_in_gaps(alignment, old, new)


def _match_in_gaps(alignment: Alignment, old_keys: Sequence[str], new_keys: Sequence[str]) -> None:
    ids: dict[str, str] = {}
    for olds, news in alignment.gaps().open():
        old = "".join([_letter(ids, old_keys[i]) for i in olds])
        new = "".join([_letter(ids, new_keys[j]) for j in news])
        for a, b, size in common_words(old, new):
            for k in range(size):
                if old_keys[olds[a + k]]:
                    alignment.join(olds[a + k], news[b + k])


def _bare(keys: Sequence[str], paired: Sequence[int]) -> list[str]:
    """Keep the letters and digits of short unpaired clauses; longer ones are found by their words."""
    return [
        "".join(filter(str.isalnum, key)) if at == FREE and len(key) <= tuning.PRINTING_CHARACTERS else ""
        for key, at in zip(keys, paired, strict=True)
    ]


def _letter(ids: dict[str, str], key: str) -> str:
    """Map each distinct key to one character."""
    return ids.setdefault(key, chr(0xE000 + len(ids)))


def match_inside(alignment: Alignment) -> None:
    """Pair equal clauses inside paired parents, in order; a parent is paired before its children.

    Old section 2 became section 5.  Its subsection (a), "Repealed.", is now (c).  Section 3 has a "Repealed." too,
    but only the one in section 5 is in the paired section.
    """
    old, new = alignment.old, alignment.new
    for i, children in old.children.items():
        j = alignment.to_new[i]
        if j == FREE:
            continue
        waiting: dict[str, list[int]] = defaultdict(list)
        for child in new.children.get(j, ()):
            if alignment.to_old[child] == FREE and new.keys[child]:
                waiting[new.keys[child]].append(child)
        if not waiting:
            continue
        for child in children:
            if alignment.to_new[child] == FREE and waiting.get(old.keys[child]):
                alignment.join(child, waiting[old.keys[child]].pop(0))


def match_leftovers(alignment: Alignment, similarities: Similarities) -> None:
    """Pair short clauses left over once on each side, if their words are rare enough.

    The old text says "Foghorn signals." before and after its second sentence; the new text says it twice before it.
    The first is paired by its neighbor.  The other is left once on each side, and its words are rare enough to call
    it moved; "; and" would not be.
    """
    old, new = alignment.old, alignment.new
    telling: list[str | None] = [None] * len(old)
    for i in alignment.free_old():
        if old.keys[i] and similarities.is_telling(i):
            telling[i] = old.keys[i]
    _join_unique(alignment, telling, new.keys, apart=partial(is_inside_copy, alignment))
    _match_spare_copies(alignment, similarities)


def _match_spare_copies(alignment: Alignment, similarities: Similarities) -> None:
    """Pair equal clauses with much to say that are left over several times, those inside paired parents first.

    "Each pilot badge shall show the number of the boat in brass." stood before and after "Reserved.", and stands
    three times after it now.  The second is paired by its neighbor; the first goes to the next one, and the third is
    new.
    """
    olds: dict[str, list[int]] = defaultdict(list)
    for i in alignment.free_old():
        olds[alignment.old.keys[i]].append(i)
    news: dict[str, list[int]] = defaultdict(list)
    for j in alignment.free_new():
        if (key := alignment.new.keys[j]) in olds:
            news[key].append(j)
    for key, there in news.items():
        here = olds[key]
        weight = similarities.weights.of(alignment.old.code(here[0]))
        if not key or len(here) * len(there) > tuning.GAP_PAIRS or weight < tuning.EVIDENCE_WEIGHT:
            continue
        pairs = [(alignment.have_other_parents(i, j), i, j) for i in here for j in there]
        for _, i, j in sorted(pairs):
            if alignment.is_free(i, j) and not is_inside_copy(alignment, i, j):
                alignment.join(i, j)


def settle_copies(alignment: Alignment) -> None:
    """Pair a clause with the first of several equal neighbors, unless it has the number of the one it is paired with.

    The old text says "The bell shall ring in fog." as (1); the new one says it as (1) and again as (2).  Either could
    be the copy; readers take (1) for the old one.
    """
    for j in reversed(alignment.free_new()):
        if _are_copies(alignment.new, j, j + 1) and (i := alignment.to_old[j + 1]) != FREE:
            _take(alignment, i, j + 1, i, j)
    for i in reversed(alignment.free_old()):
        if _are_copies(alignment.old, i, i + 1) and (j := alignment.to_new[i + 1]) != FREE:
            _take(alignment, i + 1, j, i, j)


def _are_copies(side: Side, at: int, following: int) -> bool:
    """Whether two clauses in a row have the same words and parent, and none inside them."""
    return (
        following < len(side)
        and side.keys[at] == side.keys[following] != ""
        and side.parents[at] == side.parents[following]
        and side.children.keys().isdisjoint((at, following))
    )


def _take(alignment: Alignment, i: int, j: int, first_i: int, first_j: int) -> None:
    """Exchange the pair *i*, *j* for the one that stands first, unless its numbers are the same or its words differ."""
    old, new = alignment.old, alignment.new
    if old.keys[i] == new.keys[j] and (not old.numbers[i] or old.numbers[i] != new.numbers[j]):
        alignment.part(i)
        alignment.join(first_i, first_j)


def _is_same(alignment: Alignment, i: int, j: int) -> bool:
    """Whether new clause *j* exists, is unpaired and equals the unpaired old clause *i*."""
    old, new = alignment.old, alignment.new
    if not 0 <= j < len(new) or alignment.to_old[j] != FREE or old.keys[i] != new.keys[j]:
        return False
    if not old.keys[i]:
        return old.levels[i] == new.levels[j] and old.numbers[i] == new.numbers[j]
    return not alignment.has_better_home(i, j)


def _long(keys: Sequence[str]) -> list[str | None]:
    return [key if len(key) >= tuning.SURE_CHARACTERS else None for key in keys]


def _beside(keys: Sequence[str], step: int) -> list[tuple[str, str] | None]:
    """Combine each clause's words with those of the clause before or after it."""
    edge = ["", *keys, ""]
    return [(key, edge[at + 1 + step]) if key else None for at, key in enumerate(keys)]


def _with_first_inside(side: Side, paired: Sequence[int]) -> list[tuple[str, str] | None]:
    """Combine the words of each unpaired clause that contains others with those of the first of them."""
    found: list[tuple[str, str] | None] = [None] * len(side)
    for at, inside in side.children.items():
        if paired[at] == FREE and side.keys[at]:
            found[at] = side.keys[at], side.keys[inside[0]]
    return found


def _join_unique(
    alignment: Alignment,
    old: Iterable[Hashable],
    new: Iterable[Hashable],
    apart: Callable[[int, int], bool] | None = None,
) -> None:
    """Pair the unpaired clauses whose key occurs once among the unpaired ones of each side, unless kept *apart*."""
    at_old, at_new = _once(old, alignment.to_new), _once(new, alignment.to_old)
    for mark, i in at_old.items():
        j = at_new.get(mark, FREE)
        if FREE not in {i, j} and not (apart and apart(i, j)):
            alignment.join(i, j)


def _once(marks: Iterable[Hashable], paired: Sequence[int]) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    for at, mark in enumerate(marks):
        if mark is not None and paired[at] == FREE:
            found[mark] = FREE if mark in found else at
    return found
