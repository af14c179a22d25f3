"""An official source in memory, over the shelves of the test server: the same documents, no connections."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path

from billtrack.errors import RemoteError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.web_addresses import (
    billstatus_file_name,
    billstatus_url,
    granule_url,
    text_file_name,
    text_package_url,
)
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import BillText, parse_billtext
from billtrack.sources.granule import GranuleText, find_text
from billtrack.sources.remote import Fetched, Missing, Unchanged, Validators
from billtrack.store.records import load_record
from billtrack.tracking.sync.conductor import sync_measures
from billtrack.tracking.sync.folder import Service
from billtrack.tracking.sync.plan import SyncOutcome
from official_measures import Invented
from official_shelves import LONG_AGO, Shelves

NOW = dt.datetime(2025, 6, 2, 12, 0, tzinfo=dt.UTC)


@dataclass
class Office:
    """The source; ``asked`` tells each request as name and whether it was conditional."""

    shelves: Shelves = field(default_factory=Shelves)
    asked: list[tuple[str, bool]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    before: Callable[[str], None] = lambda _: None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, *measures: Invented, hours: int = 0) -> None:
        self.shelves.put(*measures, modified=LONG_AGO + dt.timedelta(hours=hours))

    def fetch_status(
        self, measure: MeasureId, held: Validators | None = None
    ) -> Fetched[Measure] | Unchanged | Missing:
        url = billstatus_url(measure)
        found = self._document(measure, url, held)
        if not isinstance(found, tuple):
            return found
        data, validators = found
        return Fetched(parse_billstatus(data, name=billstatus_file_name(measure)), url, data, validators)

    def fetch_text(self, text: TextId, held: Validators | None = None) -> Fetched[BillText] | Unchanged | Missing:
        url = text_package_url(text)
        found = self._document(text, url, held)
        if not isinstance(found, tuple):
            return found
        data, validators = found
        return Fetched(parse_billtext(data, name=text_file_name(text)), url, data, validators)

    def fetch_granule(self, text: TextId, day: dt.date, page: str) -> Fetched[GranuleText] | Missing:
        name = f"CREC-{day}-pt1-Pg{page}"
        with self._lock:
            self.asked.append((name, False))
        data = self.shelves.granules.get(name)
        found = None if data is None else find_text(data, name=f"{name}.htm", wanted=text)
        url = granule_url(name)
        return Missing(url) if data is None or found is None else Fetched(found, url, data, Validators())

    def list_measures(self, congress: int, measure_type: MeasureType) -> Iterator[MeasureId]:
        return iter(self.shelves.measures(congress, measure_type))

    def close(self) -> None:
        """Nothing to let go of."""

    def _document(
        self, name: MeasureId | TextId, url: str, held: Validators | None
    ) -> tuple[bytes, Validators] | Unchanged | Missing:
        with self._lock:
            self.asked.append((str(name), held is not None))
        self.before(str(name))
        if str(name) in self.refused:
            raise RemoteError(f"{url}: refused")
        document = self.shelves.find(name)
        if document is None:
            return Missing(url)
        validators = Validators(last_modified=format_datetime(document.modified, usegmt=True))
        if held == validators:
            return Unchanged(url)
        return document.data, validators


@dataclass
class Desk:
    """A bills folder, and a source to bring it up to date from."""

    bills: Path
    office: Office
    now: dt.datetime = NOW

    def sync(self, *names: str, command: str = "sync", **settings: bool) -> list[SyncOutcome]:
        return list(self.run(*names, command=command, **settings))

    def run(self, *names: str, command: str = "sync", **settings: bool) -> Iterator[SyncOutcome]:
        return sync_measures(
            [parse_measure_id(name) for name in names],
            command=command,
            bills=self.bills,
            source=self.office,
            service=Service.GOVINFO,
            now=self.now,
            today=self.now.date(),
            **settings,  # type: ignore[arg-type]  # those given by name are flags
        )

    def record(self, name: str) -> Measure:
        return load_record(self.bills / f"{name}.yaml")

    def files(self) -> dict[str, bytes]:
        """Every file of the folder but the lock, by its path in it."""
        return {
            path.relative_to(self.bills).as_posix(): path.read_bytes()
            for path in sorted(self.bills.rglob("*"))
            if path.is_file() and path.name != "lock"
        }

    def times(self) -> dict[str, int]:
        """When each of the files was written last."""
        return {path: (self.bills / path).stat().st_mtime_ns for path in self.files()}
