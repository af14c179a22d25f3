"""What became of each document of an import, for its reader."""

from __future__ import annotations

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.record_builder import ImportResult
from billtrack.sources.packages import Refusal
from billtrack.store.archive.engine import Put
from billtrack.tracking.archive_import.reading import ReadDocument
from billtrack.tracking.importing import Taken


def taken(found: ReadDocument, put: Put) -> Taken:
    """The result of a document that was read."""
    measure = parse_measure_id(put.measure) if put.measure else None
    return Taken(found.document.name, put.fate, measure, put.part, put.reason)


def refused(refusal: Refusal) -> Taken:
    """The result of a file that is no document, or cannot be read."""
    return Taken(refusal.name, ImportResult.REFUSED, reason=refusal.reason)
