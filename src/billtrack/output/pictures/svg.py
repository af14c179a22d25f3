"""Writing SVG: elements with every value escaped, and the frame all pictures share.

A picture needs no style sheet or script: words take the color of the surrounding text; areas have middle tones that
stand out on white and on black.  The same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from billtrack.output.page import Tone, visible

WIDTH = 360
"""The width of every picture, in units; small, so that words stay readable on a narrow page."""

LETTERS = 12
"""The height of ordinary words."""

_TONES = {Tone.DEMOCRAT: "#2f6fd0", Tone.REPUBLICAN: "#d0393f", Tone.OTHER_PARTY: "#8a5cc2"}
_OTHER_TONES = "#2a7f78"


def colour(tone: Tone) -> str:
    """The color of an area."""
    return _TONES.get(tone, _OTHER_TONES)


def element(tag: str, /, *inside: str, **attributes: str | float | None) -> str:
    """Write an element around markup already written; ``font_size=12`` becomes ``font-size="12"``."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{written}/>"


def words(text: str, x: float, y: float, *, size: float = LETTERS, anchor: str | None = None, **more: str) -> str:
    """Write words at a place: *y* is their base line, *anchor* ``middle`` or ``end`` aligns them to *x*."""
    return element("text", escape(visible(text)), x=x, y=y, font_size=size, text_anchor=anchor, **more)


def picture(name: str, caption: str, description: str, height: float, parts: Iterable[str]) -> str:
    """Frame *parts* as one picture of a document; *name* makes its identifiers, so it must be unique."""
    return element(
        "svg",
        element("title", escape(visible(caption)), id=f"{name}-title"),
        element("desc", escape(visible(description)), id=f"{name}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_="picture",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {WIDTH} {_value(height)}",
        font_family="system-ui, sans-serif",
        fill="currentColor",
    )


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
