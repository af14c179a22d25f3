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
from billtrack.diff.engine.references.designators import ENUMERATED, read_designators
from billtrack.diff.engine.references.reference import WHOLE, CrossReference, Pointer, ReferenceStep, Scope
from billtrack.diff.engine.references.surroundings import Quotations, is_of_amendment, law_after
from billtrack.model.patterns import pattern
from billtrack.model.values import replace

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
    rf"|(?P<level>section|sec\.|§|{'|'.join(ENUMERATED)}|{_NAMED}|proviso)(?P<plural>s|(?<=§)§)?)(?:(?<=§)|(?![\w-])))"
)
_WORDS = (  # noqa: SIM905 - so many strings read better in a row
    "ection|ECTION|Sec|SEC|sec.|§|aragraph|lause|item|Item|itle|TITLE"
    "|ivision|DIVISION|part |parts |Part|PART|hapter|rticle|roviso|this Act|this bill|resolution"
).split("|")
"""Every reference that starts with a level's name contains one of these."""

_NAME = pattern(
    r"section|sec\.|§|aragraph|lause|(?:item|title|part)s?(?!\w)|ivision|hapter|rticle|roviso|resolution|(?:act|bill)(?!\w)"
)
"""Part of every level's name, in lower case: far cheaper to search for than ``_HEAD``."""

_OF = pattern(r"\s+of\s+")
_COMMA = pattern(r",\s+")
_CHAIN_ENDS = pattern(r"\s+of\s|,?\s+(?:and|or)\s")
"""After this, ``section 3, subsection (b)`` is a list of two references."""
_LEVELS = (
    "division subdivision title subtitle part subpart chapter subchapter article subarticle section subsection"
    " paragraph subparagraph clause subclause item subitem proviso"
)
_DEPTHS = {level: depth for depth, level in enumerate((*_LEVELS.split(), WHOLE))}
_JOINED = pattern(r"\s*,?\s*(?:(?:and|or|and/or)\s+)?(?:under\s+|of\s+)?")

# -- citations of texts outside the bill: the Code, public laws, statutes, regulations, orders, measures, rules

_PLACE = r"\d+[A-Za-z]{0,4}(?:[-‐‑–.]\d+[A-Za-z]{0,4})*(?:\([0-9A-Za-z]{1,6}\))*"
_HYPHEN = r"[-‐‑–]"

_MARKS = "U.S.|U. S.|CFR|C.F.R|Law|Pub.|Stat.|Reg.|F.R.|Executive|Res.|H.|S. |ule X|ule I|ule V|ule L".split("|")  # noqa: SIM905 - so many strings read better in a row
"""Every citation contains one of these."""

_CITATION = pattern(
    rf"\b\d+\s+(?:U\.\s?S\.\s?C\.|U\.\s?S\.\s?Code|C\.?F\.?R\.?)\s*(?:App\.?\s+|§+\s*|parts?\s+)?{_PLACE}"
    rf"(?:(?:,\s+{_PLACE})*,?\s+(?:and|or|through)\s+(?:{_PLACE}|\([0-9A-Za-z]{{1,6}}\)))*"
    rf"|\bPublic\s+Laws?\s+\d+{_HYPHEN}\d+(?:(?:,\s+\d+{_HYPHEN}\d+)*,?\s+(?:and|or)\s+\d+{_HYPHEN}\d+)?"
    rf"|\bPub\.\s?L\.\s+(?:No\.\s+)?\d+{_HYPHEN}\d+"
    r"|\b\d+\s+(?:Stat\.|Fed\.\s?Reg\.|F\.R\.)\s+\d+(?:,\d{3})*"
    r"|\bExecutive\s+Orders?\s+(?:No\.\s+|Number\s+)?\d+"
    r"|(?<![.\w])(?:H|S)\.\s?(?:R\.|(?:J\.\s?|Con\.\s?)?Res\.)?\s?\d+(?![\d,.]*\d)"
    r"|\bclauses?\s+\d+(?:\([0-9A-Za-z]{1,6}\))*(?:\s+(?:and|or)\s+\d+)?\s+of\s+rule\s+[IVXLC]+\b"
    r"|\b[Rr]ules?\s+[IVXLC]+\b"
)
"""A whole citation with its number; it never cites a clause of the text it is in."""


@lru_cache(maxsize=tuning.TEXTS_KEPT)
def find_references(text: str) -> tuple[CrossReference, ...]:
    """Find the references in *text*, in order, none inside another; empty if there are none.

    "section 3(b) of this Act and 15 U.S.C. 2" has two: one with the steps section 3(b) and this Act, and a citation.
    """
    found = sorted([*_own(text), *_citations(text)], key=lambda each: (each.start, -each.end))
    apart: list[CrossReference] = []
    for each in found:
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return tuple(_with_joined_laws(text, apart))


def may_refer(text: str) -> bool:
    """Whether *text* may contain a reference: far cheaper than finding them."""
    return any(word in text for word in _WORDS) or any(mark in text for mark in _MARKS)


def _citations(text: str) -> Iterator[CrossReference]:
    if not any(mark in text for mark in _MARKS):
        return
    for match in _CITATION.finditer(text):
        yield CrossReference(*match.span(), (), Scope.OTHER_LAW, words=" ".join(match[0].split()))


def _own(text: str) -> Iterator[CrossReference]:
    """Find references that start with a level's name."""
    at = 0
    quotations = Quotations(text)
    lower = text.lower()
    while (match := _head(text, lower, at)) is not None:
        head = _step(text, match)
        if head is None:
            at = match.end()
            continue
        steps, joins, end = _further_in(text, [head[0]], head[1], head[3])
        start = head[2]
        while (step := _step_after(_OF, text, end)) is not None:
            steps.append(step[0])
            joins, end = joins | step[1], step[3]
        law = law_after(text, start, end)
        yield CrossReference(
            start,
            end,
            tuple(steps),
            law.scope,
            joins,
            quotations.hold(start),
            is_of_amendment(text, start),
            law=law.name,
            reach=law.end,
        )
        at = end


def _further_in(
    text: str, steps: list[ReferenceStep], joins: frozenset[str], end: int
) -> tuple[list[ReferenceStep], frozenset[str], int]:
    """Read the levels inside the first that follow it after commas: ``section 3, subsection (b), paragraph (1)``."""
    while len(steps[0].items) == 1 and (step := _step_after(_COMMA, text, end)) is not None:
        is_inside = step[0].items and _DEPTHS[step[0].level] > _DEPTHS[steps[0].level]
        if not is_inside or step[0].pointer or _CHAIN_ENDS.match(text, step[3]):
            break
        steps, joins, end = [step[0], *steps], joins | step[1], step[3]
    return steps, joins, end


def _step_after(link: re.Pattern[str], text: str, end: int) -> tuple[ReferenceStep, frozenset[str], int, int] | None:
    """Read the step that follows *link* at *end*."""
    linked = link.match(text, end)
    outer = _HEAD.match(text, linked.end()) if linked else None
    return _step(text, outer) if outer else None


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


def _step(text: str, match: re.Match[str]) -> tuple[ReferenceStep, frozenset[str], int, int] | None:
    """Read the step that a level's name starts: the step, its conjunctions, start and end."""
    pointer = (match["pointer"] or "").lower().split()[-1:]
    if match["whole"]:
        is_this = pointer == ["this"]
        return (ReferenceStep(WHOLE, pointer=Pointer.THIS), frozenset(), *match.span()) if is_this else None
    level = match["level"].lower()
    level = "section" if level in {"sec.", "§"} else level
    numbers = read_designators(text, match.end(), level, is_plural=bool(match["plural"]))
    if numbers is not None:
        how = Pointer.SUCH if pointer and pointer[0] in {"such", "said"} else None
        return ReferenceStep(level, numbers.items, how), numbers.joins, match.start("level"), numbers.end
    if not pointer or match["plural"]:
        return None
    return ReferenceStep(level, pointer=_POINTERS.get(pointer[0], Pointer.SUCH)), frozenset(), *match.span()


def _with_joined_laws(text: str, found: list[CrossReference]) -> list[CrossReference]:
    """Give both the law named last: ``section 3 or section 4 of the Sherman Act``."""
    for at in range(len(found) - 2, -1, -1):
        here, after = found[at], found[at + 1]
        between = text[here.end : after.start]
        is_joined = bool(after.steps and here.steps and between and _JOINED.fullmatch(between))
        if is_joined and here.scope is Scope.OWN and after.scope is not Scope.OWN and not here.is_anchored:
            found[at] = replace(here, scope=after.scope, law=after.law)
    return found
