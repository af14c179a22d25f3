"""Where the texts of a comparison are read from; each place is opened only when something is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from billtrack.sources.tracked import Tracked

if TYPE_CHECKING:
    from billtrack.store.library import Holdings
    from billtrack.store.text_cache import ParsedTexts


def _say_nothing(_: str) -> None:
    return None


class Shelf(NamedTuple):
    """The records, standard input, and the long texts read before (``kept``; ``None``, or giving it: keep none).

    ``said`` is told, in a line, whether a long text was found there.  ``tracked``: which side of the tracked changes
    of a Word file is read.
    """

    holdings: Callable[[], Holdings]
    standard_input: Callable[[], bytes]
    kept: Callable[[], ParsedTexts | None] | None = None
    said: Callable[[str], None] = _say_nothing
    tracked: Tracked = Tracked.ACCEPTED
