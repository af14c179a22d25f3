"""Fetching from an official source what a record lacks, and no more.

For each measure: its status, conditionally if the record was made from that document; then every text that is
announced but missing, partial or not official, and for some weeks one that was read from plain text; then, for texts
still missing, what the Congressional Record prints.  Writes nothing.
"""

from __future__ import annotations

import datetime as dt
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from billtrack.batch import Answer, Task, in_order
from billtrack.errors import BilltrackError, InputError
from billtrack.model.measure import PLAIN_ONLY, Authority, Coverage, Measure, TextVersion
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.record_parts import STATUS, is_as_imported, text_part
from billtrack.model.values import Value
from billtrack.model.vote import Vote, VoteId, citations
from billtrack.sources.billtext import BillText
from billtrack.sources.remote import Fetched, Missing, OfficialSource, Unchanged, Validators
from billtrack.sources.votes.published import RollCalls
from billtrack.status.held_back import held_back
from billtrack.store.hidden import Known
from billtrack.tracking.parsed_document import (
    ParsedDocument,
    PrintedText,
    as_kept,
    is_held,
    joined,
    printed_texts,
    source_of,
)
from billtrack.tracking.sync.folder import HeldRecord, Service, file_sha256, read_held

Content = TypeVar("Content")


class Documents(Value, frozen=True):
    """What the source sent for one measure.

    ``parsed`` are the documents new to the record, the status first; ``known`` describes every document the source
    confirmed, by part.  ``missing`` lists the parts it lacks; after an error the other parts are still fetched.
    """

    held: HeldRecord
    parsed: tuple[ParsedDocument, ...]
    known: Mapping[str, Known]
    missing: tuple[str, ...]
    errors: tuple[BilltrackError, ...]


class Fetcher(Value, frozen=True):
    """Fetches the documents of measures from *source*, and votes from *roll_calls*; safe to use from several threads.

    *known* describes the documents records were made from, *on* is the retrieval day.  With *accept* a status with
    held-back rows is fetched again, to be used as it is.
    """

    source: OfficialSource
    service: Service
    bills: Path
    known: Mapping[str, Mapping[str, Known]]
    on: dt.date
    accept: bool = False
    roll_calls: RollCalls | None = None

    def fetch(self, measure: MeasureId) -> Documents:
        """Fetch what the record of *measure* lacks; after a failure the other parts are still fetched."""
        try:
            gathered = _Gathered(read_held(self.bills, measure), accept=self.accept)
        except InputError as error:
            return Documents(HeldRecord(measure, None, None), (), {}, (), (error,))
        with gathered.errors_kept():
            self._status(gathered)
        if gathered.errors:
            return gathered.documents()
        for text in tuple(_wanted(gathered.record, on=self.on)):
            with gathered.errors_kept():
                self._text(text, gathered)
        if self.roll_calls is not None:
            for vote in tuple(_wanted_votes(gathered.record, self.bills, on=self.on)):
                with gathered.errors_kept():
                    self._vote(vote, self.roll_calls, gathered)
        for printed in _printed_only(gathered.record):
            with gathered.errors_kept():
                self._granule(printed, gathered)
        return gathered.documents()

    def _status(self, gathered: _Gathered) -> None:
        found = self.source.fetch_status(gathered.measure, self._validators(gathered, STATUS))
        self._take(found, STATUS, gathered, lambda fetched: fetched.content)

    def _text(self, text: TextVersion, gathered: _Gathered) -> None:
        def kept(fetched: Fetched[BillText]) -> TextVersion:
            is_xml = fetched.url.endswith(".xml")
            return as_kept(fetched.content, fetched.data) if is_xml else fetched.content.text

        part = text_part(text.version_code)
        text_id = TextId(gathered.measure, text.version_code)
        self._take(self.source.fetch_text(text_id, self._validators(gathered, part)), part, gathered, kept)

    def _vote(self, vote: VoteId, roll_calls: RollCalls, gathered: _Gathered) -> None:
        found = roll_calls.fetch_vote(vote, self._vote_validators(vote, gathered))
        self._take(found, vote.part, gathered, lambda fetched: fetched.content, file=self.bills / vote.file)

    def _take(
        self,
        found: Fetched[Content] | Unchanged | Missing,
        part: str,
        gathered: _Gathered,
        kept: Callable[[Fetched[Content]], Measure | TextVersion | Vote],
        *,
        file: Path | None = None,
    ) -> None:
        """Add what the source sent of *part*; *kept* makes it what the record keeps, *file* is beside the records."""
        match found:
            case Fetched(url=url, data=data, validators=validators):
                source = source_of(part, url, data, self.on)
                document = ParsedDocument(gathered.measure, kept(found), source, data)
                known = Known(
                    service=self.service,
                    sha256=source.sha256 or "",
                    etag=validators.etag,
                    last_modified=validators.last_modified,
                )
                is_gone = file is not None and file_sha256(file) != source.sha256
                gathered.add(document, known, is_gone=is_gone)
            case Unchanged():
                gathered.known[part] = self.known[str(gathered.measure)][part]
            case Missing():
                gathered.missing.append(part)

    def _granule(self, printed: PrintedText, gathered: _Gathered) -> None:
        """Fetch from the Congressional Record a text that is not published yet."""
        match self.source.fetch_granule(*printed):
            case Fetched(content=found, url=url, data=data) if found.text.coverage is Coverage.COMPLETE:
                source = source_of(text_part(printed.text.version_code), url, data, self.on)
                gathered.add(ParsedDocument(printed.text.measure, found.text, source, data), None)

    def _vote_validators(self, vote: VoteId, gathered: _Gathered) -> Validators | None:
        """The validators of the file beside the records, if it is still that file."""
        known = self.known.get(str(gathered.measure), {}).get(vote.part)
        if known is None or known.sha256 != file_sha256(self.bills / vote.file):
            return None
        return Validators(known.etag, known.last_modified, vote.url)

    def _validators(self, gathered: _Gathered, part: str) -> Validators | None:
        """Give the validators of the document that *part* was made from, if the part was not edited since."""
        record, known = gathered.record, self.known.get(str(gathered.measure), {}).get(part)
        if record is None or known is None or known.service != self.service:
            return None
        if part == STATUS and self.accept and held_back(record):
            return None
        of_it = (source for source in record.sources if source.part == part and source.sha256 == known.sha256)
        source = next(of_it, None)
        if source is None or not is_as_imported(record, part):
            return None
        return Validators(known.etag, known.last_modified, source.url)


class _Gathered:
    """What was fetched of one measure so far, and its updated record."""

    def __init__(self, held: HeldRecord, *, accept: bool) -> None:
        self._held = held
        self._is_decided = accept and held.record is not None and bool(held_back(held.record))
        self.measure, self.record = held.measure, held.record
        self.known: dict[str, Known] = {}
        self.missing: list[str] = []
        self.errors: list[BilltrackError] = []
        self._parsed: list[ParsedDocument] = []

    @contextmanager
    def errors_kept(self) -> Iterator[None]:
        """Keep an error of the block, so that the other parts are still fetched."""
        try:
            yield
        except BilltrackError as error:
            self.errors.append(error)

    def add(self, document: ParsedDocument, known: Known | None, *, is_gone: bool = False) -> None:
        """Add a document; one that the record was made from changes nothing, unless its file *is_gone*.

        *known* is ``None`` for a page of the Congressional Record, which the published text will replace.
        """
        if known is not None:
            self.known[document.source.part] = known
        is_waiting = self._is_decided and document.source.part == STATUS
        if self.record is None or is_waiting or is_gone or not is_held(self.record, document.source):
            self._parsed.append(document)
            self.record = joined(self.record, document)

    def documents(self) -> Documents:
        """Give everything fetched."""
        return Documents(self._held, tuple(self._parsed), self.known, tuple(self.missing), tuple(self.errors))


def _wanted(record: Measure | None, *, on: dt.date) -> Iterator[TextVersion]:
    """Give the texts that are missing, partial or not official, and recent ones whose XML may still come."""
    for text in (record.text_versions if record else None) or ():
        is_whole = text.coverage is Coverage.COMPLETE and text.authority is Authority.OFFICIAL
        is_recent = text.date is not None and on - text.date < _XML_AWAITED
        if not is_whole or (PLAIN_ONLY in (text.note or "") and is_recent):
            yield text


def _wanted_votes(record: Measure | None, bills: Path, *, on: dt.date) -> Iterator[VoteId]:
    """The cited roll calls to request: not yet a source of the record, without their file, or recent."""
    if record is None:
        return
    named = {source.part: source.sha256 for source in record.sources}
    for vote, each in {each.id: each for each in citations(record)}.items():
        is_held = vote.part in named and file_sha256(bills / vote.file) == named[vote.part]
        if not is_held or on - each.action.action_date < _VOTE_CORRECTED:
            yield vote


_VOTE_CORRECTED = dt.timedelta(days=30)
"""How long after its day a vote is requested again: the Clerk corrects files without notice."""
_XML_AWAITED = dt.timedelta(days=30)
"""How long after its date a text read from plain text is still requested as XML."""


def _printed_only(record: Measure | None) -> Iterator[PrintedText]:
    """Give the texts that are not complete but printed in the Congressional Record on a page that an action cites."""
    if record is not None:
        whole = {text.version_code for text in record.text_versions or () if text.coverage is Coverage.COMPLETE}
        yield from (each for each in printed_texts(record) if each.text.version_code not in whole)


def answer_in_order(tasks: Iterable[Task], work: Callable[[Task], Answer], *, workers: int) -> Iterator[Answer]:
    """Do *work* on every task with this many threads; otherwise as ``in_order``."""
    with _threads(work, workers) as submit:
        yield from in_order(submit, tasks, ahead=2 * workers)


@contextmanager
def _threads(work: Callable[[Task], Answer], workers: int) -> Iterator[Callable[[Task], Future[Answer]]]:
    """Run *work* in daemon threads: a user who stops the program does not wait for a slow server."""
    waiting: queue.SimpleQueue[tuple[Future[Answer], Task] | None] = queue.SimpleQueue()
    stopped = threading.Event()
    threads: list[threading.Thread] = []

    def serve() -> None:
        while (job := waiting.get()) is not None and not stopped.is_set():
            future, task = job
            try:
                future.set_result(work(task))
            except BaseException as error:  # noqa: BLE001 - raised again where the answer is asked for
                future.set_exception(error)

    def submit(task: Task) -> Future[Answer]:
        future: Future[Answer] = Future()
        waiting.put((future, task))
        if len(threads) < workers:
            threads.append(threading.Thread(target=serve, daemon=True, name=f"fetch-{len(threads)}"))
            threads[-1].start()
        return future

    try:
        yield submit
    finally:
        stopped.set()
        for _ in threads:
            waiting.put(None)
