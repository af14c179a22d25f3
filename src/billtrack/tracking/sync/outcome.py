"""What a run did with one measure, or would do: its result, its changes, and what waits or is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from billtrack.errors import BilltrackError, InputError, RemoteError
from billtrack.model.events import Event
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Measure
from billtrack.model.record_parts import STATUS
from billtrack.status.held_back import held_back
from billtrack.tracking.sync.fetching import Documents
from billtrack.tracking.sync.plan import AsideDocument, Plan


class SyncResult(StrEnum):
    """The result for one measure; ``done_before``: done by the interrupted run that this one continues."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DONE_BEFORE = "done_before"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SyncOutcome:
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
