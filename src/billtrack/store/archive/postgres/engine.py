"""The engine over PostgreSQL: one connection, opened again if it was lost between two questions."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import md5

from billtrack.model.search_terms import indexed
from billtrack.store.archive.database import Engine
from billtrack.store.archive.engine import DocumentKey, KeptSketch, Put, SearchRequest, SearchRows
from billtrack.store.archive.entries import DocumentEntry, Entry
from billtrack.store.archive.measures import KEEP_SKETCH, sketch_rows
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.archive.postgres import rows, schema, searching, writing
from billtrack.store.archive.postgres.conditions import Corpus, PostgresConditions
from billtrack.store.archive.postgres.connection import KEYS, NAMED_VOTES, columns_of, connect
from billtrack.store.archive.postgres.errors import reported
from billtrack.store.archive.postgres.schema import Connection
from billtrack.store.archive.postgres.vectors import COUNT_BITS, Vectors, posting, vectors
from billtrack.store.archive.tables import Row, Values, answered, in_rows, patiently
from billtrack.store.archive_address import Server


class PostgresEngine(Engine):
    """An archive in PostgreSQL at *server*."""

    named = KEYS.format(*("%s",) * 4)
    named_votes = NAMED_VOTES
    among = "= ANY(%s)"
    for_update = " FOR UPDATE"
    cosponsors = "CASE WHEN m.document IS NOT NULL THEN coalesce(c.current, 0) END"
    listed = f"""
        SELECT m.type, m.number, m.congress, m.title, {{stage}}, m.introduced_date, m.latest_action_date,
            m.latest_action, m.sponsor, m.sponsor_name, m.sponsor_party, m.sponsor_state, m.policy_area, {cosponsors},
            k.names
        FROM measures AS m LEFT JOIN (
            SELECT measure, count(*) AS current FROM cosponsors WHERE withdrawn_date IS NULL GROUP BY measure
        ) AS c ON c.measure = m.id
        LEFT JOIN (
            SELECT measure, string_agg(name, chr(31) ORDER BY system_code) AS names FROM committees
            WHERE right(system_code, 2) = '00' GROUP BY measure
        ) AS k ON k.measure = m.id
        WHERE {{tests}} ORDER BY {{order}}
    """  # noqa: S608 - our own words

    def __init__(self, server: Server, *, writes: bool) -> None:
        self.server = server
        self.address = str(server)
        self._writes = writes
        self._connection_now = connect(server, writes=writes)
        self._has_written = False
        self._counted: tuple[object, Corpus] | None = None
        self._fixed: object = None

    @classmethod
    def to_read(cls, server: Server) -> PostgresEngine:
        """Open the archive at *server* to read; raises ``StoreError`` if it is not one of this billtrack."""
        engine = cls(server, writes=False)
        try:
            with reported(server):
                schema.check_steps(engine._connection_now, server)
        except BaseException:
            engine._connection_now.close()
            raise
        return engine

    @classmethod
    def to_write(cls, server: Server) -> PostgresEngine:
        """Open the archive at *server* to write; ``migrate`` makes its tables."""
        return cls(server, writes=True)

    @property
    def _connection(self) -> Connection:
        if self._connection_now.closed:
            self._connection_now = connect(self.server, writes=self._writes)
        return self._connection_now

    def close(self) -> None:
        """Release the connection; after writing, bring the index and what the planner knows up to date."""
        try:
            if self._has_written and not self._connection_now.closed:  # else nobody waits for a server that is gone
                patiently(self._tidy)
        finally:
            self._connection_now.close()

    @answered
    def _tidy(self) -> None:
        rows.tidy(self._connection)

    def release(self) -> None:
        """Release the connection; another program that writes brings the index up to date when it is done."""
        self._connection_now.close()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside from one state of the archive."""
        with self.reported(), self._transaction():
            if self._writes:
                self._run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            self._fixed = self._state()
            try:
                yield
            finally:
                self._fixed = None

    def reported(self) -> contextlib.AbstractContextManager[None]:
        """Raise ``StoreError`` for anything that goes wrong in the block."""
        return reported(self.server)

    def _run(self, statement: str, values: Values = ()) -> Iterator[Row]:
        return iter(self._connection.execute(statement.encode(), values))

    def _run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        with self._transaction(), self._connection.cursor() as cursor:
            cursor.executemany(statement.encode(), rows)

    def _transaction(self) -> contextlib.AbstractContextManager[object]:
        return self._connection.transaction()

    def _keys(self, names: Iterable[tuple[object, ...]]) -> Sequence[object]:
        return columns_of(list(names))

    def _list_of(self, values: Collection[str]) -> object:
        return list(values)

    @answered
    def migrate(self) -> None:
        """Take the steps of the schema that are not taken yet."""
        schema.migrate(self._connection, self.server)

    @answered
    def grant_reading(self, role: str) -> None:
        """Let *role* read the archive."""
        schema.grant_reading(self._connection, role)

    @answered
    def known(self, digests: Collection[bytes] | None = None) -> frozenset[DocumentKey]:
        """The documents held, replaced or kept, of those with *digests*."""
        wanted = None if digests is None else list(digests)
        return frozenset((sha256, name) for sha256, name in self._run(_KNOWN, (wanted, wanted)))

    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], *, on: dt.date) -> list[Put]:
        """Put documents in one transaction; if the server goes away, wait for it a minute and try again."""
        self._has_written = True
        made = writing.vectors_of(entries)
        return patiently(lambda: self._put(entries, made, on))

    @answered
    def _put(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], made: writing.Made, on: dt.date) -> list[Put]:
        return writing.put_batch(self._connection, entries, made, on)

    @answered
    def keep_sketches(self, method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> None:
        """Keep sketches in one transaction, also where the archive was opened to read."""
        with self._transaction():
            self._run("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
            self._run_many(KEEP_SKETCH, sketch_rows(method, made))

    def _conditions(self, today: dt.date) -> PostgresConditions:
        return PostgresConditions(today, lambda _: [])

    def _state(self) -> object:
        """What is committed: as long as no transaction writes, it stays the same; in a snapshot it always does."""
        return self._fixed or next(self._run("SELECT pg_current_snapshot()::text"))

    def _corpus(self) -> Corpus:
        """What is searched, counted again only when the archive has changed."""
        state = self._state()
        if self._counted is None or self._counted[0] != state:
            [(documents, average)] = self._run(_CORPUS)
            self._counted = state, Corpus(documents, average)
        return self._counted[1]

    @answered
    def search(self, request: SearchRequest) -> SearchRows:
        """Find the measures a query asks for."""
        return searching.search(self._connection, request, self._corpus())

    def size(self) -> int:
        """How many bytes the tables take."""
        [(size,)] = self._run(_SIZE, (schema.SCHEMA,))
        return int(size)

    @in_rows
    def problems(self) -> Iterator[str]:
        """What is wrong with the tables and the index, a line each."""
        yield from self.ledger_problems()
        yield from self._index_problems()

    def _index_problems(self) -> Iterator[str]:
        """Make the vectors and counts of every document again, and compare."""
        counted = {document: (terms, digest) for document, terms, digest in self._run(_COUNTED)}
        last = 0
        while rows := list(self._run(_DOCUMENTS, (last, _DOCUMENTS_AT_ONCE))):
            for document, name, packed, titles, length, lines in rows:
                columns = unpack_lines(packed).columns if packed is not None else (indexed(titles or ""), "", "")
                made = vectors(columns)
                same = sorted(each.vector for each in made.chunks) == sorted(lines or ())
                if not same or length != made.length or counted.get(document, (0, 0)) != _counted(made):
                    yield f"the index: it does not fit the words of {name}"
                last = document


def _counted(made: Vectors) -> tuple[int, int]:
    """What ``_COUNTED`` gives of the counts of a document."""
    kept = (posting(0, count) for count in made.counts.values())
    digests = (
        md5(f"{term} {count}".encode(), usedforsecurity=False) for term, count in zip(made.counts, kept, strict=True)
    )
    return len(made.counts), sum(int.from_bytes(each.digest()[:3], "big") for each in digests)


_DOCUMENTS_AT_ONCE = 200
# Of each document the number of its terms, and a sum of digests of each term and its count.
_COUNTED = f"""
    SELECT document, count(*), sum(('x' || left(md5(term || ' ' || times), 6))::bit(24)::int) FROM (
        SELECT term, v >> {COUNT_BITS} AS document, v & {posting(0, 1 << COUNT_BITS)} AS times
        FROM postings, unnest(held) AS v
    ) AS each GROUP BY document
"""  # noqa: S608 - our own numbers
_DOCUMENTS = """
    SELECT d.id, d.name, t.packed, m.titles, i.length,
        (SELECT array_agg(tsvectorsend(c.vector)) FROM chunks AS c WHERE c.document = d.id)
    FROM documents AS d LEFT JOIN texts AS t ON t.document = d.id LEFT JOIN measures AS m ON m.document = d.id
        LEFT JOIN docs AS i ON i.document = d.id
    WHERE d.fate = 'held' AND d.part NOT LIKE 'vote:%%' AND d.id > %s ORDER BY d.id LIMIT %s
"""
_KNOWN = """
    SELECT sha256, name FROM documents
    WHERE fate <> 'refused' AND (%s::bytea[] IS NULL OR sha256 = ANY(%s::bytea[]))
"""
_CORPUS = "SELECT count(*), greatest(avg(length), 1)::float8 FROM docs"
_SIZE = """
    SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'
"""
