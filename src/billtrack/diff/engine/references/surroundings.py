"""The words around a reference: the name of another law, quotation marks, "as amended by"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from billtrack.diff.engine import tuning
from billtrack.diff.engine.references.reference import Scope
from billtrack.model.patterns import pattern

_ASIDE = pattern(r"(?:\s+note)?(?:\s*\((?:[^()]|\([^()]{0,99}\)){0,300}\)){0,3}")
_OF_OTHER = pattern(
    r"""
    ,?\s+of\s+(?:(?:the|such|that|said)\s+)?
      (?P<name>(?:(?:[A-Z][\w.,'’&-]*|\d+,?|of|and|the|to|for|in|on|or)\s+){0,18}?
      (?:(?:Act|Code|Laws?|Constitution|Statutes|Regulations|Rules?|Convention|Treaty|Order|Resolution)(?!\w)|[HS]\.\s?\S)
      (?:,?\s+(?:of|for)(?:\s+(?:[A-Z][\w–-]*|and|the))*\s+\d{4}(?:\s+and\s+\d{4})?|,\s+\d{4})?)
  | ,?\s+of\s+(?:(?:such|that|said)\s+)?(?:title|chapter)\s
  | \s+in\s+(?:the|such|that)\s+(?:[A-Z]\w*\s+){0,8}(?:Act|Code)\b
  | ,\s+(?:United\s+States\s+Code|Code\s+of|Revised\s+Statutes|D\.?C\.?\s|District\s+of\s+Columbia\s+\w*\s?Code)
  | \s+(?:thereof|thereto|et\s+seq)\b
    """,
    re.VERBOSE,
)
_NOTE = pattern(r"\s+note(?=\s*[).,;]|\s+\(|\s*$)")
"""Only sections of the Code have notes."""
_NAME_GOES_ON = pattern(r",?\s+(?:of|for)\s+[A-Z\d]")
_OF_UNKNOWN = pattern(r",?\s+of\s+(?:the|such|that|said|[A-Z])")
_LAW_BEFORE = pattern(r"(?<!this )(?:\bAct|Code|Law\s[\d–-]+|Constitution|Rules)(?:\s+of\s+\d{4})?,?\s+(?:at\s+)?$")
_AMENDMENT_BEFORE = pattern(
    r"\b(?:amended|added|redesignated|designated|inserted|made|transferred|repealed|struck)\s+(?:by|under)\s+$"
)


class NamedLaw(NamedTuple):
    """Which text a reference is to, by the words around it.

    ``name``: the name of the law that directly follows, in small letters; empty if none does.  ``end``: where the
    reference with that name ends.
    """

    scope: Scope
    name: str
    end: int


def law_after(text: str, start: int, end: int) -> NamedLaw:
    """Tell from the words around a reference which text it is to."""
    if _LAW_BEFORE.search(text, max(0, start - tuning.LAW_REACH), start) or _NOTE.match(text, end):
        return NamedLaw(Scope.OTHER_LAW, "", end)
    aside = _ASIDE.match(text, end)
    after = aside.end() if aside else end
    other = _OF_OTHER.match(text, after)
    if other is None:
        return NamedLaw(Scope.UNKNOWN if _OF_UNKNOWN.match(text, after) else Scope.OWN, "", end)
    name = " ".join((other["name"] or "").lower().split())
    if not name or after > end:
        return NamedLaw(Scope.OTHER_LAW, "", end)
    return NamedLaw(Scope.OTHER_LAW, f"{name} ..." if _NAME_GOES_ON.match(text, other.end()) else name, other.end())


def is_of_amendment(text: str, start: int) -> bool:
    """Whether the words before say that the named clause amended something; it is then a clause of this text."""
    return _AMENDMENT_BEFORE.search(text, max(0, start - tuning.LAW_REACH), start) is not None


class Quotations:
    """Knows where quotations are open in a text."""

    def __init__(self, text: str) -> None:
        self._typed = [match.start() for match in re.finditer('"', text)] if '"' in text else []
        has_marks = any(mark in text for mark in "“”‘’")
        marks = [(match.start(), match[0]) for match in re.finditer("[“”‘]|’(?!\\w)", text)] if has_marks else []
        self._double = [(at, mark == "“") for at, mark in marks if mark in "“”"]
        self._single = [(at, mark == "‘") for at, mark in marks if mark in "‘’"]

    def hold(self, at: int) -> bool:
        """Whether a quotation that began before *at* is still open there."""
        return bisect_left(self._typed, at) % 2 == 1 or _is_open(self._double, at) or _is_open(self._single, at)


def _is_open(marks: list[tuple[int, bool]], at: int) -> bool:
    before = bisect_left(marks, (at, False))
    return before > 0 and marks[before - 1][1]
