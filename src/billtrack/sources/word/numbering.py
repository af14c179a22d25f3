"""The numbers Word prints before paragraphs; no paragraph contains its number, only a reference to a list."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from lxml import etree

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: ``pattern`` as ``(%1)``, ``start`` its first number."""

    number_format: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class _List:
    """One use of a list: the list it counts with, its levels, and those that begin again where it is first used."""

    counted_with: str
    levels: dict[int, _Level]
    restarts: tuple[int, ...]


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has been counted; ask for the paragraphs in their order."""

    lists: dict[str, _List]
    styles: dict[str, tuple[str, int]]
    usual_style: str
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * _LEVELS))
    begun: set[str] = field(default_factory=set)

    def number_of(self, paragraph: CT_P) -> str:
        """The number printed before *paragraph*, ``""`` for none; counts it."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self.lists:
            return ""
        number_id, level = found
        used = self.lists[number_id]
        shapes, counts = used.levels, self.counts[used.counted_with]
        for at in () if number_id in self.begun else used.restarts:
            counts[at:] = [0] * (_LEVELS - at)
        self.begun.add(number_id)
        shape = shapes.get(level, _Level())
        counts[level] = counts[level] + 1 if counts[level] else shape.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            outer = shapes.get(at, _Level())
            return _formatted(counts[at] or outer.start, outer.number_format)

        if shape.number_format == "bullet":
            return "•"
        return "" if shape.number_format == "none" else re.sub("%([1-9])", shown, shape.pattern)

    def _list_of(self, paragraph: CT_P) -> tuple[str, int] | None:
        """The list a paragraph belongs to and its level there, by itself or by its style."""
        own = None if paragraph.pPr is None else _list_in(paragraph.pPr)
        by_style = self.styles.get(paragraph.style or self.usual_style)
        if own is None:
            return by_style
        return own if own[0] else (by_style[0] if by_style else "0", own[1])


def numbering_of(document: WordDocument) -> Numbering:
    """Read the lists of *document*."""
    part = next((each.target_part for each in document.part.rels.values() if each.reltype.endswith("/numbering")), None)
    lists: dict[str, _List] = {}
    if part is not None:
        root = part.element
        abstract = {
            str(each.get(qn("w:abstractNumId"))): {
                _whole(level.get(qn("w:ilvl"))): _level(level) for level in each.findall(qn("w:lvl"))
            }
            for each in root.findall(qn("w:abstractNum"))
        }
        for each in root.findall(qn("w:num")):
            reference = each.find(qn("w:abstractNumId"))
            counted_with = str(reference.get(qn("w:val")) if reference is not None else None)
            known = abstract.get(counted_with, {})
            changed = _overrides(each, known)
            lists[str(each.get(qn("w:numId")))] = _List(counted_with, {**known, **changed}, tuple(sorted(changed)))
    styles = document.styles.element
    return Numbering(lists, _styles_with_lists(styles), _usual_style(styles))


def _usual_style(root: etree._Element) -> str:
    """The style of a paragraph that names none."""
    usual = (each for each in root.findall(qn("w:style")) if each.get(qn("w:default")) in {"1", "true", "on"})
    found = next((each for each in usual if each.get(qn("w:type")) == "paragraph"), None)
    return "" if found is None else str(found.get(qn("w:styleId")))


def _styles_with_lists(root: etree._Element) -> dict[str, tuple[str, int]]:
    """The list and level of each style that has one, its own or that of the style it is based on."""
    styles = {str(each.get(qn("w:styleId"))): each for each in root.findall(qn("w:style"))}

    def list_of(name: str, deep: int) -> tuple[str, int] | None:
        style = styles.get(name)
        if style is None or deep > _LEVELS:
            return None
        properties, base = style.find(qn("w:pPr")), style.find(qn("w:basedOn"))
        found = None if properties is None else _list_in(properties)
        inherited = None if base is None else list_of(str(base.get(qn("w:val"))), deep + 1)
        if found is None:
            return inherited
        return found if found[0] else (inherited[0], found[1]) if inherited else None

    found = ((name, list_of(name, 0)) for name in styles)
    return {name: each for name, each in found if each is not None}


def _overrides(number: etree._Element, known: dict[int, _Level]) -> dict[int, _Level]:
    """What one use of a list changes of its levels: all of a level, or where it starts."""
    changed = {}
    for each in number.findall(qn("w:lvlOverride")):
        at = _whole(each.get(qn("w:ilvl")))
        inner, start = each.find(qn("w:lvl")), each.find(qn("w:startOverride"))
        level = _level(inner) if inner is not None else known.get(at, _Level())
        if start is not None:
            level = _Level(level.number_format, level.pattern, _whole(start.get(qn("w:val"))))
        changed[at] = level
    return changed


def _level(element: etree._Element) -> _Level:
    def value(name: str, otherwise: str) -> str:
        found = element.find(qn(name))
        return otherwise if found is None else found.get(qn("w:val")) or ""

    return _Level(value("w:numFmt", "decimal"), value("w:lvlText", ""), _whole(value("w:start", "1")))


def _list_in(properties: etree._Element) -> tuple[str, int] | None:
    inside = properties.find(qn("w:numPr"))
    if inside is None:
        return None
    number, level = inside.find(qn("w:numId")), inside.find(qn("w:ilvl"))
    return (
        "" if number is None else str(number.get(qn("w:val"))),
        0 if level is None else min(_whole(level.get(qn("w:val"))), _LEVELS - 1),
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0


def _formatted(number: int, number_format: str) -> str:
    """Write *number* as Word does: letters repeat after z (aa, bb); there are no Roman numerals past 3,999."""
    lowered = number_format[:5] == "lower"
    if number_format.endswith("Letter"):
        repeats, at = divmod(max(number - 1, 0), 26)
        letters = chr(ord("a") + at) * min(repeats + 1, 20)
        return letters if lowered else letters.upper()
    if number_format.endswith("Roman") and number < 4000:
        roman, left = "", number
        for value, sign in _ROMAN:
            while left >= value:
                roman, left = roman + sign, left - value
        return roman if lowered else roman.upper()
    return f"{number:02}" if number_format == "decimalZero" else str(number)
