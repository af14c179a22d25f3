"""The sketches of texts in PostgreSQL, by which counterparts are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from billtrack.model.identifiers import TextId
from billtrack.model.measure import Coverage
from billtrack.store.archive.engine import DocumentKey, KeptSketch, SketchRow
from billtrack.store.archive.packing import pack_hashes, unpack_hashes
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.names import measure_id


def sketches(connection: Connection, method: str) -> Iterator[SketchRow]:
    """Every complete text with its sketch by *method*."""
    for kind, number, congress, code, sha256, name, size, scale, hashes in connection.execute(
        _SKETCHED, (method, Coverage.COMPLETE.value)
    ):
        sketch = None if hashes is None else KeptSketch(size, scale, unpack_hashes(hashes))
        yield SketchRow(TextId(measure_id(kind, number, congress), code), (sha256, name), sketch)


_SKETCHED = """
    SELECT m.type, m.number, m.congress, t.version_code, d.sha256, d.name, s.size, s.scale, s.hashes
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    LEFT JOIN sketches AS s ON s.document = t.document AND s.method = %s
    WHERE t.coverage = %s
    ORDER BY m.id, t.version_code NOT IN ('ih', 'is'), t.date IS NULL, t.date, t.version_code
"""


def keep_sketches(connection: Connection, method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
    """Keep sketches in one transaction, also where the archive was opened to read."""
    by_key = sorted(made, key=lambda each: each[0])  # in one order, so that two never wait for each other
    rows = [(method, each.size, each.scale, pack_hashes(each.hashes), *key) for key, each in by_key]
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
        cursor.executemany(_KEEP, rows)


_KEEP = """
    INSERT INTO sketches (method, size, scale, hashes, document)
    SELECT %s, %s, %s, %s, t.document FROM documents AS d JOIN texts AS t ON t.document = d.id
    WHERE d.sha256 = %s AND d.name = %s
    ON CONFLICT (document) DO UPDATE SET method = excluded.method, size = excluded.size, scale = excluded.scale,
        hashes = excluded.hashes
"""
