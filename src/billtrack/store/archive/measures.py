"""Measures and texts of an archive, by their names or all of them, and the sketches of texts."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from billtrack.model.choices import Order
from billtrack.model.congresses import LAST_CONGRESS
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Coverage, Source
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.query.tree import Fact, Or
from billtrack.model.search_terms import LINE_END
from billtrack.model.titles import Titled
from billtrack.store.archive.engine import (
    DocumentKey,
    Holding,
    KeptSketch,
    MeasureRow,
    OfficialRelation,
    SketchRow,
    StatusRow,
    TextForm,
    TextRow,
)
from billtrack.store.archive.packing import pack_hashes, unpack_hashes
from billtrack.store.archive.tables import (
    Row,
    Tables,
    answered,
    as_day,
    as_known_day,
    in_rows,
    measure_id,
    name_columns,
)

if TYPE_CHECKING:
    from billtrack.store.archive.queries import Conditions

_TYPE = f"CASE m.type {' '.join(f'WHEN {kind.value!r} THEN {at}' for at, kind in enumerate(MeasureType))} END"
BY_ID = f"m.congress, {_TYPE}, m.number"
"""The order of measures."""


def order_by(order: Order, cosponsors: str) -> str:
    """Write *order* in SQL; *cosponsors* is the number of them."""
    column = {
        Order.ACTION: "m.latest_action_date",
        Order.INTRODUCED: "m.introduced_date",
        Order.COSPONSORS: cosponsors,
        Order.ID: None,
    }[order]
    return f"{column} DESC NULLS LAST, {BY_ID}" if column else BY_ID


class MeasureTables(Tables):
    """The part of ``Engine`` with the measures and texts."""

    listed: ClassVar[str]
    """Selects measures, with ``{stage}``, ``{tests}`` and ``{order}`` to fill in: the columns of ``MeasureRow``."""
    cosponsors: ClassVar[str]
    """Counts the cosponsors of ``m`` who have not withdrawn."""

    _holding: tuple[object, Sequence[MeasureId], Holding] | None = None

    @abstractmethod
    def _state(self) -> object:
        """Give a value that differs once others have changed the archive; an engine need not tell its own writes."""

    @answered
    def holding(self, without: Sequence[MeasureId]) -> Holding:
        """Count what there is to search, except the measures *without*; again only when the archive has changed."""
        state = self._state()
        if self._holding is None or self._holding[:2] != (state, without):
            rows = self._run(_HOLDING.format(self.named), self._keys(map(name_columns, without)))
            [(measures, texts, with_text)] = rows
            self._holding = state, without, Holding(measures, measures - with_text, texts)
        return self._holding[2]

    @abstractmethod
    def _conditions(self, today: dt.date) -> Conditions:
        """Begin the conditions of one statement."""

    @answered
    def fitting(self, facts: Sequence[Fact | Or], *, today: dt.date) -> list[MeasureId]:
        """The measures of which all *facts* hold; in any order."""
        return [measure_id(*name) for *name, _ in self._with_facts(_FITTING, facts, today)]

    @in_rows
    def measures(
        self, facts: Sequence[Fact | Or] = (), *, today: dt.date, order: Order = Order.ID
    ) -> Iterator[MeasureRow]:
        """The measures of which all *facts* hold, by their columns alone; the first comes before the last is read."""
        statement = self.listed.replace("{order}", order_by(order, self.cosponsors))
        rows = self._with_facts(statement, facts, today)
        for kind, number, congress, title, stage, introduced, latest, *others, committees in rows:
            named = tuple(committees.split(LINE_END)) if committees else ()
            days = as_known_day(introduced), as_known_day(latest)
            yield MeasureRow._make((measure_id(kind, number, congress), title, stage, *days, *others, named))

    def _with_facts(self, statement: str, facts: Sequence[Fact | Or], today: dt.date) -> Iterator[Row]:
        """Run *statement*, with the tests of *facts* and the stage on the day *today*."""
        asked = self._conditions(today)
        tests = " AND ".join(map(asked.fact, facts)) or "TRUE"
        return self._run(statement.format(stage=asked.stage, tests=tests), asked.values)

    @answered
    def names(self, measure_type: MeasureType | None = None, number: int | None = None) -> list[MeasureId]:
        """All measures, or those of a type and number; in any order."""
        query = "SELECT type, number, congress FROM measures"
        if measure_type is None:
            return [measure_id(*row) for row in self._run(query)]
        found = self._run(f"{query} WHERE type = %s AND number = %s", (measure_type.value, number))
        return [measure_id(*row) for row in found]

    @answered
    def possible_laws(self, congress: int) -> list[MeasureId]:
        """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""
        return [measure_id(*row) for row in self._run(_POSSIBLE_LAWS, (congress,))]

    @in_rows
    def statuses(self, ids: Sequence[MeasureId]) -> Iterator[StatusRow]:
        """The statuses of *ids*, without those that are not in the archive."""
        statement = _STATUSES.format(self.named)
        for start in range(0, len(ids), _AT_ONCE):
            keys = self._keys(map(name_columns, ids[start : start + _AT_ONCE]))
            for kind, number, congress, packed, *source in self._run(statement, keys):
                yield StatusRow(
                    measure_id(kind, number, congress), packed, None if packed is None else _source(*source)
                )

    @in_rows
    def texts(self, ids: Sequence[TextId | MeasureId], form: TextForm) -> Iterator[TextRow]:
        """The texts named, or all texts of a measure named, oldest first within a measure."""
        keys = self._keys(map(name_columns, ids))
        return map(_text_row, self._run(_TEXTS.format(self.named, form=form.value), keys))

    @in_rows
    def every_text(self, form: TextForm) -> Iterator[TextRow]:
        """Every text, in the order of import."""
        statement = _EVERY_TEXT.format(form=form.value)
        last, is_full = 0, True
        while is_full:
            count = 0
            for document, *row in self._run(statement, (last, _AT_ONCE)):
                yield _text_row(row)
                last, count = document, count + 1
            is_full = count == _AT_ONCE

    @in_rows
    def relations(self) -> Iterator[OfficialRelation]:
        """Every official relation of two measures, in the order of the status documents."""
        for kind, number, congress, other, *relation in self._run(_RELATIONS):
            yield OfficialRelation(measure_id(kind, number, congress), parse_measure_id(other), *relation)

    @in_rows
    def titles(self, before: int | None = None) -> Iterator[Titled]:
        """The titles of every measure, or of those of a Congress earlier than *before*."""
        query = "SELECT type, number, congress, title, titles FROM measures WHERE congress < %s ORDER BY id"
        for kind, number, congress, title, every in self._run(query, (before or LAST_CONGRESS + 1,)):
            yield Titled(measure_id(kind, number, congress), title, every)

    @in_rows
    def sketches(self, method: str) -> Iterator[SketchRow]:
        """Every complete text with its sketch by *method*; the introduced version of a measure first, then by date."""
        for *name, code, sha256, document, size, scale, hashes in self._run(
            _SKETCHED, (method, Coverage.COMPLETE.value)
        ):
            sketch = None if hashes is None else KeptSketch(size, scale, unpack_hashes(hashes))
            yield SketchRow(TextId(measure_id(*name), code), (sha256, document), sketch)


def sketch_rows(method: str, made: Iterable[tuple[DocumentKey, KeptSketch]]) -> list[tuple[object, ...]]:
    """Give the values of ``KEEP_SKETCH``, in one order, so that two writers never wait for each other."""
    by_key = sorted(made, key=lambda each: each[0])
    return [(method, each.size, each.scale, pack_hashes(each.hashes), *key) for key, each in by_key]


def _source(part: str, url: str, retrieved: str, sha256: bytes) -> Source:
    return Source(part=part, url=url, retrieved=as_day(retrieved), sha256=sha256.hex())


def _text_row(row: Sequence[Any]) -> TextRow:
    kind, number, congress, code, name, packed, size, *source = row
    return TextRow(TextId(measure_id(kind, number, congress), code), (source[3], name), packed, size, _source(*source))


_HOLDING = """
    WITH passed AS MATERIALIZED (SELECT id FROM ({}) AS name)
    SELECT (SELECT count(*) FROM measures WHERE id NOT IN (SELECT id FROM passed)), count(*), count(DISTINCT measure)
    FROM texts WHERE measure NOT IN (SELECT id FROM passed)
"""
_FITTING = "SELECT m.type, m.number, m.congress, {stage} FROM measures AS m WHERE {tests}"
_POSSIBLE_LAWS = """
    SELECT type, number, congress FROM measures
    WHERE congress = %s AND type IN ('hr', 's', 'hjres', 'sjres') AND status IS NOT NULL
    AND stage NOT IN ('reserved', 'introduced', 'referred')
    ORDER BY stage <> 'enacted', type, number
"""
_AT_ONCE = 500
"""Statuses or texts read at once."""
_STATUSES = """
    SELECT m.type, m.number, m.congress, m.status, d.part, d.url, d.retrieved, d.sha256
    FROM ({}) AS name JOIN measures AS m ON m.id = name.id LEFT JOIN documents AS d ON d.id = m.document
    ORDER BY name.place
"""
_TEXT = "m.type, m.number, m.congress, t.version_code, d.name, t.{form}, t.size, d.part, d.url, d.retrieved, d.sha256"
_TEXTS = f"""
    SELECT {_TEXT}
    FROM ({{}}) AS name JOIN measures AS m ON m.id = name.id
        JOIN texts AS t ON t.measure = m.id AND (name.code IS NULL OR t.version_code = name.code)
        JOIN documents AS d ON d.id = t.document
    ORDER BY name.place, t.date IS NULL, t.date, t.version_code
"""  # noqa: S608 - our own names
_EVERY_TEXT = f"""
    SELECT t.document, {_TEXT}
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    WHERE t.document > %s ORDER BY t.document LIMIT %s
"""  # noqa: S608 - our own names
_RELATIONS = """
    SELECT m.type, m.number, m.congress, r.other, r.relationship_type, r.identified_by
    FROM related AS r JOIN measures AS m ON m.id = r.measure ORDER BY m.id, r.place
"""
_SKETCHED = """
    SELECT m.type, m.number, m.congress, t.version_code, d.sha256, d.name, s.size, s.scale, s.hashes
    FROM texts AS t JOIN measures AS m ON m.id = t.measure JOIN documents AS d ON d.id = t.document
    LEFT JOIN sketches AS s ON s.document = t.document AND s.method = %s
    WHERE t.coverage = %s
    ORDER BY m.id, t.version_code NOT IN ('ih', 'is'), t.date IS NULL, t.date, t.version_code
"""
KEEP_SKETCH = """
    INSERT INTO sketches (method, size, scale, hashes, document)
    SELECT %s, %s, %s, %s, t.document FROM documents AS d JOIN texts AS t ON t.document = d.id
    WHERE d.sha256 = %s AND d.name = %s
    ON CONFLICT (document) DO UPDATE SET method = excluded.method, size = excluded.size, scale = excluded.scale,
        hashes = excluded.hashes
"""
