"""Counts as SVG: bars with their labels, and a map of equal tiles, one for each state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.output.page import Bar, Tone
from billtrack.output.pictures.figures import COLUMNS, PLACES, ROWS, Tiles
from billtrack.output.pictures.svg import LETTERS, WIDTH, colour, element, picture, words

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
    return picture(name, tiles.caption, tiles.words, ROWS * _TALL, _tiles(dict(tiles.counts)))


def _tiles(counts: dict[str, int]) -> Iterator[str]:
    largest = max(counts.values(), default=0) or 1
    for state, (column, row) in sorted(PLACES.items()):
        yield from _tile(state, counts.get(state, 0), largest, column * _SIDE, row * _TALL)


_LOW, _SMALL = 17, 9


def low_tiles_svg(tiles: Tiles, *, name: str) -> str:
    """Draw *tiles* half as tall, letters and number on one line: a map to stand beside another on a page."""
    return picture(name, tiles.caption, tiles.words, ROWS * _LOW, _low_tiles(dict(tiles.counts)))


def _low_tiles(counts: dict[str, int]) -> Iterator[str]:
    for state, (column, row) in sorted(PLACES.items()):
        count, left, top = counts.get(state, 0), column * _SIDE, row * _LOW
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
