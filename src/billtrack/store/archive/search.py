"""Searching an archive: the documents a query holds of, as ``billtrack.model.query`` says what it means.

Words are asked of the index; facts of measures, and what is joined in other ways, are looked at for the documents the
index gives.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.query.facts import fits
from billtrack.model.query.tree import (
    And,
    Fact,
    Field,
    Introduced,
    Is,
    Named,
    Node,
    Not,
    Or,
    Phrase,
    is_of_words,
    wanted_phrases,
)
from billtrack.store.archive.connection import reported
from billtrack.store.archive.lines import Lines
from billtrack.store.archive.matching import either, expression, left_to_test, words_needed
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.archive.reading import Archive

TITLE_WEIGHT = 10.0
"""How many times as much a word in a title counts as one in the text."""

Test: TypeAlias = "Callable[[Found], bool]"


class Found(NamedTuple):
    """A document a query holds of.

    ``measure`` is the measure's key in the archive.  ``version_code`` is ``None`` for its titles.  ``score`` is by
    bm25, the higher the better; 0 where no words are asked for.
    """

    document: int
    measure: int
    version_code: str | None
    score: float


class MeasureRow(NamedTuple):
    """What is known at once of a measure; ``stage`` as of the day of the search, days as ISO dates."""

    measure_type: str
    number: int
    congress: int
    stage: str | None
    introduced_date: str | None
    policy_area: str | None
    sponsor_id: str | None
    sponsor_name: str | None
    sponsor_party: str | None
    sponsor_state: str | None

    @property
    def id(self) -> MeasureId:
        """Its name."""
        return MeasureId(MeasureType(self.measure_type), self.number, self.congress)


class Holding(NamedTuple):
    """How much there is to search: measures, those of them without any text, and texts."""

    measures: int
    without_text: int
    texts: int


class ArchiveSearch:
    """A search of *archive* on the day *today*; reads only, and what belongs together inside one ``snapshot``."""

    def __init__(self, archive: Archive, *, today: dt.date) -> None:
        self._archive = archive
        self._run = archive.connection.execute
        self._today = today.isoformat()
        self._measures: dict[int, MeasureRow] = {}
        self._held: Holding | None = None
        self._state: int | None = None

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer all that is asked inside from the archive as it is now, whoever writes to it meanwhile."""
        with reported(self._archive.path):
            self._run("BEGIN")
            try:
                state = self._run("PRAGMA data_version").fetchone()[0]
                if state != self._state:
                    self._state, self._held = state, None
                    self._measures.clear()
                yield
            finally:
                self._run("COMMIT")

    # ------------------------------------------------------------------------------ documents

    def find(self, node: Node) -> list[Found]:
        """Find the documents *node* holds of, in no particular order.

        Raises:
            StoreError: the archive cannot be read.
        """
        with reported(self._archive.path):
            return self._found(node)

    def _found(self, node: Node) -> list[Found]:
        words = words_needed(node)
        found = self._matching(words) if words else self._every(wanted_phrases(node))
        tests = [self._test(each) for each in left_to_test(node)]
        return [each for each in found if all(test(each) for test in tests)] if tests else found

    def _matching(self, words: Node) -> list[Found]:
        return list(map(Found._make, self._run(_MATCHING, (expression(words),))))

    def _every(self, phrases: tuple[Phrase, ...]) -> list[Found]:
        """Every document; those with one of *phrases* with a score."""
        scores = {each.document: each.score for each in self._matching(either(phrases))} if phrases else {}
        return [
            Found(document, measure, code, scores.get(document, 0.0))
            for document, measure, code in self._run(_DOCUMENTS)
        ]

    def _test(self, node: Node) -> Test:
        """What tells whether *node* holds of a document."""
        if is_of_words(node):
            documents = {row[0] for row in self._run(_DOCUMENTS_WITH, (expression(node),))}
            return lambda found: found.document in documents
        match node:
            case And(nodes):
                every = list(map(self._test, nodes))
                return lambda found: all(test(found) for test in every)
            case Or(nodes):
                some = list(map(self._test, nodes))
                return lambda found: any(test(found) for test in some)
            case Not(denied):
                measures = {each.measure for each in self._found(denied)}
                return lambda found: found.measure not in measures
            case Is(Field.VERSION, _):
                return lambda found: found.version_code is not None and fits(node, found.version_code)
            case Is() | Named() | Introduced():
                return self._test_of(node)
        raise AssertionError(f"words are tested above: {node}")

    def _test_of(self, fact: Fact) -> Test:
        """What tells whether *fact* holds of a document's measure, each looked at once."""
        known: dict[int, bool] = {}

        def test(found: Found) -> bool:
            holds = known.get(found.measure)
            if holds is None:
                holds = known[found.measure] = any(fits(fact, value) for value in self._values(fact, found.measure))
            return holds

        return test

    def _values(self, fact: Fact, measure: int) -> Iterable[str]:
        field = Field.INTRODUCED if isinstance(fact, Introduced) else fact.field
        if field in _MANY:
            return (value for (value,) in self._run(_MANY[field], (measure,)))
        value = _ONE[field](self._row(measure))
        return () if value is None else (value,)

    # ------------------------------------------------------------------------------- measures

    def measure(self, key: int) -> MeasureRow:
        """What is known of the measure under *key*."""
        with reported(self._archive.path):
            return self._row(key)

    def _row(self, key: int) -> MeasureRow:
        row = self._measures.get(key)
        if row is None:
            row = self._measures[key] = MeasureRow._make(self._run(_MEASURE, (self._today, key)).fetchone())
        return row

    def title(self, key: int) -> str:
        """The title of the measure under *key*."""
        with reported(self._archive.path):
            return str(self._run("SELECT title FROM measures WHERE id = ?", (key,)).fetchone()[0])

    def keys_of(self, measures: Iterable[MeasureId]) -> frozenset[int]:
        """The keys of those of *measures* the archive has."""
        with reported(self._archive.path):
            values = ((each.congress, each.measure_type.value, each.number) for each in measures)
            rows = (self._run(_KEY, value).fetchone() for value in values)
            return frozenset(row[0] for row in rows if row is not None)

    def holding(self) -> Holding:
        """Count what there is to search."""
        with reported(self._archive.path):
            if self._held is None:
                measures, texts, with_text = self._run(_HOLDING).fetchone()
                self._held = Holding(measures, measures - with_text, texts)
            return self._held

    def texts_of(self, key: int) -> int:
        """How many texts of the measure under *key* there are."""
        with reported(self._archive.path):
            return int(self._run("SELECT count(*) FROM texts WHERE measure = ?", (key,)).fetchone()[0])

    def versions_of(self, key: int) -> list[str]:
        """The texts of the measure under *key*, oldest first."""
        with reported(self._archive.path):
            return [code for (code,) in self._run(_VERSIONS, (key,))]

    def lines(self, found: Found) -> Lines:
        """The words of a document: of its text, or all titles of its measure."""
        with reported(self._archive.path):
            if found.version_code is None:
                titles = self._run("SELECT titles FROM measures WHERE id = ?", (found.measure,)).fetchone()[0]
                return Lines(titles, "", "", "")
            packed = self._run("SELECT packed FROM texts WHERE document = ?", (found.document,)).fetchone()[0]
            return unpack_lines(packed)


_MATCHING = f"""
    SELECT words.rowid, coalesce(t.measure, (SELECT id FROM measures WHERE document = words.rowid)), t.version_code,
        -bm25(words, {TITLE_WEIGHT}, 1.0, 1.0)
    FROM words LEFT JOIN texts AS t INDEXED BY texts_in_search ON t.document = words.rowid
    WHERE words MATCH ?
"""  # noqa: S608 - our own number
_DOCUMENTS_WITH = "SELECT rowid FROM words WHERE words MATCH ?"
_DOCUMENTS = """
    SELECT document, measure, version_code FROM texts INDEXED BY texts_in_search
    UNION ALL SELECT document, id, NULL FROM measures WHERE document IS NOT NULL
"""
_MEASURE = """
    SELECT type, number, congress, CASE WHEN expires_on <= ? THEN 'expired' ELSE stage END, introduced_date,
        policy_area, sponsor, sponsor_name, sponsor_party, sponsor_state
    FROM measures INDEXED BY measures_in_search WHERE id = ?
"""
_KEY = "SELECT id FROM measures WHERE congress = ? AND type = ? AND number = ?"
_HOLDING = """
    SELECT (SELECT count(*) FROM measures), (SELECT count(*) FROM texts), (SELECT count(DISTINCT measure) FROM texts)
"""
_VERSIONS = "SELECT version_code FROM texts WHERE measure = ? ORDER BY date IS NULL, date, version_code"
_STANDING = "FROM cosponsors WHERE measure = ? AND withdrawn_date IS NULL"
_MANY: Mapping[Field, str] = MappingProxyType(
    {
        Field.COSPONSOR_ID: f"SELECT bioguide_id {_STANDING}",
        Field.COSPONSOR_NAME: f"SELECT name {_STANDING}",
        Field.COSPONSOR_STATE: f"SELECT state {_STANDING}",
        Field.COMMITTEE_CODE: "SELECT system_code FROM committees WHERE measure = ?",
        Field.COMMITTEE_NAME: "SELECT name FROM committees WHERE measure = ?",
    }
)
"""The facts of which a measure has many values."""
_ONE: Mapping[Field, Callable[[MeasureRow], str | None]] = MappingProxyType(
    {
        Field.TYPE: lambda row: row.measure_type,
        Field.CONGRESS: lambda row: str(row.congress),
        Field.STAGE: lambda row: row.stage,
        Field.INTRODUCED: lambda row: row.introduced_date,
        Field.POLICY: lambda row: row.policy_area,
        Field.PARTY: lambda row: row.sponsor_party,
        Field.SPONSOR_ID: lambda row: row.sponsor_id,
        Field.SPONSOR_NAME: lambda row: row.sponsor_name,
        Field.SPONSOR_STATE: lambda row: row.sponsor_state,
    }
)
"""The facts of which it has one value at most."""
