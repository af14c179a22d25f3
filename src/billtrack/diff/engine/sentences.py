"""A sentence cut into a lettered list, or a list joined into a sentence, though none of its pieces was paired."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz.distance import LCSseq

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.units import Side


def match_sentences(alignment: Alignment) -> None:
    """Pair a sentence with the opening words of the list that says the same, and the reverse.

    "The owner shall paint the hull, mend the nets, and pay the crew." became "The owner shall—", "(1) paint the
    hull;", "(2) mend the nets; and", "(3) pay the crew.": each piece is too small a part of the sentence to be
    paired with it, all of them in one run hold nearly every word of it.  The items follow as pieces of a split.
    """
    old, new = alignment.old, alignment.new
    for olds, news in alignment.gaps().open():
        _join(old, olds, new, news, alignment.join)
        _join(new, news, old, olds, lambda j, i: alignment.join(i, j))


def _join(
    whole: Side, wholes: Sequence[int], cut: Side, pieces: Sequence[int], join: Callable[[int, int], None]
) -> None:
    """Join the free clauses *wholes* of one side with the heads of lists among the free *pieces* of the other."""
    sentences = [at for at in wholes if len(whole.code(at)) >= tuning.LIST_WORDS]
    lists = [found for at in pieces if at in cut.children and (found := _list(cut, at, pieces))] if sentences else []
    for at in sentences:
        words = whole.code(at)
        scored = [(LCSseq.similarity(words, run) / max(len(words), len(run)), head) for head, run in lists]
        best, head = max(scored, default=(0.0, FREE))
        if best >= tuning.LIST_SHARE:
            join(at, head)
            lists = [(other, run) for other, run in lists if other != head]


def _list(side: Side, head: int, free: Sequence[int]) -> tuple[int, str] | None:
    """The clause *head* and all below it as one run of words, if all of them are free."""
    end = head + 1
    while end < len(side) and side.parents[end] >= head:
        end += 1
    members = range(head, end)
    return (head, "".join(map(side.code, members))) if set(members) <= set(free) else None
