"""Find the references in a passage: ``section 3(b)``, ``paragraphs (1) through (4) of this subsection``.

A reference starts with the name of a level.  A number without such a name before it (an amount, a grade, a count of
States) is never part of one.  Source: House Office of the Legislative Counsel, Manual on Drafting Style, for the names
of the levels and how they are cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from billtrack.diff.engine import tuning
from billtrack.diff.engine.references.citations import CITATION, MARKS
from billtrack.diff.engine.references.reference import WHOLE, Item, Pointer, Reference, Scope, Step
from billtrack.diff.engine.references.surroundings import Quotations, is_of_amendment, scope_of
from billtrack.model.patterns import pattern
from billtrack.model.values import replace

_ENUMERATED = "subsection|subparagraph|paragraph|subclause|clause|subitem|item"
_NAMED = "subdivision|division|subtitle|title|subpart|part|subchapter|chapter|subarticle|article"
_POINTERS = {
    "this": Pointer.THIS,
    "first": Pointer.FIRST,
    "preceding": Pointer.PRECEDING,
    "previous": Pointer.PRECEDING,
    "following": Pointer.FOLLOWING,
    "next": Pointer.FOLLOWING,
}

_HEAD = pattern(
    rf"(?i:(?<![\w-])(?:(?P<pointer>this|such|that|said|the\s+(?:preceding|previous|following|next|first))\s+)?"
    rf"(?:(?P<whole>(?:(?:joint|concurrent)\s+)?resolution|Act|bill)"
    rf"|(?P<level>section|sec\.|§|{_ENUMERATED}|{_NAMED}|proviso)(?P<plural>s|(?<=§)§)?)(?:(?<=§)|(?![\w-])))"
)
_WORDS = (
    *(
        "ection",
        "ECTION",
        "Sec",
        "SEC",
        "sec.",
        "§",
        "aragraph",
        "lause",
        "item",
        "Item",
        "itle",
        "TITLE",
        "ivision",
        "DIVISION",
    ),
    *("part ", "parts ", "Part", "PART", "hapter", "rticle", "roviso", "this Act", "this bill", "resolution"),
)
"""Every reference that starts with a level's name contains one of these."""

_NAME = pattern(
    r"section|sec\.|§|aragraph|lause|(?:item|title|part)s?(?!\w)|ivision|hapter|rticle|roviso|resolution|(?:act|bill)(?!\w)"
)
"""Part of every level's name, in lower case: far cheaper to search for than ``_HEAD``."""

_PARENS = r"(?:\([0-9A-Za-z]{1,6}\))+"
_SECTION = r"\d+[A-Za-z]{0,4}(?:[-‐‑–.]\d+[A-Za-z]{0,4})*(?![\w,.]?\d)(?!\w)"
_NUMERAL = r"(?:[IVXLCDM]+(?:-[A-Z])?|\d+[A-Z]?|[A-Z]{1,2})(?!\w)"
_COUNTS = (
    r"(?!\s+(?:percent|per|million|billion|of\s+(?:all|the\s+\d+)"
    r"|(?!(?:is|as|was|has|this|its|unless|plus|thus|does)\b)[A-Za-z-]+s)\b)"
)
"""Excludes numbers that count something: the 4 in ``sections 2 and 3, 4 States``."""


def _listing(first: str, more: str) -> re.Pattern[str]:
    """Match the designators of a level; a list's last one follows ``and``, ``or`` or ``through``."""
    joint = r",?\s+(?:and/or|and|or|through)\s+"
    return pattern(rf"\s*{first}(?:(?:,\s+{more})*{joint}{more})*")


_LISTS = {
    "enumerated": _listing(_PARENS, _PARENS),
    "section": _listing(rf"{_SECTION}(?:{_PARENS})?", _PARENS),
    "sections": _listing(rf"{_SECTION}(?:{_PARENS}|{_COUNTS})", rf"(?:{_SECTION}(?:{_PARENS}|{_COUNTS})|{_PARENS})"),
    "named": _listing(rf"{_NUMERAL}{_COUNTS}", r"(?!)"),
    "nameds": _listing(rf"{_NUMERAL}{_COUNTS}", rf"{_NUMERAL}{_COUNTS}"),
}
_ITEM = pattern(rf"(?P<join>and/or|and|or|through)|(?P<number>[0-9A-Za-z][\w.‐‑–-]*)?(?P<parens>{_PARENS})?")
_OF = pattern(r"\s+of\s+")
_JOINED = pattern(r"\s*,?\s*(?:(?:and|or|and/or)\s+)?(?:under\s+|of\s+)?")


@lru_cache(maxsize=tuning.TEXTS_KEPT)
def find_references(text: str) -> tuple[Reference, ...]:
    """Find the references in *text*, in order, none inside another; empty if there are none.

    "section 3(b) of this Act and 15 U.S.C. 2" has two: one with the steps section 3(b) and this Act, and a citation.
    """
    found = sorted([*_own(text), *_citations(text)], key=lambda each: (each.start, -each.end))
    apart: list[Reference] = []
    for each in found:
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return tuple(_with_joined_laws(text, apart))


def may_refer(text: str) -> bool:
    """Whether *text* may contain a reference: far cheaper than finding them."""
    return any(word in text for word in _WORDS) or any(mark in text for mark in MARKS)


def _citations(text: str) -> Iterator[Reference]:
    if not any(mark in text for mark in MARKS):
        return
    for match in CITATION.finditer(text):
        yield Reference(*match.span(), (), Scope.OTHER_LAW, words=" ".join(match[0].split()))


def _own(text: str) -> Iterator[Reference]:
    """Find references that start with a level's name."""
    at = 0
    quotations = Quotations(text)
    lower = text.lower()
    while (match := _head(text, lower, at)) is not None:
        head = _step(text, match)
        if head is None:
            at = match.end()
            continue
        steps, joins, start, end = [head[0]], head[1], head[2], head[3]
        while (of := _OF.match(text, end)) is not None:
            outer = _HEAD.match(text, of.end())
            step = _step(text, outer) if outer else None
            if step is None:
                break
            steps.append(step[0])
            joins, end = joins | step[1], step[3]
        yield Reference(
            start,
            end,
            tuple(steps),
            scope_of(text, start, end),
            joins,
            quotations.hold(start),
            is_of_amendment(text, start),
        )
        at = end


def _head(text: str, lower: str, at: int) -> re.Match[str] | None:
    """Find the first name of a level from *at* on, as ``_HEAD.search`` does; *lower* is *text* in lower case."""
    if len(lower) != len(text):
        return _HEAD.search(text, at)
    for name in _NAME.finditer(lower, at):
        end = min(name.end() + tuning.NAME_END, len(text))
        match = _HEAD.search(text, max(at, name.start() - tuning.NAME_START), end)
        if match is not None:
            return match if match.end() < end or end == len(text) else _HEAD.search(text, match.start())
    return None


def _step(text: str, match: re.Match[str]) -> tuple[Step, frozenset[str], int, int] | None:
    """Read the step that a level's name starts: the step, its conjunctions, start and end."""
    pointer = (match["pointer"] or "").lower().split()[-1:]
    if match["whole"]:
        is_this = pointer == ["this"]
        return (Step(WHOLE, pointer=Pointer.THIS), frozenset(), *match.span()) if is_this else None
    level = match["level"].lower()
    level = "section" if level in {"sec.", "§"} else level
    numbers = _numbers_of(level, is_plural=bool(match["plural"])).match(text, match.end())
    if numbers is not None and (numbers[0][:1].isspace() or level == "section"):
        items, joins = _items(numbers[0])
        how = Pointer.SUCH if pointer and pointer[0] in {"such", "said"} else None
        return Step(level, items, how), joins, match.start("level"), numbers.end()
    if not pointer or match["plural"]:
        return None
    return Step(level, pointer=_POINTERS.get(pointer[0], Pointer.SUCH)), frozenset(), *match.span()


def _numbers_of(level: str, *, is_plural: bool) -> re.Pattern[str]:
    kind = "section" if level == "section" else "enumerated" if level in _ENUMERATED.split("|") else "named"
    return _LISTS[kind + "s" if is_plural and kind != "enumerated" else kind]


def _items(words: str) -> tuple[tuple[Item, ...], frozenset[str]]:
    """Read ``3(a), (b), and 4 through 6``: ``(b)`` takes the place of the last designator of its style."""
    items: list[Item] = []
    joins: set[str] = set()
    is_through = False
    for match in _ITEM.finditer(words):
        if match["join"]:
            is_through = match["join"] == "through"
            joins.update(() if is_through else match["join"].split("/"))
        elif match[0]:
            inner = tuple((match["parens"] or "").replace("(", " ").replace(")", " ").split())
            path = (match["number"].rstrip("."), *inner) if match["number"] else _beside(items, inner)
            items.append(Item(path, is_through))
            is_through = False
    return tuple(items), frozenset(joins)


def _beside(items: list[Item], path: tuple[str, ...]) -> tuple[str, ...]:
    if not items:
        return path
    last = items[-1].path
    places = [at for at, number in enumerate(last) if _style(number) == _style(path[0])]
    return (*last[: places[-1]], *path) if places else ("?", *path)


def _style(number: str) -> str:
    return "digits" if number[0].isdigit() else "capitals" if number.isupper() else "letters"


def _with_joined_laws(text: str, found: list[Reference]) -> list[Reference]:
    """Give both the law named last: ``section 3 or section 4 of the Sherman Act``."""
    for at in range(len(found) - 2, -1, -1):
        here, after = found[at], found[at + 1]
        between = text[here.end : after.start]
        is_joined = bool(after.steps and here.steps and between and _JOINED.fullmatch(between))
        if is_joined and here.scope is Scope.OWN and after.scope is not Scope.OWN and not here.is_anchored:
            found[at] = replace(here, scope=after.scope)
    return found
