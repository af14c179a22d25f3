"""The sketches of texts in SQLite, by which counterparts are found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from billtrack.model.identifiers import TextId
from billtrack.model.measure import Coverage
from billtrack.store.archive.engine import DocumentKey, KeptSketch, SketchRow
from billtrack.store.archive.packing import pack_hashes, unpack_hashes
from billtrack.store.archive.sqlite.connection import transaction
from billtrack.store.archive.sqlite.names import measure_id


def sketches(connection: sqlite3.Connection, method: str) -> Iterator[SketchRow]:
    """Every complete text with its sketch by *method*."""
    for kind, number, congress, code, sha256, name, size, scale, hashes in connection.execute(
        _SKETCHED, (method, Coverage.COMPLETE.value)
    ):
        sketch = None if hashes is None else KeptSketch(size, scale, unpack_hashes(hashes))
        yield SketchRow(TextId(measure_id(kind, number, congress), code), (sha256, name), sketch)


_SKETCHED = """
    SELECT m.type, m.number, m.congress, t.version_code, d.sha256, d.name, s.size, s.scale, s.hashes
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    LEFT JOIN sketches AS s ON s.document = t.document AND s.method = ?
    WHERE t.coverage = ?
    ORDER BY m.id, t.version_code NOT IN ('ih', 'is'), t.date IS NULL, t.date, t.version_code
"""


def keep_sketches(connection: sqlite3.Connection, method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
    """Keep sketches in one transaction."""
    rows = [(method, each.size, each.scale, pack_hashes(each.hashes), *key) for key, each in made]
    with transaction(connection):
        connection.executemany(_KEEP, rows)


_KEEP = """
    INSERT OR REPLACE INTO sketches (method, size, scale, hashes, document)
    SELECT ?, ?, ?, ?, t.document FROM documents AS d JOIN texts AS t ON t.document = d.id
    WHERE d.sha256 = ? AND d.name = ?
"""
