"""A parcel of documents into an archive on a server: read and written by the same worker, one of several.

The order in which parcels are written does not matter: what an archive holds depends on its documents alone.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from billtrack.errors import PassingError
from billtrack.model.gc_paused import gc_paused
from billtrack.sources.packages import Document, Parcel, ParcelReader, Refusal
from billtrack.store.archive import Archive, open_among_writers
from billtrack.store.archive.address import Server
from billtrack.store.archive.entries import DocumentEntry
from billtrack.tracking.archive_import.entries import entry_of
from billtrack.tracking.archive_import.reading import Known, ReadDocument, identified
from billtrack.tracking.archive_import.results import refused, taken
from billtrack.tracking.importing import Taken

_WAITS = (0.5, 1, 2, 4, 8, 15, 15, 15, None)
"""Seconds between the attempts to reach a server that is out of reach: a minute in all, as for a restart."""


class ParcelTask(NamedTuple):
    """A parcel, the archive it goes into, and the day of the import."""

    parcel: Parcel
    archive: Server
    day: dt.date


@gc_paused()
def import_parcel(task: ParcelTask) -> list[Taken]:
    """Read a parcel and write it, in one transaction; give the result of each document, which is then durable.

    Documents already in the archive are not read.  A server that is out of reach for a moment is waited for.

    Raises:
        StoreError: the archive cannot be written.
    """
    with ParcelReader() as reader:
        found = [each if isinstance(each, Refusal) else (identified(each, task.parcel), each)
                 for each in reader.read(task.parcel)]  # fmt: skip
    digests = [each[0].sha256 for each in found if not isinstance(each, Refusal)]
    with _reached(task.archive, digests) as (archive, known):
        read = [each if isinstance(each, Refusal) else _read(*each, known) for each in found]
        put = iter(archive.put_batch([each for each in read if isinstance(each, ReadDocument)], on=task.day))
        return [taken(each, next(put)) if isinstance(each, ReadDocument) else refused(each) for each in read]


@contextmanager
def _reached(server: Server, digests: Collection[bytes]) -> Iterator[tuple[Archive, Known]]:
    """Open an archive, and ask it which documents with these *digests* it knows."""
    for wait in _WAITS:
        with ExitStack() as opened:
            try:
                archive = opened.enter_context(open_among_writers(server))
                known = archive.engine.known(digests)
            except PassingError:
                if wait is None:
                    raise
                time.sleep(wait)
            else:
                yield archive, known
                return


def _read(document: DocumentEntry, found: Document, known: Known) -> ReadDocument:
    return ReadDocument(document, None if (document.sha256, document.name) in known else entry_of(found))
