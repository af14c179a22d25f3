"""An archive of invented measures, made as the import makes one but for the XML."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from billtrack.model.measure import Coverage, Measure, replace
from billtrack.store.archive.entries import DocumentEntry
from billtrack.store.archive.writing import open_writer
from billtrack.tracking.archive_import import entries

_DAY = dt.date(2026, 1, 1)


def make_archive(path: Path, measures: Iterable[Measure], *, with_status: bool = True) -> None:
    """Put *measures* into the archive at *path*: their status, unless only their texts are wanted, and texts."""
    with open_writer(path) as writer, writer.batch():
        for measure in measures:
            if with_status:
                status = entries._status_entry(replace(measure, text_versions=None), "https://www.govinfo.gov/status")
                writer.put(_document(str(measure.id)), status, on=_DAY)
            for text in (each for each in measure.text_versions or () if each.coverage is not Coverage.NONE):
                entry = entries._text_entry(measure.id, text, "https://www.govinfo.gov/text")
                writer.put(_document(f"{measure.id}@{text.version_code}"), entry, on=_DAY)


def _document(name: str) -> DocumentEntry:
    return DocumentEntry(hashlib.sha256(name.encode()).digest(), f"{name}.xml", "", 1)
