"""Official files into an archive: any number of processes read documents, one writes them.

Runs ``billtrack import --archive``.  Each batch of documents is one transaction, and a document already in the archive
is not read again: an interrupted import continues where it stopped, and a second one changes nothing.  On a server,
workers both read and write: what an archive holds depends on its documents alone, not on the order.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

from billtrack.batch import Crew, Processes
from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure
from billtrack.model.record_builder import ImportResult
from billtrack.model.values import gc_paused
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, Parcel, ParcelReader, Refusal, find_parcels
from billtrack.sources.votes import parse_vote
from billtrack.status.status import archived_status
from billtrack.store.archive import Archive, open_among_writers, open_writer
from billtrack.store.archive.engine import Put
from billtrack.store.archive.entries import DocumentEntry, Entry, RefusedEntry, VoteEntry, text_entry
from billtrack.store.archive.packing import pack
from billtrack.store.archive.tables import patiently
from billtrack.store.archive_address import Address, Server
from billtrack.tracking.importing import Taken
from billtrack.tracking.parsed_document import parse_document

T = TypeVar("T")
BATCH = 500
"""Documents per transaction; the last one may have fewer."""
TASKS = 10
"""Tasks for each of several workers, or more: none is without work for long at the end."""


class ReadDocument(NamedTuple):
    """A document and its entry; ``None`` for a document already in the archive, which is not read again."""

    document: DocumentEntry
    entry: Entry | None


KnownDocuments: TypeAlias = frozenset[tuple[bytes, str]]
"""Documents by SHA-256 digest and name."""
Identified: TypeAlias = "tuple[DocumentEntry, Document] | Refusal"
ReadParcel: TypeAlias = "list[ReadDocument | Refusal]"


def read_parcels(parcels: Iterable[Parcel], known: KnownDocuments, *, jobs: int) -> Iterator[ReadParcel]:
    """Read *parcels* in order, in *jobs* reader processes, or in this process if *jobs* is 1.

    Documents in *known* are not read.

    Raises:
        InputError: a reader process died: killed, or out of memory.
    """
    if jobs == 1:
        with closing(_DocumentReader(known)) as worker:
            yield from map(worker.read, parcels)
        return
    with Processes(jobs, _begin, known) as crew:
        yield from crew.each(_read, parcels)


class _DocumentReader:
    """Reads parcels, in this process or in its own."""

    def __init__(self, known: KnownDocuments) -> None:
        self._known = known
        self._reader = ParcelReader()

    def close(self) -> None:
        self._reader.close()

    @gc_paused()
    def read(self, parcel: Parcel) -> ReadParcel:
        return [read_document(each, self._known) for each in identified(self._reader, parcel)]


def identified(reader: ParcelReader, parcel: Parcel) -> Iterator[Identified]:
    """Name each document of *parcel* as the ledger does: by its digest, its file name, and the zip it came in."""
    package = "" if parcel.end is None else parcel.path.name
    for found in reader.read(parcel):
        if isinstance(found, Refusal):
            yield found
        else:
            digest = hashlib.sha256(found.data).digest()
            yield DocumentEntry(digest, found.name, package, len(found.data)), found


def read_document(found: Identified, known: KnownDocuments) -> ReadDocument | Refusal:
    """Read a document, unless it is *known*."""
    if isinstance(found, Refusal):
        return found
    document, file = found
    return ReadDocument(document, None if (document.sha256, document.name) in known else _entry(file))


def _entry(document: Document) -> Entry:
    """Read one document; an unreadable one becomes an entry that says why."""
    try:
        if document.kind is DocumentKind.VOTE:
            vote = parse_vote(document.data, name=document.name)
            return VoteEntry(vote, pack(vote), vote.id.url)
        found = parse_document(document)
    except InputError as error:
        return RefusedEntry(str(error).removeprefix(f"{document.name}: "))
    if len(found) > 1:
        return RefusedEntry(f"prints {len(found)} texts; an archive takes one per document, so import it into records")
    measure, content, url = found[0]
    return archived_status(content, url) if isinstance(content, Measure) else text_entry(measure, content, url)


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
            for batch in _together(read_parcels(parcels, writer.engine.known(), jobs=jobs), len, BATCH):
                yield from _put([*chain.from_iterable(batch)], writer, on)

    def shared(self, archive: Server, crew: Crew, sent: Server, *, on: dt.date) -> Iterator[Taken]:
        """Have *crew* read and write the documents; otherwise as ``into``.

        *sent* is the address of *archive* that the crew is sent.

        Raises:
            StoreError: the archive cannot be written, or the crew failed.
        """
        with open_writer(archive):
            yield from (_refused(each) for each in self.found if isinstance(each, Refusal))
        parcels = (each for each in self.found if isinstance(each, Parcel))
        least = min(BATCH, self.documents // (crew.size * TASKS))
        tasks = (ParcelsTask(each, sent, on) for each in _together(parcels, lambda each: each.size, least))
        try:
            yield from chain.from_iterable(crew.each(import_parcels, tasks))
        finally:
            with open_writer(archive) as writer:
                writer.engine.put_batch([], on=on)  # even an empty batch brings the index up to date


def _together(parcels: Iterable[T], size: Callable[[T], int], least: int) -> Iterator[tuple[T, ...]]:
    """Put parcels together until they have *least* documents."""
    some: list[T] = []
    for parcel in parcels:
        some.append(parcel)
        if sum(map(size, some)) >= least:
            yield tuple(some)
            some = []
    if some:
        yield tuple(some)


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
        return _put(read, archive, task.day)


def _read_parcel(reader: ParcelReader, parcel: Parcel, archive: Archive) -> ReadParcel:
    found = list(identified(reader, parcel))
    digests = [each[0].sha256 for each in found if not isinstance(each, Refusal)]
    known = patiently(lambda: archive.engine.known(digests))
    return [read_document(each, known) for each in found]


def _put(read: ReadParcel, archive: Archive, day: dt.date) -> list[Taken]:
    """Write what was read, in one transaction; the result of each document."""
    put = iter(archive.engine.put_batch([each for each in read if isinstance(each, ReadDocument)], on=day))
    return [_taken(each, next(put)) if isinstance(each, ReadDocument) else _refused(each) for each in read]


def _taken(found: ReadDocument, put: Put) -> Taken:
    measure = parse_measure_id(put.measure) if put.measure else None
    return Taken(found.document.name, put.fate, measure, put.part, put.reason)


def _refused(refusal: Refusal) -> Taken:
    return Taken(refusal.name, ImportResult.REFUSED, reason=refusal.reason)


# ------------------------------------------------------------------------- in a reader process

_readers: list[_DocumentReader] = []


def _begin(known: KnownDocuments) -> None:
    _readers.append(_DocumentReader(known))


def _read(parcel: Parcel) -> ReadParcel:
    return _readers[0].read(parcel)
