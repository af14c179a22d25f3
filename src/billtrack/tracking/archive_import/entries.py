"""Read one document as its entry in the archive."""

from __future__ import annotations

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.sources.packages import Document
from billtrack.status.archiving import archived_status
from billtrack.store.archive.entries import Entry, RefusedEntry, text_entry
from billtrack.tracking.importing import parse_document


def entry_of(document: Document) -> Entry:
    """Read one document; the entry of one that cannot be read says why."""
    try:
        found = parse_document(document)
    except InputError as error:
        return RefusedEntry(str(error).removeprefix(f"{document.name}: "))
    if len(said) > 1:
        return RefusedEntry(f"prints {len(said)} texts; an archive takes one a document, records take them all")
    measure, content, url = said[0]
    return archived_status(content, url) if isinstance(content, Measure) else text_entry(measure, content, url)
