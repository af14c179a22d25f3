"""One record out of many documents: a status file and the prints of the text, each a part with its source.

Pure: a record and a document's reading in, a record out.  The keeper's keys are never touched, and a
part nobody imported anew keeps its values, its source and its hash.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType

from billtrack.model.identifiers import MeasureId, TextId
from billtrack.model.measure import (
    IN_ARCHIVE,
    KEEPERS,
    SCHEMA,
    Authority,
    Coverage,
    Measure,
    Source,
    TextVersion,
    replace,
)
from billtrack.model.record_parts import (
    STATUS,
    content_sha256,
    is_as_imported,
    is_vote_part,
    part_names,
    text_part,
)
from billtrack.model.vote import citations


class ImportResult(StrEnum):
    """What became of a document."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REFUSED = "refused"


def with_status(record: Measure | None, status: Measure, source: Source) -> Measure:
    """Put the reading of a BILLSTATUS file into *record* (``None``: begin one); texts already loaded stay.

    One that was imported before any status takes its name and, where its print has none, its day from the announcement.
    Of the roll calls only those the new status cites stay among the sources.
    """
    if record is None:
        return _with_source(status, source)
    versions = _announced_and_loaded(status.text_versions or (), record.text_versions or ())
    cited = {each.id.part for each in citations(status)}
    sources = tuple(each for each in record.sources if not is_vote_part(each.part) or each.part in cited)
    own = {key: getattr(record, key) for key in KEEPERS}
    joined = replace(status, text_versions=versions, sources=sources, **own)
    joined = _with_source(joined, source)
    announced = {version.version_code: version for version in status.text_versions or ()}
    for text in record.text_versions or ():
        named = _named(text, announced.get(text.version_code))
        part = text_part(text.version_code)
        if named != text and is_as_imported(record, part):
            joined = with_text(joined, named, next(each for each in record.sources if each.part == part))
    return joined


def with_text(record: Measure, text: TextVersion, source: Source) -> Measure:
    """Put one text version into *record*, in the place of the announced or earlier one with its code.

    Its name and, where the print has none, its date come from the status file's announcement.
    """
    status_was_intact = is_as_imported(record, STATUS)
    joined = _with_source(_with_version(record, text), source)
    # The announcement leaves the status part for the text's own: the status is stamped anew, unless it was edited.
    status = next((s for s in joined.sources if s.part == STATUS), None)
    return _with_source(joined, status) if status is not None and status_was_intact else joined


def with_vote(record: Measure, source: Source) -> Measure:
    """Name the file of a roll call among the sources of *record*; no value of the record comes from it."""
    others = tuple(each for each in record.sources if each.part != source.part)
    return _ordered(replace(record, sources=(*others, source)))


def _with_version(record: Measure, text: TextVersion) -> Measure:
    versions = record.text_versions or ()
    announced = next((v for v in versions if v.version_code == text.version_code), None)
    others = (v for v in versions if v is not announced)
    return replace(record, text_versions=_in_order((*others, _named(text, announced))))


def _named(text: TextVersion, announced: TextVersion | None) -> TextVersion:
    """Give *text* the name and the day of its announcement, where it has none of its own."""
    if announced is None:
        return text
    name, date = text.version_name or announced.version_name, text.date or announced.date
    return replace(text, version_name=name, date=date)


Part = tuple[Measure, Source]
"""A reading of a status document, and where it is from."""


def assembled(measure: MeasureId, status: Part | None, texts: Iterable[tuple[TextVersion, Source]]) -> Measure:
    """Make the record of *measure* of all its documents at once: the status first, then the texts in their order."""
    record = None if status is None else with_status(None, *status)
    for text, source in texts:
        record = with_text(record or record_of_text(measure, text), text, source)
    return record or Measure(schema=SCHEMA, id=measure, title=str(measure))


def outlined(measure: MeasureId, status: Part | None, texts: Iterable[tuple[TextVersion, Source]]) -> Measure:
    """Make the record of *measure* for those who only read: no hashes of its parts, no words of its texts.

    A tenth of the work of ``assembled``.  The words are where ``file`` says: in the archive.
    """
    record, sources = (None, []) if status is None else (status[0], [status[1]])
    for text, source in texts:
        text_id = TextId(measure, text.version_code)
        stub = replace(text, file=f"{IN_ARCHIVE}{text_id}", preamble=None, resolved=None, sections=None)
        record = _with_version(record or record_of_text(measure, text), stub)
        sources.append(source)
    record = replace(record or Measure(schema=SCHEMA, id=measure, title=str(measure)), sources=tuple(sources))
    return _ordered(record)


def why_status_kept(held: dt.datetime | None, offered: dt.datetime | None) -> str | None:
    """Why a status that is held stays: it is newer than the one offered, both by their update dates."""
    if held is not None and offered is not None and offered < held:
        return f"the record is of {held:%Y-%m-%d %H:%M} UTC, newer than this document's {offered:%Y-%m-%d %H:%M}"
    return None


def why_text_kept(held: TextVersion | None, offered: TextVersion, *, accepted: bool = False) -> str | None:
    """Why a complete text that is held stays; ``None`` where the one offered takes its place.

    A text never gives way to one of lesser authority; one that does not say where it is from counts as a copy.  A copy
    of a print gives way to the Congressional Record, which is no print, only where that was *accepted*.
    """
    if held is None or held.coverage is not Coverage.COMPLETE:
        return None
    has, comes = (text.authority or Authority.COPY for text in (held, offered))
    if has.rank < comes.rank:
        return f"the record has {_HELD_TEXT[has]}; {_OFFERED_TEXT[comes]} does not replace it"
    if has is Authority.COPY and comes is Authority.RECORD and not accepted:
        return "the record has a complete copy of the print; --accept puts the Congressional Record's text in its place"
    return None


_HELD_TEXT = MappingProxyType(
    {Authority.OFFICIAL: "the official text", Authority.RECORD: "the text from the Congressional Record"}
)
_OFFERED_TEXT = MappingProxyType({Authority.RECORD: "the Congressional Record", Authority.COPY: "a copy"})


def record_of_text(measure: MeasureId, text: TextVersion) -> Measure:
    """Begin a record with no more than a text: its printed title, and all else not loaded."""
    return Measure(schema=SCHEMA, id=measure, title=text.official_title or str(measure))


def _announced_and_loaded(announced: tuple[TextVersion, ...], held: tuple[TextVersion, ...]) -> tuple[TextVersion, ...]:
    """Every announced version, and every one held; where both are, the one that holds words, or says why it cannot."""
    loaded = {v.version_code: v for v in held if v.coverage is not Coverage.NONE or v.note is not None}
    fresh = [v for v in announced if v.version_code not in loaded]
    return _in_order((*fresh, *loaded.values()))


def _in_order(versions: tuple[TextVersion, ...]) -> tuple[TextVersion, ...]:
    """Oldest first; one without a date (enrolled prints have none) comes last."""
    return tuple(sorted(versions, key=lambda v: v.date or dt.date.max))


def _with_source(record: Measure, source: Source) -> Measure:
    """Name *source* as its part's only one, stamped with the hash of the part's values."""
    others = tuple(s for s in record.sources if s.part != source.part)
    bare = replace(record, sources=(*others, source))
    stamped = replace(source, content_sha256=content_sha256(bare, source.part))
    return _ordered(replace(bare, sources=(*others, stamped)))


def _ordered(record: Measure) -> Measure:
    """Put the sources in the order of their parts."""
    order = part_names(record)
    return replace(record, sources=tuple(sorted(record.sources, key=lambda s: order.index(s.part))))
