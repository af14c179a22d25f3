"""Counts over time as SVG: stacked bands with their names beside them, and marks with a key below.

A line along the top of each band tells them apart without color.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from billtrack.output.pictures import Band, Curve
from billtrack.output.pictures.counts_svg import LETTERS, WIDTH, colour, element, picture, words

_LEFT, _RIGHT = 28, 124
_NAMES = _RIGHT - 18
_LAST_DAY = 4
"""The width of the last day, so that those who joined on it show."""

_TOP, _HEIGHT = 10, 150
_BASE = _TOP + _HEIGHT
_LINE = 15


def curve_svg(curve: Curve, *, name: str) -> str:
    """Draw *curve*; *name* is unique in its document."""
    height = _BASE + 2.6 * _LINE + len(curve.key()) * _LINE
    return picture(name, curve.caption, curve.words, height, _parts(curve))


def _parts(curve: Curve) -> Iterator[str]:
    if not curve.days:
        yield words("nothing to draw", 0, _TOP + LETTERS)
        return
    plot = _DrawnCurve(curve)
    yield from plot.axis()
    yield from plot.bands()
    yield from plot.names()
    yield from plot.marks()
    for at, (letter, tick) in enumerate(curve.key()):
        yield words(f"{letter}  {tick.day}  {tick.label}", 0, _BASE + (3.3 + at) * _LINE)


class _DrawnCurve:
    """Days and counts of one curve, as coordinates."""

    def __init__(self, curve: Curve) -> None:
        self.curve = curve
        self.first, self.last = curve.days[0], curve.days[-1]
        self.span = max(1, (self.last - self.first).days)
        self.totals = curve.totals()
        self.largest = max(self.totals, default=0) or 1

    def x(self, day: dt.date) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT - _LAST_DAY) * (day - self.first).days / self.span

    def y(self, count: int) -> float:
        return _BASE - _HEIGHT * count / self.largest

    def axis(self) -> Iterator[str]:
        right = WIDTH - _RIGHT
        for count in sorted({0, self.largest // 2, self.largest}):
            level = self.y(count)
            line = element("line", x1=_LEFT, x2=right, y1=level, y2=level, stroke="currentColor", stroke_opacity=0.35)
            yield line
            yield words(str(count), _LEFT - 4, level + 4, anchor="end")
        yield words(str(self.first), _LEFT, _BASE + 2 * _LINE)
        if self.last != self.first:
            yield words(str(self.last), right, _BASE + 2 * _LINE, anchor="end")

    def bands(self) -> Iterator[str]:
        below = [0] * len(self.curve.days)
        for band in self.curve.bands:
            above = [low + count for low, count in zip(below, band.counts, strict=True)]
            yield element("path", d=self._area(below, above), fill=colour(band.tone))
            yield element("path", d=_line(self._steps(above)), fill="none", stroke="currentColor")
            below = above

    def _area(self, below: list[int], above: list[int]) -> str:
        """Steps along the top, then back along the bottom: a count stays until the day it changes."""
        there = self._steps(above)
        back = reversed(self._steps(below))
        return f"{_line((*there, *back))} Z"

    def _steps(self, counts: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for day, count in zip(self.curve.days, counts, strict=True):
            x, y = self.x(day), self.y(count)
            points += [(x, points[-1][1])] if points else []
            points.append((x, y))
        points.append((float(WIDTH - _RIGHT), points[-1][1]))
        return points

    def names(self) -> Iterator[str]:
        """Each band's name and last number beside its end, spaced to be readable."""
        low, floor = 0, _BASE + LETTERS / 3 + 1
        x = WIDTH - _RIGHT + 6
        for band in self.curve.bands:
            count = band.counts[-1]
            middle = self.y(low) - (self.y(low) - self.y(low + count)) / 2 + LETTERS / 3
            low, floor = low + count, min(middle, floor - (LETTERS + 1))
            yield element("rect", x=x, y=floor - 8, width=8, height=8, fill=colour(band.tone))
            yield words(_named(band), x + 12, floor, size=11, **_squeezed(_named(band)))

    def marks(self) -> Iterator[str]:
        letters = {tick: letter for letter, tick in self.curve.key()}
        free = float(_LEFT - LETTERS)
        for tick in self.curve.ticks:
            x = self.x(tick.day)
            yield element("line", x1=x, x2=x, y1=_BASE, y2=_BASE + 5, stroke="currentColor")
            if tick in letters:
                free = max(x, free + 9)  # letters of days close together stand beside each other
                yield words(letters[tick], free, _BASE + _LINE, anchor="middle", font_weight="bold")


def _line(points: Iterable[tuple[float, float]]) -> str:
    return f"M{' L'.join(f'{x:.1f},{y:.1f}' for x, y in points)}"


def _named(band: Band) -> str:
    return f"{band.counts[-1]} {band.label}"


def _squeezed(name: str) -> dict[str, str]:
    """Keep a long name inside the picture in any font."""
    return {"textLength": str(_NAMES), "lengthAdjust": "spacingAndGlyphs"} if len(name) > _LONG_NAME else {}


_LONG_NAME = 16
