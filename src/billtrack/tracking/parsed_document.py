"""One official document as a record keeps it: its content, where it is published, and its place in a record."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.measure import SCHEMA, Action, Authority, Measure, Source, TextVersion, replace
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.record_builder import record_of_text, with_status, with_text, with_vote
from billtrack.model.record_parts import STATUS, is_as_imported, is_vote_part, text_part
from billtrack.model.values import Value
from billtrack.model.versions import adopted_code
from billtrack.model.vote import Vote
from billtrack.model.web_addresses import billstatus_url, text_file_name, text_package_url
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import BillText, parse_billtext
from billtrack.sources.collected import read_collected_text
from billtrack.sources.granule import GranuleText, parse_granule
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, Refusal, read_documents
from billtrack.sources.plaintext import parse_plaintext

LONG_TEXT = 200_000
"""A text with more bytes of XML than this stays a file beside the records."""


class ParsedDocument(Value, frozen=True):
    """One document as a record keeps it: the status, one text or a roll call of a measure, its source and its bytes."""

    measure: MeasureId
    content: Measure | TextVersion | Vote
    source: Source
    data: bytes


class DocumentContent(NamedTuple):
    """The content of one document, the status or one text of a measure, and where it is published."""

    measure: MeasureId
    content: Measure | TextVersion
    url: str


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


def read_document(document: Document, *, on: dt.date, known: TextId | None = None) -> tuple[ParsedDocument, ...]:
    """Read one document as a record keeps it; *on* is the retrieval day of its source.

    Raises:
        InputError: as ``parse_document``.
    """
    return tuple(_parsed(each, document, on) for each in parse_document(document, known=known))


def _parsed(found: DocumentContent, document: Document, on: dt.date) -> ParsedDocument:
    measure, content, url = found
    if isinstance(content, Measure):
        return ParsedDocument(measure, content, source_of(STATUS, url, document.data, on), document.data)
    part = text_part(content.version_code)
    if document.kind is DocumentKind.TEXT:
        content = as_kept(BillText(TextId(measure, content.version_code), content), document.data)
    return ParsedDocument(measure, content, source_of(part, url, document.data, on), document.data)


def parse_document(document: Document, *, known: TextId | None = None) -> tuple[DocumentContent, ...]:
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
            return (DocumentContent(draft.id.measure, replace(draft.text, authority=Authority.COPY), name),)
        case _ if known is not None:
            raise InputError(f"{name}: {document.kind.value} names its own measure; import it without --as")
        case DocumentKind.STATUS:
            status = parse_billstatus(data, name=name)
            return (DocumentContent(status.id, status, billstatus_url(status.id)),)
        case DocumentKind.VOTE:
            raise InputError(f"{name}: a roll call belongs to no single measure; `billtrack votes MEASURE` compares it")
        case DocumentKind.COLLECTION:
            copy = read_collected_text(data, name=name)
            return (DocumentContent(copy.found.id.measure, copy.found.text, copy.url),)
    return (DocumentContent(found.id.measure, found.text, text_package_url(found.id)),)


def _granule_content(found: GranuleText, name: str) -> DocumentContent:
    """Give a text of a granule, as the version it was printed as."""
    if found.measure is None or not found.versions:
        of = found.measure.printed if found.measure else "a measure"
        named = f"--as {found.measure or 'MEASURE'}@VERSION"
        raise InputError(f"{name}: prints a text of {of} without saying which one; add {named}")
    return DocumentContent(found.measure, found.text, found.url)


def source_of(part: str, url: str, data: bytes, on: dt.date) -> Source:
    """Record the document *data*, retrieved from *url* on the day *on*, as the source of *part*."""
    return Source(part=part, url=url, retrieved=on, sha256=hashlib.sha256(data).hexdigest())


def as_kept(found: BillText, data: bytes) -> TextVersion:
    """Give the text as its record keeps it: a long text stays a file, which the record names."""
    if len(data) <= LONG_TEXT:
        return found.text
    name = f"texts/{text_file_name(found.id)}"
    return replace(found.text, file=name, preamble=None, resolved=None, sections=None, title_amendment=None)


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


_PAGE = re.compile(
    r"\btext(?: of measure)?(?: as (?P<step>introduced|reported|passed|agreed)\b[^:;()]*)?:\s*CR "
    r"(?:(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}) )?(?P<page>[HS]\d+)"
)
_FAILED = re.compile(r"\b(?:failed|not agreed to|postponed|withdrawn)\b", re.IGNORECASE)
_ADOPTED = re.compile(r"\b(?:agreed to|passed|suspend the rules and (?:pass|agree))\b", re.IGNORECASE)


class PrintedText(NamedTuple):
    """A text in the Congressional Record: which version it is, the day, and its first page."""

    text: TextId
    day: dt.date
    page: str


def printed_texts(measure: Measure) -> tuple[PrintedText, ...]:
    """List the texts of *measure* that its actions say the Record prints, each once, in the order of the actions.

    Only texts printed by the measure's own chamber: the other chamber's print is not a new text.

    Source:
        BILLSTATUS, ``<actions><item><text>``.
    """
    found: dict[TextId, PrintedText] = {}
    for action in measure.actions or ():
        for match in _PAGE.finditer(action.text or ""):
            text = _text_of(measure, action, match)
            if text is not None and text not in found:
                found[text] = PrintedText(text, _day(action, match), match["page"])
    return tuple(found.values())


def _text_of(measure: Measure, action: Action, match: re.Match[str]) -> TextId | None:
    chamber = match["page"][0].lower()
    if chamber != measure.id.measure_type.value[0] or _FAILED.search(action.text or ""):
        return None
    step = match["step"] or ("agreed" if _ADOPTED.search(action.text or "") else None)
    if step is None and action.type == "IntroReferral":
        step = "introduced"
    codes = {"introduced": f"i{chamber}", "reported": f"r{chamber}"}
    adopted = adopted_code(chamber, is_lawmaking=measure.id.measure_type.is_lawmaking)
    return None if step is None else TextId(measure.id, codes.get(step, adopted))


def _day(action: Action, match: re.Match[str]) -> dt.date:
    if match["year"] is None:
        return action.action_date
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return action.action_date
