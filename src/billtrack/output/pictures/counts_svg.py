"""Counts as SVG: bars with their labels, and a map of equal tiles, one for each state.

A picture needs no style sheet or script: words take the color of the surrounding text; areas have middle tones that
stand out on white and on black.  The same values give the same bytes.  ``name`` makes the identifiers of a picture and
must be the only one in its document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from billtrack.output.page import Bar, Tone, visible
from billtrack.output.pictures import COLUMNS, ROWS, Tiles

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


_ROW = 22
_LABELS, _MOST_LABELS = 130, WIDTH / 2
"""The room for labels, at least and at most."""
_LETTER = 0.58
"""The width of a letter, in its height, in a wide font."""
_NUMBERS = 36


def bars_svg(bars: Sequence[Bar], caption: str, *, name: str) -> str:
    """Draw *bars* one below the other; *name* is unique in its document."""
    description = ", ".join(f"{bar.label} {bar.count} of {bar.total}" for bar in bars) or "none"
    return picture(name, caption, description, max(len(bars), 1) * _ROW, _rows(bars))


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


_SIDE = WIDTH / COLUMNS
_TALL = 36
_GAP = 2
_BAR = 5


def tiles_svg(tiles: Tiles, *, name: str) -> str:
    """Draw *tiles*; *name* is unique in its document.  A state not on the map appears only in the words."""
    return picture(name, tiles.caption, tiles.words, ROWS * _TALL, _tiles(tiles))


def _tiles(tiles: Tiles) -> Iterator[str]:
    for state, count, column, row in tiles.placed():
        yield from _tile(state, count, tiles.largest, column * _SIDE, row * _TALL)


_LOW, _SMALL = 17, 9


def low_tiles_svg(tiles: Tiles, *, name: str) -> str:
    """Draw *tiles* half as tall, letters and number on one line: a map to stand beside another on a page."""
    return picture(name, tiles.caption, tiles.words, ROWS * _LOW, _low_tiles(tiles))


def _low_tiles(tiles: Tiles) -> Iterator[str]:
    for state, count, column, row in tiles.placed():
        left, top = column * _SIDE, row * _LOW
        yield _frame(left, top, _LOW, firmness=0.9 if count else 0.3)
        middle, line = left + _SIDE / 2, top + _LOW / 2 + 3
        label, firmness = (f"{state} {count}", "1") if count else (state, "0.7")
        yield words(label, middle, line, size=_SMALL, anchor="middle", fill_opacity=firmness)


def _frame(left: float, top: float, tall: float, *, firmness: float) -> str:
    return element(
        "rect",
        x=left + 1,
        y=top + 1,
        width=_SIDE - _GAP,
        height=tall - _GAP,
        rx=3,
        fill="none",
        stroke="currentColor",
        stroke_opacity=firmness,
    )


def _tile(state: str, count: int, largest: int, left: float, top: float) -> Iterator[str]:
    """A state with a number has a firm frame; one without has a faint frame and no number: clear without color."""
    width, height = _SIDE - _GAP, _TALL - _GAP
    yield _frame(left, top, _TALL, firmness=0.9 if count else 0.3)
    if not count:
        yield words(state, left + _SIDE / 2, top + _TALL / 2 + 4, size=11, anchor="middle", fill_opacity="0.7")
        return
    yield words(state, left + _SIDE / 2, top + 12, size=11, anchor="middle")
    yield words(str(count), left + _SIDE / 2, top + 25, size=12, anchor="middle", font_weight="bold")
    bar = (width - 4) * count / largest
    yield element("rect", x=left + 3, y=top + height - _BAR, width=bar, height=_BAR - 1, fill=colour(Tone.PLAIN))
