"""Runs ``track`` and ``sync``: fetches several measures at a time, writes one after another.

For each measure, in this order: the long texts beside the record, the events, the record, its line in the journal.
``change_log`` explains why a program killed in between loses nothing and reports nothing twice.  If the source fails
for one measure, the others continue.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from billtrack.errors import InputError, RemoteError
from billtrack.model.events import Entry, Update
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_parts import fingerprint
from billtrack.model.values import Value, replace
from billtrack.model.vote import Vote
from billtrack.sources.remote import OfficialSource
from billtrack.sources.votes.published import RollCalls
from billtrack.store import records
from billtrack.store.change_log import ChangeLog, entries_of
from billtrack.store.files import remove_drafts, replace_file
from billtrack.store.hidden import HIDDEN, Known, load_documents, only_writer, save_documents
from billtrack.store.run_journal import RunJournal, find_unfinished
from billtrack.store.votes import save_vote
from billtrack.tracking.sync.fetching import Documents, Fetcher, answer_in_order
from billtrack.tracking.sync.folder import Service, file_sha256, log_end, read_held
from billtrack.tracking.sync.plan import AsideDocument, Plan, SyncOutcome, SyncResult, outcome_of, plan, related_to

WORKERS = 8
"""How many measures are fetched at a time."""
_PATIENCE = 20
"""Measures in a row that the source may fail for before a run stops."""
_DRAFT_AGE = dt.timedelta(hours=1)


def sync_measures(
    measures: Iterable[MeasureId],
    *,
    command: str,
    bills: Path,
    source: OfficialSource,
    service: Service,
    now: dt.datetime,
    today: dt.date,
    roll_calls: RollCalls | None = None,
    with_related: bool = False,
    accept: bool = False,
    dry_run: bool = False,
    workers: int = WORKERS,
) -> Iterator[SyncOutcome]:
    """Update the records of *measures*, one outcome each, in their order; related measures follow.

    An interrupted run of the same *command*, with the same *accept*, is continued.  *now* is in UTC, *today* in
    Washington.  *roll_calls* gives the votes that actions cite; none are fetched without it.  With *dry_run* nothing
    is written.  Closing the iterator stops the run, and so does any exception.

    Raises:
        InputError: another program is writing, or the change log cannot be written.
        RemoteError: the source failed for many measures in a row.
    """
    ids = tuple(dict.fromkeys(measures))
    fetcher = partial(Fetcher, source, service, bills, on=today, accept=accept, roll_calls=roll_calls)
    settings = _Settings(bills, now, today, accept, workers, fetcher)
    if dry_run:
        yield from _passes(ids, settings.foreseen, with_related=with_related)
        return
    named = f"{command} --accept {service}" if accept else f"{command} {service}"
    with only_writer(bills / HIDDEN), contextlib.closing(_WritingRun(settings, named)) as run:
        yield from _passes(ids, run.outcomes, with_related=with_related)
        run.finish()


class _Settings(Value, frozen=True):
    """What a run should do; *fetcher* makes what fetches, from what is known of the documents."""

    bills: Path
    now: dt.datetime
    today: dt.date
    accept: bool
    workers: int
    fetcher: Callable[[Mapping[str, Mapping[str, Known]]], Fetcher]

    def planned(self, record: Measure | None, documents: Documents) -> Plan:
        """Plan what *documents* make of *record*."""
        return plan(record, documents.parsed, today=self.today, accept=self.accept)

    def fetched(self, measures: Iterable[MeasureId], known: dict[str, dict[str, Known]]) -> Iterator[Documents]:
        """Fetch the documents of each measure, in their order."""
        return answer_in_order(measures, self.fetcher(known).fetch, workers=self.workers)

    def foreseen(self, measures: Iterable[MeasureId]) -> Iterator[SyncOutcome]:
        """Give what a run would do; nothing is written."""
        for documents in self.fetched(measures, load_documents(self.bills)):
            yield outcome_of(documents, self.planned(documents.held.record, documents))


def _passes(
    asked: tuple[MeasureId, ...],
    outcomes: Callable[[tuple[MeasureId, ...]], Iterator[SyncOutcome]],
    *,
    with_related: bool,
) -> Iterator[SyncOutcome]:
    """Run the measures asked for, then the related measures their records name, one level deep."""
    related: dict[MeasureId, None] = {}
    for outcome in _while_it_answers(outcomes(asked)):
        related |= dict.fromkeys(outcome.related)
        yield outcome
    if with_related:
        known = frozenset(asked)
        yield from _while_it_answers(outcomes(tuple(each for each in related if each not in known)))


def _while_it_answers(outcomes: Iterator[SyncOutcome]) -> Iterator[SyncOutcome]:
    """Stop asking a source that failed for many measures in a row."""
    refused = 0
    for outcome in outcomes:
        yield outcome
        is_refused = outcome.fate is SyncResult.FAILED and any(isinstance(each, RemoteError) for each in outcome.errors)
        refused = refused + 1 if is_refused else 0
        if refused == _PATIENCE:
            raise RemoteError(
                f"the official source failed for {refused} measures in a row; stopped",
                hint="run the same command again later to continue",
            )


class _WritingRun:
    """A run that writes: records, change log, journal, and the validators of documents."""

    def __init__(self, settings: _Settings, command: str) -> None:
        """Begin a run after cleaning up an interrupted one."""
        self._settings = settings
        self._bills = settings.bills
        self._known = load_documents(self._bills)
        for folder in (self._bills, self._bills / "texts", self._bills / "votes", self._bills / HIDDEN):
            remove_drafts(folder, before=settings.now - _DRAFT_AGE)
        unfinished = find_unfinished(self._bills)
        resumed = unfinished if unfinished and unfinished.is_resumed_by(command, now=settings.now) else None
        self._done = frozenset(map(parse_measure_id, resumed.done)) if resumed else frozenset()
        with contextlib.ExitStack() as opened:
            self._log = ChangeLog(self._bills, end=log_end(self._bills, unfinished))
            opened.callback(self._log.close)
            if unfinished is not None:
                self._known |= {measure: dict(known) for measure, known in unfinished.done.items()}
                save_documents(self._bills, self._known)
            self._journal = RunJournal(self._bills, command, started=settings.now, resumed=resumed)
            opened.pop_all()  # everything opened: the run closes it

    def outcomes(self, measures: tuple[MeasureId, ...]) -> Iterator[SyncOutcome]:
        """Update each measure; those done by the interrupted run come first."""
        rest = []
        for measure in measures:
            record = read_held(self._bills, measure).record if measure in self._done else None
            if record is None:
                rest.append(measure)
            else:
                yield SyncOutcome(measure, SyncResult.DONE_BEFORE, related=related_to(record))
        for documents in self._settings.fetched(rest, self._known):
            yield self._applied(documents)

    def finish(self) -> None:
        """Finish the run; nothing is left to continue."""
        save_documents(self._bills, self._known)
        self._journal.finish()

    def close(self) -> None:
        """Stop here; unless the run is finished, the next one continues it."""
        self._log.close()
        self._journal.close()

    def _applied(self, documents: Documents) -> SyncOutcome:
        """Plan with the record as it is now, since the user may have edited it, and write."""
        held = documents.held
        try:
            path = records.find_record(self._bills, held.measure)
            if (file_sha256(path) if path else None) != held.sha256:
                held = read_held(self._bills, held.measure)
            planned = self._settings.planned(held.record, documents)
            self._write(held.record, planned, held.measure)
        except InputError as error:
            return SyncOutcome(held.measure, SyncResult.FAILED, errors=(*documents.errors, error))
        self._known[str(held.measure)] = self._known.get(str(held.measure), {}) | dict(documents.known)
        if not documents.errors:
            self._journal.done(str(held.measure), self._known[str(held.measure)])
        return outcome_of(replace(documents, held=held), planned)

    def _write(self, record: Measure | None, planned: Plan, measure: MeasureId) -> None:
        if planned.taken:  # what was set aside before is accepted or obsolete
            shutil.rmtree(self._bills / HIDDEN / "aside" / str(measure), ignore_errors=True)
        for aside in planned.asides:
            _put_aside(self._bills, aside)
        if planned.record is None or not planned.taken:
            return
        for document in planned.taken:
            if isinstance(document.content, TextVersion) and document.content.file is not None:
                records.save_text(self._bills, document.content.file, document.data)
            if isinstance(document.content, Vote):
                save_vote(self._bills, document.content.id, document.data)
        before = None if record is None else fingerprint(record)
        update = Update(measure, before, fingerprint(planned.record))
        self._save(
            planned.record,
            entries_of(update, planned.events, recorded=self._settings.now, as_of=planned.record.update_date),
        )

    def _save(self, record: Measure, entries: tuple[Entry, ...]) -> None:
        self._log.append(entries)
        try:
            records.save_record(self._bills, record)
        except InputError:
            if not self._is_written(record):
                self._log.take_back(entries)
            raise

    def _is_written(self, record: Measure) -> bool:
        """Whether the record was written although the system could not make it durable."""
        with contextlib.suppress(InputError):
            return read_held(self._bills, record.id).record == record
        return False


def _put_aside(bills: Path, aside: AsideDocument) -> None:
    """Keep the bytes of a document that waits for --accept, so that a person can inspect it."""
    document = aside.document
    ending = PurePosixPath(document.source.url).suffix or ".json"
    name = f"{document.source.part.replace(':', '-')}.{(document.source.sha256 or '')[:12]}{ending}"
    target = bills / HIDDEN / "aside" / str(document.measure) / name
    try:
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, document.data)
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror}") from error
