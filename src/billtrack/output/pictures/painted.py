"""Pictures on a terminal: block characters, readable without color, every number written.

If ``decorated`` is false, the terminal cannot write block characters, and ASCII replaces them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from billtrack.output.page import Tone
from billtrack.output.pictures import COLUMNS, PLACES, ROWS, Curve, Tiles

_HEIGHT = 10
_WIDEST = 100
_FILLS, _ASCII_FILLS = "█▒░▓", "#+.o"
_EIGHTHS = "▁▂▃▄▅▆▇█"
_STYLES = {Tone.DEMOCRAT: "blue", Tone.REPUBLICAN: "red", Tone.OTHER_PARTY: "magenta", Tone.QUIET: "dim"}
_LEAST_PLOT = 20


def painted_curve(curve: Curve, *, width: int, decorated: bool) -> RenderableType:
    """Paint *curve*: columns of stacked bands, marks under them, and the key of both."""
    axis = len(str(max(curve.totals(), default=0)))
    room = min(width, _WIDEST) - axis - 2
    if not curve.days or room < _LEAST_PLOT:
        return Text(curve.words)
    return Group(*_PaintedCurve(curve, room, axis, decorated=decorated).lines())


class _PaintedCurve:
    """One curve in columns and rows of characters."""

    def __init__(self, curve: Curve, room: int, axis: int, *, decorated: bool) -> None:
        self.curve, self.room, self.axis, self.decorated = curve, room, axis, decorated
        self.fills = _FILLS if decorated else _ASCII_FILLS
        self.span = max(1, (curve.days[-1] - curve.days[0]).days)
        self.largest = max(curve.totals(), default=0)
        self.height = min(_HEIGHT, self.largest)

    def lines(self) -> Iterator[Text]:
        columns = [self.column(at) for at in range(self.room)]
        for row in reversed(range(self.height)):
            yield self.line(self.scale(row), [column[row] if row < len(column) else None for column in columns])
        first, last = self.curve.days[0], self.curve.days[-1]
        yield Text(f"{'0'.rjust(self.axis)} {('└' if self.decorated else '+')}{self.ticks()}")
        dates = f"{first}{str(last).rjust(self.room - len(str(first)))}" if last != first else str(first)
        yield Text(f"{' ' * self.axis}  {dates}", style="dim")
        yield self.names()
        for letter, tick in self.curve.key():
            yield Text(f"{' ' * self.axis}  {letter}  {tick.day}  {tick.label}")

    def scale(self, row: int) -> str:
        return str(self.largest) if row == self.height - 1 else ""

    def column(self, at: int) -> list[int]:
        """The band of each cell of a column, from the bottom; every band with a count gets a cell if one fits."""
        now = round(at * self.span / (self.room - 1))
        day = max(i for i, each in enumerate(self.curve.days) if (each - self.curve.days[0]).days <= now)
        counts = [band.counts[day] for band in self.curve.bands]
        total = sum(counts)
        if not total:
            return []
        cells = max(1, round(self.height * total / self.largest))
        return [band for band, share in enumerate(_shares(counts, cells)) for _ in range(share)]

    def line(self, label: str, cells: Sequence[int | None]) -> Text:
        line = Text(f"{label.rjust(self.axis)} {'│' if self.decorated else '|'}")
        for band in cells:
            line.append(" " if band is None else self.fill(band), style="" if band is None else self.style(band))
        return line

    def fill(self, band: int) -> str:
        return self.fills[band % len(self.fills)]

    def style(self, band: int) -> str:
        return _STYLES.get(self.curve.bands[band].tone, "")

    def names(self) -> Text:
        line = Text(" " * (self.axis + 2))
        for at, band in enumerate(self.curve.bands):
            line.append(self.fill(at), style=self.style(at))
            line.append(f" {band.label} {band.counts[-1]}   ")
        return line

    def ticks(self) -> str:
        """The line under the columns: a letter for a tick with a key, ``┴`` for one without."""
        cells = list(("─" if self.decorated else "-") * self.room)
        taken = -1
        letters = {tick: letter for letter, tick in self.curve.key()}
        for tick in self.curve.ticks:
            letter = letters.get(tick)
            at = self.place(tick.day)
            if letter is None:
                cells[at] = ("┴" if self.decorated else "'") if cells[at] not in letters.values() else cells[at]
            else:
                taken = min(max(at, taken + 1), self.room - 1)  # letters of days close together stand side by side
                cells[taken] = letter
        return "".join(cells)

    def place(self, day: dt.date) -> int:
        return round((day - self.curve.days[0]).days * (self.room - 1) / self.span)


def _shares(counts: Sequence[int], cells: int) -> list[int]:
    """Divide *cells* among *counts*: one for each that is not zero while they last, the rest by size."""
    shares = [0] * len(counts)
    by_size = sorted((at for at, count in enumerate(counts) if count), key=lambda at: -counts[at])
    for at in by_size[:cells]:
        shares[at] = 1
    for _ in range(cells - sum(shares)):
        at = max(by_size, key=lambda each: counts[each] / (shares[each] + 0.5))
        shares[at] += 1
    return shares


_TILE = 4
_BETWEEN = 1


def painted_tiles(tiles: Tiles, *, width: int, decorated: bool) -> RenderableType:
    """Paint *tiles*: each state's letters with a bar scaled to the largest, and its number below."""
    if width < COLUMNS * (_TILE + _BETWEEN) - _BETWEEN:
        return Text(tiles.words)
    counts = dict(tiles.counts)
    at = {place: state for state, place in PLACES.items()}
    lines: list[Text] = []
    for row in range(ROWS):
        names, numbers = Text(), Text()
        for column in range(COLUMNS):
            state = at.get((column, row), "")
            count = counts.get(state, 0)
            bar = _bar(count, tiles.largest, decorated=decorated)
            style = "bold" if count else "dim"
            names.append(state.ljust(2), style=style)
            names.append(bar.ljust(_TILE - 2 + _BETWEEN), style="cyan")
            number = str(count) if count else ("·" if decorated else ".") if state else ""
            numbers.append(number.ljust(_TILE + _BETWEEN), style=style)
        lines += [names, numbers]
    elsewhere = ", ".join(f"{state} {count}" for state, count in tiles.counts if state not in PLACES)
    return Group(*lines, *([Text(f"Not on the map: {elsewhere}")] if elsewhere else []))


def _bar(count: int, largest: int, *, decorated: bool) -> str:
    if not count or not decorated:
        return ""
    return _EIGHTHS[max(0, -(-count * len(_EIGHTHS) // largest) - 1)] * 2
