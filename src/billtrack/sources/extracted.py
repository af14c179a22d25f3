"""What the readers of plain text, pages, Word and PDF give: the words of a file, and those that are not its text.

Struck words stand between the marks that GPO writes around them in plain text, ``<DELETED>`` and ``</DELETED>``;
raised and lowered ones stand after ``^`` and ``_``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from billtrack.model.measure import LeftOut
from billtrack.model.patterns import pattern

T = TypeVar("T")


class Extracted(NamedTuple, Generic[T]):
    """The words of a file: with the line breaks it has, in lines, or in paragraphs.

    ``left_out``: words of the measure apart from its text, such as footnotes.  ``around``: what the file has around it,
    such as heads of pages.  ``unseen``: what was not read, in words: ``2 hidden words in draft.docx``.
    """

    words: T
    left_out: tuple[LeftOut, ...] = ()
    around: tuple[LeftOut, ...] = ()
    unseen: tuple[str, ...] = ()


def told(unseen: Mapping[str, int], name: str) -> tuple[str, ...]:
    """Say what of the file *name* was not read: ``2 hidden words in draft.docx``."""
    return tuple(f"{number:,} {what}{'s' * (number > 1)} in {name}" for what, number in unseen.items() if number)


START, END = "<DELETED>", "</DELETED>"
DELETED_WORDS = pattern(rf"{START}.*?(?:{END}|\Z)", re.DOTALL)
MARKS = pattern(f"{START}|{END}")
_TURNS = pattern(rf"{END}(\s*){START}")
_WHOLE = pattern(rf"\s*{START}(?:(?!{END}).)*{END}\s*", re.DOTALL)


def set_struck(words: str) -> str:
    """Write struck *words* between marks."""
    return f"{START}{words}{END}" if words.strip() else words


def with_number(number: str, words: str) -> str:
    """Put a printed *number* before *words*; it is struck if they all are."""
    words = _TURNS.sub(r"\1", words)
    if number and _WHOLE.fullmatch(words):
        return set_struck(f"{number} {MARKS.sub('', words).strip()}")
    return f"{number} {words.lstrip()}".strip()


RAISED, LOWERED = "^", "_"
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "d"})
"""Raised for looks alone: the 21st day."""


def set_apart(mark: str, words: str) -> str:
    """Write raised or lowered *words* after *mark*: ``10^6``, ``x^(n + 1)``, ``CO_2``; never 106 or CO2."""
    bare = words.strip()
    if not bare or (mark == RAISED and bare.lower() in ORDINAL_ENDINGS):
        return words
    return f"{mark}{bare}" if bare.isalnum() else f"{mark}({bare})"
