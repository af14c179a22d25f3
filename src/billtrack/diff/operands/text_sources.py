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


class TextSources(NamedTuple):
    """The records, standard input, and a cache of long texts read before.

    ``text_cache`` is ``None``, or gives it, where nothing is cached; ``report`` gets a line that says whether a long
    text was found in it; ``tracked`` says which side of the tracked changes of a Word file is read.
    """

    holdings: Callable[[], Holdings]
    standard_input: Callable[[], bytes]
    text_cache: Callable[[], ParsedTexts | None] | None = None
    report: Callable[[str], None] = _say_nothing
    tracked: Tracked = Tracked.ACCEPTED
