"""Pictures and formulas, in words that tell one from another."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from lxml import etree

from billtrack.sources.billtext.elements import NAMES

_PICTURE_NAMES = ("graphic-id", "src", "file", "name", "entity")
_PICTURE_DATA = "image-data"
_PLAIN_ROWS = frozenset({"math", "mrow", "mstyle", "semantics"})


def mathematics(element: etree._Element) -> str:
    """MathML in one line that keeps its structure: ``mfrac(A, B)``; plain rows and single symbols as they stand."""
    own = " ".join((element.text or "").split())
    parts = [part for child in element if (part := mathematics(child))]
    name = NAMES[element.tag]
    if name in _PLAIN_ROWS or (own and not parts):
        return " ".join(filter(None, (own, *parts)))
    return f"{name}({', '.join(filter(None, (own, *parts)))})"


def picture_names(element: etree._Element) -> Iterator[str]:
    """What tells a picture from another: its name, and eight digits of its data's sum where the file holds it."""
    yield from next(filter(None, map(element.get, _PICTURE_NAMES)), "").split()
    for held in element.iter(f"{{*}}{_PICTURE_DATA}"):
        yield sha256("".join("".join(map(str, held.itertext())).split()).encode()).hexdigest()[:8]
