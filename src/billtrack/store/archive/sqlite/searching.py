# ruff: noqa: S608 - names in statements are our own; every value is a parameter
"""A search in SQLite, in one statement: what is found is grouped by measure, ordered, counted and cut in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from billtrack.model.identifiers import MeasureType
from billtrack.model.query.fields import FACETS, PLACES
from billtrack.model.query.tree import Field
from billtrack.store.archive.engine import FacetRow, FoundText, HitRow, SearchRequest, SearchRows
from billtrack.store.archive.sqlite.conditions import Conditions
from billtrack.store.archive.tables import Row, as_known_day, measure_id

_TYPES = " ".join(f"WHEN '{kind.value}' THEN {at}" for at, kind in enumerate(MeasureType))
_ORDER = f"g.in_title DESC, g.score DESC, m.introduced_date DESC, m.congress, CASE m.type {_TYPES} END, m.number"


def search(connection: sqlite3.Connection, request: SearchRequest) -> SearchRows:
    """Answer *request*; the hits are read from the index as they are asked for."""
    asked = Conditions(request.today.isoformat())
    found = asked.found(request.node, request.phrases, request.without)
    asked.part("found(document, measure, version_code, score)", found)
    asked.part("grouped(measure, score, in_title)", _GROUPED)
    answers = [_COUNTED]
    if request.with_facets:
        asked.part(f"facts({', '.join(FACETS)})", f"SELECT {_facts(asked)} {_OF_GROUPED}")
        answers += (_FACET.format(name) for name in FACETS)
    if request.limit != 0:
        asked.part(_SHOWN, _first(asked, request))
        answers.append(_HITS.format("1" if request.phrases else "0"))
    statement = f"WITH {', '.join(asked.parts)} {' UNION ALL '.join(answers)}"
    rows = connection.execute(statement, asked.values)
    _, measures, texts, *_ = rows.fetchone()
    facets: list[FacetRow] = []
    first = rows.fetchone()
    while first is not None and first[0] == "facet":
        facets.append(FacetRow(*first[1:4]))
        first = rows.fetchone()
    return SearchRows(measures, texts, tuple(facets), _hits(first, rows))


def _facts(asked: Conditions) -> str:
    """The columns that are counted; of a date its month."""
    columns = {field: f"m.{PLACES[field].column}" for field in FACETS.values()}
    columns |= {Field.STAGE: asked.stage, Field.INTRODUCED: "substr(m.introduced_date, 1, 7)"}
    return ", ".join(columns[field] for field in FACETS.values())


def _first(asked: Conditions, request: SearchRequest) -> str:
    """Select the first measures in their order; of those that cannot be among them only the rank is read."""
    query = f"""
        SELECT row_number() OVER (ORDER BY {_ORDER}) AS place, g.measure, g.score, g.in_title, m.type, m.number,
            m.congress, {asked.stage}, m.introduced_date, m.sponsor_party {_OF_GROUPED}
    """
    if request.limit is None:
        return query
    last = asked.value(request.limit - 1)
    return f"""{query}
        WHERE ((g.in_title, g.score) >= (
            SELECT in_title, score FROM grouped ORDER BY in_title DESC, score DESC LIMIT 1 OFFSET {last}
        )) IS NOT FALSE ORDER BY place LIMIT {asked.value(request.limit)}
    """


_GROUPED = "SELECT measure, max(score), max(version_code IS NULL) FROM found GROUP BY measure"
_OF_GROUPED = "FROM grouped AS g CROSS JOIN measures AS m INDEXED BY measures_in_search ON m.id = g.measure"
_COUNTED = """
    SELECT 'found', count(*), (SELECT count(version_code) FROM found),
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM grouped
"""
_FACET = """
    SELECT 'facet', '{0}', {0}, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM facts GROUP BY 3
"""
_SHOWN = "shown(place, measure, score, in_title, type, number, congress, stage, introduced_date, sponsor_party)"
# A row for each document found.  The text of a measure that ranks highest, the latest of equals, has its words.
_HITS = """
    SELECT 'hit', place, type, number, congress, (SELECT title FROM measures WHERE id = measure), stage,
        introduced_date, sponsor_party, in_title, score, version_code,
        rank = 1, CASE WHEN {0} AND rank = 1 THEN (SELECT packed FROM texts WHERE texts.document = each.document) END,
        CASE WHEN {0} AND rank = 1 AND version_code IS NULL THEN (SELECT titles FROM measures WHERE id = measure) END
    FROM (
        SELECT s.*, f.document, f.version_code, row_number() OVER (
            PARTITION BY s.place
            ORDER BY f.version_code IS NULL, f.score DESC, t.date IS NULL DESC, t.date DESC, f.version_code DESC
        ) AS rank
        FROM found AS f CROSS JOIN shown AS s ON s.measure = f.measure LEFT JOIN texts AS t ON t.document = f.document
        ORDER BY s.place, t.date IS NULL, t.date, f.version_code LIMIT -1
    ) AS each
"""


def _hits(first: Row | None, rows: Iterator[Row]) -> Iterator[HitRow]:
    if first is None:
        return
    for _, documents in groupby(_chained(first, rows), lambda row: row[1]):
        every = list(documents)
        _, _, kind, number, congress, title, stage, introduced, party, in_title, score, *_ = every[0]
        yield HitRow(
            id=measure_id(kind, number, congress),
            title=title,
            stage=stage,
            introduced_date=as_known_day(introduced),
            sponsor_party=party,
            is_in_title=bool(in_title),
            score=score,
            texts=tuple(FoundText(row[11], bool(row[12]), row[13]) for row in every if row[11] is not None),
            titles=next((row[14] for row in every if row[14] is not None), None),
        )


def _chained(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows
