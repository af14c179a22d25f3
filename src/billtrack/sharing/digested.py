"""Which changes a digest tells, and the records of their measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from billtrack.model.events import Entry
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Measure
from billtrack.store import records
from billtrack.store.hidden import load_last_digest


def recorded_since(
    entries: Iterable[Entry], since: dt.date, day_of: Callable[[dt.datetime], dt.date]
) -> Sequence[Entry]:
    """Give the entries recorded on *since* or later; *day_of* tells the day in Washington of a moment."""
    return [entry for entry in entries if day_of(entry.recorded) >= since]


def since_last(entries: Sequence[Entry], bills: Path) -> Sequence[Entry]:
    """Give the entries after the last digest; all of them before the first.

    Raises:
        InputError: what is known of the last digest cannot be read.
    """
    last = load_last_digest(bills)
    return entries[place_after(entries, None if last is None else last.until) :]


def place_after(entries: Sequence[Entry], name: str | None) -> int:
    """Find the place after the entry *name*; the first one where the log does not have it."""
    places = [at for at, entry in enumerate(entries, 1) if entry.id == name]
    return places[-1] if places else 0


def records_of(entries: Iterable[Entry], bills: Path) -> dict[MeasureId, Measure]:
    """Load the records of the measures of *entries* that still have one.

    Raises:
        InputError: one cannot be read.
    """
    found = {}
    for measure in {entry.event.measure for entry in entries}:
        path = records.find_record(bills, measure)
        if path is not None:
            found[measure] = records.load_record(path)
    return found
