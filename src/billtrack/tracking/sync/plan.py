"""What new documents would make of a record: pure, so that a dry run decides like a real one; and what a run did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from billtrack.errors import BilltrackError, InputError, RemoteError
from billtrack.model.events import Event
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_parts import STATUS
from billtrack.model.values import Value, replace
from billtrack.status.held_back import all_names, held_back
from billtrack.tracking.changes import changes
from billtrack.tracking.losses import find_lost, lost_words, why_whole, with_lost
from billtrack.tracking.parsed_document import ParsedDocument, joined
from billtrack.tracking.sync.fetching import Documents


class AsideDocument(Value, frozen=True):
    """A document that waits for --accept, and what the record would lose by it.

    ``is_whole``: nothing of it was used; otherwise it is a status whose additions were.
    """

    document: ParsedDocument
    losses: tuple[str, ...]
    is_whole: bool


class Plan(Value, frozen=True):
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
        kept = document
        if isinstance(document.content, Measure):
            lost = find_lost(planned, offered)
            if lost.names():
                asides.append(AsideDocument(document, tuple(lost_words(planned, lost)), is_whole=False))
            content = with_lost(document.content, planned, lost)
            kept = replace(document, content=content, source=replace(document.source, held_back=lost.names()))
        planned = joined(planned, kept)
        taken.append(document)
    if planned is None:
        return Plan(None, (), (), ())
    events = changes(record, planned, today=today)
    return Plan(planned, events, tuple(taken), tuple(asides), _dropped(record, planned))


def _dropped(record: Measure | None, planned: Measure) -> tuple[str, ...]:
    """Name the rows that *record* held back and *planned* lacks."""
    if record is None:
        return ()
    there = all_names(planned)
    return tuple(name for name in held_back(record) if name not in there)


class SyncResult(StrEnum):
    """The result for one measure; ``done_before``: done by the interrupted run that this one continues."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DONE_BEFORE = "done_before"
    FAILED = "failed"


class SyncOutcome(Value, frozen=True):
    """One measure: its result, its changes, the documents that wait for --accept, and the errors.

    ``held_back`` names rows the record keeps although its status document lost them, ``dropped`` those it kept until
    now.  ``missing`` lists texts that are announced but not yet at the source, ``related`` the measures its record
    names.
    """

    measure: MeasureId
    fate: SyncResult
    events: tuple[Event, ...] = ()
    asides: tuple[AsideDocument, ...] = ()
    errors: tuple[BilltrackError, ...] = ()
    missing: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    related: tuple[MeasureId, ...] = ()


def outcome_of(documents: Documents, planned: Plan) -> SyncOutcome:
    """Sum up what *documents* made of a record, as *planned*."""
    held = documents.held
    errors = (*documents.errors, *_not_there(documents))
    fate = SyncResult.UNCHANGED
    if planned.taken:
        fate = SyncResult.NEW if held.record is None else SyncResult.UPDATED
    elif errors:
        fate = SyncResult.FAILED
    return SyncOutcome(
        held.measure,
        fate,
        planned.events,
        planned.asides,
        errors,
        missing=tuple(part for part in documents.missing if part != STATUS),
        held_back=held_back(planned.record) if planned.record else (),
        dropped=planned.dropped,
        related=related_to(planned.record),
    )


def _not_there(documents: Documents) -> Iterator[BilltrackError]:
    if STATUS not in documents.missing:
        return
    measure = documents.held.measure
    if documents.held.record is None:
        yield InputError(
            f"{measure}: not found at the official source",
            hint=f"check the number of {measure.printed}; a new measure appears some hours after its introduction",
        )
    else:
        yield RemoteError(f"{measure}: the official source no longer has its status; the record was not changed")


def related_to(record: Measure | None) -> tuple[MeasureId, ...]:
    """List the measures that *record* names as related, each once."""
    return tuple(dict.fromkeys(each.id for each in (record.related_measures if record else None) or () if each.id))
