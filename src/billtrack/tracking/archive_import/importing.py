"""Documents into an archive: read, written in batches, with the result of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from billtrack.batch import Crew
from billtrack.sources.packages import Parcel, Refusal, find_parcels
from billtrack.store.archive import open_writer
from billtrack.store.archive.address import Address, Server
from billtrack.tracking.archive_import.reading import Read, ReadDocument, read_parcels
from billtrack.tracking.archive_import.results import refused, taken
from billtrack.tracking.archive_import.writing import ParcelsTask, import_parcels
from billtrack.tracking.importing import Taken

BATCH = 500
"""Documents per transaction; the last one may have fewer."""
TASKS = 10
"""Tasks for each of several workers, or more: none is without work for long at the end."""


class Import(NamedTuple):
    """The documents under some paths, found but not read."""

    found: tuple[Parcel | Refusal, ...]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Import:
        """Find every document under *paths*, in the order of ``read_documents``.

        Raises:
            InputError: a path that does not exist.
        """
        return cls(tuple(parcel for path in paths for parcel in find_parcels(path)))

    @property
    def documents(self) -> int:
        """How many there are."""
        return sum(each.size if isinstance(each, Parcel) else 1 for each in self.found)

    def into(self, archive: Address, *, on: dt.date, jobs: int = 1) -> Iterator[Taken]:
        """Write the documents into *archive* and give each result, which is then durable.

        An unreadable document is refused and the others continue.  *on* is the day of the import; *jobs* is the
        number of reader processes (1: read in this process).

        Raises:
            StoreError: the archive cannot be written.
            InputError: a reader process died.
        """
        with open_writer(archive) as writer:
            yield from (refused(each) for each in self.found if isinstance(each, Refusal))
            parcels = (each for each in self.found if isinstance(each, Parcel))
            for batch in _batches(read_parcels(parcels, writer.known(), jobs=jobs)):
                documents = [each for each in batch if isinstance(each, ReadDocument)]
                put = iter(writer.put_batch(documents, on=on))
                yield from [
                    taken(each, next(put)) if isinstance(each, ReadDocument) else refused(each) for each in batch
                ]

    def shared(self, archive: Server, crew: Crew, sent: Server, *, on: dt.date) -> Iterator[Taken]:
        """Have *crew* read and write the documents; otherwise as ``into``.

        *sent* is the address of *archive* that the crew is sent.

        Raises:
            StoreError: the archive cannot be written, or the crew failed.
        """
        with open_writer(archive):
            yield from (refused(each) for each in self.found if isinstance(each, Refusal))
        parcels = (each for each in self.found if isinstance(each, Parcel))
        least = min(BATCH, self.documents // (crew.size * TASKS))
        tasks = (ParcelsTask(each, sent, on) for each in _together(parcels, least))
        try:
            yield from chain.from_iterable(crew.each(import_parcels, tasks))
        finally:
            with open_writer(
                archive
            ) as writer:  # whoever writes, be it nothing, brings the index up to date at the end
                writer.put_batch([], on=on)


def _batches(parcels: Iterable[Read]) -> Iterator[Read]:
    batch: Read = []
    for parcel in parcels:
        batch += parcel
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _together(parcels: Iterable[Parcel], least: int) -> Iterator[tuple[Parcel, ...]]:
    """Put parcels together until they have *least* documents."""
    some: list[Parcel] = []
    for parcel in parcels:
        some.append(parcel)
        if sum(each.size for each in some) >= least:
            yield tuple(some)
            some = []
    if some:
        yield tuple(some)
