"""Where the texts of a comparison are read from; each place is opened only when something is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from billtrack.sources.tracked import Tracked

if TYPE_CHECKING:
    from billtrack.store.library import Holdings


class TextSources(NamedTuple):
    """The records and standard input; ``tracked`` says which side of the tracked changes of a Word file is read."""

    holdings: Callable[[], Holdings]
    standard_input: Callable[[], bytes]
    tracked: Tracked = Tracked.ACCEPTED
