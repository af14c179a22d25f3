"""Where the texts of a comparison are read from; each source is opened only when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from billtrack.sources.tracked import Tracked

if TYPE_CHECKING:
    from billtrack.store.library import Holdings


class TextSources(NamedTuple):
    """The records and standard input; ``tracked``: which side of a Word file's tracked changes to read."""

    holdings: Callable[[], Holdings]
    standard_input: Callable[[], bytes]
    tracked: Tracked = Tracked.ACCEPTED
