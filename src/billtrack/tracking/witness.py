"""Whether two sources print one text in the same words and with the same punctuation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from billtrack.model.clauses import clauses
from billtrack.model.measure import TextVersion


class Sameness(StrEnum):
    """How far two sources agree: in punctuation too, in words only, or not."""

    SAME = "same"
    SAME_WORDS = "same_words"
    DIFFERENT = "different"


class Differing(NamedTuple):
    """Words of one source and what the other prints instead; either may be empty."""

    here: str
    there: str

    @property
    def is_of_marks(self) -> bool:
        """Whether only punctuation differs."""
        return _letters(self.here) == _letters(self.there)

    @property
    def marks(self) -> str:
        """The punctuation only one of the two has, by name: ``a comma``."""
        here, there = (Counter(re.sub(r"[\w\s]", "", side)) for side in self)
        apart = (here - there) + (there - here)
        return ", ".join(_NAMES.get(mark, f"a “{mark}”") for mark in apart) or "a space"


_NAMES = {",": "a comma", "-": "a hyphen", ".": "a period", ";": "a semicolon", ":": "a colon", '"': "a quotation mark"}
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "\u2011": "-", "\u00a0": " "})


def _letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def differing_words(here: TextVersion, there: TextVersion) -> tuple[Differing, ...]:
    """List where two texts differ in words or punctuation, in order.

    The style of quotation marks and dashes and line breaks are ignored: each source sets its own.
    """
    return tuple(_differing(_words(here), _words(there)))


def _words(text: TextVersion) -> list[str]:
    parts = (part for clause in clauses(text) for part in (clause.enum, clause.header, clause.text) if part)
    spaced = " ".join(parts).replace("—", "— ")
    return spaced.translate(_FOLDED).split()


def _differing(here: list[str], there: list[str]) -> Iterator[Differing]:
    if here == there:
        return
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation != "equal":
            yield Differing(" ".join(here[start:end]), " ".join(there[other_start:other_end]))
