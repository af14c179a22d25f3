# ruff: noqa: S608 - names in statements are our own; every value is a parameter
"""What a query asks for, compiled to conditions in SQL.

Words are asked of the full-text index, facts of the columns that the table of filters names.  A query is compiled,
never pasted: the index is asked for terms alone, and no term has a mark in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from billtrack.model.measure_names import MeasureId
from billtrack.model.query.tree import And, Field, Introduced, Is, Named, Near, Node, Not, Or, Part, Phrase, is_of_words
from billtrack.model.search_terms import BREAK
from billtrack.store.archive.engine import TITLE_WEIGHT
from billtrack.store.archive.queries import Conditions, asks_of_measure
from billtrack.store.archive.sqlite.schema import KEYS, MEASURE, ROWS, names_of

_NESTED = 3
"""Levels of AND and OR in one condition.  Deeper ones are subqueries of their own: SQLite parses no more than 100."""


class _Documents(NamedTuple):
    """Tables in which each row is a document, and its columns there: its row in the index, and its version."""

    tables: str
    row: str
    version_code: str

    @property
    def measure(self) -> str:
        """The key of its measure."""
        return MEASURE.format(self.row)


_INDEXED = _Documents(
    "words",
    "words.rowid",
    "(SELECT version_code FROM texts INDEXED BY texts_in_search WHERE word_row = words.rowid)",
)
_EVERY = _Documents(
    f"""(SELECT word_row, version_code FROM texts INDEXED BY texts_in_search
        UNION ALL SELECT id * {ROWS}, NULL FROM measures WHERE document IS NOT NULL) AS d""",
    "d.word_row",
    "d.version_code",
)
_BY_RANK = f"-bm25(words, {TITLE_WEIGHT}, 1.0, 1.0)"


class SqliteConditions(Conditions):
    """The conditions of one statement; ``values`` are in the order of their numbers."""

    several = "EXISTS (SELECT 1 FROM {table} AS x WHERE x.measure = m.id AND {tests})"
    month = "substr({}, 1, 7)"

    def __init__(self, today: dt.date) -> None:
        self.values: list[object] = []
        super().__init__(today)

    def value(self, value: object) -> str:
        """Give *value* to the statement; its name there."""
        self.values.append(value.isoformat() if isinstance(value, dt.date) else value)
        return f"?{len(self.values)}"

    def has_terms(self, column: str, wanted: Sequence[str]) -> str:
        """Whether the name in *column* has all the terms *wanted*."""
        return f"has_terms({column}, {self.value(' '.join(wanted))})"

    def found(self, node: Node, without: Sequence[MeasureId] = (), score: str = "") -> str:
        """Select the row in the index of each document of which *node* holds, except of the measures *without*.

        *score* is a second column, if it is given.
        """
        needed, left = words_needed(node), left_to_test(node)
        documents = _INDEXED if needed else _EVERY
        tests = [self._test(each, documents, 1) for each in left]
        if needed:
            tests.insert(0, f"words MATCH {self.value(expression(needed))}")
        if without:
            tests.append(f"{documents.measure} NOT IN ({KEYS.format(self.value(*names_of(without)))})")
        columns = f"{documents.row} AS word_row{score and f', {score} AS score'}"
        tables = documents.tables
        if any(map(asks_of_measure, left)):
            tables += f" CROSS JOIN measures AS m INDEXED BY measures_in_search ON m.id = {documents.measure}"
        return f"SELECT {columns} FROM {tables}{' WHERE ' if tests else ''}{' AND '.join(tests)}"

    def scored(self, node: Node, words: Node, without: Sequence[MeasureId]) -> str:
        """Select what ``found`` does, with the score of each document by *words*; 0 if it has none of them."""
        if words_needed(node):
            return self.found(node, without, _BY_RANK)
        match = f"SELECT rowid, {_BY_RANK} FROM words WHERE words MATCH {self.value(expression(words))}"
        scores = self.part("scores(word_row, score)", match)
        return self.found(node, without, f"coalesce((SELECT score FROM {scores} WHERE word_row = {_EVERY.row}), 0.0)")

    def _test(self, node: Node, documents: _Documents, depth: int) -> str:
        """Whether *node* holds of a document of *documents*.

        The ``+`` keeps SQLite from looking words up by document, which the full-text index refuses.
        """
        if is_of_words(node):
            match = f"SELECT rowid FROM words WHERE words MATCH {self.value(expression(node))}"
            return f"+{documents.row} IN ({match})"
        match node:
            case And() | Or() if depth > _NESTED:
                return f"+{documents.row} IN (SELECT word_row FROM {self._subquery(node)})"
            case And(nodes) | Or(nodes):
                word = " AND " if isinstance(node, And) else " OR "
                return f"({word.join(self._test(each, documents, depth + 1) for each in nodes)})"
            case Not(denied):
                return f"{documents.measure} NOT IN (SELECT {MEASURE.format('word_row')} FROM {self._subquery(denied)})"
            case Is(Field.VERSION, version_code):
                return f"{documents.version_code} = {self.value(version_code)}"
            case Is() | Named() | Introduced():
                return self.fact(node)
        raise AssertionError(f"words are tested above: {node}")

    def _subquery(self, node: Node) -> str:
        query = self.found(node)
        return self.part(f"part{len(self.parts)}(word_row)", query)


# ------------------------------------------------------------------------- the language of FTS5


def words_needed(node: Node) -> Node | None:
    """The words, if any, that a document must have for *node* to hold of it."""
    match node:
        case Phrase() | Near():
            return node
        case And(nodes):
            needed = tuple(words for words in map(words_needed, nodes) if words)
            return (And(needed) if len(needed) > 1 else needed[0]) if needed else None
        case Or(nodes):
            some = [words_needed(each) for each in nodes]
            return Or(tuple(words for words in some if words)) if all(some) else None
        case _:
            return None


def left_to_test(node: Node) -> tuple[Node, ...]:
    """The parts of *node* that its needed words do not cover."""
    if is_of_words(node):
        return ()
    return tuple(each for each in node.nodes if not is_of_words(each)) if isinstance(node, And) else (node,)


def words_to_rank(node: Node, phrases: tuple[Phrase, ...]) -> Node | None:
    """The words that documents found by *node* are ranked by: those they need, or else any of its *phrases*."""
    return words_needed(node) or ((Or(phrases) if len(phrases) > 1 else phrases[0]) if phrases else None)


_COLUMNS = {Part.TITLE: "title", Part.WHEREAS: "preamble", Part.PROVISIONS: "provisions"}
_NOTHING = f'"{BREAK}{BREAK}"'
"""A term no document has."""


def expression(node: Node) -> str:
    """Write words in the language of the index."""
    match node:
        case Phrase():
            return f"{_columns(node.parts)}{_quoted(node)}"
        case Near(phrases, distance):
            parts = frozenset(Part).intersection(*(each.parts or Part for each in phrases))
            near = f"NEAR({' '.join(map(_quoted, phrases))}, {distance})"
            return f"{_columns(parts)}{near}" if parts else _NOTHING
        case And(nodes):
            return " AND ".join(map(_inner, nodes))
        case Or(nodes):
            return " OR ".join(map(_inner, nodes))
    raise AssertionError(f"the index knows words alone: {node}")


def _inner(node: Node) -> str:
    return f"({expression(node)})" if isinstance(node, And | Or) else expression(node)


def _columns(parts: frozenset[Part]) -> str:
    return f"{{{' '.join(_COLUMNS[part] for part in Part if part in parts)}}} : " if 0 < len(parts) < len(Part) else ""


def _quoted(phrase: Phrase) -> str:
    words = " ".join(phrase.terms)
    return f'"{words}"{" *" if phrase.is_prefix else ""}'
