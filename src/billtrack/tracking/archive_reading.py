"""Documents to entries of the archive, in any number of processes."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from billtrack.batch import Processes
from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.values import gc_paused
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, Parcel, ParcelReader, Refusal
from billtrack.sources.votes import parse_vote
from billtrack.status.status import archived_status
from billtrack.store.archive.entries import DocumentEntry, Entry, RefusedEntry, VoteEntry, text_entry
from billtrack.store.archive.packing import pack
from billtrack.tracking.parsed_document import parse_document


class ReadDocument(NamedTuple):
    """A document and its entry; ``None`` for a document already in the archive, which is not read again."""

    document: DocumentEntry
    entry: Entry | None


Known: TypeAlias = frozenset[tuple[bytes, str]]
"""Documents by SHA-256 digest and name."""
Identified: TypeAlias = "tuple[DocumentEntry, Document] | Refusal"
Read: TypeAlias = "list[ReadDocument | Refusal]"


def read_parcels(parcels: Iterable[Parcel], known: Known, *, jobs: int) -> Iterator[Read]:
    """Read *parcels* in order, in *jobs* reader processes, or in this process if *jobs* is 1.

    Documents in *known* are not read.

    Raises:
        InputError: a reader process died: killed, or out of memory.
    """
    if jobs == 1:
        with contextlib.closing(_Worker(known)) as worker:
            yield from map(worker.read, parcels)
        return
    with Processes(jobs, _begin, known) as crew:
        yield from crew.each(_read, parcels)


class _Worker:
    """Reads parcels, in this process or in its own."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._reader = ParcelReader()

    def close(self) -> None:
        self._reader.close()

    @gc_paused()
    def read(self, parcel: Parcel) -> Read:
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


def read_document(found: Identified, known: Known) -> ReadDocument | Refusal:
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


# ------------------------------------------------------------------------- in a reader process

_workers: list[_Worker] = []


def _begin(known: Known) -> None:
    _workers.append(_Worker(known))


def _read(parcel: Parcel) -> Read:
    return _workers[0].read(parcel)
