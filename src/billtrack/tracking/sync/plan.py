"""What fresh documents would make of a record: pure, so that a dry run and a real one decide alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from billtrack.model.events import Event
from billtrack.model.measure import Measure
from billtrack.model.measure import replace as varied
from billtrack.status.held_back import all_names, held_back
from billtrack.tracking.changes import changes
from billtrack.tracking.importing import ParsedDocument, joined
from billtrack.tracking.losses import find_lost, lost_words, why_whole, with_lost


@dataclass(frozen=True, slots=True)
class Aside:
    """A document that waits to be accepted, and what the record would lose by it.

    ``is_whole``: nothing of it was taken; else it is a status whose gains were.
    """

    document: ParsedDocument
    losses: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The record as it would be (``None``: none still), what changes, which documents it takes and which wait.

    ``dropped`` names the rows that were held back until now and that the record lets go of.
    """

    record: Measure | None
    events: tuple[Event, ...]
    taken: tuple[ParsedDocument, ...]
    asides: tuple[Aside, ...]
    dropped: tuple[str, ...] = ()


def plan(record: Measure | None, readings: Iterable[ParsedDocument], *, today: dt.date, accept: bool = False) -> Plan:
    """Put *readings*, the status before the texts, into *record*.

    Of a status that lost rows, all the rest is taken and those rows stay, held back; a document that is older, or has
    fewer words, is put aside whole.  With *accept* every document is taken as it is.  ``notes`` and ``tags`` are the
    keeper's and stay.
    """
    planned, taken, asides = record, [], []
    for reading in readings:
        if planned is None or accept:
            planned = joined(planned, reading)
            taken.append(reading)
            continue
        offered = joined(planned, reading)
        if reasons := why_whole(planned, offered):
            asides.append(Aside(reading, reasons, is_whole=True))
            continue
        kept = _with_lost(planned, offered, reading)
        if kept.source.held_back:
            said = tuple(lost_words(planned, find_lost(planned, offered)))
            asides.append(Aside(reading, said, is_whole=False))
        planned = joined(planned, kept)
        taken.append(reading)
    if planned is None:
        return Plan(None, (), (), ())
    events = changes(record, planned, today=today)
    return Plan(planned, events, tuple(taken), tuple(asides), _dropped(record, planned))


def _with_lost(record: Measure, offered: Measure, reading: ParsedDocument) -> ParsedDocument:
    """Give a status the rows of *record* that it lost, named in its source; a text as it is."""
    if not isinstance(reading.content, Measure):
        return reading
    lost = find_lost(record, offered)
    return replace(
        reading,
        content=with_lost(reading.content, record, lost),
        source=varied(reading.source, held_back=lost.names()),
    )


def _dropped(record: Measure | None, planned: Measure) -> tuple[str, ...]:
    """The rows *record* held back and *planned* does not have at all."""
    if record is None:
        return ()
    there = all_names(planned)
    return tuple(name for name in held_back(record) if name not in there)
