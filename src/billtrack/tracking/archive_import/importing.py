"""Documents into an archive: read, written in batches, with the result of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from billtrack.model.identifiers import parse_measure_id
from billtrack.sources.packages import Parcel, Refusal, find_parcels
from billtrack.store.archive import open_writer
from billtrack.store.archive.address import Address
from billtrack.store.archive.engine import Put
from billtrack.tracking.archive_import.reading import Read, ReadDocument, read_parcels
from billtrack.tracking.importing import ImportResult, Taken

BATCH = 500
"""Documents per transaction; the last one may have fewer."""


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
            yield from (_refused(each) for each in self.found if isinstance(each, Refusal))
            parcels = (each for each in self.found if isinstance(each, Parcel))
            for batch in _batches(read_parcels(parcels, writer.known(), jobs=jobs)):
                documents = [each for each in batch if isinstance(each, ReadDocument)]
                put = iter(writer.put_batch(documents, on=on))
                yield from [
                    _taken(each, next(put)) if isinstance(each, ReadDocument) else _refused(each) for each in batch
                ]


def _batches(parcels: Iterable[Read]) -> Iterator[Read]:
    batch: Read = []
    for parcel in parcels:
        batch += parcel
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _taken(found: ReadDocument, put: Put) -> Taken:
    measure = parse_measure_id(put.measure) if put.measure else None
    return Taken(found.document.name, put.fate, measure, put.part, put.reason)


def _refused(refusal: Refusal) -> Taken:
    return Taken(refusal.name, ImportResult.REFUSED, reason=refusal.reason)
