"""The change log of a bills folder as far as it is settled, whatever became of the last run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.events import Entry
from billtrack.model.identifiers import MeasureId
from billtrack.model.record_parts import fingerprint
from billtrack.store.change_log import read_changes, settled_end
from billtrack.store.run_journal import Unfinished, find_unfinished
from billtrack.tracking.sync.fetching import read_held


def read_log(bills: Path) -> Iterator[Entry | InputError]:
    """Read the change log of *bills*, oldest first; a line that cannot be read is an error and hides no other.

    Raises:
        InputError: the log cannot be opened.
    """
    return read_changes(bills, end=log_end(bills, find_unfinished(bills)))


def log_end(bills: Path, unfinished: Unfinished | None) -> int | None:
    """Find where the log ends after the run *unfinished*; ``None``: at its last whole line.

    Raises:
        InputError: the log cannot be read.
    """
    return None if unfinished is None else settled_end(bills, _present(bills, unfinished))


def _present(bills: Path, unfinished: Unfinished) -> Callable[[MeasureId], str | None]:
    """Tell the fingerprint a record has now; one that is called done, or cannot be read, was not left as it was."""

    def fingerprint_of(measure: MeasureId) -> str | None:
        if str(measure) in unfinished.done:
            return "done"
        try:
            record = read_held(bills, measure).record
        except InputError:
            return "unreadable"
        return None if record is None else fingerprint(record)

    return fingerprint_of
