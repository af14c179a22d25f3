"""Blocks of a page that are pictures: a count over time, and a number for each state.

They know no width, colour or format.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from billtrack.output.page import Tone


class Band(msgspec.Struct, frozen=True):
    """One series of a curve; ``counts`` has a number for each day of the curve."""

    label: str
    counts: tuple[int, ...]
    tone: Tone = Tone.PLAIN


class Tick(msgspec.Struct, frozen=True):
    """What happened on a day; one without a label has no key."""

    day: dt.date
    label: str = ""


class Curve(msgspec.Struct, frozen=True):
    """Counts over time, the bands stacked, the first at the bottom.

    ``days`` ascend; between two of them a count stays what it was.  ``ticks`` ascend too and lie between the first
    day and the last.
    """

    caption: str
    words: str
    days: tuple[dt.date, ...]
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...] = ()

    def totals(self) -> tuple[int, ...]:
        """All bands together, for each day."""
        return tuple(sum(counts) for counts in zip(*(band.counts for band in self.bands), strict=True))


class Tiles(msgspec.Struct, frozen=True):
    """A number for each state or territory, by its letters; one that is not named has none."""

    caption: str
    words: str
    counts: tuple[tuple[str, int], ...]
