"""Making the fewest changes legible: whole phrases instead of confetti, edges where a reader expects them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from billtrack.analysis.diff.surface import Surface
from billtrack.analysis.diff.units import Vocabulary
from billtrack.analysis.diff.weights import Weights, is_stop_word
from billtrack.analysis.diff.words import Block, join_touching

_HUNK = 1.5
"""What a further hunk costs a reader, in weighted words."""
_CUT = 1.0
"""What cutting a phrase costs."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CAPITALISED = r"[A-Z][\w’'.-]*"


@cache
def _phrase() -> re.Pattern[str]:
    """What a reader takes in as one: dates, amounts, citations, proper names; costly to make, seldom asked for."""
    return re.compile(
        rf"""
    (?:{_MONTHS})\s+\d{{1,2}}(?:,\s+\d{{4}})?                                  # a date
  | \$[\d,.]*\d(?:\s+(?:thousand|million|billion|trillion))?                   # an amount
  | \d+\s+U\.S\.C\.\s+\w+(?:\([A-Za-z0-9]+\))*                                 # a citation
  | (?:[Ss]ections?|[Tt]itles?|[Cc]hapters?|(?:[Ss]ub)?[Pp]aragraphs?|[Ss]ubsections?|[Pp]art)\s+
      (?:\d[\w-]*(?:\([A-Za-z0-9]+\))*|(?:\([A-Za-z0-9]+\))+)
  | (?:Public\s+Law|Stat\.)\s+\d[\d\u2013-]*
  | fiscal\s+years?\s+\d{{4}}
  | \d[\d,.]*\s+(?:percent|days?|months?|years?|hours?)\b
  | {_CAPITALISED}(?:\s+(?:(?:of|the|and|for|on|to)\s+){{0,2}}{_CAPITALISED})+  # a proper name
    """,
        re.VERBOSE,
    )


def phrase_cuts(text: str, atoms: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The word boundaries of *text* that lie inside a phrase: n stands for the edge before word n."""
    inside: set[int] = set()
    starts = {start: place for place, (start, _) in enumerate(atoms)}
    for phrase in _phrase().finditer(text):
        place = starts.get(phrase.start())
        if place is None:
            continue
        place += 1
        while place < len(atoms) and atoms[place][0] < phrase.end():
            inside.add(place)
            place += 1
    return frozenset(inside)


def keep_or_drop(blocks: Sequence[Block], old: Surface, new: Surface, weights: Weights) -> list[Block]:
    """Drop unchanged runs between two changes that are worth less than the break they cause.

    A run that begins or ends both texts is always kept.
    """
    ends = len(old.code), len(new.code)
    cuts: tuple[frozenset[int], frozenset[int]] | None = None
    kept = []
    for block in blocks:
        at_edge = block.i == block.j == 0 or (block.i + block.size, block.j + block.size) == ends
        if not at_edge:
            worth = 2 * weights.of(old.code[block.i : block.i + block.size])
            if worth <= _HUNK:
                continue
            if worth <= _HUNK + 2 * _CUT:
                if cuts is None:
                    cuts = phrase_cuts(old.text, old.atoms), phrase_cuts(new.text, new.atoms)
                broken = sum(
                    edge in inside
                    for inside, start in zip(cuts, (block.i, block.j), strict=True)
                    for edge in (start, start + block.size)
                )
                if worth <= _HUNK + _CUT / 2 * broken:
                    continue
        kept.append(block)
    return kept


def slide(blocks: Sequence[Block], old: str, new: str, words: Vocabulary) -> list[Block]:
    """Move each pure insertion or deletion along equal words to the edge where it reads best."""
    moved = list(blocks)
    for place in range(len(moved) - 1):
        left, right = moved[place], moved[place + 1]
        at_old, at_new = left.i + left.size, left.j + left.size
        if at_old == right.i:
            shift = _best_shift(new, words, (at_new, right.j), (left.size, right.size))
        elif at_new == right.j:
            shift = _best_shift(old, words, (at_old, right.i), (left.size, right.size))
        else:
            continue
        if shift:
            moved[place] = left._replace(size=left.size + shift)
            moved[place + 1] = Block(right.i + shift, right.j + shift, right.size - shift)
    return join_touching([block for block in moved if block.size])


def _best_shift(code: str, words: Vocabulary, changed: tuple[int, int], room: tuple[int, int]) -> int:
    """How far to move the words *changed* (start, end): at most *room* to the left and right."""
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
        key=lambda shift: (_edge(code, words, start + shift) + _edge(code, words, end + shift), -abs(shift)),
    )


def _edge(code: str, words: Vocabulary, at: int) -> float:
    """How good a place for a change to begin or end the edge before the word *at* is."""
    before = words.word(code[at - 1]) if at else "."
    after = words.word(code[at]) if at < len(code) else ""
    if before in _SENTENCE_ENDS or not after:
        return 4.0
    if is_stop_word(before):
        return -2.0
    if before in _PAUSES or after.startswith("("):
        return 3.0
    if after in _SENTENCE_ENDS or after in _PAUSES:
        return 2.0
    return 1.0 if after[0].isalnum() else 0.5


_SENTENCE_ENDS = frozenset(".;:")
_PAUSES = frozenset(",-")
