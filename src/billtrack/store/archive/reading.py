"""Reading an archive: measures and texts by their names, and what is held."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

from billtrack.errors import StoreError
from billtrack.model.identifiers import MeasureId, MeasureType, Reference, TextId, parse_reference
from billtrack.model.measure import IN_ARCHIVE, Measure, Source, TextVersion, replace
from billtrack.model.record_builder import assembled, outlined
from billtrack.model.search_terms import LINE_END
from billtrack.store.archive.connection import connect_to_read, reported
from billtrack.store.archive.lines import Lines
from billtrack.store.archive.packing import unpack_head, unpack_lines, unpack_measure, unpack_text

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type

_MEASURES = """
    SELECT m.id, m.type, m.number, m.congress, m.status, d.part, d.url, d.retrieved, d.sha256
    FROM measures AS m LEFT JOIN documents AS d ON d.id = m.document
"""
_ONE = "WHERE m.congress = ? AND m.type = ? AND m.number = ?"
_TEXTS = """
    SELECT t.{form}, d.part, d.url, d.retrieved, d.sha256
    FROM texts AS t JOIN documents AS d ON d.id = t.document
    WHERE t.measure = ? ORDER BY t.date IS NULL, t.date, t.version_code
"""


def open_archive(path: Path) -> Archive:
    """Open the archive at *path* for reading.

    Raises:
        StoreError: it is missing, foreign, of another billtrack, locked or damaged.
    """
    return Archive(path, connect_to_read(path))


class Archive:
    """An archive opened for reading; ``connection`` is for questions over many measures."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    # ---------------------------------------------------------------------------------- names

    def ids(self) -> tuple[MeasureId, ...]:
        """Every measure held, in order."""
        return self._ids("", ())

    def fitting(self, reference: Reference) -> tuple[MeasureId, ...]:
        """The measures held that *reference* may mean, in order: those of its type and number."""
        return self._ids("WHERE type = ? AND number = ?", (reference.measure_type.value, reference.number))

    def _ids(self, where: str, values: tuple[str | int, ...]) -> tuple[MeasureId, ...]:
        with reported(self.path):
            rows = self.connection.execute(f"SELECT type, number, congress FROM measures {where}", values).fetchall()  # noqa: S608 - our own words
        return tuple(sorted(MeasureId(MeasureType(kind), number, congress) for kind, number, congress in rows))

    # ------------------------------------------------------------------------------- measures

    def find_measure(self, measure_id: MeasureId) -> Measure | None:
        """Find what is held of a measure; its texts come without their words, which ``text_in_full`` gives."""
        with reported(self.path):
            row = self._row(measure_id)
            if row is None:
                return None
            texts = [(unpack_head(head), source) for head, source in self._texts("head", row[0])]
            return outlined(measure_id, _status(row), texts)

    def find_record(self, measure_id: MeasureId) -> Measure | None:
        """Find a measure as the record of its documents: texts with their words, parts with their hashes."""
        with reported(self.path):
            row = self._row(measure_id)
            if row is None:
                return None
            texts = [(unpack_text(packed), source) for packed, source in self._texts("packed", row[0])]
            return assembled(measure_id, _status(row), texts)

    def measures(self) -> Iterator[Measure]:
        """Every measure held, in order, each as ``find_measure`` gives it."""
        for measure_id in self.ids():
            found = self.find_measure(measure_id)
            if found is not None:
                yield found

    def may_be_laws(self, congress: int) -> Iterator[Measure]:
        """The bills and joint resolutions of a Congress that went on from their referral, those enacted first."""
        with reported(self.path):
            query = """
                SELECT type, number FROM measures
                WHERE congress = ? AND type IN ('hr', 's', 'hjres', 'sjres') AND status IS NOT NULL
                AND stage NOT IN ('reserved', 'introduced', 'referred')
                ORDER BY stage <> 'enacted', type, number
            """
            rows = self.connection.execute(query, (congress,)).fetchall()
        for kind, number in rows:
            found = self.find_measure(MeasureId(MeasureType(kind), number, congress))
            if found is not None:
                yield found

    def titles_before(self, congress: int) -> Iterator[tuple[MeasureId, tuple[str, ...]]]:
        """All titles of each measure of an earlier Congress."""
        with reported(self.path):
            query = "SELECT type, number, congress, titles FROM measures WHERE congress < ? AND titles <> ''"
            for kind, number, held, titles in self.connection.execute(query, (congress,)):
                yield MeasureId(MeasureType(kind), number, held), tuple(titles.split(LINE_END))

    def _row(self, measure_id: MeasureId) -> Row | None:
        values = (measure_id.congress, measure_id.measure_type.value, measure_id.number)
        row: Row | None = self.connection.execute(_MEASURES + _ONE, values).fetchone()
        return row

    def _texts(self, form: str, key: int) -> Iterator[tuple[bytes, Source]]:
        rows = self.connection.execute(_TEXTS.format(form=form), (key,))
        return ((packed, _source(*source)) for packed, *source in rows)

    # ---------------------------------------------------------------------------------- texts

    def text_in_full(self, text: TextVersion) -> TextVersion:
        """Give *text*, a text of ``find_measure``, with its words; any other is given back as it is."""
        if text.file is None or not text.file.startswith(IN_ARCHIVE):
            return text
        name = text.file.removeprefix(IN_ARCHIVE)
        text_id = parse_reference(name).text_id
        found = self.find_text(text_id) if text_id else None
        if found is None:
            raise StoreError(f"{self.path}: the text {name} is not in it any more")
        return replace(found, version_name=text.version_name, date=text.date)

    def find_text(self, text_id: TextId) -> TextVersion | None:
        """Find one text with its words, as its own document has it."""
        document = self.find_document(text_id)
        with reported(self.path):
            row = self.connection.execute("SELECT packed FROM texts WHERE document = ?", (document,)).fetchone()
            return None if row is None else unpack_text(row[0])

    def find_document(self, text_id: TextId) -> int | None:
        """Find the id of the document that has a text: the row of the index its words are under."""
        measure = text_id.measure
        values = (measure.congress, measure.measure_type.value, measure.number, text_id.version_code)
        with reported(self.path):
            row = self.connection.execute(_DOCUMENT, values).fetchone()
            return None if row is None else int(row[0])

    def lines(self, document: int) -> Lines | None:
        """The words of the text of *document* as they are indexed; ``None`` where it is no text that is held."""
        with reported(self.path):
            row = self.connection.execute("SELECT packed FROM texts WHERE document = ?", (document,)).fetchone()
            return None if row is None else unpack_lines(row[0])


_DOCUMENT = """
    SELECT t.document FROM texts AS t JOIN measures AS m ON m.id = t.measure
    WHERE m.congress = ? AND m.type = ? AND m.number = ? AND t.version_code = ?
"""


def _status(row: Row) -> tuple[Measure, Source] | None:
    """The status a row of ``_MEASURES`` holds; ``None`` where only texts of the measure are held."""
    packed, source = row[4], row[5:]
    return None if packed is None else (unpack_measure(packed), _source(*source))


def _source(part: str, url: str, retrieved: str, sha256: bytes) -> Source:
    return Source(part=part, url=url, retrieved=dt.date.fromisoformat(retrieved), sha256=sha256.hex())
