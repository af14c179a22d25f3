"""Answer a search in PostgreSQL: what there is to search, and the words that must be read to be found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from billtrack.model.identifiers import MeasureId
from billtrack.model.query.tree import Words
from billtrack.model.search_terms import indexed
from billtrack.store.archive.engine import Holding
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.archive.postgres.conditions import Conditions, Corpus, needed_for
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.names import KEYS, keys_of
from billtrack.store.archive.postgres.verifying import count_words


class Totals(NamedTuple):
    """What there is to search, in one state of the database: as long as no transaction writes, it stays the same."""

    state: str
    holding: Holding
    corpus: Corpus


def totals(connection: Connection, last: Totals | None) -> Totals:
    """Count what there is to search, if a transaction has written since *last*."""
    [(state,)] = connection.execute("SELECT pg_current_snapshot()::text").fetchall()
    if last is not None and last.state == state:
        return last
    [(measures, texts, with_text, documents, average)] = connection.execute(_TOTALS).fetchall()
    return Totals(state, Holding(measures, measures - with_text, texts), Corpus(documents, average))


_TOTALS = """
    SELECT (SELECT count(*) FROM measures), t.texts, t.measures, d.documents, d.average
    FROM (SELECT count(*) AS texts, count(DISTINCT measure) AS measures FROM texts) AS t,
        (SELECT count(*) AS documents, greatest(avg(length), 1)::float8 AS average FROM docs) AS d
"""


def holding(connection: Connection, every: Holding, without: Sequence[MeasureId]) -> Holding:
    """Leave the measures *without* out of *every* one."""
    if not without:
        return every
    [(measures, texts, with_text)] = connection.execute(_HELD_OF.encode(), keys_of(without)).fetchall()
    without_text = every.without_text - (measures - with_text)
    return Holding(every.measures - measures, without_text, every.texts - texts)


_HELD_OF = f"""
    WITH named AS MATERIALIZED ({KEYS.format("%s", "%s", "%s")})
    SELECT (SELECT count(DISTINCT id) FROM named), count(*), count(DISTINCT measure)
    FROM texts WHERE measure IN (SELECT id FROM named)
"""  # noqa: S608 - our own names


def read_for(connection: Connection, words: Words) -> list[tuple[int, tuple[int, ...]]]:
    """The documents that have *words*, read from their lines, with the count of each phrase."""
    asked = Conditions(dt.date.min, lambda each: read_for(connection, each))
    query = asked.found(needed_for(words), (), Corpus(1, 1.0))
    statement = f"WITH {', '.join(asked.parts)} {_CANDIDATES.format(query)}"
    read = (
        (document, count_words(words, unpack_lines(packed).columns if packed else (indexed(titles or ""), "", "")))
        for document, packed, titles in connection.execute(statement.encode(), asked.values)
    )
    return [(document, counts) for document, counts in read if any(counts)]


_CANDIDATES = """
    SELECT f.document, t.packed, m.titles
    FROM ({}) AS f(document, measure, version_code, date, score)
        LEFT JOIN texts AS t ON t.document = f.document LEFT JOIN measures AS m ON m.document = f.document
"""
