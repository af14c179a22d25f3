"""What tools read from: the present records and archive, and today's date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from billtrack.errors import InputError
from billtrack.serve.mcp.replies import Availability
from billtrack.store.library import Holdings

if TYPE_CHECKING:
    from billtrack.model.measure import Measure
    from billtrack.model.measure_names import Reference


class Desk(NamedTuple):
    """One call's view of what is loaded.

    ``day_of`` gives the date of a moment in Washington.  ``told`` writes words for whoever asks: over the network,
    without where files are.
    """

    holdings: Holdings
    today: dt.date
    day_of: Callable[[dt.datetime], dt.date]
    told: Callable[[object], str] = str

    def find(self, name: str) -> Measure:
        """Load the measure that *name* means, in any spelling; otherwise as ``load``."""
        return self.load(self.holdings.reference(name))

    def load(self, reference: Reference) -> Measure:
        """Load the measure that *reference* means.

        Raises:
            InputError: it is not loaded, which the message says first, or cannot be read.
            StoreError: the archive cannot be read.
        """
        try:
            return self.holdings.load(reference)
        except InputError as error:
            if reference.measure_id is None:
                raise
            if reference.measure_id in self.holdings.ids():
                raise _failed(error) from error
            raise InputError(f"{Availability.NOT_LOADED}: {error}", hint=error.hint) from error

    def measures(self, names: Sequence[str]) -> tuple[Measure, ...]:
        """Load the measures that *names* mean, each once; otherwise as ``load``."""
        found = {measure.id: measure for measure in map(self.find, names)}
        return tuple(found.values())

    def text(self, name: str) -> Reference:
        """Read *name*, a measure or a version of one in any spelling.

        Raises:
            InputError: it is not a measure, names a clause, or is not loaded.
            StoreError: the archive cannot be read.
        """
        reference = self.holdings.reference(name)
        if reference.path:
            raise InputError(f"{name}: only whole texts can be compared; leave out the clause")
        self.load(reference)
        return reference


@contextmanager
def reading_held() -> Iterator[None]:
    """Mark an error of reading loaded files as failed: the caller made no mistake.

    Raises:
        InputError: a file could not be read.
    """
    try:
        yield
    except InputError as error:
        raise _failed(error) from error


def _failed(error: InputError) -> InputError:
    return InputError(f"{Availability.FAILED}: {error}", hint=error.hint)


OpenDesk = Callable[[], Desk]
"""Opens a new desk for each call, so that every answer is current."""
