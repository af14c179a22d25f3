"""What the formatting of a run says of its words: struck, hidden, or in capitals; by itself or by its styles."""

from __future__ import annotations

from functools import cached_property

from docx.oxml.ns import qn
from lxml import etree

STRUCK, HIDDEN, CAPITALS = "struck", "hidden", "capitals"
_MARKS = {qn("w:strike"): STRUCK, qn("w:dstrike"): STRUCK, qn("w:vanish"): HIDDEN, qn("w:caps"): CAPITALS}
_OFF = {"0", "false", "off"}
_DEEPEST = 12
"""How many styles may be based one on another."""


class Formats:
    """The styles of one document that strike, hide, or capitalize words."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles = {str(each.get(qn("w:styleId"))): each for each in styles.findall(qn("w:style"))}
        self._known: dict[str, dict[str, bool]] = {}

    @cached_property
    def any(self) -> bool:
        """Whether a style has such a format: most documents have none, which saves asking."""
        return any(_own(style.find(qn("w:rPr"))) for style in self._styles.values())

    def of(self, run: etree._Element, paragraph_style: str | None) -> frozenset[str]:
        """Tell what the formatting of *run* says, in a paragraph of the style named."""
        properties = run.find(qn("w:rPr"))
        found: dict[str, bool] = {}
        if self.any:
            style = None if properties is None else properties.find(qn("w:rStyle"))
            named = None if style is None else style.get(qn("w:val"))
            found = {**self._of_style(paragraph_style), **self._of_style(named)}
        return frozenset(mark for mark, on in {**found, **_own(properties)}.items() if on)

    def _of_style(self, name: str | None, deep: int = 0) -> dict[str, bool]:
        style = self._styles.get(name or "")
        if name is None or style is None or deep > _DEEPEST:
            return {}
        if name not in self._known:
            base = style.find(qn("w:basedOn"))
            inherited = {} if base is None else self._of_style(base.get(qn("w:val")), deep + 1)
            self._known[name] = {**inherited, **_own(style.find(qn("w:rPr")))}
        return self._known[name]


def _own(properties: etree._Element | None) -> dict[str, bool]:
    if properties is None:
        return {}
    return {_MARKS[each.tag]: each.get(qn("w:val")) not in _OFF for each in properties if each.tag in _MARKS}
