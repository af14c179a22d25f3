"""An archive of invented measures, made as the import makes one but for the XML."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from billtrack.model.measure import Coverage, Measure, replace
from billtrack.status.status import archived_status
from billtrack.store.archive import open_writer
from billtrack.store.archive.entries import DocumentEntry, Entry, text_entry

_DAY = dt.date(2026, 1, 1)


def make_archive(path: Path, measures: Iterable[Measure], *, with_status: bool = True) -> None:
    """Put *measures* into the archive at *path*: their status, unless only their texts are wanted, and texts."""
    entries: list[tuple[DocumentEntry, Entry]] = []
    for measure in measures:
        if with_status:
            status = archived_status(replace(measure, text_versions=None), "https://www.govinfo.gov/status")
            entries.append((_document(str(measure.id)), status))
        for text in (each for each in measure.text_versions or () if each.coverage is not Coverage.NONE):
            entry = text_entry(measure.id, text, "https://www.govinfo.gov/text")
            entries.append((_document(f"{measure.id}@{text.version_code}"), entry))
    with open_writer(path) as writer:
        writer.engine.put_batch(entries, on=_DAY)


def _document(name: str) -> DocumentEntry:
    return DocumentEntry(hashlib.sha256(name.encode()).digest(), f"{name}.xml", "", 1)
