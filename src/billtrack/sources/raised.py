"""Raised and lowered words in plain characters: ``10^6``, ``x^(n + 1)``, ``CO_2``; never 106 or CO2."""

from __future__ import annotations

RAISED, LOWERED = "^", "_"
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "d"})
"""Raised for looks alone: the 21st day."""


def set_apart(mark: str, words: str) -> str:
    """Write raised or lowered *words* after *mark*, in brackets unless they are one word."""
    bare = words.strip()
    if not bare or (mark == RAISED and bare.lower() in ORDINAL_ENDINGS):
        return words
    return f"{mark}{bare}" if bare.isalnum() else f"{mark}({bare})"
