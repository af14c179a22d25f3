"""What new documents would make of a record: pure, so that a dry run decides like a real one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from billtrack.model.events import Event
from billtrack.model.measure import Measure
from billtrack.model.measure import replace as varied
from billtrack.status.held_back import all_names, held_back
from billtrack.tracking.changes import changes
from billtrack.tracking.losses import find_lost, lost_words, why_whole, with_lost
from billtrack.tracking.parsed_document import ParsedDocument, joined


@dataclass(frozen=True, slots=True)
class AsideDocument:
    """A document that waits for --accept, and what the record would lose by it.

    ``is_whole``: nothing of it was used; otherwise it is a status whose additions were.
    """

    document: ParsedDocument
    losses: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The updated record (``None``: still none), its changes, the documents used and those that wait.

    ``dropped`` names rows that were held back and are now removed.
    """

    record: Measure | None
    events: tuple[Event, ...]
    taken: tuple[ParsedDocument, ...]
    asides: tuple[AsideDocument, ...]
    dropped: tuple[str, ...] = ()


def plan(record: Measure | None, documents: Iterable[ParsedDocument], *, today: dt.date, accept: bool = False) -> Plan:
    """Put *documents*, the status before the texts, into *record*.

    If a status lost rows, those rows stay, held back, and the rest is used; a document that is older or has less of a
    text is set aside whole.  With *accept* every document is used as it is.  The user's ``notes`` and ``tags`` stay.
    """
    planned, taken, asides = record, [], []
    for document in documents:
        if planned is None or accept:
            planned = joined(planned, document)
            taken.append(document)
            continue
        offered = joined(planned, document)
        if reasons := why_whole(planned, offered):
            asides.append(AsideDocument(document, reasons, is_whole=True))
            continue
        kept = _with_lost(planned, offered, document)
        if kept.source.held_back:
            losses = tuple(lost_words(planned, find_lost(planned, offered)))
            asides.append(AsideDocument(document, losses, is_whole=False))
        planned = joined(planned, kept)
        taken.append(document)
    if planned is None:
        return Plan(None, (), (), ())
    events = changes(record, planned, today=today)
    return Plan(planned, events, tuple(taken), tuple(asides), _dropped(record, planned))


def _with_lost(record: Measure, offered: Measure, document: ParsedDocument) -> ParsedDocument:
    """Give a status the rows of *record* that it lost, named in its source; return a text unchanged."""
    if not isinstance(document.content, Measure):
        return document
    lost = find_lost(record, offered)
    return replace(
        document,
        content=with_lost(document.content, record, lost),
        source=varied(document.source, held_back=lost.names()),
    )


def _dropped(record: Measure | None, planned: Measure) -> tuple[str, ...]:
    """Name the rows that *record* held back and *planned* lacks."""
    if record is None:
        return ()
    there = all_names(planned)
    return tuple(name for name in held_back(record) if name not in there)
