"""The designators after the name of a level: ``3(a), (b), and 4 through 6`` after "sections".

Lists and ranges are read as written; whether their clauses exist is not asked here.  Source: House Office of the
Legislative Counsel, Manual on Drafting Style, for lists and ``through``; ``to``, dashes and ``&`` are of drafts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from billtrack.diff.engine.references.reference import Designator
from billtrack.model.patterns import pattern

ENUMERATED = ("subsection", "subparagraph", "paragraph", "subclause", "clause", "subitem", "item")
"""Levels whose designators stand in parentheses."""

_PARENS = r"(?:\([0-9A-Za-z]{1,6}\))+"
_SPACED = r"(?:\s\((?:[a-z]{1,2}|[A-Z]{1,2}|\d{1,3}|[ivx]{1,5}|[IVX]{1,5})\)(?:\([0-9A-Za-z]{1,6}\))*)"
"""Designators a space after their section: ``section 3 (b)``, but not ``section 3 (oil)``."""
_SECTION = r"\d+[A-Za-z]{0,4}(?:[-‐‑–.]\d+[A-Za-z]{0,4})*(?![\w,.]?\d)(?!\w)"
_NUMERAL = r"(?:[IVXLCDM]+(?:-[A-Z])?|\d+[A-Z]?|[A-Z]{1,2})(?!\w)"
_COUNTS = (
    r"(?!\s+(?:percent|per|million|billion|of\s+(?:all|the\s+\d+)"
    r"|(?!(?:is|as|was|has|this|its|unless|plus|thus|does)\b)[A-Za-z-]+s)\b)"
)
"""Excludes numbers that count something: the 4 in ``sections 2 and 3, 4 States``."""
_JOINT = r"(?:,?\s+(?:and/or|and|or|through|&)\s+)"
_DASH = r"(?:\s?[-‐‑–—]\s?)"
_TO = r"(?:\s+to\s+)"


def _listing(first: str, more: str) -> re.Pattern[str]:
    """Match the designators of a level; a list's last one follows ``and``, ``or`` or ``through``."""
    return pattern(rf"\s*{first}(?:(?:,\s+{more})*{_JOINT}{more})*")


def _listing_in_parens(first: str) -> re.Pattern[str]:
    """Match *first*, and designators in parentheses after commas, conjunctions, ``/`` or the dash of a range."""
    return pattern(rf"\s*{first}(?:(?:,\s+|{_JOINT}|/|{_DASH}){_PARENS})*")


_IN_SECTION = rf"(?:{_PARENS}|{_SPACED})"
_LISTS = {
    "enumerated": _listing_in_parens(_PARENS),
    "enumerateds": _listing_in_parens(rf"{_PARENS}(?:{_TO}{_PARENS})?"),
    "section": _listing_in_parens(rf"{_SECTION}(?:{_IN_SECTION}(?:{_TO}{_PARENS})?)?"),
    "sections": _listing(
        rf"{_SECTION}(?:{_TO}{_SECTION}{_COUNTS}|\s[-–—]\s{_SECTION}{_COUNTS}|{_IN_SECTION}(?:{_DASH}{_PARENS}|{_TO}{_PARENS})?|{_COUNTS})",
        rf"(?:{_SECTION}(?:{_IN_SECTION}|{_COUNTS})|{_PARENS})(?:{_DASH}{_PARENS})?",
    ),
    "named": _listing(rf"{_NUMERAL}{_COUNTS}", r"(?!)"),
    "nameds": _listing(rf"{_NUMERAL}(?:{_TO}{_NUMERAL}|{_COUNTS})", rf"{_NUMERAL}{_COUNTS}"),
}
_ITEM = pattern(
    rf"(?P<join>and/or|and|or|&|/)|(?P<through>through|to|[-‐‑–—])"
    rf"|(?P<number>[0-9A-Za-z][\w.‐‑–-]*)(?:\s?(?P<inner>{_PARENS}))?|(?P<alone>{_PARENS})"
)
_RANGE = pattern(r"(\d+)[-‐‑–](\d+)")
_CONJUNCTIONS = {"and/or": ("and", "or"), "&": ("and",), "/": ("or",)}


class Designators(NamedTuple):
    """The designators after the name of a level, the conjunctions among them, and where they end."""

    items: tuple[Designator, ...]
    joins: frozenset[str]
    end: int


def read_designators(text: str, at: int, level: str, *, is_plural: bool) -> Designators | None:
    """Read the designators at *at* in *text*, after the name of *level*; ``None`` if there are none.

    In "sections 3(a), (b), and 4", ``(b)`` takes the place of the last designator of its style.  One that has no place
    there numbers the words after it: in "under section 3(b) and (2) those who", ``(2)`` is no part of the reference.
    "sections 2-4" is a range; "section 2-4" is one section.
    """
    kind = "section" if level == "section" else "enumerated" if level in ENUMERATED else "named"
    listed = _LISTS[f"{kind}s" if is_plural else kind].match(text, at)
    if listed is None or not (listed[0][:1].isspace() or level == "section"):
        return None
    items: list[Designator] = []
    joins: set[str] = set()
    pending: tuple[str, ...] = ()
    is_through = False
    end = at
    for match in _ITEM.finditer(text, at, listed.end()):
        if match["join"]:
            pending = _CONJUNCTIONS.get(match["join"], (match["join"],))
        elif match["through"]:
            is_through = True
        else:
            found = _read_item(match, items, level, is_through=is_through, is_plural=is_plural)
            if not found:
                break
            items += found
            joins.update(pending)
            pending, is_through, end = (), False, match.end()
    return Designators(tuple(items), frozenset(joins), end)


def _read_item(
    match: re.Match[str], items: list[Designator], level: str, *, is_through: bool, is_plural: bool
) -> list[Designator]:
    """Read one designator; none if it has no place after *items*."""
    inner = tuple((match["inner"] or match["alone"] or "").replace("(", " ").replace(")", " ").split())
    number = match["number"]
    if not number:
        path = _beside(items, inner, outermost=int(level == "section"))
        return [Designator(path, is_through)] if path else []
    ends = _RANGE.fullmatch(number) if is_plural and not inner else None
    if ends and int(ends[1]) < int(ends[2]):
        return [Designator((ends[1],), is_through), Designator((ends[2],), through=True)]
    return [Designator((number.rstrip("."), *inner), is_through)]


def _beside(items: list[Designator], path: tuple[str, ...], *, outermost: int) -> tuple[str, ...]:
    """Complete the path of a designator in parentheses by the item before it; empty if it has no place there.

    *outermost*: how many numbers at the beginning of a path stand without parentheses.
    """
    if not items:
        return path
    last = items[-1].path
    places = [at for at in range(outermost, len(last)) if _style(last[at]) == _style(path[0])]
    return (*last[: places[-1]], *path) if places else ()


def _style(number: str) -> str:
    return "digits" if number[0].isdigit() else "capitals" if number.isupper() else "letters"
