"""Letting go of records, and where those that are kept came from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId
from billtrack.model.record_parts import STATUS
from billtrack.store import records
from billtrack.store.change_log import HIDDEN
from billtrack.store.lock import only_writer
from billtrack.store.validators import load_documents, save_documents
from billtrack.tracking.sync.fetching import Service


def untrack(bills: Path, measure: MeasureId, *, with_notes: bool = False) -> None:
    """Remove the record of *measure*, and the long texts beside it; the change log keeps what it tells.

    Raises:
        InputError: there is none, it holds its keeper's notes and *with_notes* is false, or it cannot be removed.
    """
    with only_writer(bills / HIDDEN):
        path = records.find_record(bills, measure)
        if path is None:
            raise InputError(f"no record of {measure} in {bills}")
        record = records.load_record(path)
        if record.notes and not with_notes:
            raise InputError(
                f"{path}: holds notes of its keeper; nothing was removed", hint="--yes removes them with the record"
            )
        records.remove_record(path, (text.file for text in record.text_versions or () if text.file is not None))
        documents = load_documents(bills)
        if documents.pop(str(measure), None) is not None:
            save_documents(bills, documents)


def services_of(bills: Path, measures: Iterable[MeasureId]) -> dict[Service, tuple[MeasureId, ...]]:
    """Sort *measures* by the service the status of each record last came from; govinfo where that is not known."""
    documents = load_documents(bills)
    found: dict[Service, list[MeasureId]] = {}
    for measure in measures:
        known = documents.get(str(measure), {}).get(STATUS)
        service = Service(known.service) if known and known.service in set(Service) else Service.GOVINFO
        found.setdefault(service, []).append(measure)
    return {service: tuple(ids) for service, ids in found.items()}
