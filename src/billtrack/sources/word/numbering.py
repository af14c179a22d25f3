"""The numbers Word prints in front of paragraphs: they stand in no paragraph, only in the lists these belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
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


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has been counted; ask for the paragraphs in their order."""

    levels: dict[str, dict[int, _Level]]
    styles: dict[str, tuple[str, int]]
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * _LEVELS))

    def number_of(self, paragraph: Paragraph) -> str:
        """The number printed before *paragraph*, ``""`` for none; counts it."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self.levels:
            return ""
        number_id, level = found
        shapes, counts = self.levels[number_id], self.counts[number_id]
        shape = shapes.get(level, _Level())
        counts[level] = counts[level] + 1 if counts[level] else shape.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            outer = shapes.get(at, _Level())
            return _formatted(counts[at] or outer.start, outer.number_format)

        return "" if shape.number_format in {"bullet", "none"} else re.sub("%([1-9])", shown, shape.pattern)

    def _list_of(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """The list a paragraph belongs to and its level there, by itself or by its style."""
        properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no public way to a paragraph's list
        own = None if properties is None else _list_in(properties)
        by_style = self.styles.get(paragraph.style.style_id if paragraph.style else "")
        if own is None:
            return by_style
        return own if own[0] else (by_style[0] if by_style else "0", own[1])


def numbering_of(document: WordDocument) -> Numbering:
    """Read the lists of *document*."""
    part = next((each.target_part for each in document.part.rels.values() if each.reltype.endswith("/numbering")), None)
    levels: dict[str, dict[int, _Level]] = {}
    if part is not None:
        root = part.element
        abstract = {each.get(qn("w:abstractNumId")): _levels(each) for each in root.findall(qn("w:abstractNum"))}
        for each in root.findall(qn("w:num")):
            reference = each.find(qn("w:abstractNumId"))
            known = abstract.get(reference.get(qn("w:val")) if reference is not None else None, {})
            levels[str(each.get(qn("w:numId")))] = {**known, **_overrides(each, known)}
    styles = {}
    for style in document.styles.element.findall(qn("w:style")):
        properties = style.find(qn("w:pPr"))
        found = None if properties is None else _list_in(properties)
        if found is not None and found[0]:
            styles[str(style.get(qn("w:styleId")))] = found
    return Numbering(levels, styles)


def _levels(element: etree._Element) -> dict[int, _Level]:
    return {_whole(each.get(qn("w:ilvl"))): _level(each) for each in element.findall(qn("w:lvl"))}


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
    """Write *number* as Word does: letters repeat after z (aa, bb), and romans stop being useful past 3,999."""
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
