"""How much a word weighs: rare words most, stop words and marks little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log

from billtrack.diff.engine import tuning
from billtrack.diff.engine.fold import listed
from billtrack.diff.engine.units import Vocabulary
from billtrack.diff.engine.words import common_words
from billtrack.model.patterns import pattern

_STOP_WORDS = listed(
    "a an and any are as at be been being but by each for from had has have if in into is it its may of on or other"
    " shall such than that the their them then there these they this those to under upon was were which who will with"
)
_TURNING = listed("not no never nor shall may must cannot unless except only")
_CONJUNCTIONS = frozenset(["and", "or"])
_LEVEL_NAME = pattern(r"(?:sub)?(?:section|title|division|part|chapter|paragraph|clause|item)s?", re.IGNORECASE)
_NO_NUMBER = frozenset(" (")
"""The first characters of a clause number and of an enumerator in a reference."""


class _WordWeights(dict[str, float]):
    """The weights of encoded words; a word that no changed clause has weighs most."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, code: str) -> float:
        weight = self[code] = weight_of(self._words.word(code), 1.0)
        return weight


class Weights:
    """The weight of each encoded word: the fewer changed clauses have it, the heavier.

    In "the keeper of Gull Rock", "Gull" weighs up to 1, "the" and "of" .2 each, a comma .1.
    """

    def __init__(self, changed: Iterable[str], words: Vocabulary) -> None:
        self.words = words
        self._guarded: dict[str, bool] = {}
        frequency: Counter[str] = Counter()
        count = tuning.FEW_CLAUSES
        for code in changed:
            frequency.update(set(code))
            count += 1
        rarest = log(count + 2)
        self._weights = _WordWeights(words)
        self._weights.update(
            (
                code,
                weight_of(
                    words.word(code), tuning.COMMONEST + (1 - tuning.COMMONEST) * log((count + 1) / (1 + held)) / rarest
                ),
            )
            for code, held in frequency.items()
        )

    def of(self, words: str) -> float:
        """Weigh a run of words."""
        return sum(map(self._weights.__getitem__, words))

    def is_guarded(self, word: str) -> bool:
        """Whether the encoded *word* must not hide in a hunk of other words."""
        known = self._guarded.get(word)
        if known is None:
            known = self._guarded[word] = is_guarded(self.words.word(word))
        return known

    def is_figure(self, word: str) -> bool:
        """Whether the encoded *word* is an amount, a date or another number that must not hide."""
        return self.is_guarded(word) and any(map(str.isdigit, self.words.word(word)))

    def of_kept(self, words: str) -> float:
        """Weigh an unchanged run between two changes; enumerators among marks and stop words weigh little.

        A (2) on both sides is not necessarily the same (2).
        """
        if all(map(self._only_ties, words)):
            return sum(min(self._weights[word], tuning.STOP_WORD) for word in words)
        return self.of(words)

    def _only_ties(self, word: str) -> bool:
        """Whether the encoded *word* is a mark, a stop word or an enumerator: ``(2)``."""
        return self._weights[word] <= tuning.STOP_WORD or self.words.word(word).startswith("(")

    def has_noun(self, words: str) -> bool:
        """Whether one of *words* is more than a mark, a stop word, an enumerator or the "section" of a reference."""
        return any(not (self._only_ties(word) or _LEVEL_NAME.fullmatch(self.words.word(word))) for word in words)

    def has_conjunction(self, words: str) -> bool:
        """Whether one of *words* is "and" or "or"."""
        return any(self.words.word(word) in _CONJUNCTIONS for word in words)

    def similarity(self, old: str, new: str) -> float:
        """The share of weight in common, in order: 1 for equal texts, 0 for nothing in common."""
        total = self.of(old) + self.of(new)
        return 2 * self.shared(old, new) / total if total else 0.0

    def shared(self, old: str, new: str) -> float:
        """Weigh the words in common, in order."""
        return self.of("".join([old[i : i + size] for i, _, size in common_words(old, new)]))


def is_stop_word(word: str) -> bool:
    """Whether *word* is a stop word, such as "of" or "the"."""
    return word.lower() in _STOP_WORDS


def is_guarded(word: str) -> bool:
    """Whether *word* must not hide in a hunk: a negation, an obligation, a number."""
    return word.lower() in _TURNING or (word[:1] not in _NO_NUMBER and any(map(str.isdigit, word)))


def weight_of(word: str, rarity: float) -> float:
    """Give a mark or stop word its small fixed weight, any other word its *rarity*."""
    if not word or not (word[0].isalnum() or word[-1].isalnum() or len(word) > 2):
        return tuning.MARK
    if is_stop_word(word):
        return tuning.STOP_WORD
    return max(rarity, tuning.STOP_WORD)
