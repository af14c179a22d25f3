"""Check the tables of an archive in PostgreSQL: its ledger and its index."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.search_terms import indexed
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.vectors import vectors

_PAGE = 200


def problems(connection: Connection) -> Iterator[str]:
    """Find what is wrong, a line each."""
    for name, fate, count in connection.execute(_LEDGER).fetchall():
        yield f"the document {name}: {fate}, by the ledger, and there {count} times"
    yield from _of_index(connection)


_LEDGER = """
    SELECT d.name, d.fate, count(there.document)
    FROM documents AS d LEFT JOIN (
            SELECT document FROM texts UNION ALL SELECT document FROM measures UNION ALL SELECT document FROM votes
        ) AS there
        ON there.document = d.id
    GROUP BY d.id HAVING count(there.document) <> (d.fate = 'held')::int ORDER BY d.id
"""


def _of_index(connection: Connection) -> Iterator[str]:
    """Make the vectors of every document again, and compare."""
    last = 0
    while rows := connection.execute(_DOCUMENTS, (last, _PAGE)).fetchall():
        for document, name, packed, titles, length, whole, lines in rows:
            columns = unpack_lines(packed).columns if packed is not None else (indexed(titles or ""), "", "")
            made = vectors(columns)
            compared = connection.execute(_SAME, (made.whole, whole, [each.vector for each in made.chunks], lines))
            if length != made.length or compared.fetchone() != (True,):
                yield f"the index: it does not fit the words of {name}"
            last = document


_DOCUMENTS = """
    SELECT d.id, d.name, t.packed, m.titles, i.length, i.vector::text,
        (SELECT array_agg(c.vector::text) FROM chunks AS c WHERE c.document = d.id)
    FROM documents AS d LEFT JOIN texts AS t ON t.document = d.id LEFT JOIN measures AS m ON m.document = d.id
        LEFT JOIN docs AS i ON i.document = d.id
    WHERE d.fate = 'held' AND d.part NOT LIKE 'vote:%%' AND d.id > %s ORDER BY d.id LIMIT %s
"""
_SAME = """
    SELECT %s::tsvector = %s::tsvector AND (
        (SELECT array_agg(v::tsvector::text ORDER BY v::tsvector::text) FROM unnest(%s::text[]) AS made(v))
        IS NOT DISTINCT FROM
        (SELECT array_agg(v::tsvector::text ORDER BY v::tsvector::text) FROM unnest(%s::text[]) AS held(v))
    )
"""
