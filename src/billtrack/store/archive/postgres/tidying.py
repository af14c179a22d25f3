"""Bring an archive in PostgreSQL in order after writing: its index, and what the planner knows.

Documents that are gone stay in the postings until then: a search leaves them out.  They are taken out by one program
at a time, which takes out what others left too.
"""

from __future__ import annotations

from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.schema import LOCK
from billtrack.store.archive.postgres.vectors import COUNT_BITS


def tidy(connection: Connection) -> None:
    """Take documents that are gone out of the postings, and bring the index and the planner's figures up to date."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK + 2,))  # one program at a time
        connection.execute(_TAKE_OUT.encode())
    for statement in _AFTER_WRITING:
        connection.execute(statement)


_TAKE_OUT = f"""
    WITH dead AS (DELETE FROM gone RETURNING term, document),
        each AS (SELECT term, array_agg(document) AS documents FROM dead GROUP BY term)
    UPDATE postings AS p
    SET held = ARRAY(SELECT v FROM unnest(p.held) AS v WHERE v >> {COUNT_BITS} <> ALL(each.documents))
    FROM each WHERE p.term = each.term
        AND EXISTS (SELECT 1 FROM unnest(p.held) AS v WHERE v >> {COUNT_BITS} = ANY(each.documents))
"""  # noqa: S608 - our own number
_AFTER_WRITING = (
    "SELECT gin_clean_pending_list('chunks_vector')",
    # Figures of vectors and of lists of documents help no plan, and take a third of the time.
    "ANALYZE documents, measures, cosponsors, committees, related, subjects, texts, names, docs, chunks (document, part),"
    " postings (term)",
)
