"""Words set apart inside a sentence: quotations, raised and lowered words, fractions, formulas, pictures, cells.

Each function reads one element into the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from lxml import etree

from billtrack.sources.billtext.elements import NAMES
from billtrack.sources.billtext.walk import Walk
from billtrack.sources.extracted import LOWERED, ORDINAL_ENDINGS, RAISED
from billtrack.sources.provision_builder import NEXT_CELL, NEXT_PART, Draft

_PLAIN_FRACTION = re.compile(r"[\w.,$]*[/⁄]?[\w.,$]*")
_PICTURE_NAMES = ("graphic-id", "src", "file", "name", "entity")
_PICTURE_DATA = "image-data"
_PLAIN_ROWS = frozenset({"math", "mrow", "mstyle", "semantics", "oMath", "r", "t"})
_MATH_SIGNS = ("open", "close", "separators", "notation", "linethickness")
"""The attributes of MathML 3 that print a mark: fences, their separators, enclosures, the bar of a fraction."""
_LOOKS = "Pr"
"""The end of the names of elements that hold only formatting and signs, in Word's formulas."""
_WORD_SIGNS = frozenset({"chr", "begChr", "endChr", "sepChr"})
"""Signs there: of a sum, a product or an accent; brackets and what stands between terms (ISO/IEC 29500-1, 22.1)."""


def quote(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Make the marks the printer makes: double, single inside double, and so on."""
    opening, closing = ("“", "”") if walk.quotes % 2 == 0 else ("‘", "’")
    walk.place(draft).append(opening)
    walk.quotes += 1
    walk.in_quote += 1
    walk.inside(element, draft)
    walk.in_quote -= 1
    walk.quotes -= 1
    if draft.words is not None:
        draft.words.append(closing)


def term(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Quote a defined term, unless the text does so itself, as USLM always does."""
    before = draft.words[-1].rstrip() if draft.words else ""
    if element.tag.startswith("{") or before.endswith(("“", "‘", '"')):
        walk.inside(element, draft)
    else:
        quote(walk, element, draft)


def cell(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a cell; of a row, an empty one too, and the places that a cell beside or above it takes."""
    if draft.level != "row":
        if draft.words:
            draft.words.append(NEXT_PART)
        walk.inside(element, draft)
        return
    if element.getprevious() is not None:
        walk.place(draft).append(NEXT_CELL)
    around = walk.around.get(element)
    for place in around.before if around else ():
        walk.place(draft).extend((place, NEXT_CELL))
    walk.inside(element, draft)
    for place in around.after if around else ():
        walk.place(draft).extend((NEXT_CELL, place))


def line_break(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a line break as a space."""
    if draft.words:
        draft.words.append(" ")
    walk.inside(element, draft)


def raised(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Mark raised words, but those of an ordinal: ``10^6``, ``x^(n + 1)``, ``21st``."""
    words = "".join(map(str, element.itertext())).strip()
    if words.lower() in ORDINAL_ENDINGS and draft.words and draft.words[-1][-1:].isdigit():
        walk.inside(element, draft)
    else:
        _apart(walk, element, draft, RAISED, is_word=words.isalnum())


def lowered(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Mark lowered words: ``x_1``, ``x_(n + 1)``."""
    _apart(walk, element, draft, LOWERED, is_word="".join(map(str, element.itertext())).strip().isalnum())


def _apart(walk: Walk, element: etree._Element, draft: Draft, mark: str, *, is_word: bool) -> None:
    walk.place(draft).append(mark if is_word else f"{mark}(")
    walk.inside(element, draft)
    if not is_word:
        walk.place(draft).append(")")


def fraction(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a fraction apart from what is beside it: ``3 1/2``, never 31/2; ``(A + B)/C`` where it is longer."""
    if draft.words and draft.words[-1][-1:].isalnum():
        draft.words.append(" ")
    is_plain = _PLAIN_FRACTION.fullmatch("".join("".join(map(str, element.itertext())).split())) is not None
    if not is_plain:
        walk.place(draft).append("(")
    walk.inside(element, draft)
    if not is_plain:
        walk.place(draft).append(")")
    if (element.tail or "")[:1].isalnum():
        walk.place(draft).append(" ")


def formula(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a formula apart from the sentence around it."""
    walk.place(draft).append(" ")
    walk.inside(element, draft)
    walk.place(draft).append(" ")


def math(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Say the structure of mathematics in words."""
    walk.place(draft).append(f" {mathematics(element)} ")
    walk.pass_over(element)


def picture(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Say the name of a picture."""
    walk.place(draft).append(f" [{' '.join(('graphic', *_picture_names(element)))}] ")
    walk.inside(element, draft)


def mathematics(element: etree._Element) -> str:
    """MathML in one line that keeps its structure: ``mfrac(A, B)``; plain rows and single symbols as they stand.

    Attributes that are signs are said: ``mfenced(open=[, A)``.  Word's own formulas are written the same way:
    ``f(num(A), den(B))``.
    """
    if NAMES[element.tag].endswith(_LOOKS):
        return " ".join(f"{NAMES[child.tag]}={child.values()[0]!s}" for child in element if _is_sign(child))
    own = " ".join((element.text or "").split())
    parts = [part for child in element if (part := mathematics(child))]
    name = NAMES[element.tag]
    said = [f"{key}={value}" for key in _MATH_SIGNS if (value := element.get(key)) is not None]
    if not said and (name in _PLAIN_ROWS or (own and not parts)):
        return " ".join(filter(None, (own, *parts)))
    return f"{name}({', '.join(filter(None, (*said, own, *parts)))})"


def _is_sign(element: etree._Element) -> bool:
    return NAMES[element.tag] in _WORD_SIGNS and bool(element.values())


def _picture_names(element: etree._Element) -> Iterator[str]:
    """What tells a picture from another: its name, and eight digits of its data's sum where the file holds it."""
    yield from next(filter(None, map(element.get, _PICTURE_NAMES)), "").split()
    for held in element.iter(f"{{*}}{_PICTURE_DATA}"):
        yield sha256("".join("".join(map(str, held.itertext())).split()).encode()).hexdigest()[:8]
