"""Struck words in plain text, between the marks that GPO writes around them: ``<DELETED>`` and ``</DELETED>``."""

from __future__ import annotations

import re

START, END = "<DELETED>", "</DELETED>"
STRUCK = re.compile(rf"{START}.*?(?:{END}|\Z)", re.DOTALL)
MARKS = re.compile(f"{START}|{END}")
_TURNS = re.compile(rf"{END}(\s*){START}")
_WHOLE = re.compile(rf"\s*{START}(?:(?!{END}).)*{END}\s*", re.DOTALL)


def set_struck(words: str) -> str:
    """Write struck *words* between marks."""
    return f"{START}{words}{END}" if words.strip() else words


def with_number(number: str, words: str) -> str:
    """Put a printed *number* before *words*; it is struck if they all are."""
    words = _TURNS.sub(r"\1", words)
    if number and _WHOLE.fullmatch(words):
        return set_struck(f"{number} {MARKS.sub('', words).strip()}")
    return f"{number} {words.lstrip()}".strip()
