"""Bars as SVG: label, bar scaled to the largest, number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.output.page import Bar
from billtrack.output.pictures.svg import LETTERS, WIDTH, colour, element, picture, words

_ROW = 22
_LABELS, _MOST_LABELS = 130, WIDTH / 2
"""The room for labels, at least and at most."""
_LETTER = 0.58
"""The width of a letter, in its height, in a wide font."""
_NUMBERS = 36


def bars_svg(bars: Sequence[Bar], caption: str, *, name: str) -> str:
    """Draw *bars* one below the other; *name* is unique in its document."""
    told = ", ".join(f"{bar.label} {bar.count} of {bar.total}" for bar in bars) or "none"
    return picture(name, caption, told, max(len(bars), 1) * _ROW, _rows(bars))


def _rows(bars: Sequence[Bar]) -> Iterator[str]:
    largest = max((bar.count for bar in bars), default=0) or 1
    labels = max((len(bar.label) for bar in bars), default=0) * LETTERS * _LETTER
    left = min(max(_LABELS, labels), _MOST_LABELS)
    for at, bar in enumerate(bars):
        top = at * _ROW
        width = (WIDTH - left - _NUMBERS) * bar.count / largest
        base = top + _ROW / 2 + LETTERS / 3
        yield words(bar.label, 0, base)
        yield element("rect", x=left, y=top + 4, width=width, height=_ROW - 8, fill=colour(bar.tone))
        yield words(str(bar.count), left + width + 5, base, font_weight="bold")
