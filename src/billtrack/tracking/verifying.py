"""Whether a record is valid and still matches its documents.

Combines contradictions inside the record (``consistency``) and among its actions (``status``), the hashes of its
parts, the long texts beside it, and official documents to compare with.  Reads files and changes none; every finding
names its place.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.measure import Coverage, Measure, TextVersion
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.record_parts import STATUS, VOTE, is_as_imported, is_vote_part, part_of, text_part, values_of
from billtrack.model.values import Value
from billtrack.model.vote import parse_vote_id
from billtrack.sources.granule import GranuleText, parse_granule
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, read_documents
from billtrack.status.status import contradictions
from billtrack.store import records
from billtrack.store.votes import read_vote
from billtrack.tracking.consistency import check
from billtrack.tracking.pairing import differences
from billtrack.tracking.parsed_document import ParsedDocument, joined
from billtrack.tracking.printed import Differing, Sameness, differing_words, reconcile_print
from billtrack.tracking.reconcile import INTRODUCED, Discrepancy, Witness, reconcile


class RecordProblem(Value, frozen=True):
    """A problem in a record: its file and, if known, line, part and field."""

    measure: MeasureId
    file: Path
    message: str
    part: str | None = None
    field: str | None = None
    line: int | None = None


def verify(
    measure: Measure, *, bills: Path, today: dt.date, max_age: int | None = None, against: Iterable[ParsedDocument] = ()
) -> tuple[RecordProblem, ...]:
    """Find every problem in the record of *measure* in the folder *bills*.

    *max_age* is in days, from the document's own update to *today*.  *against* holds official documents to compare
    with; those of other measures are ignored.
    """
    path = records.find_record(bills, measure.id) or bills / f"{measure.id}.yaml"

    def finding(message: str, *, field: str | None = None, part: str | None = None) -> RecordProblem:
        line = records.line_of(path, field) if field else None
        return RecordProblem(
            measure.id, path, message, part or (part_of(measure, field) if field else None), field, line
        )

    found = [finding(problem.message, field=problem.field) for problem in check(measure)]
    found += [finding(message, part=STATUS, field="actions") for message in contradictions(measure)]
    for document in against:
        if document.measure == measure.id:
            found += [finding(message, field=field) for field, message in _compared(measure, document)]
    reported = {each.part for each in found}
    found += [finding(message, part=part) for part, message in _edited(measure) if part not in reported or not against]
    beside = (*_texts_beside(measure, bills), *_votes_beside(measure, bills))
    found += [finding(message, part=part) for part, message in beside]
    if max_age is not None:
        found += [finding(message, field="update_date") for message in _aged(measure, today, max_age)]
    return tuple(found)


class Agreement(Value, frozen=True):
    """A text compared with the Congressional Record: its ID, the page, and where the two differ."""

    text: TextId
    page: str
    differing: tuple[Differing, ...]

    @property
    def likeness(self) -> Sameness:
        """How far the two agree."""
        if not self.differing:
            return Sameness.SAME
        return Sameness.SAME_WORDS if all(each.is_of_marks for each in self.differing) else Sameness.DIFFERENT

    @property
    def has_same_words(self) -> bool:
        """Whether at most punctuation differs."""
        return self.likeness is not Sameness.DIFFERENT


def read_granules(paths: Iterable[Path]) -> tuple[tuple[GranuleText, ...], tuple[Path, ...]]:
    """Read the granules of the Congressional Record among *paths*; return the other paths second.

    Raises:
        InputError: a path does not exist, or a granule cannot be read.
    """
    texts: list[GranuleText] = []
    others = []
    for path in paths:
        documents = tuple(read_documents(path)) if path.is_file() else ()
        granules = [each for each in documents if isinstance(each, Document) and each.kind is DocumentKind.GRANULE]
        texts += (text for each in granules for text in parse_granule(each.data, name=each.name))
        if not granules:
            others.append(path)
    return tuple(texts), tuple(others)


def agreements(
    measure: Measure, granules: Iterable[GranuleText], texts: Iterable[TextVersion]
) -> tuple[Agreement, ...]:
    """Compare the full *texts* of *measure* with what *granules* print of it, version by version."""
    held = {text.version_code: text for text in texts if text.coverage is not Coverage.NONE}
    return tuple(
        Agreement(TextId(measure.id, code), found.page or found.url, differing_words(held[code], found.text))
        for found in granules
        if found.measure == measure.id
        for code in found.versions
        if code in held
    )


def reconciled(
    measure: Measure, *, bills: Path, witnesses: Iterable[Witness], texts: Iterable[TextVersion] = ()
) -> tuple[RecordProblem, ...]:
    """Compare the record of *measure* with other sources, and with the sponsors printed in its introduced text.

    *witnesses* are the same measure from other sources; *texts* are its full texts.  A message names the kind of
    disagreement if it is a known one.
    """
    path = records.find_record(bills, measure.id) or bills / f"{measure.id}.yaml"
    record = Witness("the record", measure)
    found = [each for witness in witnesses for each in reconcile(record, witness)]
    for text in texts:
        if text.version_code in INTRODUCED:
            found += reconcile_print(record, text, name=f"the {text.version_code} text")
    return tuple(
        RecordProblem(measure.id, path, _message(each), STATUS, each.field, records.line_of(path, each.field))
        for each in found
    )


def _message(each: Discrepancy) -> str:
    known = f" (known: {each.known})" if each.known else ""
    return f"{each.subject}: {each.first} says {each.says}, {each.second} says {each.but}{known}"


def _edited(measure: Measure) -> Iterator[tuple[str, str]]:
    for source in measure.sources:
        if source.content_sha256 is not None and not is_as_imported(measure, source.part):
            yield source.part, f"{source.part} was edited after it was imported from {source.url}"


def _texts_beside(measure: Measure, bills: Path) -> Iterator[tuple[str, str]]:
    digests = {source.part: source.sha256 for source in measure.sources}
    for text in measure.text_versions or ():
        if text.file is None:
            continue
        part = text_part(text.version_code)
        try:
            digest = hashlib.sha256(records.read_text(bills, text.file)).hexdigest()
        except InputError as error:
            yield part, str(error)
            continue
        if digest != digests.get(part):
            yield part, f"{text.file} is not the imported document: its SHA-256 is {digest}"


def _votes_beside(measure: Measure, bills: Path) -> Iterator[tuple[str, str]]:
    for source in measure.sources:
        if not is_vote_part(source.part):
            continue
        try:
            vote = parse_vote_id(source.part.removeprefix(VOTE))
            data = read_vote(bills, vote)
        except InputError as error:
            yield source.part, str(error)
            continue
        if data is None:
            yield source.part, f"{vote.file} is not beside the record"
        elif hashlib.sha256(data).hexdigest() != source.sha256:
            yield source.part, f"{vote.file} is not the document that was imported"


def _aged(measure: Measure, today: dt.date, max_age: int) -> Iterator[str]:
    if measure.update_date is None:
        yield "no update date, so the age of the record is unknown"
        return
    age = (today - measure.update_date.date()).days
    if age > max_age:
        yield f"last updated {measure.update_date.date()}, {age} days ago; the limit is {max_age}"


def _compared(measure: Measure, document: ParsedDocument) -> Iterator[tuple[str, str]]:
    """Find where the record and the official document differ, by field."""
    official = joined(measure, document)
    part = document.source.part
    for field, held, offered in differences(values_of(measure, part), values_of(official, part)):
        yield field, f"the record says {held}, the official document {offered}"
