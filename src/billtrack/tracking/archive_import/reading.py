"""Parcels of documents to entries, in as many processes as asked for.

A reading process ends when the one that started it does, however that ended.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import NamedTuple, TypeAlias

from billtrack.errors import InputError
from billtrack.model.gc_paused import gc_paused
from billtrack.sources.packages import Document, Parcel, ParcelReader, Refusal
from billtrack.store.archive.entries import DocumentEntry, Entry
from billtrack.tracking.archive_import.entries import entry_of


class ReadDocument(NamedTuple):
    """A document and its entry; ``None`` for one that is in the archive already, which is not read again."""

    document: DocumentEntry
    entry: Entry | None


Known: TypeAlias = frozenset[tuple[bytes, str]]
"""Documents by the digest of their bytes and their names."""
Read: TypeAlias = "list[ReadDocument | Refusal]"

_AHEAD = 3
"""Parcels read, or being read, ahead of the one that is put in, for each process: what bounds the memory."""


def read_parcels(parcels: Iterable[Parcel], known: Known, *, jobs: int) -> Iterator[Read]:
    """Read *parcels* in their order, in *jobs* processes beside this one; one is this one itself.

    *known* are the documents that need not be read.

    Raises:
        InputError: a reading process ended by itself: killed, or out of memory.
    """
    if jobs == 1:
        with contextlib.closing(_Worker(known)) as worker:
            yield from map(worker.read, parcels)
        return
    context = multiprocessing.get_context("spawn")  # the others copy what this process has open and locked
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(known,))
    try:
        yield from _in_order(pool.submit, parcels, jobs * _AHEAD)
    except BrokenProcessPool as error:
        raise InputError(
            "a reading process ended by itself, killed or out of memory",
            hint="run the same command again, with --jobs 1 if it happens again: it goes on where it was",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    submit: Callable[[Callable[[Parcel], Read], Parcel], Future[Read]], parcels: Iterable[Parcel], ahead: int
) -> Iterator[Read]:
    begun: deque[Future[Read]] = deque()
    for parcel in parcels:
        begun.append(submit(_read, parcel))
        if len(begun) >= ahead:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


class _Worker:
    """Reads parcels, here or in a process of its own."""

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


# ------------------------------------------------------------------------- in a reading process

_workers: list[_Worker] = []


def _begin(known: Known) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that began this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _workers.append(_Worker(known))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read(parcel: Parcel) -> Read:
    return _workers[0].read(parcel)
