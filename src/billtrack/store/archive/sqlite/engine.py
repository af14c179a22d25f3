"""The engine over SQLite: one file, or memory."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from billtrack.store.archive.database import Engine
from billtrack.store.archive.engine import DocumentKey, HitRow, KeptSketch, Put, SearchRequest, SearchRows
from billtrack.store.archive.entries import DocumentEntry, Entry
from billtrack.store.archive.measures import KEEP_SKETCH, sketch_rows
from billtrack.store.archive.sqlite.connection import (
    connect_in_memory,
    connect_to_read,
    connect_to_write,
    migrate,
    reported,
    transaction,
    with_functions,
)
from billtrack.store.archive.sqlite.schema import NAMED
from billtrack.store.archive.tables import Row, Values, answered, in_rows

if TYPE_CHECKING:
    from billtrack.store.archive.queries import Conditions


class SqliteEngine(Engine):
    """An archive in SQLite; *path* is its file, or a name for one in memory."""

    named = NAMED.format("%s")
    named_votes = """
        json_each(%s) AS name CROSS JOIN votes AS v
            ON v.chamber = json_extract(name.value, '$[0]') AND v.congress = json_extract(name.value, '$[1]')
            AND v.session = json_extract(name.value, '$[2]') AND v.roll = json_extract(name.value, '$[3]')
    """
    among = "IN (SELECT value FROM json_each(%s))"
    cosponsors = """CASE WHEN m.document IS NOT NULL THEN (
            SELECT count(*) FROM cosponsors AS c WHERE c.measure = m.id AND c.withdrawn_date IS NULL
        ) END"""
    # A materialized subquery is read in the order it was filled, so that the first row does not wait for the others.
    # Without a LIMIT, SQLite would leave its ORDER BY out.
    listed = f"""
        WITH wanted(id, stage) AS MATERIALIZED (
            SELECT m.id, {{stage}} FROM measures AS m WHERE {{tests}} ORDER BY {{order}} LIMIT -1
        )
        SELECT m.type, m.number, m.congress, m.title, w.stage, m.introduced_date, m.latest_action_date,
            m.latest_action, m.sponsor, m.sponsor_name, m.sponsor_party, m.sponsor_state, m.policy_area, {cosponsors},
            (SELECT group_concat(k.name, char(31)) FROM committees AS k
                WHERE k.measure = m.id AND substr(k.system_code, -2) = '00')
        FROM wanted AS w CROSS JOIN measures AS m ON m.id = w.id
    """  # noqa: S608 - our own words

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.address = str(path)
        self._connection = connection

    @classmethod
    def to_read(cls, path: Path) -> SqliteEngine:
        """Open the file *path* to read; raises ``StoreError`` if it is not an archive of this billtrack."""
        return cls(path, connect_to_read(path))

    @classmethod
    def to_write(cls, path: Path) -> SqliteEngine:
        """Open the file *path* to write, or begin it; ``migrate`` makes its tables."""
        return cls(path, connect_to_write(path))

    @classmethod
    def in_memory(cls, name: str) -> SqliteEngine:
        """Begin an archive in memory that messages call *name*; ``migrate`` makes its tables."""
        return cls(Path(name), connect_in_memory())

    @answered
    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside from one state of the file."""
        with self.reported():
            self._run("BEGIN")
            try:
                yield
            finally:
                self._run("COMMIT")

    def reported(self) -> contextlib.AbstractContextManager[None]:
        """Raise ``StoreError`` for anything that goes wrong in the block."""
        return reported(self.path)

    def _run(self, statement: str, values: Values = ()) -> Iterator[Row]:
        return self._connection.execute(statement.replace("%s", "?"), values)

    def _run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        with self._transaction():
            self._connection.executemany(statement.replace("%s", "?"), rows)

    def _transaction(self) -> contextlib.AbstractContextManager[None]:
        return transaction(self._connection)

    def _keys(self, names: Iterable[tuple[object, ...]]) -> Sequence[object]:
        return (json.dumps(list(names)),)

    def _list_of(self, values: Collection[str]) -> object:
        return json.dumps(list(values))

    @answered
    def migrate(self) -> None:
        """Take the steps of the schema that are not taken yet."""
        migrate(self._connection)

    @answered
    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents held, replaced or kept, of those with *digests*."""
        rows = self._run("SELECT sha256, name FROM documents WHERE fate <> 'refused'")
        return frozenset((sha256, name) for sha256, name in rows if digests is None or sha256 in digests)

    @answered
    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Put documents in one transaction."""
        from billtrack.store.archive.sqlite.writing import Writer  # noqa: PLC0415 - only an import writes

        return Writer(self._connection).put_batch(entries, on)

    @answered
    def keep_sketches(self, method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Keep sketches in one transaction, also where the file was opened to read."""
        with contextlib.closing(connect_to_write(self.path)) as writing, transaction(writing):
            writing.executemany(KEEP_SKETCH.replace("%s", "?"), sketch_rows(method, made))

    def _conditions(self, today: dt.date) -> Conditions:
        from billtrack.store.archive.sqlite.conditions import SqliteConditions  # noqa: PLC0415 - the query language, for a list

        return SqliteConditions(today)

    def _state(self) -> object:
        return next(self._run("PRAGMA data_version"))

    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""
        from billtrack.store.archive.sqlite import searching  # noqa: PLC0415 - the query language, for a search

        with self.reported():
            found = searching.search(self._connection, request)
        return found._replace(hits=self._hits(found.hits))

    @in_rows
    def _hits(self, hits: Iterator[HitRow]) -> Iterator[HitRow]:
        return hits

    def size(self) -> int:
        """How many bytes the file has."""
        return self.path.stat().st_size

    @in_rows
    def problems(self) -> Iterator[str]:
        """What is wrong with the tables and the index, a line each.

        The archive is only read: the index is checked in a temporary copy, because SQLite checks one only where it may
        write.
        """
        yield from (f"the file: {found}" for (found,) in self._run("PRAGMA integrity_check") if found != "ok")
        for table, row, other, _ in self._run("PRAGMA foreign_key_check"):
            yield f"the table {table}: its row {row} points at no row of {other}"
        yield from self.ledger_problems()
        [(held, indexed)] = self._run(_COUNTS)
        if held != indexed:
            yield f"the index: it has {indexed:,} documents, the archive {held:,}"
        copy = with_functions(sqlite3.connect("", isolation_level=None))
        try:
            self._connection.backup(copy)
            copy.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield f"the index: it does not fit the words of the documents: {error}"
        finally:
            copy.close()


_COUNTS = """
    SELECT (SELECT count(*) FROM documents WHERE fate = 'held' AND part NOT LIKE 'vote:%'),
        (SELECT count(*) FROM words_docsize)
"""
