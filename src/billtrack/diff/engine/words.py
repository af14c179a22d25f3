"""The words that two clauses share, with as few changes as possible.  ``legible`` then makes the changes readable.

Texts are encoded, one character per word (``units.Vocabulary``).  In ``Block(i, j, size)``, *size* words from old
word *i* on equal those from new word *j* on.  Blocks ascend on both sides and never touch on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from billtrack.diff.engine import tuning
from billtrack.diff.engine.heaviest_increasing import heaviest_increasing


class Block(NamedTuple):
    """A run of words that is the same on both sides."""

    i: int
    j: int
    size: int


def similarity(old: str, new: str) -> float:
    """The share of words in common, in order: 1 for equal texts, 0 for nothing in common or two empty texts."""
    total = len(old) + len(new)
    return 2 * LCSseq.similarity(old, new) / total if total else 0.0


def common_words(old: str, new: str) -> list[Block]:
    """Find a longest common subsequence, as maximal blocks.

    Of "paint it white" and "paint it dull white": ``Block(0, 0, 2)`` and ``Block(2, 3, 1)``.
    """
    start = _prefix(old, new)
    end = _prefix(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    blocks = [Block(0, 0, start)] if start else []
    blocks += [Block(i + start, j + start, size) for i, j, size in _inner(inner_old, inner_new)]
    if end:
        blocks.append(Block(len(old) - end, len(new) - end, end))
    return join_touching(blocks)


def common_words_from_end(old: str, new: str) -> list[Block]:
    """Find a longest common subsequence that prefers the last of equally long ones, as maximal blocks."""
    found = common_words(old[::-1], new[::-1])
    return [Block(len(old) - i - size, len(new) - j - size, size) for i, j, size in reversed(found)]


def common_in_cells(old: str, new: str, bar: str) -> list[Block]:
    """Find the words two table rows share, cell by cell if both have the same number of cells.

    An amount that moved to another column is a change.  *bar* is the mark between two cells.
    """
    olds, news = old.split(bar), new.split(bar)
    if len(olds) != len(news):
        return common_words(old, new)
    found: list[Block] = []
    i = j = 0
    for a, b in zip(olds, news, strict=True):
        found += [Block(block.i + i, block.j + j, block.size) for block in common_words(a, b)]
        i, j = i + len(a), j + len(b)
        if i < len(old):
            found.append(Block(i, j, 1))
        i, j = i + 1, j + 1
    return join_touching(found)


def join_touching(blocks: Sequence[Block]) -> list[Block]:
    """Join blocks that directly follow each other on both sides."""
    joined: list[Block] = []
    for block in blocks:
        if joined and joined[-1].i + joined[-1].size == block.i and joined[-1].j + joined[-1].size == block.j:
            joined[-1] = joined[-1]._replace(size=joined[-1].size + block.size)
        else:
            joined.append(block)
    return joined


def _prefix(old: str, new: str) -> int:
    limit = min(len(old), len(new))
    if old[:limit] == new[:limit]:
        return limit
    low, high = 0, limit
    while high - low > 1:
        middle = (low + high) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _inner(old: str, new: str) -> list[Block]:
    if not old or not new:
        return []
    if len(old) * len(new) > tuning.WORD_PAIRS:
        return _by_passages(old, new)
    found = LCSseq.opcodes(old, new).as_matching_blocks()
    return [Block(block.a, block.b, block.size) for block in found if block.size]


def _by_passages(old: str, new: str) -> list[Block]:
    """Cut at passages found once on each side and in order; without any, treat the texts as entirely different."""
    for size in tuning.PASSAGES:
        at_old, at_new = _passages(old, size), _passages(new, size)
        pairs = sorted((i, at_new[p], 1) for p, i in at_old.items() if i >= 0 and at_new.get(p, -1) >= 0)
        cuts = [pairs[place] for place in heaviest_increasing(pairs)]
        if cuts:
            return _between(old, new, [(i, j) for i, j, _ in cuts])
    return []


def _between(old: str, new: str, cuts: list[tuple[int, int]]) -> list[Block]:
    blocks: list[Block] = []
    last_i = last_j = 0
    for i, j in [*cuts, (len(old), len(new))]:
        inner = common_words(old[last_i:i], new[last_j:j])
        blocks += [Block(block.i + last_i, block.j + last_j, block.size) for block in inner]
        if i < len(old) and j < len(new):
            blocks.append(Block(i, j, 1))
        last_i, last_j = i + 1, j + 1
    return join_touching(blocks)


def _passages(words: str, size: int) -> dict[str, int]:
    """Locate each passage of *size* words; -1 for one that occurs more than once."""
    found: dict[str, int] = {}
    for at in range(len(words) - size + 1):
        passage = words[at : at + size]
        found[passage] = -1 if passage in found else at
    return found
