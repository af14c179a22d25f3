"""One record out of many documents: a status file and the prints of the text, each a part with its source.

Pure: a record and a document's reading in, a record out.  The keeper's ``notes`` and ``tags`` are never touched, and a
part nobody imported anew keeps its values, its source and its hash.
"""

from __future__ import annotations

import datetime as dt

from billtrack.identifiers import MeasureId
from billtrack.model import SCHEMA, Coverage, Measure, Source, TextVersion, replace
from billtrack.parts import STATUS, content_sha256, is_as_imported, part_names


def with_status(record: Measure | None, status: Measure, source: Source) -> Measure:
    """Put the reading of a BILLSTATUS file into *record* (``None``: begin one); texts already loaded stay."""
    if record is None:
        return _with_source(status, source)
    versions = _announced_and_loaded(status.text_versions or (), record.text_versions or ())
    joined = replace(status, text_versions=versions, sources=record.sources, notes=record.notes, tags=record.tags)
    return _with_source(joined, source)


def with_text(record: Measure, text: TextVersion, source: Source) -> Measure:
    """Put one text version into *record*, in the place of the announced or earlier one with its code.

    Its name and, where the print has none, its date come from the status file's announcement.
    """
    versions = record.text_versions or ()
    announced = next((v for v in versions if v.version_code == text.version_code), None)
    if announced is not None:
        name = text.version_name or announced.version_name
        text = replace(text, version_name=name, date=text.date or announced.date)
    status_was_intact = is_as_imported(record, STATUS)
    joined = replace(record, text_versions=_in_order((*(v for v in versions if v is not announced), text)))
    joined = _with_source(joined, source)
    # The announcement leaves the status part for the text's own: the status is stamped anew, unless it was edited.
    status = next((s for s in joined.sources if s.part == STATUS), None)
    return _with_source(joined, status) if status is not None and status_was_intact else joined


def record_of_text(measure: MeasureId, text: TextVersion) -> Measure:
    """Begin a record with no more than a text: its printed title, and all else not loaded."""
    return Measure(schema=SCHEMA, id=measure, title=text.official_title or str(measure))


def _announced_and_loaded(announced: tuple[TextVersion, ...], held: tuple[TextVersion, ...]) -> tuple[TextVersion, ...]:
    """Every announced version, and every one held; where both are, the one that holds words."""
    loaded = {v.version_code: v for v in held if v.coverage is not Coverage.NONE}
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
    order = part_names(bare)
    return replace(bare, sources=tuple(sorted((*others, stamped), key=lambda s: order.index(s.part))))
