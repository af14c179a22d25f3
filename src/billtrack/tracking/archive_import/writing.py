"""Parcels of documents into an archive on a server: read and written by the same worker, one of several.

The order in which parcels are written does not matter: what an archive holds depends on its documents alone.
"""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, closing
from typing import NamedTuple

from billtrack.model.values import gc_paused
from billtrack.sources.packages import Document, Parcel, ParcelReader, Refusal
from billtrack.store.archive import Archive, open_among_writers
from billtrack.store.archive.address import Server
from billtrack.store.archive.entries import DocumentEntry
from billtrack.store.archive.patience import patiently
from billtrack.tracking.archive_import.entries import entry_of
from billtrack.tracking.archive_import.reading import Known, Read, ReadDocument, identified
from billtrack.tracking.archive_import.results import refused, taken
from billtrack.tracking.importing import Taken


class ParcelsTask(NamedTuple):
    """Parcels, the archive they go into, and the day of the import."""

    parcels: tuple[Parcel, ...]
    archive: Server
    day: dt.date


@gc_paused()
def import_parcels(task: ParcelsTask) -> list[Taken]:
    """Read parcels and write them, in one transaction; give the result of each document, which is then durable.

    Documents already in the archive are not read.  A server that is out of reach for a moment is waited for.

    Raises:
        StoreError: the archive cannot be written.
    """
    with ExitStack() as opened:
        reader = opened.enter_context(closing(ParcelReader()))
        archive = patiently(lambda: opened.enter_context(open_among_writers(task.archive)))
        read = [each for parcel in task.parcels for each in _read_parcel(reader, parcel, archive)]
        put = iter(archive.put_batch([each for each in read if isinstance(each, ReadDocument)], on=task.day))
        return [taken(each, next(put)) if isinstance(each, ReadDocument) else refused(each) for each in read]


def _read_parcel(reader: ParcelReader, parcel: Parcel, archive: Archive) -> Read:
    found = [each if isinstance(each, Refusal) else (identified(each, parcel), each) for each in reader.read(parcel)]
    digests = [each[0].sha256 for each in found if not isinstance(each, Refusal)]
    known = patiently(lambda: archive.engine.known(digests))
    return [each if isinstance(each, Refusal) else _read(*each, known) for each in found]


def _read(document: DocumentEntry, found: Document, known: Known) -> ReadDocument:
    return ReadDocument(document, None if (document.sha256, document.name) in known else entry_of(found))
