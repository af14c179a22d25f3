"""Which clause became which: the state that the passes fill in, one after another."""

from __future__ import annotations

from bisect import bisect_right
from itertools import count

from billtrack.diff.engine.heaviest_increasing import heaviest_increasing
from billtrack.diff.engine.units import Side

FREE = -1


class Alignment:
    """The pairs of clauses found so far; each clause is in at most one pair.

    ``to_new[i]`` is the new clause that old clause *i* became, ``to_old`` the reverse; ``FREE`` while unpaired.
    """

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.to_new = [FREE] * len(old)
        self.to_old = [FREE] * len(new)
        self._gaps: ChainGaps | None = None
        self._mirrored: Alignment | None = None

    @property
    def mirrored(self) -> Alignment:
        """The same pairs with the sides exchanged, so that a rule for one side serves the other; both stay in step."""
        if self._mirrored is None:
            other = self._mirrored = Alignment(self.new, self.old)
            other.to_new, other.to_old, other._mirrored = self.to_old, self.to_new, self
        return self._mirrored

    def join(self, i: int, j: int) -> None:
        """Pair old clause *i* with new clause *j*; both must be unpaired."""
        self.to_new[i] = j
        self.to_old[j] = i
        self._forget_gaps()

    def part(self, i: int) -> None:
        """Undo the pair of old clause *i*."""
        self.to_old[self.to_new[i]] = FREE
        self.to_new[i] = FREE
        self._forget_gaps()

    def come_apart(self) -> None:
        """Part the two views of the pairs, so that both are freed without waiting for the garbage collector."""
        self._forget_gaps()
        if self._mirrored is not None:
            self._mirrored._mirrored = None  # noqa: SLF001 - the same alignment, seen from the other side
            self._mirrored = None

    def _forget_gaps(self) -> None:
        self._gaps = None
        if self._mirrored is not None:
            self._mirrored._gaps = None  # noqa: SLF001 - the same alignment, seen from the other side

    def is_free(self, i: int, j: int) -> bool:
        """Whether both clauses exist and are unpaired."""
        return (
            0 <= i < len(self.to_new)
            and 0 <= j < len(self.to_old)
            and self.to_new[i] == FREE
            and self.to_old[j] == FREE
        )

    def have_other_parents(self, i: int, j: int) -> bool:
        """Whether the parent of either is paired, but not with the other's parent."""
        above_i, above_j = self.old.parents[i], self.new.parents[j]
        if above_i < 0 or above_j < 0:
            return above_i != above_j
        partner = self.to_new[above_i]
        return partner != above_j and (partner != FREE or self.to_old[above_j] != FREE)

    def is_unchanged(self, i: int) -> bool:
        """Whether old clause *i* is paired with a clause of the same words."""
        j = self.to_new[i]
        return j != FREE and self.old.keys[i] == self.new.keys[j]

    def free_old(self) -> list[int]:
        """List the unpaired old clauses, ascending."""
        return [i for i, j in enumerate(self.to_new) if j == FREE]

    def free_new(self) -> list[int]:
        """List the unpaired new clauses, ascending."""
        return [j for j, i in enumerate(self.to_old) if i == FREE]

    def has_better_home(self, i: int, j: int) -> bool:
        """Whether the parents of two equal clauses differ in words, and the other text has the same inside the same.

        The copy of an amendment put behind the original shares its last words, but those belong to the original.
        """
        above, there = self.old.parents[i], self.new.parents[j]
        if above < 0 or there < 0 or self.old.keys[above] == self.new.keys[there]:
            return False
        return self.old.inside(i) in self.new.all_inside or self.new.inside(j) in self.old.all_inside

    def chain(self) -> list[tuple[int, int]]:
        """Find the heaviest set of pairs that keep order, weighed by characters of the old clause."""
        pairs = [pair for pair in zip(count(), self.to_new, self.old.sizes) if pair[1] != FREE]
        return [pairs[place][:2] for place in heaviest_increasing(pairs)]

    def gaps(self) -> ChainGaps:
        """The stretches between the pairs of the current chain."""
        if self._gaps is None:
            self._gaps = ChainGaps(self)
        return self._gaps


class ChainGaps:
    """The stretches between the pairs of a chain, fixed when this is made."""

    def __init__(self, alignment: Alignment) -> None:
        chain = alignment.chain()
        self._old = [i for i, _ in chain]
        self._new = [j for _, j in chain]
        self._ends = (len(alignment.to_new), len(alignment.to_old))
        self._alignment = alignment

    def keeps_order(self, i: int, j: int) -> bool:
        """Whether pairing *i* with *j* would keep the order of the chain."""
        at = bisect_right(self._old, i)
        below = self._new[at - 1] if at else -1
        above = self._new[at] if at < len(self._new) else self._ends[1]
        return below < j < above

    def open(self) -> list[tuple[list[int], list[int]]]:
        """List the unpaired clauses (old, new) of each gap that has some on both sides."""
        found = []
        ends = [*zip(self._old, self._new, strict=True), self._ends]
        last_i = last_j = -1
        to_new, to_old = self._alignment.to_new, self._alignment.to_old
        for i, j in ends:
            if i - last_i > 1 and j - last_j > 1:
                olds = [k for k in range(last_i + 1, i) if to_new[k] == FREE]
                news = [k for k in range(last_j + 1, j) if to_old[k] == FREE]
                if olds and news:
                    found.append((olds, news))
            last_i, last_j = i, j
        return found
