"""What every engine does alike for a query: the tests of measures, the columns of facets, and the rows of hits.

The searching of words is each engine's own.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from billtrack.model.query.fields import FACETS, PLACES
from billtrack.model.query.tree import And, Fact, Field, Introduced, Is, Named, Node, Or
from billtrack.store.archive.engine import FoundText, HitRow
from billtrack.store.archive.tables import Row, as_known_day, measure_id

_SINGLE = {field: f"m.{place.column}" for field, place in PLACES.items() if place.table == "measures"}
_STANDING = {"cosponsors": "x.withdrawn_date IS NULL AND "}
"""The rows of a table that count."""


class Conditions(ABC):
    """The conditions of one statement: their subqueries, ``parts``, and its ``values``."""

    single: ClassVar[str] = "{}"
    """A test of a column of the measure."""
    several: ClassVar[str]
    """Whether a row of ``{table}``, ``x``, is of the measure ``m`` and passes ``{tests}``."""
    month: ClassVar[str]
    """The month of a date."""
    values: Sequence[object] | Mapping[str, object]

    def __init__(self, today: dt.date) -> None:
        self.parts: list[str] = []
        self.stage = f"CASE WHEN m.expires_on <= {self.value(today)} THEN 'expired' ELSE m.stage END"
        """The stage of the measure ``m`` on the day of the question."""

    @abstractmethod
    def value(self, value: object) -> str:
        """Give *value* to the statement; its name there."""

    @abstractmethod
    def has_terms(self, column: str, wanted: Sequence[str]) -> str:
        """Whether the name in *column* has all the terms *wanted*."""

    def part(self, name: str, query: str) -> str:
        """Make *query* a subquery of the statement, under its name."""
        self.parts.append(f"{name} AS MATERIALIZED ({query})")
        return name.partition("(")[0]

    @property
    def with_parts(self) -> str:
        """The beginning of the statement: its subqueries."""
        return f"WITH {', '.join(self.parts)} " if self.parts else ""

    def fact(self, fact: Fact | Or) -> str:
        """Whether *fact*, or one of several, holds of the measure ``m``."""
        if isinstance(fact, Or):
            return f"({' OR '.join(self.fact(each) for each in fact.nodes if isinstance(each, Fact))})"
        field = Field.INTRODUCED if isinstance(fact, Introduced) else fact.field
        if field in _SINGLE:
            return self.single.format(self._is(fact, self.stage if field is Field.STAGE else _SINGLE[field]))
        table, column = PLACES[field].table, PLACES[field].column
        tests = f"{_STANDING.get(table, '')}{self._is(fact, f'x.{column}')}"
        return self.several.format(table=table, tests=tests)

    def _is(self, fact: Fact, column: str) -> str:
        match fact:
            case Is(Field.CONGRESS, congress):
                return f"{column} = CAST({self.value(int(congress))} AS bigint)"
            case Is(_, wanted) if wanted.endswith("*"):
                return f"substr({column}, 1, {len(wanted) - 1}) = {self.value(wanted[:-1])}"
            case Is(_, wanted):
                return f"{column} = {self.value(wanted)}"
            case Named(_, wanted):
                return self.has_terms(column, wanted)
            case Introduced(since, until):
                bounds = ((">=", since), ("<=", until))
                tests = [f"{column} {sign} {self.value(day)}" for sign, day in bounds if day]
                return " AND ".join((f"{column} IS NOT NULL", *tests))

    @property
    def facets(self) -> str:
        """The columns that are counted, in the order of ``FACETS``; of a date its month."""
        columns = {field: f"m.{PLACES[field].column}" for field in FACETS.values()}
        columns |= {Field.STAGE: self.stage, Field.INTRODUCED: self.month.format("m.introduced_date")}
        return ", ".join(columns[field] for field in FACETS.values())


def asks_of_measure(node: Node) -> bool:
    """Whether a condition for *node* has columns of its measure."""
    match node:
        case And(nodes) | Or(nodes):
            return any(map(asks_of_measure, nodes))
        case Is(Field.VERSION, _):
            return False
        case _:
            return isinstance(node, Fact)


def hit_row(rows: Sequence[Row], *, is_in_title: bool, score: float) -> HitRow:
    """Make a hit from its rows, one for each document found.

    A row has two columns of the engine, then type, number, Congress, title, stage, day of introduction and party of the
    sponsor; then, of the document, the version code, whether it is the best, its words, and all titles.
    """
    _, _, kind, number, congress, title, stage, introduced, party, *_ = rows[0]
    return HitRow(
        id=measure_id(kind, number, congress),
        title=title,
        stage=stage,
        introduced_date=as_known_day(introduced),
        sponsor_party=party,
        is_in_title=is_in_title,
        score=score,
        texts=tuple(FoundText(row[9], bool(row[10]), row[11]) for row in rows if row[9] is not None),
        titles=next((row[12] for row in rows if row[12] is not None), None),
    )
