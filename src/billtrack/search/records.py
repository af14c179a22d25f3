"""The records of the bills folder, indexed in memory so that they can be searched like the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Coverage, Measure, replace
from billtrack.status.status import archived_status
from billtrack.store import records
from billtrack.store.archive import Archive, archive_in_memory
from billtrack.store.archive.entries import DocumentEntry, Entry, text_entry
from billtrack.store.library import Holdings

MAX_RECORDS = 50
"""The most records to search: each is read and indexed for every search."""


class RecordIndex(NamedTuple):
    """The records searched, in ``archive``; the errors of those that cannot be read; and the number left out."""

    archive: Archive
    measures: Mapping[MeasureId, Measure]
    problems: tuple[InputError, ...]
    left: int


def index_records(holdings: Holdings, *, today: dt.date) -> RecordIndex:
    """Index the first ``MAX_RECORDS`` records of the bills folder; an unreadable one does not stop the others."""
    ids = records.record_ids(holdings.bills)
    measures: dict[MeasureId, Measure] = {}
    problems: list[InputError] = []
    entries: list[tuple[DocumentEntry, Entry]] = []
    for measure_id in ids[:MAX_RECORDS]:
        try:
            measure = _load(holdings, measure_id)
            entries += _entries(holdings, measure)
            measures[measure_id] = measure
        except InputError as problem:
            problems.append(problem)
    archive = archive_in_memory(str(holdings.bills))
    archive.put_batch(entries, on=today)
    return RecordIndex(archive, measures, tuple(problems), max(0, len(ids) - MAX_RECORDS))


def _load(holdings: Holdings, measure_id: MeasureId) -> Measure:
    path = records.find_record(holdings.bills, measure_id)
    if path is None:
        raise InputError(f"the record of {measure_id} is no longer in {holdings.bills}")
    return records.load_record(path)


def _entries(holdings: Holdings, measure: Measure) -> list[tuple[DocumentEntry, Entry]]:
    """The entries of a record: its status, and each of its texts that is loaded."""
    status = archived_status(replace(measure, text_versions=None), "")
    texts = [text for text in holdings.texts(measure) if text.coverage is not Coverage.NONE]
    return [
        (_document(str(measure.id)), status),
        *((_document(f"{measure.id}@{text.version_code}"), text_entry(measure.id, text, "")) for text in texts),
    ]


def _document(name: str) -> DocumentEntry:
    """Name a part of a record by the record's file, since it has no document of its own."""
    return DocumentEntry(bytes(32), name, "", 0)
