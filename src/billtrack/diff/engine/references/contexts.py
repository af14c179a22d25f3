"""What the clauses of a text say about the references in them: amending instructions, land, short titles.

Knows no reference; ``resolving`` asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from billtrack.model.clauses import Clause
from billtrack.model.patterns import pattern

QUOTED = "quoted-block"
_AMENDS = pattern(
    r"\b(?:is|are)\s+(?:(?:further|each|hereby|also)\s+)?(?:amended|redesignated|repealed)\b"
    r"|\b(?:by\s+)?(?:striking|inserting|redesignating|amending|repealing|transferring)\b"
    r"|\bby\s+(?:adding|moving)\b|\b(?:strike|insert)\b"
    r"|\bapplied\s+(?:by\s+substituting|as\s+if)\b",
    re.IGNORECASE,
)
_LAND = pattern(
    r"\b[Tt]ownships?\s+(?:\d|\w+,?\s+(?:[Nn]orth|[Ss]outh|[NS]\b))|\bT\.?\s?\d+,?\s?[NS]\b|\bR\.?\s?\d+,?\s?[EW]\b"
    r"|\b[Rr]anges?\s+\w+,?\s+(?:[Ee]ast|[Ww]est|[EW]\b)|\b[A-Z]\w+\s+[Mm]eridian\b"
)
"""Words of the Public Land Survey System, which numbers its sections from 1 to 36 in each township."""
_CITED_AS = pattern(
    r"\bthis\s+(?P<part>\w+)\s+(?:may|shall)\s+be\s+cited\s+as\s+(?:the\s+)?[“\"](?P<name>[^”\"]+)[”\"]", re.IGNORECASE
)
_WHOLE = -1


class Contexts:
    """What stands around the references of one text; each clause is read once."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._amending: dict[int, bool] = {}
        self._land: dict[int, bool] = {}

    def is_amending(self, at: int) -> bool:
        """Whether clause *at*, or one around it, is an instruction to amend another law."""
        return self._says(_AMENDS, at, self._amending)

    def is_of_land(self, at: int) -> bool:
        """Whether clause *at*, or one around it, describes land by township and range: its sections are land."""
        return self._says(_LAND, at, self._land)

    @cached_property
    def own_laws(self) -> dict[str, tuple[int, int]]:
        """By its short title in small letters, each part of this text that has one: the part, and where it says so.

        The part is -1 if it is the whole text.
        """
        found: dict[str, tuple[int, int]] = {}
        for at, clause in enumerate(self._clauses):
            is_title = not clause.quoted and clause.text and "cited as" in clause.text
            cited = _CITED_AS.search(clause.text or "") if is_title else None
            if cited is not None:
                found[" ".join(cited["name"].lower().split())] = (self._part(at, cited["part"].lower()), at)
        return found

    def _says(self, words: re.Pattern[str], at: int, known: dict[int, bool]) -> bool:
        """Whether clause *at* or one around it has *words*; a quoted block begins anew."""
        if at not in known:
            clause = self._clauses[at]
            is_outermost = clause.parent is None or clause.level == QUOTED
            own = clause.level != QUOTED and bool(clause.text and words.search(clause.text))
            known[at] = own or (not is_outermost and self._says(words, clause.parent or 0, known))
        return known[at]

    def _part(self, at: int, level: str) -> int:
        """The clause of *level* around clause *at*; -1 if there is none."""
        here: int | None = at
        while here is not None and self._clauses[here].level != level:
            here = self._clauses[here].parent
        return _WHOLE if here is None else here
