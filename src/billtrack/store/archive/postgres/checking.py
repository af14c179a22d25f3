"""Check the tables of an archive in PostgreSQL: its ledger and its index."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import md5

from billtrack.model.search_terms import indexed
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.vectors import COUNT_BITS, Vectors, posting, vectors

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
    """Make the vectors and counts of every document again, and compare."""
    counted = {document: (terms, digest) for document, terms, digest in connection.execute(_COUNTED.encode())}
    last = 0
    while rows := connection.execute(_DOCUMENTS, (last, _PAGE)).fetchall():
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
