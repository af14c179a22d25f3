"""Official files into records: read each document, put it into its measure's record, save what changed.

The conductor of ``billtrack import``: it decides what may replace what, and says what became of every document.  One
document is in memory at a time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId, billstatus_url, text_file_name, text_package_url
from billtrack.model.measure import SCHEMA, Measure, Source, TextVersion, replace
from billtrack.model.record_builder import Fate as Fate  # noqa: PLC0414 - what every import ends in, for those who import from here
from billtrack.model.record_builder import (
    record_of_text,
    why_status_kept,
    why_text_kept,
    with_status,
    with_text,
    with_vote,
)
from billtrack.model.record_parts import STATUS, is_as_imported, is_vote_part, text_part
from billtrack.model.vote import Vote, VoteId
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import BillText, parse_billtext
from billtrack.sources.collected import read_collected_text
from billtrack.sources.granule import GranuleText, parse_granule
from billtrack.sources.packages import Document, DocumentKind, Refusal, read_documents
from billtrack.sources.plaintext import parse_plaintext
from billtrack.sources.votes import parse_vote
from billtrack.store import records
from billtrack.store.change_log import HIDDEN
from billtrack.store.lock import only_writer
from billtrack.tracking.record_pages import printed_texts
from billtrack.tracking.vote_files import name_votes, put_vote

LONG_TEXT = 200_000
"""Bytes of official XML beyond which a text stays a file beside the records."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One document, the part of a measure it tells, and what became of it.

    ``reason`` stands where the document was refused, or the record's own values were kept.
    """

    document: str
    fate: Fate
    measure: MeasureId | None = None
    part: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says of a measure: its status, one of its texts, or a roll call; and where it was found."""

    measure: MeasureId
    content: Measure | TextVersion | Vote
    source: Source
    data: bytes


def import_documents(
    paths: Iterable[Path], *, into: Path, on: dt.date, known: TextId | None = None, accepted: bool = False
) -> Iterator[Taken]:
    """Import every official document under *paths* into the records of *into*, one after another.

    A document that cannot be read is refused and stops no other.  *on* is the day of the import.  *known* is the text
    the documents are said to be; with *accepted* the Congressional Record replaces complete copies of a print.

    Raises:
        InputError: a path that does not exist, a record that cannot be read or written, or another program writes.
    """
    votes: set[VoteId] = set()
    measures: set[MeasureId] = set()
    with contextlib.ExitStack() as alone:  # from the first document that is put into a record
        is_alone = False
        for document in (document for path in paths for document in read_documents(path)):
            if isinstance(document, Refusal):
                yield Taken(document.name, Fate.REFUSED, reason=document.reason)
                continue
            try:
                read = _vote_or_readings(document, on, known or _known_by_status(document, into))
            except InputError as error:
                yield Taken(document.name, Fate.REFUSED, reason=str(error))
                continue
            if not is_alone:
                alone.enter_context(only_writer(into / HIDDEN))
                is_alone = True
            if isinstance(read, Vote):
                votes.add(read.id)
                fate, reason = put_vote(into, read, document.data)
                yield Taken(document.name, fate, None, read.id.part, reason)
                continue
            for reading in read:
                measures.add(reading.measure)
                yield _put(reading, document.name, into, accepted=accepted)
        if votes or measures:
            name_votes(into, votes=votes, measures=measures, on=on)


def _vote_or_readings(document: Document, on: dt.date, known: TextId | None) -> Vote | tuple[Reading, ...]:
    """Read a roll call, which is of no one measure, or what a document says of measures."""
    if document.kind is DocumentKind.VOTE and known is None:
        return parse_vote(document.data, name=document.name)
    return read_document(document, on=on, known=known)


def _known_by_status(document: Document, folder: Path) -> TextId | None:
    """The text a granule prints, where only the actions of its measure's record in *folder* say which print it is.

    Raises:
        InputError: the granule or the record cannot be read.
    """
    if document.kind is not DocumentKind.GRANULE:
        return None
    found = parse_granule(document.data, name=document.name)
    if len(found) != 1 or found[0].measure is None or found[0].versions:
        return None
    path = records.find_record(folder, found[0].measure)
    told = printed_texts(records.load_record(path)) if path is not None else ()
    return next((each.text for each in told if (each.day, each.page) == (found[0].date, found[0].page)), None)


def read_every(paths: Iterable[Path], *, on: dt.date) -> Iterator[Reading]:
    """Read every official document under *paths*, putting none anywhere.

    Raises:
        InputError: a path that does not exist, or a document that cannot be read.
    """
    for path in paths:
        for document in read_documents(path):
            if isinstance(document, Refusal):
                raise InputError(f"{document.name}: {document.reason}")
            yield from read_document(document, on=on)


class Said(NamedTuple):
    """What one document says, whole: of a measure's status, or of one of its texts; and where it is published."""

    measure: MeasureId
    content: Measure | TextVersion
    url: str


def parse_document(document: Document, *, known: TextId | None = None) -> tuple[Said, ...]:
    """Parse one document by its kind; only the Congressional Record says several things in one.

    *known* is the text the document is, where the caller knows.

    Raises:
        InputError: the document cannot be read, does not say which text it is, or is not the one that is *known*.
    """
    data, name = document.data, document.name
    match document.kind:
        case DocumentKind.GRANULE:
            return tuple(_said(each, name) for each in parse_granule(data, name=name, known=known))
        case DocumentKind.TEXT:
            found = parse_billtext(data, name=name, known=known)
        case DocumentKind.PLAIN_TEXT:
            found = parse_plaintext(data, name=name, known=known)
        case _ if known is not None:
            raise InputError(f"{name}: {document.kind.value} says itself what it is; import it without --as")
        case DocumentKind.STATUS:
            status = parse_billstatus(data, name=name)
            return (Said(status.id, status, billstatus_url(status.id)),)
        case DocumentKind.VOTE:
            raise InputError(f"{name}: a roll call is of no one measure; `billtrack votes MEASURE` compares it")
        case DocumentKind.COLLECTION:
            copy = read_collected_text(data, name=name)
            return (Said(copy.found.id.measure, copy.found.text, copy.url),)
    return (Said(found.id.measure, found.text, text_package_url(found.id)),)


def _said(found: GranuleText, name: str) -> Said:
    """A text of a granule, as the print it was printed as.

    Raises:
        InputError: the granule does not tell of which measure it is, or which print.
    """
    if found.measure is None or not found.versions:
        of = found.measure.printed if found.measure else "a measure"
        named = f"--as {found.measure or 'MEASURE'}@VERSION"
        raise InputError(f"{name}: prints a text of {of} without saying which it is; import it with {named}")
    return Said(found.measure, found.text, found.url)


def read_document(document: Document, *, on: dt.date, known: TextId | None = None) -> tuple[Reading, ...]:
    """Read one document as a record keeps it; *on* is the day its source is said to be retrieved.

    Raises:
        InputError: as ``parse_document``.
    """
    said = parse_document(document, known=known)
    return tuple(_reading(each, document, on) for each in said)


def _reading(said: Said, document: Document, on: dt.date) -> Reading:
    measure, content, url = said
    if isinstance(content, Measure):
        return Reading(measure, content, source_of(STATUS, url, document.data, on), document.data)
    part = text_part(content.version_code)
    if document.kind is DocumentKind.TEXT:
        content = as_kept(BillText(TextId(measure, content.version_code), content), document.data)
    return Reading(measure, content, source_of(part, url, document.data, on), document.data)


def source_of(part: str, url: str, data: bytes, on: dt.date) -> Source:
    """Name the document *data*, found at *url* on the day *on*, as the source of *part*."""
    return Source(part=part, url=url, retrieved=on, sha256=hashlib.sha256(data).hexdigest())


def as_kept(found: BillText, data: bytes) -> TextVersion:
    """Give the text as its record keeps it: a long one stays a file, named instead of its words."""
    if len(data) <= LONG_TEXT:
        return found.text
    name = f"texts/{text_file_name(found.id)}"
    return replace(found.text, file=name, preamble=None, resolved=None, sections=None, title_amendment=None)


def _put(reading: Reading, document: str, folder: Path, *, accepted: bool) -> Taken:
    """Put one reading into its record, unless the record knows better."""
    path = records.find_record(folder, reading.measure)
    record = records.load_record(path) if path is not None else None
    part = reading.source.part
    kept = _why_kept(record, reading, accepted=accepted) if record is not None else None
    if kept is not None:
        return Taken(document, Fate.KEPT, reading.measure, part, kept)
    if record is not None and is_held(record, reading.source):
        return Taken(document, Fate.UNCHANGED, reading.measure, part)
    if isinstance(reading.content, TextVersion) and reading.content.file is not None:
        records.save_text(folder, reading.content.file, reading.data)
    saved = records.save_record(folder, joined(record, reading))
    fate = Fate.NEW if record is None or not _has_part(record, part) else Fate.UPDATED
    return Taken(document, fate if saved else Fate.UNCHANGED, reading.measure, part)


def joined(record: Measure | None, reading: Reading) -> Measure:
    """Put what *reading* says into *record* (``None``: begin one)."""
    if isinstance(reading.content, Measure):
        return with_status(record, reading.content, reading.source)
    if isinstance(reading.content, Vote):
        begun = record or Measure(schema=SCHEMA, id=reading.measure, title=str(reading.measure))
        return with_vote(begun, reading.source)
    return with_text(record or record_of_text(reading.measure, reading.content), reading.content, reading.source)


def _has_part(record: Measure, part: str) -> bool:
    return any(source.part == part for source in record.sources)


def is_held(record: Measure, source: Source) -> bool:
    """Whether the record has this very document, its values untouched since."""
    return (is_vote_part(source.part) or is_as_imported(record, source.part)) and any(
        held.part == source.part and held.sha256 == source.sha256 for held in record.sources
    )


def _why_kept(record: Measure, reading: Reading, *, accepted: bool) -> str | None:
    """Why the record's own values stay: they are newer, or more than this document has."""
    content = reading.content
    if isinstance(content, Measure):
        return why_status_kept(record.update_date, content.update_date)
    if isinstance(content, Vote):
        return None
    held = next((v for v in record.text_versions or () if v.version_code == content.version_code), None)
    return why_text_kept(held, content, accepted=accepted)
