"""Rows a record keeps although its status document no longer has them.

Official files lose rows: some were wrong and are withdrawn, some come back the next day.  The user decides.  So a
newer document adds what it gained, and the rows it lost stay in the record, named in ``held_back`` of its source,
until the user accepts the loss or the document has them again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, TypeVar

from billtrack.model.measure import Action, Cosponsor, Coverage, Measure, TextVersion, replace
from billtrack.model.record_parts import STATUS
from billtrack.status.course.folding import plain_words

Kept = Action | Cosponsor | TextVersion
Row = TypeVar("Row", Action, Cosponsor, TextVersion)


def row_name(row: Kept) -> str:
    """Name a row as ``held_back`` does, so that a person and billtrack can find it again."""
    match row:
        case Action():
            return f"action of {row.action_date}: {plain_words(row.text)}"
        case Cosponsor():
            return f"cosponsor {row.name} ({row.bioguide_id}), signed {row.sponsorship_date}"
        case TextVersion():
            return f"text {row.version_code}"


def held_back(measure: Measure) -> tuple[str, ...]:
    """Name the rows the record keeps and its status document no longer has; usually empty."""
    return next((source.held_back for source in measure.sources if source.part == STATUS), ())


def held_back_sentences(measure: Measure, kind: Literal["action", "cosponsor"]) -> Iterator[str]:
    """Say of each row of one kind that the newest official document no longer has it; usually nothing."""
    for name in held_back(measure):
        if name.startswith(f"{kind} "):
            yield f"No longer in the official document (kept until `billtrack sync --accept {measure.id}`): {name}"


def all_names(measure: Measure) -> frozenset[str]:
    """Name every row of the lists that can hold rows back."""
    lists = (measure.actions, measure.cosponsors, measure.text_versions)
    return frozenset(row_name(row) for rows in lists for row in rows or ())


def published(measure: Measure) -> Measure:
    """Give the record as its status document has it, without the rows held back."""
    kept = Counter(held_back(measure))
    if not kept:
        return measure
    return replace(
        measure,
        actions=_without(measure.actions, kept),
        cosponsors=_without(measure.cosponsors, kept),
        text_versions=_without(measure.text_versions, kept),
    )


def _without(rows: tuple[Row, ...] | None, kept: Counter[str]) -> tuple[Row, ...] | None:
    """Leave out as many rows of each name as are held back; a text with words stays."""
    left = []
    for row in rows or ():
        name = row_name(row)
        if kept[name] > 0 and not _has_words(row):
            kept[name] -= 1
        else:
            left.append(row)
    return None if rows is None else tuple(left)


def _has_words(row: Kept) -> bool:
    return isinstance(row, TextVersion) and row.coverage is not Coverage.NONE
