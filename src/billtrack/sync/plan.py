"""What fresh documents would make of a record: pure, so that a dry run and a real one decide alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from billtrack.analysis.changes import changes
from billtrack.analysis.losses import losses
from billtrack.events import Event
from billtrack.importing import Reading, joined
from billtrack.model import Measure


@dataclass(frozen=True, slots=True)
class Aside:
    """A document that would make the record poorer, and what would be lost."""

    reading: Reading
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The record as it would be (``None``: none still), what changes, which documents it takes and which not."""

    record: Measure | None
    events: tuple[Event, ...]
    taken: tuple[Reading, ...]
    asides: tuple[Aside, ...]


def plan(record: Measure | None, readings: Iterable[Reading], *, today: dt.date, accept: bool = False) -> Plan:
    """Put *readings*, the status before the texts, into *record*; one that would lose something is put aside.

    With *accept* nothing is put aside.  ``notes`` and ``tags`` are the keeper's and stay.
    """
    planned, taken, asides = record, [], []
    for reading in readings:
        offered = joined(planned, reading)
        lost = () if planned is None or accept else losses(planned, offered)
        if lost:
            asides.append(Aside(reading, lost))
        else:
            planned = offered
            taken.append(reading)
    events = () if planned is None else changes(record, planned, today=today)
    return Plan(planned, events, tuple(taken), tuple(asides))
