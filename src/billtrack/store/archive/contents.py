"""What an archive holds: how much, of which measures, from which files, as of when."""

from __future__ import annotations

import datetime as dt

from billtrack.model.identifiers import MeasureType
from billtrack.model.values import Value
from billtrack.store.archive.connection import reported
from billtrack.store.archive.reading import Archive


class Kind(Value, frozen=True):
    """The measures of one type of one Congress.

    ``without_status`` counts those of which only texts are held; ``as_of`` is the newest of their update dates.
    """

    congress: int
    measure_type: MeasureType
    measures: int
    without_status: int
    texts: int
    as_of: dt.datetime | None


class Package(Value, frozen=True):
    """A zip, or (``name`` empty) the files that came in none: its documents by what became of them."""

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
    """All an archive holds; ``size`` is of its file, ``words`` of the texts' words alone, in bytes."""

    size: int
    words: int
    kinds: tuple[Kind, ...]
    packages: tuple[Package, ...]
    refused: tuple[RefusedDocument, ...]


def contents(archive: Archive) -> Contents:
    """Tell what *archive* holds: kinds by Congress and type, packages by name, refused documents as met.

    Raises:
        StoreError: it cannot be read.
    """
    run = archive.connection.execute
    with reported(archive.path):
        return Contents(
            size=archive.path.stat().st_size,
            words=run("SELECT coalesce(sum(size), 0) FROM texts").fetchone()[0],
            kinds=tuple(sorted((_kind(*row) for row in run(_KINDS)), key=_in_order)),
            packages=tuple(_package(*row) for row in run(_PACKAGES)),
            refused=tuple(RefusedDocument(*row) for row in run(_REFUSED)),
        )


_KINDS = """
    SELECT congress, type, count(*), sum(document IS NULL), sum(texts), max(update_date)
    FROM (SELECT *, (SELECT count(*) FROM texts WHERE texts.measure = measures.id) AS texts FROM measures)
    GROUP BY congress, type
"""
_PACKAGES = """
    SELECT package, max(retrieved),
        sum(fate = 'held'), sum(fate = 'replaced'), sum(fate = 'kept'), sum(fate = 'refused')
    FROM documents GROUP BY package ORDER BY package
"""
_REFUSED = "SELECT name, package, reason FROM documents WHERE fate = 'refused' ORDER BY id"
_RANK = {measure_type: rank for rank, measure_type in enumerate(MeasureType)}


def _kind(congress: int, measure_type: str, measures: int, without: int, texts: int, as_of: str | None) -> Kind:  # noqa: PLR0917 - a row
    moment = dt.datetime.fromisoformat(as_of) if as_of else None
    return Kind(congress, MeasureType(measure_type), measures, without, texts, moment)


def _in_order(kind: Kind) -> tuple[int, int]:
    return kind.congress, _RANK[kind.measure_type]


def _package(name: str, imported: str, *fates: int) -> Package:
    return Package(name, dt.date.fromisoformat(imported), *fates)
