"""Official files into records: read each document, put it into its measure's record, save what changed.

Runs ``billtrack import``: decides what may replace what and reports the result of every document.  Only one document
is in memory at a time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId, billstatus_url, text_file_name, text_package_url
from billtrack.model.measure import SCHEMA, Authority, Measure, Source, TextVersion, replace
from billtrack.model.record_builder import ImportResult as ImportResult  # noqa: PLC0414 - what every import ends in, for those who import from here
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
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, Refusal, read_documents
from billtrack.sources.plaintext import parse_plaintext
from billtrack.sources.tracked import Tracked
from billtrack.sources.votes import parse_vote
from billtrack.store import records
from billtrack.store.hidden import HIDDEN
from billtrack.store.lock import only_writer
from billtrack.tracking.record_pages import printed_texts
from billtrack.tracking.vote_files import name_votes, put_vote

LONG_TEXT = 200_000
"""A text with more bytes of XML than this stays a file beside the records."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One document, the part of a measure it contains, and the result.

    ``reason`` says why a document was refused, or why the record kept its own values.
    """

    document: str
    fate: ImportResult
    measure: MeasureId | None = None
    part: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document as a record keeps it: the status, one text or a roll call of a measure, its source and its bytes."""

    measure: MeasureId
    content: Measure | TextVersion | Vote
    source: Source
    data: bytes


def import_documents(
    paths: Iterable[Path],
    *,
    into: Path,
    on: dt.date,
    known: TextId | None = None,
    accepted: bool = False,
    tracked: Tracked = Tracked.ACCEPTED,
) -> Iterator[Taken]:
    """Import every official document under *paths* into the records of *into*, one after another.

    An unreadable document is refused and the others continue.  *on* is the day of the import.  *known* says which
    text the documents are; with *accepted* the Congressional Record replaces complete copies of a text.
    *tracked*: which side of the tracked changes of a draft is read.

    Raises:
        InputError: a path does not exist, a record cannot be read or written, or another program is writing.
    """
    votes: set[VoteId] = set()
    measures: set[MeasureId] = set()
    with contextlib.ExitStack() as alone:  # locked from the first document that changes a record
        is_alone = False
        for document in (document for path in paths for document in read_documents(path)):
            if isinstance(document, Refusal):
                yield Taken(document.name, ImportResult.REFUSED, reason=document.reason)
                continue
            try:
                meant = dataclasses.replace(document, tracked=tracked)
                parsed = _vote_or_parts(meant, on, known or _known_by_status(document, into))
            except InputError as error:
                yield Taken(document.name, ImportResult.REFUSED, reason=str(error))
                continue
            if not is_alone:
                alone.enter_context(only_writer(into / HIDDEN))
                is_alone = True
            if isinstance(parsed, Vote):
                votes.add(parsed.id)
                fate, reason = put_vote(into, parsed, document.data)
                yield Taken(document.name, fate, None, parsed.id.part, reason)
                continue
            for each in parsed:
                measures.add(each.measure)
                yield _put(each, document.name, into, accepted=accepted)
        if votes or measures:
            name_votes(into, votes=votes, measures=measures, on=on)


def _vote_or_parts(document: Document, on: dt.date, known: TextId | None) -> Vote | tuple[ParsedDocument, ...]:
    """Read a roll call, which belongs to no single measure, or what a document says of measures."""
    if document.kind is DocumentKind.VOTE and known is None:
        return parse_vote(document.data, name=document.name)
    return read_document(document, on=on, known=known)


def _known_by_status(document: Document, folder: Path) -> TextId | None:
    """Find which text a granule prints, if only the actions in its measure's record in *folder* say so.

    Raises:
        InputError: the granule or the record cannot be read.
    """
    if document.kind is not DocumentKind.GRANULE:
        return None
    found = parse_granule(document.data, name=document.name)
    if len(found) != 1 or found[0].measure is None or found[0].versions:
        return None
    path = records.find_record(folder, found[0].measure)
    cited = printed_texts(records.load_record(path)) if path is not None else ()
    return next((each.text for each in cited if (each.day, each.page) == (found[0].date, found[0].page)), None)


def read_every(paths: Iterable[Path], *, on: dt.date) -> Iterator[ParsedDocument]:
    """Read every official document under *paths* without importing any.

    Raises:
        InputError: a path does not exist, or a document cannot be read.
    """
    for path in paths:
        for document in read_documents(path):
            if isinstance(document, Refusal):
                raise InputError(f"{document.name}: {document.reason}")
            yield from read_document(document, on=on)


class Content(NamedTuple):
    """The content of one document, the status or one text of a measure, and where it is published."""

    measure: MeasureId
    content: Measure | TextVersion
    url: str


def parse_document(document: Document, *, known: TextId | None = None) -> tuple[Content, ...]:
    """Parse one document by its kind; only the Congressional Record prints several texts in one.

    *known* is the text the document contains, if the caller knows.

    Raises:
        InputError: the document cannot be read, does not say which text it is, or is not *known*.
    """
    data, name = document.data, document.name
    match document.kind:
        case DocumentKind.GRANULE:
            return tuple(_granule_content(each, name) for each in parse_granule(data, name=name, known=known))
        case DocumentKind.TEXT:
            found = parse_billtext(data, name=name, known=known)
        case DocumentKind.PLAIN_TEXT:
            found = parse_plaintext(data, name=name, known=known)
        case DocumentKind.DRAFT:
            draft = parse_plaintext(data, name=name, known=known, tracked=document.tracked)
            return (Content(draft.id.measure, replace(draft.text, authority=Authority.COPY), name),)
        case _ if known is not None:
            raise InputError(f"{name}: {document.kind.value} names its own measure; import it without --as")
        case DocumentKind.STATUS:
            status = parse_billstatus(data, name=name)
            return (Content(status.id, status, billstatus_url(status.id)),)
        case DocumentKind.VOTE:
            raise InputError(f"{name}: a roll call belongs to no single measure; `billtrack votes MEASURE` compares it")
        case DocumentKind.COLLECTION:
            copy = read_collected_text(data, name=name)
            return (Content(copy.found.id.measure, copy.found.text, copy.url),)
    return (Content(found.id.measure, found.text, text_package_url(found.id)),)


def _granule_content(found: GranuleText, name: str) -> Content:
    """Give a text of a granule, as the version it was printed as.

    Raises:
        InputError: the granule does not say which measure or which version it is.
    """
    if found.measure is None or not found.versions:
        of = found.measure.printed if found.measure else "a measure"
        named = f"--as {found.measure or 'MEASURE'}@VERSION"
        raise InputError(f"{name}: prints a text of {of} without saying which one; add {named}")
    return Content(found.measure, found.text, found.url)


def read_document(document: Document, *, on: dt.date, known: TextId | None = None) -> tuple[ParsedDocument, ...]:
    """Read one document as a record keeps it; *on* is the retrieval day of its source.

    Raises:
        InputError: as ``parse_document``.
    """
    return tuple(_parsed(each, document, on) for each in parse_document(document, known=known))


def _parsed(found: Content, document: Document, on: dt.date) -> ParsedDocument:
    measure, content, url = found
    if isinstance(content, Measure):
        return ParsedDocument(measure, content, source_of(STATUS, url, document.data, on), document.data)
    part = text_part(content.version_code)
    if document.kind is DocumentKind.TEXT:
        content = as_kept(BillText(TextId(measure, content.version_code), content), document.data)
    return ParsedDocument(measure, content, source_of(part, url, document.data, on), document.data)


def source_of(part: str, url: str, data: bytes, on: dt.date) -> Source:
    """Record the document *data*, retrieved from *url* on the day *on*, as the source of *part*."""
    return Source(part=part, url=url, retrieved=on, sha256=hashlib.sha256(data).hexdigest())


def as_kept(found: BillText, data: bytes) -> TextVersion:
    """Give the text as its record keeps it: a long text stays a file, which the record names."""
    if len(data) <= LONG_TEXT:
        return found.text
    name = f"texts/{text_file_name(found.id)}"
    return replace(found.text, file=name, preamble=None, resolved=None, sections=None, title_amendment=None)


def _put(parsed: ParsedDocument, document: str, folder: Path, *, accepted: bool) -> Taken:
    """Put one document into its record, unless the record has better values."""
    path = records.find_record(folder, parsed.measure)
    record = records.load_record(path) if path is not None else None
    part = parsed.source.part
    kept = _why_kept(record, parsed, accepted=accepted) if record is not None else None
    if kept is not None:
        return Taken(document, ImportResult.KEPT, parsed.measure, part, kept)
    if record is not None and is_held(record, parsed.source):
        return Taken(document, ImportResult.UNCHANGED, parsed.measure, part)
    if isinstance(parsed.content, TextVersion) and parsed.content.file is not None:
        records.save_text(folder, parsed.content.file, parsed.data)
    saved = records.save_record(folder, joined(record, parsed))
    is_new = record is None or all(source.part != part for source in record.sources)
    fate = ImportResult.NEW if is_new else ImportResult.UPDATED
    return Taken(document, fate if saved else ImportResult.UNCHANGED, parsed.measure, part)


def joined(record: Measure | None, parsed: ParsedDocument) -> Measure:
    """Put a document into *record* (``None``: begin one)."""
    if isinstance(parsed.content, Measure):
        return with_status(record, parsed.content, parsed.source)
    if isinstance(parsed.content, Vote):
        begun = record or Measure(schema=SCHEMA, id=parsed.measure, title=str(parsed.measure))
        return with_vote(begun, parsed.source)
    return with_text(record or record_of_text(parsed.measure, parsed.content), parsed.content, parsed.source)


def is_held(record: Measure, source: Source) -> bool:
    """Whether the record was made from this very document and not edited since."""
    return (is_vote_part(source.part) or is_as_imported(record, source.part)) and any(
        held.part == source.part and held.sha256 == source.sha256 for held in record.sources
    )


def _why_kept(record: Measure, parsed: ParsedDocument, *, accepted: bool) -> str | None:
    """Say why the record keeps its own values: they are newer, or more complete."""
    content = parsed.content
    if isinstance(content, Measure):
        return why_status_kept(record.update_date, content.update_date)
    if isinstance(content, Vote):
        return None
    held = next((v for v in record.text_versions or () if v.version_code == content.version_code), None)
    return why_text_kept(held, content, accepted=accepted)
