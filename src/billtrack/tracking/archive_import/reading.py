"""Parcels of documents to entries, in any number of processes.

A reader process ends when its parent ends, however that happened.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import NamedTuple, TypeAlias

from billtrack.errors import InputError
from billtrack.model.gc_paused import gc_paused
from billtrack.sources.packages import Document, Parcel, ParcelReader, Refusal
from billtrack.store.archive.entries import DocumentEntry, Entry
from billtrack.tracking.archive_import.entries import entry_of
from billtrack.tracking.workers import in_order


class ReadDocument(NamedTuple):
    """A document and its entry; ``None`` for a document already in the archive, which is not read again."""

    document: DocumentEntry
    entry: Entry | None


Known: TypeAlias = frozenset[tuple[bytes, str]]
"""Documents by SHA-256 digest and name."""
Read: TypeAlias = "list[ReadDocument | Refusal]"

_AHEAD = 3
"""Parcels per process read ahead of the one being written; bounds memory."""


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
    context = multiprocessing.get_context("spawn")  # the other methods inherit open files and locks
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(known,))
    try:
        yield from in_order(lambda parcel: pool.submit(_read, parcel), parcels, ahead=jobs * _AHEAD)
    except BrokenProcessPool as error:
        raise InputError(
            "a reader process died (killed, or out of memory)",
            hint="run the same command again to continue; if it happens again, add --jobs 1",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """Reads parcels, in this process or in its own."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._reader = ParcelReader()

    def close(self) -> None:
        self._reader.close()

    @gc_paused()
    def read(self, parcel: Parcel) -> Read:
        package = "" if parcel.end is None else parcel.path.name
        return [self._entry(each, package) for each in self._reader.read(parcel)]

    def _entry(self, found: Document | Refusal, package: str) -> ReadDocument | Refusal:
        if isinstance(found, Refusal):
            return found
        digest = hashlib.sha256(found.data).digest()
        document = DocumentEntry(digest, found.name, package, len(found.data))
        is_known = (digest, found.name) in self._known
        return ReadDocument(document, None if is_known else entry_of(found))


# ------------------------------------------------------------------------- in a reader process

_workers: list[_Worker] = []


def _begin(known: Known) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _workers.append(_Worker(known))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read(parcel: Parcel) -> Read:
    return _workers[0].read(parcel)
