"""Slide each insertion or deletion along equal words to where a reader expects it to begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.units import Vocabulary
from billtrack.diff.engine.weights import is_stop_word
from billtrack.diff.engine.words import Block, join_touching


def slide(blocks: Sequence[Block], old: str, new: str, words: Vocabulary) -> list[Block]:
    """Slide each pure insertion or deletion along equal words to the edge where it reads best.

    "boats, and nets" became "boats, and buoys, and nets".  Of "boats[+, and buoys+], and nets", "boats, [+and buoys,
    +]and nets" and "boats, and [+buoys, and +]nets", the second starts and ends after a comma.
    """
    moved = list(blocks)
    for place in range(len(moved) - 1):
        left, right = moved[place], moved[place + 1]
        at_old, at_new = left.i + left.size, left.j + left.size
        joins = (
            -left.size if _is_after_change(left, old, new, words) else None,
            right.size if (right.i + right.size, right.j + right.size) != (len(old), len(new)) else None,
        )
        if at_old == right.i:
            shift = _best_shift(new, words, (at_new, right.j), (left.size, right.size), joins)
        elif at_new == right.j:
            shift = _best_shift(old, words, (at_old, right.i), (left.size, right.size), joins)
        else:
            continue
        if shift:
            moved[place] = left._replace(size=left.size + shift)
            moved[place + 1] = Block(right.i + shift, right.j + shift, right.size - shift)
    return join_touching([block for block in moved if block.size])


def _is_after_change(block: Block, old: str, new: str, words: Vocabulary) -> bool:
    """Whether words changed right before the run, not only clause numbers."""
    if block.i == block.j == 0:
        return False
    before = old[max(0, block.i - 1) : block.i] + new[max(0, block.j - 1) : block.j]
    return not all(words.is_number(code) for code in before)


def _best_shift(
    code: str,
    words: Vocabulary,
    changed: tuple[int, int],
    room: tuple[int, int],
    joins: tuple[int | None, int | None],
) -> int:
    """How far to slide the words *changed* (start, end): at most *room* to the left and right.

    *joins*: the shifts that would merge this hunk with the one before or after it, which is best.
    """
    start, end = changed
    low = 0
    while -low < room[0] and code[start + low - 1] == code[end + low - 1]:
        low -= 1
    high = 0
    while high < room[1] and code[start + high] == code[end + high]:
        high += 1
    if low == high:
        return 0
    return max(
        range(low, high + 1),
        key=lambda shift: (
            shift in joins,
            _edge(code, words, start + shift) + _edge(code, words, end + shift),
            -abs(shift),
        ),
    )


def _edge(code: str, words: Vocabulary, at: int) -> float:
    """Rate the edge before word *at* as a place for a change to begin or end."""
    before = words.word(code[at - 1]) if at else "."
    after = words.word(code[at]) if at < len(code) else ""
    if before in _SENTENCE_ENDS or not after:
        return tuning.EDGE_SENTENCE
    if is_stop_word(before):
        return tuning.EDGE_STOP_WORD
    if before in _PAUSES or after.startswith("("):
        return tuning.EDGE_PAUSE
    if after in _SENTENCE_ENDS or after in _PAUSES:
        return tuning.EDGE_MARK
    return tuning.EDGE_WORD if after[0].isalnum() else tuning.EDGE_OTHER


_SENTENCE_ENDS = frozenset(".;:")
_PAUSES = frozenset(",-")
