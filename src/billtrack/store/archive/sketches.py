"""The sketches of texts, kept in the archive: rows of numbers whose meaning is ``analysis.companions``'."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from typing import NamedTuple

from billtrack.model.identifiers import MeasureId, MeasureType, TextId, parse_measure_id
from billtrack.model.measure import Coverage
from billtrack.store.archive.connection import reported
from billtrack.store.archive.reading import Archive
from billtrack.store.archive.writing import open_writer


class KeptSketch(NamedTuple):
    """A sketch as it is kept; *hashes* are below 2**32."""

    size: int
    scale: int
    hashes: array[int]


class ArchivedText(NamedTuple):
    """A complete text, the id of its document, and its sketch; ``None`` where none is kept."""

    text: TextId
    document: int
    sketch: KeptSketch | None


class Relation(NamedTuple):
    """What an official source says of two measures; ``of`` is the one whose status says it."""

    of: MeasureId
    other: MeasureId
    relationship_type: str
    identified_by: str | None


def archived_texts(archive: Archive, method: str) -> list[ArchivedText]:
    """List the complete texts by measure, the introduced one first, then the others, oldest first.

    Only sketches made by *method* count.
    """
    with reported(archive.path):
        rows = archive.connection.execute(_TEXTS, (method, Coverage.COMPLETE.value)).fetchall()
    found = [
        ArchivedText(
            TextId(MeasureId(MeasureType(kind), number, congress), code),
            document,
            None if hashes is None else KeptSketch(size, scale, _unpacked(hashes)),
        )
        for kind, number, congress, code, document, size, scale, hashes in rows
    ]
    return sorted(found, key=lambda each: each.text.measure)


def keep_sketches(archive: Archive, method: str, sketches: Iterable[tuple[int, KeptSketch]]) -> None:
    """Keep the sketches of documents, in one transaction; one of a text that is not held any more is left out.

    Raises:
        StoreError: the archive cannot be written.
    """
    rows = [(method, each.size, each.scale, _packed(each.hashes), document) for document, each in sketches]
    with open_writer(archive.path) as writer, writer.batch():
        writer.connection.executemany(_KEEP, rows)


def relations(archive: Archive) -> list[Relation]:
    """Every relation of two measures in the status documents held, in their order."""
    with reported(archive.path):
        rows = archive.connection.execute(_RELATIONS).fetchall()
    return [
        Relation(MeasureId(MeasureType(kind), number, congress), parse_measure_id(other), *said)
        for kind, number, congress, other, *said in rows
    ]


def titles(archive: Archive) -> dict[MeasureId, str]:
    """The title of every measure held."""
    with reported(archive.path):
        rows = archive.connection.execute("SELECT type, number, congress, title FROM measures").fetchall()
    return {MeasureId(MeasureType(kind), number, congress): title for kind, number, congress, title in rows}


_TEXTS = """
    SELECT m.type, m.number, m.congress, t.version_code, t.document, s.size, s.scale, s.hashes
    FROM texts AS t JOIN measures AS m ON m.id = t.measure
    LEFT JOIN sketches AS s ON s.document = t.document AND s.method = ?
    WHERE t.coverage = ?
    ORDER BY m.id, t.version_code NOT IN ('ih', 'is'), t.date IS NULL, t.date, t.version_code
"""
_KEEP = """
    INSERT OR REPLACE INTO sketches (method, size, scale, hashes, document)
    SELECT ?, ?, ?, ?, document FROM texts WHERE document = ?
"""
_RELATIONS = """
    SELECT m.type, m.number, m.congress, r.other, r.relationship_type, r.identified_by
    FROM related AS r JOIN measures AS m ON m.id = r.measure ORDER BY m.id, r.place
"""


def _packed(hashes: array[int]) -> bytes:
    return _little(array("I", hashes)).tobytes()


def _unpacked(data: bytes) -> array[int]:
    hashes = array("I")
    hashes.frombytes(data[: len(data) - len(data) % hashes.itemsize])
    return _little(hashes)


def _little(hashes: array[int]) -> array[int]:
    """The same numbers with their bytes in the order of the archive, or back."""
    if sys.byteorder == "big":
        hashes.byteswap()
    return hashes
