"""Build one record from many documents: a status file and the prints of the text, each a part with its source.

Pure functions: a record and a parsed document in, a record out.  The keeper's keys are never changed, and a part that
is not imported again keeps its values, its source and its hash.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType

from billtrack.model.choices import KEEPERS
from billtrack.model.measure import IN_ARCHIVE, SCHEMA, Authority, Coverage, Measure, Source, TextVersion, replace
from billtrack.model.measure_names import MeasureId, TextId
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
    """The result for one document."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REFUSED = "refused"


def with_status(record: Measure | None, status: Measure, source: Source) -> Measure:
    """Put a parsed BILLSTATUS file into *record* (``None``: begin one); texts already loaded stay.

    A text imported before any status gets its name, and its day if the print has none, from the announcement.  Only
    roll calls that the new status cites stay among the sources.
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
    """Put one text version into *record*, replacing the announced or earlier one with its code.

    Its name, and its date if the print has none, come from the announcement in the status file.
    """
    status_was_intact = is_as_imported(record, STATUS)
    joined = _with_source(_with_version(record, text), source)
    # The announcement moves from the status part to the text's own: the status gets a new hash, unless it was edited.
    status = next((s for s in joined.sources if s.part == STATUS), None)
    return _with_source(joined, status) if status is not None and status_was_intact else joined


def with_vote(record: Measure, source: Source) -> Measure:
    """Add the file of a roll call to the sources of *record*; no value of the record comes from it."""
    others = tuple(each for each in record.sources if each.part != source.part)
    return _ordered(replace(record, sources=(*others, source)))


def _with_version(record: Measure, text: TextVersion) -> Measure:
    versions = record.text_versions or ()
    announced = next((v for v in versions if v.version_code == text.version_code), None)
    others = (v for v in versions if v is not announced)
    return replace(record, text_versions=_in_order((*others, _named(text, announced))))


def _named(text: TextVersion, announced: TextVersion | None) -> TextVersion:
    """Give *text* the name and the day of its announcement, if it has none of its own."""
    if announced is None:
        return text
    name, date = text.version_name or announced.version_name, text.date or announced.date
    return replace(text, version_name=name, date=date)


StatusPart = tuple[Measure, Source]
"""A parsed status document and its source."""


def outlined(measure: MeasureId, status: StatusPart | None, texts: Iterable[tuple[TextVersion, Source]]) -> Measure:
    """Make the record of *measure* for reading only: without hashes of its parts and words of its texts.

    This takes a tenth of the time of a whole record.  The words are where ``file`` says: in the archive.
    """
    record, sources = (None, []) if status is None else (status[0], [status[1]])
    for text, source in texts:
        text_id = TextId(measure, text.version_code)
        stub = replace(text, file=f"{IN_ARCHIVE}{text_id}", preamble=None, resolved=None, sections=None)
        record = _with_version(record or record_of_text(measure, text), stub)
        sources.append(source)
    record = replace(record or Measure(schema=SCHEMA, id=measure, title=str(measure)), sources=tuple(sources))
    return _ordered(record)


def why_status_kept(present: dt.datetime | None, offered: dt.datetime | None) -> str | None:
    """Why the present status stays: by the update dates, it is newer than the one offered."""
    if present is not None and offered is not None and offered < present:
        return f"the record is of {present:%Y-%m-%d %H:%M} UTC, newer than this document's {offered:%Y-%m-%d %H:%M}"
    return None


def why_text_kept(present: TextVersion | None, offered: TextVersion, *, accepted: bool = False) -> str | None:
    """Why the present complete text stays; ``None`` if the one offered replaces it.

    A text is never replaced by one of lesser authority; one without a known origin counts as a copy.  The Congressional
    Record, which is not a print, replaces a copy of a print only if that was *accepted*.
    """
    if present is None or present.coverage is not Coverage.COMPLETE:
        return None
    has, comes = (text.authority or Authority.COPY for text in (present, offered))
    if has.rank < comes.rank:
        return f"the record has {_HELD_TEXT[has]}; {_OFFERED_TEXT[comes]} does not replace it"
    if has is Authority.COPY and comes is Authority.RECORD and not accepted:
        return "the record has a complete copy of the print; --accept replaces it by the Congressional Record's text"
    return None


_HELD_TEXT = MappingProxyType(
    {Authority.OFFICIAL: "the official text", Authority.RECORD: "the text from the Congressional Record"}
)
_OFFERED_TEXT = MappingProxyType({Authority.RECORD: "the Congressional Record", Authority.COPY: "a copy"})


def record_of_text(measure: MeasureId, text: TextVersion) -> Measure:
    """Begin a record with only a text: it has the printed title, and nothing else is loaded."""
    return Measure(schema=SCHEMA, id=measure, title=text.official_title or str(measure))


def _announced_and_loaded(
    announced: tuple[TextVersion, ...], present: tuple[TextVersion, ...]
) -> tuple[TextVersion, ...]:
    """Every announced version and every loaded one, each code once.

    Of two with one code, the one with words stays, or with the reason for having none.
    """
    loaded = {v.version_code: v for v in present if v.coverage is not Coverage.NONE or v.note is not None}
    fresh = [v for v in announced if v.version_code not in loaded]
    return _in_order((*fresh, *loaded.values()))


def _in_order(versions: tuple[TextVersion, ...]) -> tuple[TextVersion, ...]:
    """Oldest first; one without a date (enrolled prints have none) comes last."""
    return tuple(sorted(versions, key=lambda v: v.date or dt.date.max))


def _with_source(record: Measure, source: Source) -> Measure:
    """Make *source* the only source of its part, with the hash of the part's values."""
    others = tuple(s for s in record.sources if s.part != source.part)
    bare = replace(record, sources=(*others, source))
    stamped = replace(source, content_sha256=content_sha256(bare, source.part))
    return _ordered(replace(bare, sources=(*others, stamped)))


def _ordered(record: Measure) -> Measure:
    """Put the sources in the order of their parts."""
    order = part_names(record)
    return replace(record, sources=tuple(sorted(record.sources, key=lambda s: order.index(s.part))))
