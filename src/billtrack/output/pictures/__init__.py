"""Blocks of a page that are pictures: a count over time, and a number for each state.

They know no width, color or format: ``painted`` draws them on a terminal, ``curve_svg`` and ``counts_svg`` as SVG for
documents.  A picture says nothing that its words do not: ``words`` is what a reader gets who does not see it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from types import MappingProxyType

import msgspec

from billtrack.model.tally import largest_first
from billtrack.output.page import Tone

_KEY_LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Not from ``string``, which compiles a pattern when it is loaded."""


class Band(msgspec.Struct, frozen=True):
    """One series of a curve; ``counts`` has a number for each day of the curve."""

    label: str
    counts: tuple[int, ...]
    tone: Tone = Tone.PLAIN


class Tick(msgspec.Struct, frozen=True):
    """What happened on a day; without a label it has no key."""

    day: dt.date
    label: str = ""


class Curve(msgspec.Struct, frozen=True):
    """Counts over time, the bands stacked, the first at the bottom.

    ``days`` ascend; between two of them a count stays the same.  ``ticks`` ascend too, from the first day to the last.
    """

    caption: str
    words: str
    days: tuple[dt.date, ...]
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...] = ()

    def totals(self) -> tuple[int, ...]:
        """All bands together, for each day."""
        return tuple(sum(counts) for counts in zip(*(band.counts for band in self.bands), strict=True))

    def key(self) -> tuple[tuple[str, Tick], ...]:
        """The ticks with a label, each with its letter; no more of them than letters."""
        labelled = (tick for tick in self.ticks if tick.label)
        return tuple(zip(_KEY_LETTERS, labelled, strict=False))


class Tiles(msgspec.Struct, frozen=True):
    """A number for each state or territory, by its letters; those not named have none."""

    caption: str
    words: str
    counts: tuple[tuple[str, int], ...]

    @property
    def largest(self) -> int:
        """The largest number, at least 1."""
        return max((count for _, count in self.counts), default=0) or 1

    def placed(self) -> Iterator[tuple[str, int, int, int]]:
        """Each place on the map, by its letters: those, its number or 0, its column and its row."""
        counts = dict(self.counts)
        return ((state, counts.get(state, 0), *PLACES[state]) for state in sorted(PLACES))


def tiles_of(states: Iterable[str], caption: str) -> Tiles:
    """Count *states*, letters of one state each, for the map, largest first."""
    counts = largest_first(states)
    return Tiles(caption, ", ".join(f"{state} {count}" for state, count in counts) or "none", counts)


_ROWS = (
    "AK .. .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. .. VT NH",
    ".. WA ID MT ND MN IL WI MI NY RI MA",
    ".. OR NV WY SD IA IN OH PA NJ CT ..",
    ".. CA UT CO NE MO KY WV VA MD DE ..",
    "MP .. AZ NM KS AR TN NC SC DC .. ..",
    "GU .. .. .. OK LA MS AL GA .. .. ..",
    "AS HI .. .. TX .. .. .. .. FL PR VI",
)

PLACES = MappingProxyType(
    {
        state: (column, row)
        for row, line in enumerate(_ROWS)
        for column, state in enumerate(line.split())
        if state != ".."
    }
)
"""Where each state stands on a map of equal tiles: (column, row) from 0 at the northwest.

Every state, the District of Columbia and the five territories with a delegate; territories are at the southern
corners, the Pacific ones in the west.
"""

COLUMNS, ROWS = 12, len(_ROWS)
