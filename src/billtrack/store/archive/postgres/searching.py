# ruff: noqa: S608 - names in statements are our own; every value is a parameter
"""A search in PostgreSQL, in one statement: what is found is grouped by measure, ordered, counted and cut in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from billtrack.model.measure_names import MeasureId
from billtrack.model.query.fields import FACETS
from billtrack.model.query.tree import Words
from billtrack.model.search_terms import indexed
from billtrack.store.archive.engine import FacetRow, HitRow, SearchRequest, SearchRows
from billtrack.store.archive.measures import BY_ID
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.archive.postgres.conditions import Corpus, PostgresConditions, needed_for
from billtrack.store.archive.postgres.connection import KEYS, keys_of
from billtrack.store.archive.postgres.schema import Connection
from billtrack.store.archive.postgres.verifying import count_words
from billtrack.store.archive.queries import hit_row
from billtrack.store.archive.tables import Row

_ORDER = f"g.in_title DESC, g.score DESC, m.introduced_date DESC NULLS LAST, {BY_ID}"


def search(connection: Connection, request: SearchRequest, corpus: Corpus) -> SearchRows:
    """Answer *request*; all rows come at once."""
    asked = PostgresConditions(request.today, lambda words: read_for(connection, words))
    found = asked.found(request.node, request.phrases, corpus)
    asked.part("found(document, measure, version_code, date, score)", found)
    asked.part("grouped(measure, score, texts, in_title)", _GROUPED.format(_without(asked, request.without)))
    answers = [_COUNTED]
    if request.with_facets:
        asked.part(f"facts({', '.join(FACETS)})", f"SELECT {asked.facets} {_OF_GROUPED}")
        answers += (_FACET.format(name) for name in FACETS)
    if request.limit != 0:
        asked.part(_SHOWN, _first(asked, request))
        answers.append(_HITS.format("TRUE" if request.phrases else "FALSE"))
    statement = f"{asked.with_parts}{' UNION ALL '.join(f'({answer})' for answer in answers)}"
    rows = connection.execute(statement.encode(), asked.values).fetchall()
    kinds = {kind: list(each) for kind, each in groupby(rows, lambda row: str(row[0]))}
    _, _, _, measures, texts, *_ = kinds["found"][0]
    facets = tuple(FacetRow(str(row[2]), row[5], int(row[3])) for row in kinds.get("facet", ()))
    return SearchRows(int(measures), int(texts), facets, _hits(kinds.get("hit", ())))


def _without(asked: PostgresConditions, without: Sequence[MeasureId]) -> str:
    """Leave out the measures that are not searched."""
    if not without:
        return ""
    return f"WHERE measure NOT IN (SELECT id FROM ({KEYS.format(*map(asked.value, keys_of(without)))}) AS passed)"


def _first(asked: PostgresConditions, request: SearchRequest) -> str:
    """Select the first measures in their order; of those that cannot be among them only the rank is read."""
    query = f"""
        SELECT row_number() OVER (ORDER BY {_ORDER}) AS place, g.measure, g.score, g.in_title, m.type, m.number,
            m.congress, {asked.stage}, m.introduced_date, m.sponsor_party, m.title {_OF_GROUPED}
    """
    if request.limit is None:
        return query
    last = asked.value(request.limit - 1)
    return f"""{query}
        WHERE ((g.in_title, g.score) >= (
            SELECT in_title, score FROM grouped ORDER BY in_title DESC, score DESC LIMIT 1 OFFSET {last}::bigint
        )) IS NOT FALSE ORDER BY place LIMIT {asked.value(request.limit)}::bigint
    """


_GROUPED = """
    SELECT measure, max(score), count(version_code), bool_or(version_code IS NULL) FROM found {} GROUP BY measure
"""
_OF_GROUPED = "FROM grouped AS g JOIN measures AS m ON m.id = g.measure"
_COUNTED = """
    SELECT 'found'::text, NULL::bigint, NULL::text, count(*), coalesce(sum(texts), 0)::bigint, NULL::text, NULL::text,
        NULL::date, NULL::text, NULL::text, NULL::boolean, NULL::bytea, NULL::text, NULL::boolean, NULL::float8
    FROM grouped
"""
_FACET = """
    SELECT 'facet', NULL, '{0}', count(*), NULL, {0}, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM facts GROUP BY {0} ORDER BY {0} COLLATE "C" NULLS FIRST
"""
_SHOWN = "shown(place, measure, score, in_title, type, number, congress, stage, introduced_date, sponsor_party, title)"
# A row for each document found.  The text of a measure that ranks highest, the latest of equals, has its words.
_HITS = """
    SELECT 'hit', place, type, number::bigint, congress, title, stage, introduced_date, sponsor_party, version_code,
        rank = 1,
        CASE WHEN {0} AND rank = 1 THEN (SELECT t.packed FROM texts AS t WHERE t.document = each.document) END,
        CASE WHEN {0} AND rank = 1 AND version_code IS NULL THEN (SELECT titles FROM measures WHERE id = measure) END,
        in_title, score
    FROM (
        SELECT s.*, f.document, f.version_code, f.date, row_number() OVER (
            PARTITION BY s.place
            ORDER BY f.version_code IS NULL, f.score DESC, f.date IS NULL DESC, f.date DESC, f.version_code DESC
        ) AS rank
        FROM found AS f JOIN shown AS s ON s.measure = f.measure
    ) AS each
    ORDER BY place, date IS NULL, date, version_code
"""


def _hits(rows: Sequence[Row]) -> Iterator[HitRow]:
    for _, documents in groupby(rows, lambda row: row[1]):
        every = list(documents)
        *_, is_in_title, score = every[0]
        yield hit_row(every, is_in_title=is_in_title, score=score)


def read_for(connection: Connection, words: Words) -> list[tuple[int, tuple[int, ...]]]:
    """The documents that have *words*, read from their lines, with the count of each phrase."""
    asked = PostgresConditions(dt.date.min, lambda each: read_for(connection, each))
    query = asked.found(needed_for(words), (), Corpus(1, 1.0))
    statement = f"{asked.with_parts}{_CANDIDATES.format(query)}"
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
