"""A parcel of documents into an archive on a server: read and written by the same worker, one of several.

The order in which parcels are written does not matter: what an archive holds depends on its documents alone.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import NamedTuple

from billtrack.errors import UnavailableError
from billtrack.model.gc_paused import gc_paused
from billtrack.sources.packages import Document, Parcel, ParcelReader, Refusal
from billtrack.store.archive import open_among_writers
from billtrack.store.archive.address import Server
from billtrack.store.archive.engine import Engine
from billtrack.store.archive.entries import DocumentEntry
from billtrack.tracking.archive_import.entries import entry_of
from billtrack.tracking.archive_import.reading import Known, Read, ReadDocument, identified
from billtrack.tracking.archive_import.results import refused, taken
from billtrack.tracking.importing import Taken

_WAITS = (0.5, 1, 2, 4, 8, 15, 15, 15)
"""Seconds between the attempts to reach a server that is out of reach: a minute in all, as for a restart."""


class ParcelTask(NamedTuple):
    """A parcel, the archive it goes into, and the day of the import."""

    parcel: Parcel
    archive: Server
    day: dt.date


def import_parcel(task: ParcelTask) -> list[Taken]:
    """Read a parcel and write it, in one transaction; give the result of each document, which is then durable.

    Documents already in the archive are not read.  A server that is out of reach for a moment is waited for.

    Raises:
        StoreError: the archive cannot be written.
    """
    parcel = _Parcel(task)
    for wait in _WAITS:
        try:
            return parcel.write()
        except UnavailableError:
            time.sleep(wait)
    return parcel.write()


class _Parcel:
    """A parcel, unpacked; its documents are read once, however often they have to be written."""

    def __init__(self, task: ParcelTask) -> None:
        self._task = task
        with ParcelReader() as reader:
            self._found = list(reader.read(task.parcel))
        self._read: Read | None = None

    @gc_paused()
    def write(self) -> list[Taken]:
        with open_among_writers(self._task.archive) as archive:
            if self._read is None:
                self._read = self._read_unknown(archive.engine)
            documents = [each for each in self._read if isinstance(each, ReadDocument)]
            put = iter(archive.put_batch(documents, on=self._task.day))
            return [taken(each, next(put)) if isinstance(each, ReadDocument) else refused(each) for each in self._read]

    def _read_unknown(self, archive: Engine) -> Read:
        named = [
            each if isinstance(each, Refusal) else (identified(each, self._task.parcel), each) for each in self._found
        ]
        known = archive.known([each[0].sha256 for each in named if not isinstance(each, Refusal)])
        return [each if isinstance(each, Refusal) else _entry(*each, known) for each in named]


def _entry(document: DocumentEntry, found: Document, known: Known) -> ReadDocument:
    return ReadDocument(document, None if (document.sha256, document.name) in known else entry_of(found))
