"""What kind of difference a hunk is: the classes of change, gravest first.

A hunk is judged by its words on both sides and by what stands around it; whatever no rule explains is substantive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from billtrack.analysis.diff.fold import fold, number_key
from billtrack.analysis.diff.result import ChangeClass

_NOT_WORDS = re.compile(r"[\s\"'-]+")
_MARKS = ".,:;"
_LINK = re.compile(r"(?:[;,.:]|and|(?:now,?)?therefore,?|be|it|:)*", re.IGNORECASE)
_LINK_OR = re.compile(r"(?:[;,.:]|or)*", re.IGNORECASE)
_CHAMBERS = (
    (re.compile(r"\b(?:House\s+of\s+Representatives|House|Senate)\b"), "CHAMBER"),
    (re.compile(r"\b(?:H|S)\.\s?(?=(?:R|Res|J|Con)\.|\d)"), "C. "),
    (re.compile(r"\b(?:CHAMBER\s+and\s+CHAMBER)\b"), "CHAMBER"),
)
_NAMES_CHAMBER = re.compile(r"House|Senate|[HS]\.")
_FORMULA = re.compile(
    r"(?:by\s+the\s+)?(?:CHAMBER|\(the\s+CHAMBER\s+concurring\)|concurring|\W"
    r"|of\s+the\s+United\s+States\s+of\s+America\s+in\s+Congress\s+assembled|the|That|Resolved)*",
)
_NUMBERS = re.compile(
    r"(?:\(?[0-9A-Za-z]{1,6}\)?[.,]?|sections?|subsections?|(?:sub)?paragraphs?|(?:sub)?clauses?|titles?|and|through|or|\s|-)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\([0-9A-Za-z]{1,5}\)|\d+[0-9A-Za-z-]*|\b[IVXLC]+\b|\b[A-Z]\b")
_LEVEL = re.compile(
    r"(?:sections?|subsections?|(?:sub)?paragraphs?|(?:sub)?clauses?|(?:sub)?items?|(?:sub)?titles?|(?:sub)?parts?"
    r"|(?:sub)?chapters?|(?:sub)?divisions?|and|or|through|,|\([0-9A-Za-z]{1,5}\)|\d+)\s*$",
    re.IGNORECASE,
)

ORDER = tuple(ChangeClass)
"""The gravest first."""


def gravest(classes: Iterable[ChangeClass | None]) -> ChangeClass | None:
    """The gravest of *classes*; ``None`` when there is none."""
    held = set(classes)
    return next((kind for kind in ORDER if kind in held), None)


class Renumbering:
    """The shifts of number found between matched clauses: a reference that follows one is no change of substance."""

    def __init__(self, shifts: Iterable[tuple[str, str]]) -> None:
        self._shifts = frozenset(shifts)

    def explains(self, old: str, new: str) -> bool:
        """Whether the numbers in *old* and *new* differ only as clauses were renumbered."""
        if not (old and new and self._shifts):
            return False
        olds, news = _NUMBER.findall(old), _NUMBER.findall(new)
        if not olds or len(olds) != len(news) or _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
            return False
        return all(a == b or (number_key(a), number_key(b)) in self._shifts for a, b in zip(olds, news, strict=True))


def classify(
    old: str, new: str, *, before: str, is_last: bool, in_heading: bool, renumbering: Renumbering
) -> ChangeClass:
    """Classify a hunk by its *old* and *new* words.

    *before* is the text in front of it that both have; *is_last*: nothing follows it in its clause.
    """
    if is_typographic(old, new, in_heading=in_heading):
        return ChangeClass.TYPOGRAPHIC
    if not _has_words(old + new):
        return _of_marks(old + new)
    if is_last and _is_connective(old, new):
        return ChangeClass.CONNECTIVE
    if _is_conforming(old, new):
        return ChangeClass.CONFORMING
    if renumbering.explains(old, new) and (_LEVEL.search(before[-30:]) or (_LEVEL.match(old) and _LEVEL.match(new))):
        return ChangeClass.NUMBERING
    return ChangeClass.SUBSTANTIVE


def classify_alone(text: str) -> ChangeClass:
    """Classify a clause that came or went: marks alone are no substance."""
    return _of_marks(text) if text and not _has_words(text) else ChangeClass.SUBSTANTIVE


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _of_marks(text: str) -> ChangeClass:
    """Classify marks alone: those that link clauses are connective, all others the printer's."""
    return ChangeClass.CONNECTIVE if set(text) & set(_MARKS) else ChangeClass.TYPOGRAPHIC


def is_typographic(old: str, new: str, *, in_heading: bool) -> bool:
    """Whether the two differ in quotation marks, hyphens, spaces (in a heading: case, marks at its end) alone."""
    a, b = _NOT_WORDS.sub("", fold(old)), _NOT_WORDS.sub("", fold(new))
    if a == b:
        return True
    if in_heading:
        return a.rstrip(_MARKS).lower() == b.rstrip(_MARKS).lower()
    return a.lower() == b.lower() and (a.isupper() or b.isupper()) and min(len(a), len(b)) > 1


def _is_connective(old: str, new: str) -> bool:
    """Whether both only link a clause to the next; "or" where the other has "and" is another meaning."""
    sides = ["".join(text.split()).lower() for text in (old, new)]
    if {"and", "or"} <= {word for side in sides for word in ("and", "or") if word in side.replace("therefore", "")}:
        return False
    return all(_LINK.fullmatch(side) or _LINK_OR.fullmatch(side) for side in sides)


def _is_conforming(old: str, new: str) -> bool:
    if not _NAMES_CHAMBER.search(old + new):
        return False
    for pattern, plain in _CHAMBERS:
        old, new = pattern.sub(plain, old), pattern.sub(plain, new)
    if "CHAMBER" not in old + new and "C. " not in old + new:
        return False
    return old.split() == new.split() or bool(_FORMULA.fullmatch(old) and _FORMULA.fullmatch(new))
