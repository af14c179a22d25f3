"""Measures and texts of an archive in PostgreSQL, by their names, by their columns, or all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from billtrack.model.identifiers import MeasureId, MeasureType, TextId, parse_measure_id
from billtrack.model.measure import Source
from billtrack.model.query.tree import Fact, Or
from billtrack.model.titles import Titled
from billtrack.store.archive.engine import Form, MeasureRow, Order, Relation, StatusRow, TextRow
from billtrack.store.archive.postgres.conditions import Conditions
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.names import KEYS, keys_of, measure_id

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type
_PAGE = 500
"""Packed values read at once."""


def names(connection: Connection, measure_type: MeasureType | None, number: int | None) -> list[MeasureId]:
    """The measures held, or those of a type and number."""
    query = b"SELECT type, number, congress FROM measures"
    if measure_type is None:
        return [measure_id(*row) for row in connection.execute(query)]
    found = connection.execute(query + b" WHERE type = %s AND number = %s", (measure_type.value, number))
    return [measure_id(*row) for row in found]


def possible_laws(connection: Connection, congress: int) -> list[MeasureId]:
    """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""
    return [measure_id(*row) for row in connection.execute(_POSSIBLE_LAWS, (congress,))]


_POSSIBLE_LAWS = """
    SELECT type, number, congress FROM measures
    WHERE congress = %s AND type IN ('hr', 's', 'hjres', 'sjres') AND status IS NOT NULL
    AND stage NOT IN ('reserved', 'introduced', 'referred')
    ORDER BY stage <> 'enacted', type, number
"""


def fitting(connection: Connection, facts: Sequence[Fact | Or], today: dt.date) -> list[MeasureId]:
    """The measures of which all *facts* hold."""
    asked = Conditions(today, lambda _: [])
    tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
    query = f"SELECT m.type, m.number, m.congress FROM measures AS m WHERE {tests}"  # noqa: S608 - our own words
    return [measure_id(*row) for row in connection.execute(query.encode(), asked.values)]


def measures(connection: Connection, facts: Sequence[Fact | Or], today: dt.date, order: Order) -> Iterator[MeasureRow]:
    """The measures of which all *facts* hold, in *order*."""
    asked = Conditions(today, lambda _: [])
    tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
    query = _MEASURES.format(stage=asked.stage, tests=tests, order=_ORDERS[order])
    for kind, number, congress, *others, committees in connection.execute(query.encode(), asked.values):
        yield MeasureRow._make((measure_id(kind, number, congress), *others, tuple(committees)))


_COSPONSORS = "CASE WHEN m.document IS NOT NULL THEN coalesce(c.current, 0) END"
_MEASURES = f"""
    SELECT m.type, m.number, m.congress, m.title, {{stage}}, m.introduced_date, m.latest_action_date, m.latest_action,
        m.sponsor, m.sponsor_name, m.sponsor_party, m.sponsor_state, m.policy_area,
        {_COSPONSORS}, coalesce(k.names, '{{{{}}}}')
    FROM measures AS m LEFT JOIN (
        SELECT measure, count(*) AS current FROM cosponsors WHERE withdrawn_date IS NULL GROUP BY measure
    ) AS c ON c.measure = m.id
    LEFT JOIN (
        SELECT measure, array_agg(name ORDER BY system_code) AS names FROM committees
        WHERE right(system_code, 2) = '00' GROUP BY measure
    ) AS k ON k.measure = m.id
    WHERE {{tests}} ORDER BY {{order}}
"""  # noqa: S608 - our own words
_TYPE = f"CASE m.type {' '.join(f'WHEN {kind.value!r} THEN {at}' for at, kind in enumerate(MeasureType))} END"
_BY_ID = f"m.congress, {_TYPE}, m.number"
_ORDERS = {
    Order.ACTION: f"m.latest_action_date DESC NULLS LAST, {_BY_ID}",
    Order.INTRODUCED: f"m.introduced_date DESC NULLS LAST, {_BY_ID}",
    Order.COSPONSORS: f"{_COSPONSORS} DESC NULLS LAST, {_BY_ID}",
    Order.ID: _BY_ID,
}


def statuses(connection: Connection, ids: Sequence[MeasureId]) -> Iterator[StatusRow]:
    """The statuses of those of *ids* that are held."""
    for start in range(0, len(ids), _PAGE):
        for kind, number, congress, packed, *source in connection.execute(
            _STATUSES.encode(), keys_of(ids[start : start + _PAGE])
        ):
            held = None if packed is None else _source(*source)
            yield StatusRow(measure_id(kind, number, congress), packed, held)


_STATUSES = f"""
    SELECT m.type, m.number, m.congress, m.status, d.part, d.url, d.retrieved, d.sha256
    FROM ({KEYS.format("%s", "%s", "%s")}) AS named JOIN measures AS m ON m.id = named.id
        LEFT JOIN documents AS d ON d.id = m.document
    ORDER BY named.place
"""  # noqa: S608 - our own names


def texts(connection: Connection, ids: Sequence[TextId | MeasureId], form: Form) -> Iterator[TextRow]:
    """The texts named, or all texts of a measure named, oldest first within a measure."""
    codes = [each.version_code if isinstance(each, TextId) else None for each in ids]
    named = [each.measure if isinstance(each, TextId) else each for each in ids]
    query = _TEXTS.replace("{form}", form.value).encode()
    return map(_text_row, connection.execute(query, (*keys_of(named), codes)))


def every_text(connection: Connection, form: Form) -> Iterator[TextRow]:
    """Every text held, in the order of its import, read in pages."""
    query = _EVERY_TEXT.replace("{form}", form.value).encode()
    rows = connection.execute(query, (0, _PAGE)).fetchall()
    while rows:
        yield from (_text_row(row[1:]) for row in rows)
        rows = connection.execute(query, (rows[-1][0], _PAGE)).fetchall()


_TEXT = "m.type, m.number, m.congress, t.version_code, d.name, t.{form}, t.size, d.part, d.url, d.retrieved, d.sha256"
_TEXTS = f"""
    SELECT {_TEXT}
    FROM unnest(%s::int[], %s::text[], %s::int[], %s::text[])
        WITH ORDINALITY AS name(congress, type, number, code, place)
        JOIN measures AS m ON m.congress = name.congress AND m.type = name.type COLLATE "C" AND m.number = name.number
        JOIN texts AS t ON t.measure = m.id AND (name.code IS NULL OR t.version_code = name.code COLLATE "C")
        JOIN documents AS d ON d.id = t.document
    ORDER BY name.place, t.date IS NULL, t.date, t.version_code
"""  # noqa: S608 - our own names
_EVERY_TEXT = f"""
    SELECT t.document, {_TEXT}
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    WHERE t.document > %s ORDER BY t.document LIMIT %s
"""  # noqa: S608 - our own names


def relations(connection: Connection) -> Iterator[Relation]:
    """Every official relation of two measures."""
    for kind, number, congress, other, *relation in connection.execute(_RELATIONS):
        yield Relation(measure_id(kind, number, congress), parse_measure_id(other), *relation)


_RELATIONS = """
    SELECT m.type, m.number, m.congress, r.other, r.relationship_type, r.identified_by
    FROM related AS r JOIN measures AS m ON m.id = r.measure ORDER BY m.id, r.place
"""


def titles(connection: Connection, before: int | None) -> Iterator[Titled]:
    """The titles of every measure held, or of those of a Congress earlier than *before*."""
    for kind, number, congress, title, every in connection.execute(_TITLES, (before,)):
        yield Titled(measure_id(kind, number, congress), title, every)


_TITLES = "SELECT type, number, congress, title, titles FROM measures WHERE congress < coalesce(%s::int, congress + 1)"


def _source(part: str, url: str, retrieved: dt.date, sha256: bytes) -> Source:
    return Source(part=part, url=url, retrieved=retrieved, sha256=sha256.hex())


def _text_row(row: Row) -> TextRow:
    kind, number, congress, code, name, packed, size, *source = row
    return TextRow(TextId(measure_id(kind, number, congress), code), (source[3], name), packed, size, _source(*source))
