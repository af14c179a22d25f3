"""The records and the archive, as a worker holds them: reopened when they change."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from billtrack.errors import StoreError
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.searcher import Searcher
from billtrack.status.listing import Listing, list_holdings
from billtrack.store.archive import archive_in_memory
from billtrack.store.archive_address import Address
from billtrack.store.library import Holdings

if TYPE_CHECKING:
    from billtrack.store.record_cache import KeptRecords

MOST_LISTED = 200
"""The most rows of a list on a page."""
_State: TypeAlias = tuple[dt.date, tuple[tuple[str, int, int, int], ...]]


class Held:
    """The records in the folder *bills* and the archive *archive*, for one worker; both paths are absolute.

    *today* gives the day in Washington, *now* the moment, *day_of* the day there of a moment.  *root* is the path
    under which a proxy serves the pages; empty: none.  What needs the archive raises ``StoreError`` if there is none or
    it cannot be read.
    """

    def __init__(
        self,
        bills: Path,
        archive: Address | None,
        *,
        today: Callable[[], dt.date],
        now: Callable[[], dt.datetime],
        day_of: Callable[[dt.datetime], dt.date],
        root: str = "",
        kept: KeptRecords | None = None,
    ) -> None:
        self.bills = bills
        self.root = root
        self.now = now
        self.day_of = day_of
        self._file = archive
        self._today = today
        self._kept = kept
        self._state: _State | None = None

    @property
    def today(self) -> dt.date:
        """The day in Washington."""
        return self._today()

    def refresh(self) -> None:
        """Reopen everything if the records, the archive or the day have changed."""
        state = (self.today, tuple(self._looked_at()))
        if state != self._state:
            self._state = state
            for opened in ("holdings", "searcher", "finder", "latest"):
                self.__dict__.pop(opened, None)

    @cached_property
    def holdings(self) -> Holdings:
        """The records and the archive."""
        return Holdings(self.bills, self._file, kept=self._kept)

    @cached_property
    def searcher(self) -> Searcher:
        """Everything held, ready to be searched; the records alone where there is no archive."""
        nothing = None if self.has_archive else archive_in_memory(str(self.bills))
        return Searcher(self.holdings, today=self.today, archive=nothing)

    @cached_property
    def finder(self) -> CompanionFinder:
        """The texts of the archive, ready to be compared."""
        return CompanionFinder(self.holdings)

    @cached_property
    def latest(self) -> Listing:
        """The measures with the latest actions, of all that is held."""
        records = self.holdings.all()[0]
        return list_holdings(self.holdings, records, today=self.today, limit=MOST_LISTED).in_memory()

    @property
    def has_archive(self) -> bool:
        """Whether there is an archive."""
        return self._file is not None

    def told(self, words: object) -> str:
        """Write *words* for a visitor: files by their names in the bills folder, not by where they are."""
        told = str(words)
        if self._file is not None:
            told = told.replace(f"the archive {self._file}", "the archive").replace(str(self._file), "the archive")
        return told.replace(f"{self.bills}{os.sep}", "").replace(str(self.bills), "the bills folder")

    def prepare(self) -> None:
        """Prepare every text for comparison; where the archive cannot be written, for this worker alone."""
        try:
            for _ in self.finder.sketch():
                pass
        except StoreError:
            if self.finder.unsketched:
                raise

    def _looked_at(self) -> Iterator[tuple[str, int, int, int]]:
        """The name, modification time, size and inode of each file it reads."""
        files = sorted(self.bills.glob("*.yaml"))
        if isinstance(self._file, Path):  # a server answers from what it holds at the moment
            files += [self._file, self._file.with_name(f"{self._file.name}-wal")]
        for file in files:
            try:
                found = file.stat()
            except OSError:
                continue  # it was removed, or never existed
            yield file.name, found.st_mtime_ns, found.st_size, found.st_ino
