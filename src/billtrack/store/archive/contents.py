"""The contents of an archive: how much, of which measures, from which files, as of when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from billtrack.model.identifiers import MeasureType
from billtrack.model.values import Value


class Kind(Value, frozen=True):
    """The measures of one type of one Congress.

    ``without_status`` counts those with texts only; ``as_of`` is their newest update date.
    """

    congress: int
    measure_type: MeasureType
    measures: int
    without_status: int
    texts: int
    as_of: dt.datetime | None


class Package(Value, frozen=True):
    """A zip, or (``name`` empty) the files outside zips: its documents by result."""

    name: str
    imported: dt.date
    held: int
    replaced: int
    kept: int
    refused: int


class RefusedDocument(Value, frozen=True):
    """A document that could not be read, and why."""

    name: str
    package: str
    reason: str


class Contents(Value, frozen=True):
    """All contents of an archive; ``size`` is that of its file, ``words`` that of the words of texts, in bytes."""

    size: int
    words: int
    kinds: tuple[Kind, ...]
    packages: tuple[Package, ...]
    refused: tuple[RefusedDocument, ...]


def in_order(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """Sort *kinds* by Congress, then by type."""
    return tuple(sorted(kinds, key=lambda kind: (kind.congress, _RANK[kind.measure_type])))


_RANK = {measure_type: rank for rank, measure_type in enumerate(MeasureType)}
