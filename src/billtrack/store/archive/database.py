"""An archive in a database, open for reading or for writing: the interface of every engine.

Questions that all engines answer alike are in ``contents``, ``measures`` and ``votes``.  Every operation may raise
``StoreError``.  Its message names the archive, and its hint says what to do.
"""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from billtrack.store.archive.contents import DocumentTables
from billtrack.store.archive.engine import DocumentKey, KeptSketch, Put, SearchRequest, SearchRows
from billtrack.store.archive.entries import DocumentEntry, Entry
from billtrack.store.archive.measures import MeasureTables
from billtrack.store.archive.votes import VoteTables


class Engine(DocumentTables, MeasureTables, VoteTables):
    """An open archive, which answers in rows."""

    address: str
    """The name of the archive in messages; it holds no password."""

    @abstractmethod
    def close(self) -> None:
        """Release the archive."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """Read everything inside the block from one state of the archive, even if somebody writes meanwhile."""

    @abstractmethod
    def migrate(self) -> None:
        """Make the tables, or bring them up to date; several programs may do so at once."""

    @abstractmethod
    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents with *digests* that need not be read again: all except the refused ones."""

    @abstractmethod
    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Store documents read on the day *on*, in one transaction; the entry of one already known is ``None``."""

    @abstractmethod
    def keep_sketches(self, method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Store sketches in one transaction; a document that is no longer in the archive is skipped.

        Also works in an archive opened for reading, if it can be written.
        """

    @abstractmethod
    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""

    @abstractmethod
    def problems(self) -> Iterator[str]:
        """The problems of the tables and the index, one line each; packed values are not opened."""
