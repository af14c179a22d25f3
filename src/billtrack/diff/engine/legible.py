"""Make the smallest set of changes readable: what stays between two changes only if it is worth the break."""

from __future__ import annotations

import re
from collections.abc import Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.display_text import DisplayText, WordPlaces
from billtrack.diff.engine.printing import is_capitalization
from billtrack.diff.engine.weights import Weights
from billtrack.diff.engine.words import Block, common_words, common_words_from_end, join_touching
from billtrack.model.patterns import pattern

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_OPERATORS = frozenset("/×÷+−=<>^_*")
_CAPITALIZED = r"[A-Z][\w’'.-]*"


_PHRASE = pattern(
    rf"""
    (?:{_MONTHS})\s+\d{{1,2}}(?:,\s+\d{{4}})?                                  # a date
  | \$[\d,.]*\d(?:\s+(?:thousand|million|billion|trillion))?                   # an amount
  | \d+\s+U\.S\.C\.\s+\w+(?:\([A-Za-z0-9]+\))*                                 # a citation
  | (?:[Ss]ections?|[Tt]itles?|[Cc]hapters?|(?:[Ss]ub)?[Pp]aragraphs?|[Ss]ubsections?|[Pp]art)\s+
      (?:\d[\w-]*(?:\([A-Za-z0-9]+\))*|(?:\([A-Za-z0-9]+\))+)
  | (?:[Tt]his|[Ss]uch|[Tt]hat)\s+(?:section|title|chapter|(?:sub)?paragraph|subsection|part)\b
  | (?:Public\s+Law|Stat\.)\s+\d[\d\u2013-]*
  | fiscal\s+years?\s+\d{{4}}
  | \d[\d,.]*\s+(?:percent|days?|months?|years?|hours?)\b
  | {_CAPITALIZED}(?:\s+(?:(?:of|the|and|for|on|to)\s+){{0,2}}{_CAPITALIZED})+  # a proper name
    """,
    re.VERBOSE,
)
"""What a reader takes as one phrase: dates, amounts, citations, names."""


def phrase_cuts(text: str, places: WordPlaces) -> frozenset[int]:
    """Find the word boundaries of *text* that lie inside a phrase; n is the edge before word n."""
    inside: set[int] = set()
    for phrase in _PHRASE.finditer(text):
        word = places.beginning_at(phrase.start())
        if word is None:
            continue
        word += 1
        while word < len(places) and places[word][0] < phrase.end():
            inside.add(word)
            word += 1
    return frozenset(inside)


def keep_or_drop(blocks: Sequence[Block], old: DisplayText, new: DisplayText, weights: Weights) -> list[Block]:
    """Drop unchanged runs between two changes that are worth less than the break they cause.

    "by the [-chief-]{+head+} of [-a bureau-]{+an office+}" reads better as "by the [-chief of a bureau-]{+head of an
    office+}": "of" is worth less than an extra hunk.  Three kinds of run are always kept: a run that begins or ends
    both texts; a run beside a change of clause numbers or capitals alone, which may be hidden; and a run with a word
    that must not hide in a hunk, such as an amount, or a "shall" that is more than a chance match.

    Runs are weighed twice: what the first round drops can make the changes beside another run so large that its
    "shall" is a chance match.  Before the second round, other words may take the place of what was dropped.
    """
    rule = _Rule(old, new, weights)
    once = rule.kept(blocks)
    return rule.kept(rule.with_heavier(once)) if len(once) < len(blocks) else once


Around = tuple[tuple[str, str], tuple[str, str]]
"""The changed words before and after a run, each (old, new)."""


def _around(blocks: Sequence[Block], place: int, old: DisplayText, new: DisplayText) -> Around:
    """Find the changed words before and after a block, each (old, new)."""
    block = blocks[place]
    last = blocks[place - 1] if place else Block(0, 0, 0)
    after = blocks[place + 1] if place + 1 < len(blocks) else Block(len(old.code), len(new.code), 0)
    i, j = block.i + block.size, block.j + block.size
    return (
        (old.code[last.i + last.size : block.i], new.code[last.j + last.size : block.j]),
        (old.code[i : after.i], new.code[j : after.j]),
    )


class _Rule:
    """Weighs an unchanged run against the break it causes."""

    def __init__(self, old: DisplayText, new: DisplayText, weights: Weights) -> None:
        self._old, self._new, self._weights = old, new, weights
        self._cuts: tuple[frozenset[int], frozenset[int]] | None = None
        self._numbers = {side.code[at] for side in (old, new) for at in side.numbers}

    def kept(self, blocks: Sequence[Block]) -> list[Block]:
        """List the runs of *blocks* that are kept."""
        ends = len(self._old.code), len(self._new.code)
        kept = []
        for place, block in enumerate(blocks):
            at_edge = block.i == block.j == 0 or (block.i + block.size, block.j + block.size) == ends
            around = _around(blocks, place, self._old, self._new)
            if at_edge or self.is_beside_slight(around) or self.is_worth(block, around):
                kept.append(block)
        return kept

    def with_heavier(self, blocks: Sequence[Block]) -> list[Block]:
        """Add runs between *blocks* that weigh more than the equally many words kept there before.

        "more than 83 keepers of the port" became "as the Bureau of the Interior says, more than 82 keepers": two words
        stay, "more than" or "of the".
        """
        old, new = self._old.code, self._new.code
        found: list[Block] = []
        last_i = last_j = 0
        for block in (*blocks, Block(len(old), len(new), 0)):
            gone, come = old[last_i : block.i], new[last_j : block.j]
            if gone and come:
                first, second = common_words(gone, come), common_words_from_end(gone, come)
                if self._weight(second, gone) > self._weight(first, gone):
                    found += [Block(i + last_i, j + last_j, size) for i, j, size in second]
            found.append(block)
            last_i, last_j = block.i + block.size, block.j + block.size
        return join_touching(found[:-1])

    def _weight(self, blocks: Sequence[Block], words: str) -> float:
        """Weigh the words kept, without figures: in a list of numbers, the same one stays only by chance."""
        kept = "".join(words[i : i + size] for i, _, size in blocks)
        return self._weights.of("".join(word for word in kept if not self._weights.is_figure(word)))

    def is_beside_slight(self, around: Around) -> bool:
        """Whether only numbers or only capitals changed on one side of the run: such a change may be hidden."""
        return not self.is_between_capitals(around) and any(
            self._are_capitals(*changed) or all(code in self._numbers for code in "".join(changed))
            for changed in around
        )

    def is_between_capitals(self, around: Around) -> bool:
        """Whether only capitals changed on both sides of the run: one change, as of a name, hidden as a whole."""
        return all(self._are_capitals(*changed) for changed in around)

    def _are_capitals(self, old: str, new: str) -> bool:
        """Whether only capitals changed, and no word became another by it."""
        word = self._weights.words.word
        return len(old) == len(new) > 0 and all(
            is_capitalization(word(a), word(b)) for a, b in zip(old, new, strict=True)
        )

    def is_worth(self, block: Block, around: Around) -> bool:
        """Whether the run is worth the break; *around*: the changed words before and after it."""
        words = self._old.code[block.i : block.i + block.size]
        hunk = self._cost(block, words, around)
        worth = 2 * self._weights.of_kept(words)
        if any(map(self._weights.is_guarded, words)) and not self._stays_by_chance(words, around):
            worth = max(worth, hunk + tuning.GUARD)
        if worth <= hunk:
            return False
        is_sure = worth > hunk + 2 * tuning.CUT or (_are_one_sided(around) and self._weights.has_noun(words))
        return is_sure or worth > hunk + tuning.CUT / 2 * self._broken(block)

    def _cost(self, block: Block, words: str, around: Around) -> float:
        """What the break costs that keeping the *words* of *block* causes."""
        has_noun = self._weights.has_noun(words)
        if self.is_between_capitals(around) or (has_noun and self._must_stand_apart(around)):
            return tuning.HUNK_GUARDED
        if self._are_swapped(*around) or self._is_in_formula(block):
            return tuning.HUNK_SWAPPED
        if has_noun and len("".join(map("".join, around))) <= tuning.FEW_WORDS and not self._broken(block):
            return tuning.HUNK_GUARDED
        return tuning.HUNK_LINKED if self._weights.has_conjunction(words) else tuning.HUNK

    def _must_stand_apart(self, around: Around) -> bool:
        """Whether one of two changes has a "not" or an amount, or both only insert, or both only delete."""
        return _are_one_sided(around) or any(map(self._weights.is_guarded, "".join(map("".join, around))))

    def _are_swapped(self, before: tuple[str, str], after: tuple[str, str]) -> bool:
        """Whether words went from one side of a run to the other: "a Beijing court", "a court in Beijing".

        Where something else stands in their old place, the run stays: "freedom of assembly", "peaceful assembly,
        freedom of association" keeps "assembly".
        """
        for gone, come, others in (
            (before[0], after[1], before[1] + after[0]),
            (after[0], before[1], before[0] + after[1]),
        ):
            few, many = sorted((self._nouns(gone), self._nouns(come)), key=len)
            if few and few <= many and not others:
                return True
        return False

    def _nouns(self, words: str) -> set[str]:
        return {word for word in words if self._weights.has_noun(word)}

    def _stays_by_chance(self, words: str, around: Around) -> bool:
        """Whether "shall" or "not" stands between so much replaced text that it is not the same one."""
        parts = [part for changed in around for part in changed]
        if not all(parts) or any(self._weights.is_figure(word) for word in words):
            return False
        return self._weights.of("".join(parts)) >= tuning.CHANCE

    def _broken(self, block: Block) -> int:
        """Count the ends of the run that lie inside a phrase, in both texts."""
        if self._cuts is None:
            old, new = self._old, self._new
            self._cuts = phrase_cuts(old.text, old.places), phrase_cuts(new.text, new.places)
        return sum(
            edge in inside
            for inside, start in zip(self._cuts, (block.i, block.j), strict=True)
            for edge in (start, start + block.size)
        )

    def _is_in_formula(self, block: Block) -> bool:
        """Whether the run touches an operator in either text: A/B became B/A as a whole."""
        for side, start in ((self._old, block.i), (self._new, block.j)):
            if _OPERATORS.isdisjoint(side.text):
                continue
            begin, end = side.places[start][0], side.places[start + block.size - 1][1]
            if not _OPERATORS.isdisjoint((side.text[begin - 1 : begin], side.text[end : end + 1])):
                return True
        return False


def _are_one_sided(around: Around) -> bool:
    """Whether both changes only insert, or both only delete."""
    return any(not before and not after for before, after in zip(*around, strict=True))
