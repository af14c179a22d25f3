# ruff: noqa: S608 - names in statements are our own; every value is a parameter
"""A search in SQLite, in three statements.

The first lists the rows of the index that are found, the second scores those that may be shown (``ranking``), the third
counts facets and reads what is shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import chain, groupby

from billtrack.model.query.fields import FACETS
from billtrack.store.archive.engine import FacetRow, HitRow, SearchRequest, SearchRows
from billtrack.store.archive.measures import BY_ID
from billtrack.store.archive.queries import hit_row
from billtrack.store.archive.sqlite.conditions import SqliteConditions
from billtrack.store.archive.sqlite.ranking import Ranking, find
from billtrack.store.archive.sqlite.schema import MEASURE, measures_of
from billtrack.store.archive.tables import Row


def search(connection: sqlite3.Connection, request: SearchRequest) -> SearchRows:
    """Answer *request* in a snapshot; the hits are read as they are asked for."""
    found = find(connection, request)
    rows = _read(connection, request, found)
    facets: list[FacetRow] = []
    first = next(rows, None)
    while first is not None and first[0] == "facet":
        facets.append(FacetRow(*first[1:4]))
        first = next(rows, None)
    texts = found.documents - len(found.titled)
    hits = () if first is None else _hits(chain((first,), rows), found)
    return SearchRows(len(found.measures), texts, tuple(facets), iter(hits))


def _read(connection: sqlite3.Connection, request: SearchRequest, found: Ranking) -> Iterator[Row]:
    """Count the facets of all that is found, and read what is shown of the first measures."""
    asked = SqliteConditions(request.today)
    answers: list[str] = []
    if request.with_facets:
        measures = asked.value(json.dumps(list(found.measures)))
        asked.part(f"facts({', '.join(FACETS)})", f"SELECT {asked.facets} {_OF_MEASURES.format(measures)}")
        answers += (_FACET.format(name) for name in FACETS)
    if found.scores:
        ranks, limit = asked.value(_ranks(found)), asked.value(-1 if request.limit is None else request.limit)
        asked.part("ranked(word_row, rank)", _RANKED.format(ranks))
        asked.part(_SHOWN, _FIRST.format(stage=asked.stage, limit=limit))
        answers.append(_HITS.format("1" if request.phrases else "0"))
    if not answers:
        return iter(())
    return connection.execute(f"{asked.with_parts}{' UNION ALL '.join(answers)}", asked.values)


def _ranks(found: Ranking) -> str:
    """The rank of each row with a score, as JSON; rows of equal scores have the same, measures with a title come first.

    SQLite gets ranks since it may round a score it reads from JSON.
    """
    measures = measures_of(found.scores)
    keys = {
        row: (measure not in found.titled, -score)
        for measure, (row, score) in zip(measures, found.scores.items(), strict=True)
    }
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return json.dumps({row: ranks[key] for row, key in keys.items()})


_OF_MEASURES = "FROM json_each({}) AS g CROSS JOIN measures AS m INDEXED BY measures_in_search ON m.id = g.value"
_FACET = """
    SELECT 'facet', '{0}', {0}, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM facts GROUP BY 3
"""
_RANKED = "SELECT CAST(key AS INTEGER), value FROM json_each({})"
_SHOWN = "shown(place, measure, type, number, congress, stage, introduced_date, sponsor_party)"
_FIRST = f"""
    SELECT row_number() OVER (
            ORDER BY g.rank, m.introduced_date DESC, {BY_ID}
        ) AS place, m.id, m.type, m.number, m.congress, {{stage}}, m.introduced_date, m.sponsor_party
    FROM (SELECT {MEASURE.format("word_row")} AS measure, min(rank) AS rank FROM ranked GROUP BY 1) AS g
        CROSS JOIN measures AS m INDEXED BY measures_in_search ON m.id = g.measure
    ORDER BY place LIMIT {{limit}}
"""
# A row for each document found.  The text of a measure that ranks highest, the latest of equals, has its words.
_HITS = f"""
    SELECT 'hit', measure, type, number, congress, (SELECT title FROM measures WHERE id = measure), stage,
        introduced_date, sponsor_party, version_code, best = 1,
        CASE WHEN {{0}} AND best = 1 THEN (SELECT packed FROM texts WHERE texts.document = each.document) END,
        CASE WHEN {{0}} AND best = 1 AND version_code IS NULL THEN (SELECT titles FROM measures WHERE id = measure) END
    FROM (
        SELECT s.*, t.document, t.version_code, row_number() OVER (
            PARTITION BY s.place
            ORDER BY t.version_code IS NULL, r.rank, t.date IS NULL DESC, t.date DESC, t.version_code DESC
        ) AS best
        FROM ranked AS r CROSS JOIN shown AS s ON s.measure = {MEASURE.format("r.word_row")}
            LEFT JOIN texts AS t INDEXED BY texts_in_search ON t.word_row = r.word_row
        ORDER BY s.place, t.date IS NULL, t.date, t.version_code LIMIT -1
    ) AS each
"""


def _hits(rows: Iterator[Row], found: Ranking) -> Iterator[HitRow]:
    best: dict[int, float] = {}
    for measure, score in zip(measures_of(found.scores), found.scores.values(), strict=True):
        best[measure] = max(score, best.get(measure, score))
    for measure, documents in groupby(rows, lambda row: row[1]):
        yield hit_row(list(documents), is_in_title=measure in found.titled, score=best[measure])
