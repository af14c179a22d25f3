"""Official files into records: read each document, put it into its measure's record, save what changed.

Runs ``billtrack import``: decides what may replace what and reports the result of every document.  Only one document
is in memory at a time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.record_builder import ImportResult, why_status_kept, why_text_kept
from billtrack.model.values import Value
from billtrack.model.vote import Vote, VoteId
from billtrack.sources.granule import parse_granule
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, Refusal, read_documents
from billtrack.sources.survey import survey_billstatus, survey_billtext, survey_vote
from billtrack.sources.votes import parse_vote
from billtrack.store import records
from billtrack.store.hidden import HIDDEN, only_writer
from billtrack.tracking.parsed_document import ParsedDocument, is_held, joined, printed_texts, read_document
from billtrack.tracking.vote_files import name_votes, put_vote


class Taken(Value, frozen=True):
    """One document, the part of a measure it contains, and the result.

    ``reason`` says why a document was refused, or why the record kept its own values.
    """

    document: str
    fate: ImportResult
    measure: MeasureId | None = None
    part: str | None = None
    reason: str | None = None


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
    """Find which text a granule prints, if only the actions in its measure's record in *folder* say so."""
    if document.kind is not DocumentKind.GRANULE:
        return None
    found = parse_granule(document.data, name=document.name)
    if len(found) != 1 or found[0].measure is None or found[0].versions:
        return None
    path = records.find_record(folder, found[0].measure)
    cited = printed_texts(records.load_record(path)) if path is not None else ()
    return next((each.text for each in cited if (each.day, each.page) == (found[0].date, found[0].page)), None)


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


def _why_kept(record: Measure, parsed: ParsedDocument, *, accepted: bool) -> str | None:
    """Say why the record keeps its own values: they are newer, or more complete."""
    content = parsed.content
    if isinstance(content, Measure):
        return why_status_kept(record.update_date, content.update_date)
    if isinstance(content, Vote):
        return None
    held = next((v for v in record.text_versions or () if v.version_code == content.version_code), None)
    return why_text_kept(held, content, accepted=accepted)


class ElementCount(Value, frozen=True):
    """How often one element path (in bill texts, one element name) of one schema occurs with one fate.

    ``fate`` is kept, left out or unknown; ``reason`` is the field that keeps the element, or why it is left out.
    """

    schema: str
    path: str
    count: int
    fate: str
    reason: str


def element_report(paths: Iterable[Path]) -> tuple[ElementCount, ...]:
    """Count the elements of every readable XML document under *paths*, by schema and path.

    Unreadable documents are skipped here; the import reports them.

    Raises:
        InputError: a path does not exist.
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for path in paths:
        for document in read_documents(path):
            if isinstance(document, Document):
                counts.update(_uses(document))
    return tuple(
        ElementCount(schema, name, count, fate, why) for (schema, name, fate, why), count in sorted(counts.items())
    )


def _uses(document: Document) -> Counter[tuple[str, str, str, str]]:
    try:
        if document.kind is DocumentKind.STATUS:
            version, elements = survey_billstatus(document.data, name=document.name)
            schema = f"BILLSTATUS {version}"
        elif document.kind is DocumentKind.TEXT:
            dialect, elements = survey_billtext(document.data, name=document.name)
            schema = f"bill text {dialect}"
        elif document.kind is DocumentKind.VOTE:
            chamber, elements = survey_vote(document.data, name=document.name)
            schema = f"roll call of the {chamber.value.capitalize()}"
        else:
            return Counter()
    except InputError:
        return Counter()
    return Counter({(schema, use.name, use.fate.value, use.reason): use.count for use in elements})
