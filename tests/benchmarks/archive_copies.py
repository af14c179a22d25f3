# ruff: noqa: T201  (names in statements are our own; what it prints is what it is for)
"""An archive on a server made many times as large, and searched: what a longer history costs.

    python tests/benchmarks/archive_copies.py FILE.db postgresql://... COPIES [SECONDS]

The database must have the archive of FILE.db, and is changed for good: the server adds COPIES - 1 copies of every
measure, each to a Congress of its own, with its texts and its rows in the index.  So the words, and how often each
is found, grow as the measures do; the vocabulary does not grow, which a longer history would make it do.  Then the
real queries of FILE.db are asked as in ``postgres_search``.
"""

from __future__ import annotations

import sys
import tempfile
import time

import psycopg
from postgres_search import clients, processor
from search_queries import queries_of

from billtrack.store.archive import open_archive
from billtrack.store.archive_address import parse_address

STEP = 10_000_000
"""How far apart the numbers of two copies are."""
TABLES = {
    "documents": "id + {n}, sha256, name || '-{k}', package, bytes, fate, reason, measure, part, url, retrieved",
    "measures": "id + {n}, congress + 100 * {k}, type, number, document + {n}, title, titles, introduced_date,"
    " update_date, latest_action_date, latest_action, stage, stage_date, expires_on, sponsor, sponsor_name,"
    " sponsor_party, sponsor_state, policy_area, status",
    "cosponsors": "measure + {n}, place, bioguide_id, name, party, state, sponsorship_date, withdrawn_date",
    "committees": "measure + {n}, system_code, name",
    "related": "measure + {n}, place, other, relationship_type, identified_by",
    "subjects": "measure + {n}, name",
    "texts": "document + {n}, measure + {n}, version_code, date, authority, coverage, size, head, packed",
    "docs": "document + {n}, measure + {n}, version_code, date, length",
    "chunks": "document + {n}, part, vector",
    "postings": "term, ARRAY(SELECT v + ({n}::bigint << 16) FROM unnest(held) AS v)",
}
FIRST = {
    "documents": "id",
    "measures": "id",
    "cosponsors": "measure",
    "committees": "measure",
    "related": "measure",
    "subjects": "measure",
    "texts": "document",
    "docs": "document",
    "chunks": "document",
    "postings": "held[1] >> 16",
}
"""What tells the rows of the first copy."""


def copy(connection: psycopg.Connection[tuple[object, ...]], number: int) -> None:
    """Add the copy *number*, from 1."""
    with connection.transaction():
        for table, columns in TABLES.items():
            values = columns.format(n=number * STEP, k=number)
            query = f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {FIRST[table]} < {STEP}"
            connection.execute(query.encode())


def main(file: str, server: str, copies: str, seconds: str = "10") -> None:
    """Make the copies, then search."""
    start = time.perf_counter()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SET search_path = billtrack")
        for number in range(1, int(copies)):
            copy(connection, number)
        connection.execute("SELECT gin_clean_pending_list('chunks_vector')")
        connection.execute("VACUUM ANALYZE")
    print(f"{copies} copies in {time.perf_counter() - start:.0f} s")
    with open_archive(parse_address(server)) as archive:
        contents = archive.engine.contents()
    print(f"  {sum(kind.measures for kind in contents.kinds):,} measures, {contents.size / 1e6:,.0f} MB")
    with open_archive(parse_address(file)) as archive:
        queries = [query.text for query in queries_of(archive)]
    with tempfile.TemporaryDirectory() as bills:
        processor(server, bills, queries)
        for count in (1, 8, 32):
            clients(server, bills, queries, count, float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
