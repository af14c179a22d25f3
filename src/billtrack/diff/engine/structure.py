"""Third pass: pair clauses by structure where their words alone are not enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.fold import key_of
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.stayed_copies import has_stayed_copy, is_copy_of_another
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.weights import Weights


def match_parents(alignment: Alignment) -> None:
    """Pair a parent with the clause that most of its children went to, innermost first.

    "The board shall—" became "It is the duty of the board to—".  Four of the five items below it stayed, so the two
    are paired although their words hardly match.
    """
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
        is_most = count >= tuning.MOSTLY * max(len(children), len(new.children[best]))
        if is_most and alignment.is_free(i, best) and old.levels[i] == new.levels[best]:
            alignment.join(i, best)


def follow_children(alignment: Alignment) -> None:
    """Pair each of several equal clauses with the one that its children went to.

    "by adding at the end the following:" stands in sections 2 and 3, each time before a rule of its own.  The one in
    section 3 moved to section 2 with its rule.  Equal words are paired in order, but each opening belongs to its rule.
    """
    old, new, to_new, to_old = alignment.old, alignment.new, alignment.to_new, alignment.to_old
    homes = {i: home for i in old.children if (home := _home(alignment, i)) != FREE and old.keys[i] == new.keys[home]}
    going = {home: i for i, home in homes.items() if to_new[i] != home}
    while stuck := [home for home in going if to_old[home] not in {FREE, *going.values()}]:
        for home in stuck:
            del going[home]
    for i in going.values():
        if to_new[i] != FREE:
            alignment.part(i)
    for home, i in going.items():
        alignment.join(i, home)


def _home(alignment: Alignment, i: int) -> int:
    """The new clause that all paired children of old clause *i* are inside; ``FREE`` if there is none."""
    to_new, parents = alignment.to_new, alignment.new.parents
    found = {parents[to_new[child]] for child in alignment.old.children[i] if to_new[child] != FREE}
    return found.pop() if len(found) == 1 else FREE


def follow_parents(alignment: Alignment, similarities: Similarities) -> None:
    """Pair what is unpaired inside a pair with a child of the other parent that was paired with no better clause.

    Paragraph (2) moved to another section with its items.  That section had lost an item much like the first of them,
    and the two were paired.  The item that came with its paragraph takes its place.
    """
    if FREE not in alignment.to_new and FREE not in alignment.to_old:
        return
    for above, children in alignment.old.children.items():
        inside = alignment.new.children.get(alignment.to_new[above]) if alignment.to_new[above] != FREE else None
        if inside is not None:
            _take_strays(alignment, children, inside, similarities.plain)
            _take_strays(alignment.mirrored, inside, children, lambda j, i: similarities.plain(i, j))


def _take_strays(
    alignment: Alignment, olds: Sequence[int], news: Sequence[int], alike: Callable[[int, int], float]
) -> None:
    """Pair unpaired old clauses with new ones of the paired parent that came from elsewhere with no better words."""
    old, to_old = alignment.old, alignment.to_old
    for i in [i for i in olds if alignment.to_new[i] == FREE and old.keys[i]]:
        strays = [j for j in news if to_old[j] != FREE and old.parents[to_old[j]] != old.parents[i]]
        score, j = max(((alike(i, j), j) for j in strays), default=(0.0, FREE))
        if score >= tuning.FOLLOW_PARENT and score >= alike(to_old[j], j):
            alignment.part(to_old[j])
            alignment.join(i, j)


def match_in_order(alignment: Alignment, similarities: Similarities) -> None:
    """Pair what is left in the gaps of the chain, then inside each pair, in order.

    Between two unchanged clauses, old B, "The ferry toll is nine dollars, payable at Brill on Fridays.", and C, "Each
    pilot badge shall show the number of the boat in brass.", face new X, "The ferry toll binds no nurse who rides
    home after dark.", and Y, "Each pilot badge lost at sea is replaced by the clerk within a week."  A third of the
    words match.  B-X with C-Y gains more than B-Y or C-X alone, so both are paired.  What gains nothing stays
    unpaired.
    """
    gains = Gains(alignment, similarities)
    apart = partial(is_copy_of_another, alignment, similarities)
    for olds, news in alignment.gaps().open():
        _pair_in_order(gains, olds, news, apart)
    gaps = alignment.gaps()
    moved = Gains(alignment, similarities, least=tuning.ORDER_LEAST_MOVED)
    old, new = alignment.old, alignment.new
    for i, children in old.children.items():
        j = alignment.to_new[i]
        if j == FREE:
            continue
        olds = [child for child in children if alignment.to_new[child] == FREE]
        news = [child for child in new.children.get(j, ()) if alignment.to_old[child] == FREE]
        if olds and news:
            if gaps.keeps_order(olds[0], news[0]):
                _pair_in_order(gains, olds, news, apart)
            else:
                _pair_in_order(moved, olds, news, partial(_is_renumbered_twin, alignment, similarities.weights))


def _is_renumbered_twin(alignment: Alignment, weights: Weights, i: int, j: int) -> bool:
    """Whether nothing supports a pair: its numbers differ, and an unchanged clause nearby has the same words."""
    return alignment.old.numbers[i] != alignment.new.numbers[j] and has_stayed_copy(alignment, weights, i, j)


def match_bare_numbers(alignment: Alignment) -> None:
    """Pair clauses that are only a number, by level, beside a pair.

    "(1)" without words, before "(2) The pilot shall board the ship at the bar.", became "(3)" before the same words
    as "(4)": the (2) and (4) are paired, so the bare numbers before them are too.
    """
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


def _pair_in_order(gains: Gains, olds: list[int], news: list[int], apart: Callable[[int, int], bool]) -> None:
    """Join the best pairs that keep order among a few clauses, except those that must stay *apart*."""
    if len(olds) * len(news) > tuning.ORDER_PAIRS:
        return
    for row, column in best_in_order([[gains.of(i, j) for j in news] for i in olds]):
        if not apart(olds[row], news[column]):
            gains.alignment.join(olds[row], news[column])


def best_in_order(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Find the cells (row, column) that keep order and gain most in total."""
    rows, columns = len(gains), len(gains[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for r in range(rows - 1, -1, -1):
        here, below, own = best[r], best[r + 1], gains[r]
        for c in range(columns - 1, -1, -1):
            top = max(below[c], here[c + 1])
            if own[c] > 0:
                top = max(top, own[c] + below[c + 1])
            here[c] = top
    found = []
    r = c = 0
    while r < rows and c < columns:
        if gains[r][c] > 0 and best[r][c] == gains[r][c] + best[r + 1][c + 1]:
            found.append((r, c))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return found


class Gains:
    """What pairing two clauses gains: above 0 where their words, number, level and parents make it likely.

    *least*: the weighted similarity of their words below which nothing is gained.
    """

    def __init__(self, alignment: Alignment, similarities: Similarities, *, least: float = tuning.ORDER_LEAST) -> None:
        self.alignment, self._similarities, self._least = alignment, similarities, least

    def of(self, i: int, j: int) -> float:
        """The gain of pairing old clause *i* with new clause *j*, at most .83."""
        old, new = self.alignment.old, self.alignment.new
        if not old.keys[i] or not new.keys[j]:
            is_same = old.keys[i] == new.keys[j] and old.numbers[i] == new.numbers[j] and old.levels[i] == new.levels[j]
            return tuning.BARE_NUMBER if is_same else 0.0
        alike = self._similarities.by_weight(i, j)
        if alike < self._least:
            return 0.0
        context = 0.0
        if old.numbers[i] == new.numbers[j]:
            context += tuning.ORDER_NUMBER
        if old.levels[i] == new.levels[j]:
            context += tuning.ORDER_LEVEL
        above = old.parents[i]
        if above >= 0 and self.alignment.to_new[above] == new.parents[j]:
            context += tuning.ORDER_PARENT
        return max(0.0, alike + tuning.ORDER_CONTEXT * context - tuning.ORDER_THRESHOLD)


# ------------------------------------------------------------------------------- rows of tables


def match_rows(alignment: Alignment) -> None:
    """Pair the rows of two paired tables that have the same label, where no other row of either table has it.

    "Army | $5 | $6" and "Navy | $7 | $8" became "Army | $7 | $8" and "Navy | $5 | $6".  By their words alone the
    amounts stayed and the labels changed; but a row is what its label says.
    """
    for table, other in enumerate(alignment.to_new):
        if other == FREE or alignment.old.levels[table] != "table":
            continue
        olds, news = _labels(alignment.old, table), _labels(alignment.new, other)
        for label, row in olds.items():
            if label in news:
                _pair(alignment, row, news[label])


def _pair(alignment: Alignment, i: int, j: int) -> None:
    """Pair two rows with the same label, unless either is word for word another row."""
    partner, rival = alignment.to_new[i], alignment.to_old[j]
    if partner == j or alignment.is_unchanged(i) or alignment.mirrored.is_unchanged(j):
        return
    if partner != FREE:
        alignment.part(i)
    if rival != FREE:
        alignment.part(rival)
    alignment.join(i, j)


def _labels(side: Side, table: int) -> dict[str, int]:
    """Find the rows of a table by label: the cells that have letters; without labels that several rows share."""
    found: dict[str, int] = {}
    shared = set()
    for row in side.children.get(table, ()):
        label = _label(side.clauses[row].text or "")
        if label in found:
            shared.add(label)
        found[label] = row
    return {label: row for label, row in found.items() if label and label not in shared}


def _label(row: str) -> str:
    return "|".join(key_of(cell) for cell in row.split(" | ") if any(map(str.isalpha, cell)))
