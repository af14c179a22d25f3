"""Measures and texts of an archive in SQLite, by their names, by their columns, or all of them."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from billtrack.model.identifiers import MeasureId, MeasureType, TextId, parse_measure_id
from billtrack.model.measure import Source
from billtrack.model.query.tree import Fact, Or
from billtrack.model.search_terms import LINE_END
from billtrack.model.titles import Titled
from billtrack.store.archive.engine import Form, MeasureRow, Order, Relation, StatusRow, TextRow
from billtrack.store.archive.sqlite.names import KEYS, as_day, measure_id, names_of

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type


def names(connection: sqlite3.Connection, measure_type: MeasureType | None, number: int | None) -> list[MeasureId]:
    """The measures held, or those of a type and number."""
    query = "SELECT type, number, congress FROM measures"
    if measure_type is None:
        return [measure_id(*row) for row in connection.execute(query)]
    return [
        measure_id(*row) for row in connection.execute(f"{query} WHERE type = ? AND number = ?", (measure_type, number))
    ]


def possible_laws(connection: sqlite3.Connection, congress: int) -> list[MeasureId]:
    """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""
    return [measure_id(*row) for row in connection.execute(_POSSIBLE_LAWS, (congress,))]


_POSSIBLE_LAWS = """
    SELECT type, number, congress FROM measures
    WHERE congress = ? AND type IN ('hr', 's', 'hjres', 'sjres') AND status IS NOT NULL
    AND stage NOT IN ('reserved', 'introduced', 'referred')
    ORDER BY stage <> 'enacted', type, number
"""


def fitting(connection: sqlite3.Connection, facts: Sequence[Fact | Or], today: dt.date) -> list[MeasureId]:
    """The measures of which all *facts* hold."""
    from billtrack.store.archive.sqlite.conditions import Conditions  # noqa: PLC0415 - the query language, for a list

    asked = Conditions(today.isoformat())
    tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
    found = connection.execute(_FITTING.format(asked.stage, tests), asked.values)
    return [measure_id(*name) for *name, _ in found]


_FITTING = "SELECT m.type, m.number, m.congress, {} FROM measures AS m WHERE {}"


def measures(
    connection: sqlite3.Connection, facts: Sequence[Fact | Or], today: dt.date, order: Order
) -> Iterator[MeasureRow]:
    """The measures of which all *facts* hold, in *order*."""
    from billtrack.store.archive.sqlite.conditions import Conditions  # noqa: PLC0415 - the query language, for a list

    asked = Conditions(today.isoformat())
    tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
    statement = _MEASURES.format(stage=asked.stage, tests=tests, order=_ORDERS[order])
    for kind, number, congress, title, stage, introduced, latest, *others, committees in connection.execute(
        statement, asked.values
    ):
        named = tuple(committees.split(LINE_END)) if committees else ()
        columns = (measure_id(kind, number, congress), title, stage, as_day(introduced), as_day(latest), *others, named)
        yield MeasureRow._make(columns)


_COSPONSORS = """CASE WHEN m.document IS NOT NULL THEN (
            SELECT count(*) FROM cosponsors AS c WHERE c.measure = m.id AND c.withdrawn_date IS NULL
        ) END"""
# A materialized subquery is read in the order it was filled, so that the first row does not wait for the others.
# Without a LIMIT, SQLite would leave its ORDER BY out.
_MEASURES = f"""
    WITH wanted(id, stage) AS MATERIALIZED (
        SELECT m.id, {{stage}} FROM measures AS m WHERE {{tests}} ORDER BY {{order}} LIMIT -1
    )
    SELECT m.type, m.number, m.congress, m.title, w.stage, m.introduced_date, m.latest_action_date, m.latest_action,
        m.sponsor, m.sponsor_name, m.sponsor_party, m.sponsor_state, m.policy_area, {_COSPONSORS},
        (SELECT group_concat(k.name, char(31)) FROM committees AS k
            WHERE k.measure = m.id AND substr(k.system_code, -2) = '00')
    FROM wanted AS w CROSS JOIN measures AS m ON m.id = w.id
"""  # noqa: S608 - our own words
_TYPE = f"CASE m.type {' '.join(f'WHEN {kind.value!r} THEN {at}' for at, kind in enumerate(MeasureType))} END"
_BY_ID = f"m.congress, {_TYPE}, m.number"
_ORDERS = {
    Order.ACTION: f"m.latest_action_date DESC NULLS LAST, {_BY_ID}",
    Order.INTRODUCED: f"m.introduced_date DESC NULLS LAST, {_BY_ID}",
    Order.COSPONSORS: f"{_COSPONSORS} DESC NULLS LAST, {_BY_ID}",
    Order.ID: _BY_ID,
}


def statuses(connection: sqlite3.Connection, ids: Sequence[MeasureId]) -> Iterator[StatusRow]:
    """The statuses of those of *ids* that are held."""
    for kind, number, congress, packed, *source in connection.execute(_STATUSES, names_of(ids)):
        yield StatusRow(measure_id(kind, number, congress), packed, None if packed is None else _source(*source))


_STATUSES = f"""
    SELECT m.type, m.number, m.congress, m.status, d.part, d.url, d.retrieved, d.sha256
    FROM measures AS m LEFT JOIN documents AS d ON d.id = m.document WHERE m.id IN ({KEYS.format("?")})
"""  # noqa: S608 - our own names


def texts(connection: sqlite3.Connection, ids: Sequence[TextId | MeasureId], form: Form) -> Iterator[TextRow]:
    """The texts named, or all texts of a measure named, oldest first within a measure."""
    codes = [each.version_code if isinstance(each, TextId) else None for each in ids]
    named = [each.measure if isinstance(each, TextId) else each for each in ids]
    values = [(each.congress, each.measure_type, each.number, code) for each, code in zip(named, codes, strict=True)]
    return map(_text_row, connection.execute(_TEXTS.format(form.value), (json.dumps(values),)))


def every_text(connection: sqlite3.Connection, form: Form) -> Iterator[TextRow]:
    """Every text held, in the order of its import."""
    return map(_text_row, connection.execute(_EVERY_TEXT.format(form.value)))


_TEXT = "m.type, m.number, m.congress, t.version_code, d.name, t.{}, t.size, d.part, d.url, d.retrieved, d.sha256"
_TEXTS = f"""
    SELECT {_TEXT}
    FROM json_each(?) AS name
        JOIN measures AS m ON m.congress = json_extract(name.value, '$[0]')
            AND m.type = json_extract(name.value, '$[1]') AND m.number = json_extract(name.value, '$[2]')
        JOIN texts AS t ON t.measure = m.id
            AND t.version_code = coalesce(json_extract(name.value, '$[3]'), t.version_code)
        JOIN documents AS d ON d.id = t.document
    ORDER BY name.key, t.date IS NULL, t.date, t.version_code
"""  # noqa: S608 - our own names
_EVERY_TEXT = f"""
    SELECT {_TEXT} FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    ORDER BY t.document
"""  # noqa: S608 - our own names


def relations(connection: sqlite3.Connection) -> Iterator[Relation]:
    """Every official relation of two measures."""
    for kind, number, congress, other, *relation in connection.execute(_RELATIONS):
        yield Relation(measure_id(kind, number, congress), parse_measure_id(other), *relation)


_RELATIONS = """
    SELECT m.type, m.number, m.congress, r.other, r.relationship_type, r.identified_by
    FROM related AS r JOIN measures AS m ON m.id = r.measure ORDER BY m.id, r.place
"""


def titles(connection: sqlite3.Connection, before: int | None) -> Iterator[Titled]:
    """The titles of every measure held, or of those of a Congress earlier than *before*."""
    query = "SELECT type, number, congress, title, titles FROM measures WHERE congress < coalesce(?, congress + 1)"
    for kind, number, congress, title, every in connection.execute(query, (before,)):
        yield Titled(measure_id(kind, number, congress), title, every)


def _source(part: str, url: str, retrieved: str, sha256: bytes) -> Source:
    return Source(part=part, url=url, retrieved=dt.date.fromisoformat(retrieved), sha256=sha256.hex())


def _text_row(row: Row) -> TextRow:
    kind, number, congress, code, name, packed, size, *source = row
    return TextRow(TextId(measure_id(kind, number, congress), code), (source[3], name), packed, size, _source(*source))
