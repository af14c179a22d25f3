"""Asking an official source for what a record lacks, and no more.

Of a measure: its status, conditionally where the record holds that very document; then every text that is announced
but not loaded, partial, or no official print, and for some weeks one read from plain text; then, of those still not
there, what the Congressional Record prints.  Writes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from billtrack.errors import BilltrackError, InputError
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.model.measure import PLAIN_ONLY, Authority, Coverage, Measure, TextVersion
from billtrack.model.record_parts import STATUS, is_as_imported, text_part
from billtrack.model.vote import VoteId, citations
from billtrack.sources.remote import Fetched, Missing, OfficialSource, Unchanged, Validators
from billtrack.sources.votes.published import RollCalls
from billtrack.status.held_back import held_back
from billtrack.store import records
from billtrack.store.validators import Known
from billtrack.tracking.importing import Reading, as_kept, is_held, joined, source_of
from billtrack.tracking.record_pages import PrintedText, printed_texts


class Service(StrEnum):
    """The official services a record can be made from."""

    GOVINFO = "govinfo"
    CONGRESS = "congress"


@dataclass(frozen=True, slots=True)
class Held:
    """The record of a measure as read from its file (``None``: there is none), and the file's own SHA-256."""

    measure: MeasureId
    record: Measure | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Documents:
    """What the source gave for one measure.

    ``readings`` are the documents that are new to the record, the status first; ``known`` tells of every document
    the source vouched for, by part.  ``missing`` are the parts it does not have; ``errors`` stopped no other part.
    """

    held: Held
    readings: tuple[Reading, ...]
    known: Mapping[str, Known]
    missing: tuple[str, ...]
    errors: tuple[BilltrackError, ...]


def read_held(bills: Path, measure: MeasureId) -> Held:
    """Read the record of *measure*.

    Raises:
        InputError: it cannot be read.
    """
    path = records.find_record(bills, measure)
    if path is None:
        return Held(measure, None, None)
    return Held(measure, records.load_record(path), file_sha256(path))


def file_sha256(path: Path) -> str | None:
    """Digest the bytes of a file; ``None`` where there is none that ends: a pipe is not waited for."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{path}: cannot read the record: {error.strerror}") from error


class Fetcher:
    """Fetches the documents of one measure after another; safe to use from several threads."""

    def __init__(
        self,
        source: OfficialSource,
        service: Service,
        bills: Path,
        known: Mapping[str, Mapping[str, Known]],
        *,
        on: dt.date,
        accept: bool = False,
        roll_calls: RollCalls | None = None,
    ) -> None:
        """Ask *source*, and *roll_calls* for votes.

        *known* is what is known of the documents held, *on* the day to say they were retrieved.
        With *accept* a status whose rows are held back is asked for again, to be taken as it is.
        """
        self._source, self._service, self._bills, self._known, self._on = source, service, bills, known, on
        self._accept, self._roll_calls = accept, roll_calls

    def fetch(self, measure: MeasureId) -> Documents:
        """Fetch what the record of *measure* lacks; each failure is kept and stops no other part."""
        try:
            gathered = _Gathered(read_held(self._bills, measure), accept=self._accept)
        except InputError as error:
            return Documents(Held(measure, None, None), (), {}, (), (error,))
        try:
            self._status(gathered)
        except BilltrackError as error:
            gathered.errors.append(error)
            return gathered.documents()
        for text in tuple(_wanted(gathered.record, on=self._on)):
            try:
                self._text(text, gathered)
            except BilltrackError as error:
                gathered.errors.append(error)
        self._votes(gathered)
        for printed in _printed_only(gathered.record):
            try:
                self._granule(printed, gathered)
            except BilltrackError as error:
                gathered.errors.append(error)
        return gathered.documents()

    def _granule(self, printed: PrintedText, gathered: _Gathered) -> None:
        """Take what the Congressional Record prints of a text whose print is not there."""
        match self._source.fetch_granule(*printed):
            case Fetched(content=found, url=url, data=data) if found.text.coverage is Coverage.COMPLETE:
                source = source_of(text_part(printed.text.version_code), url, data, self._on)
                gathered.add(Reading(printed.text.measure, found.text, source, data), None)

    def _status(self, gathered: _Gathered) -> None:
        measure = gathered.measure
        match self._source.fetch_status(measure, self._validators(gathered.record, measure, STATUS)):
            case Fetched(content=content, url=url, data=data, validators=validators):
                reading = Reading(measure, content, source_of(STATUS, url, data, self._on), data)
                gathered.add(reading, self._document(reading, validators))
            case Unchanged():
                gathered.known[STATUS] = self._known[str(measure)][STATUS]
            case Missing():
                gathered.missing.append(STATUS)

    def _text(self, text: TextVersion, gathered: _Gathered) -> None:
        measure, part = gathered.measure, text_part(text.version_code)
        asked = self._validators(gathered.record, measure, part)
        match self._source.fetch_text(TextId(measure, text.version_code), asked):
            case Fetched(content=found, url=url, data=data, validators=validators):
                text = as_kept(found, data) if url.endswith(".xml") else found.text
                reading = Reading(measure, text, source_of(part, url, data, self._on), data)
                gathered.add(reading, self._document(reading, validators))
            case Unchanged():
                gathered.known[part] = self._known[str(measure)][part]
            case Missing():
                gathered.missing.append(part)

    def _votes(self, gathered: _Gathered) -> None:
        """Ask for the roll calls that are cited and not held, and for young ones, which may be corrected."""
        for vote in tuple(_wanted_votes(gathered.record, self._bills, on=self._on)) if self._roll_calls else ():
            try:
                self._vote(vote, gathered)
            except BilltrackError as error:
                gathered.errors.append(error)

    def _vote(self, vote: VoteId, gathered: _Gathered) -> None:
        if self._roll_calls is None:
            return
        match self._roll_calls.fetch_vote(vote, self._vote_validators(vote, gathered)):
            case Fetched(content=content, url=url, data=data, validators=validators):
                reading = Reading(gathered.measure, content, source_of(vote.part, url, data, self._on), data)
                is_gone = file_sha256(self._bills / vote.file) != reading.source.sha256
                gathered.add(reading, self._document(reading, validators), is_gone=is_gone)
            case Unchanged():
                gathered.known[vote.part] = self._known[str(gathered.measure)][vote.part]
            case Missing():
                gathered.missing.append(vote.part)

    def _vote_validators(self, vote: VoteId, gathered: _Gathered) -> Validators | None:
        """What was said of the file beside the records, where it still is that file."""
        known = self._known.get(str(gathered.measure), {}).get(vote.part)
        if known is None or known.sha256 != file_sha256(self._bills / vote.file):
            return None
        return Validators(known.etag, known.last_modified, vote.url)

    def _document(self, reading: Reading, validators: Validators) -> Known:
        return Known(
            service=self._service,
            sha256=reading.source.sha256 or "",
            etag=validators.etag,
            last_modified=validators.last_modified,
        )

    def _validators(self, record: Measure | None, measure: MeasureId, part: str) -> Validators | None:
        """The validators of the document *part* of the record was made from, where it still says what that did."""
        known = self._known.get(str(measure), {}).get(part)
        if record is None or known is None or known.service != self._service:
            return None
        if part == STATUS and self._accept and held_back(record):
            return None
        of_it = (source for source in record.sources if source.part == part and source.sha256 == known.sha256)
        source = next(of_it, None)
        if source is None or not is_as_imported(record, part):
            return None
        return Validators(known.etag, known.last_modified, source.url)


class _Gathered:
    """What was fetched of one measure so far, and the record as it would be with it."""

    def __init__(self, held: Held, *, accept: bool) -> None:
        self._held = held
        self._is_decided = accept and held.record is not None and bool(held_back(held.record))
        self.measure, self.record = held.measure, held.record
        self.known: dict[str, Known] = {}
        self.missing: list[str] = []
        self.errors: list[BilltrackError] = []
        self._readings: list[Reading] = []

    def add(self, reading: Reading, document: Known | None, *, is_gone: bool = False) -> None:
        """Take a document; one the record was made from, byte for byte, changes nothing, unless its file *is_gone*.

        ``None`` for a *document* that is not to be asked for again: the print is, which will replace it.
        """
        if document is not None:
            self.known[reading.source.part] = document
        is_waiting = self._is_decided and reading.source.part == STATUS
        if self.record is None or is_waiting or is_gone or not is_held(self.record, reading.source):
            self._readings.append(reading)
            self.record = joined(self.record, reading)

    def documents(self) -> Documents:
        """Give all that was fetched."""
        return Documents(self._held, tuple(self._readings), self.known, tuple(self.missing), tuple(self.errors))


def _wanted(record: Measure | None, *, on: dt.date) -> Iterator[TextVersion]:
    """The texts announced and not loaded, partial, or not from the official print; young ones whose XML may come."""
    for text in (record.text_versions if record else None) or ():
        is_whole = text.coverage is Coverage.COMPLETE and text.authority is Authority.OFFICIAL
        if not is_whole or _may_get_xml(text, on=on):
            yield text


def _wanted_votes(record: Measure | None, bills: Path, *, on: dt.date) -> Iterator[VoteId]:
    """The roll calls cited that the record does not name, or whose file is not there; and those of the last weeks."""
    if record is None:
        return
    named = {source.part: source.sha256 for source in record.sources}
    for vote, each in {each.id: each for each in citations(record)}.items():
        is_held = vote.part in named and file_sha256(bills / vote.file) == named[vote.part]
        if not is_held or on - each.action.action_date < _VOTE_CORRECTED:
            yield vote


_VOTE_CORRECTED = dt.timedelta(days=30)
"""How long after its day a vote is asked for again: the Clerk corrects files without saying so."""
_XML_AWAITED = dt.timedelta(days=30)
"""How long after its day a print read from plain text is still asked for in XML."""


def _may_get_xml(text: TextVersion, *, on: dt.date) -> bool:
    return PLAIN_ONLY in (text.note or "") and text.date is not None and on - text.date < _XML_AWAITED


def _printed_only(record: Measure | None) -> Iterator[PrintedText]:
    """The texts that are not held whole, but printed in the Congressional Record on a page an action names."""
    if record is not None:
        whole = {text.version_code for text in record.text_versions or () if text.coverage is Coverage.COMPLETE}
        yield from (each for each in printed_texts(record) if each.text.version_code not in whole)
