# ruff: noqa: S608 - names in statements are our own; every value is a parameter
"""Compile a query to conditions in SQL over ``docs`` and ``measures``.

Each phrase is a leaf: its documents, and how often each has it.  One subquery, ``counts``, has a row a document and a
column a leaf, so every test and every score reads a column, and no join depends on a guess of the planner.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from billtrack.model.query.tree import And, Field, Introduced, Is, Named, Near, Node, Not, Or, Phrase, Words
from billtrack.store.archive.engine import TITLE_WEIGHT
from billtrack.store.archive.postgres.vectors import COUNT_BITS, LETTERS, OVERLAP
from billtrack.store.archive.queries import Conditions, asks_of_measure

Verified = Callable[[Words], list[tuple[int, tuple[int, ...]]]]
"""Finds the documents of words that vectors cannot find (near each other, or very long), and counts each phrase."""


class NearPhrase(NamedTuple):
    """A phrase of a ``Near``, by its place there: it counts where it is near the others."""

    near: Near
    at: int


class Corpus(NamedTuple):
    """What is searched: how many documents, and their average length in terms."""

    documents: int
    average: float


class PostgresConditions(Conditions):
    """The conditions of one statement; ``values`` by name."""

    single = "coalesce({}, FALSE)"
    several = "m.id IN (SELECT x.measure FROM {table} AS x WHERE {tests})"
    month = "to_char({}, 'YYYY-MM')"

    def __init__(self, today: dt.date, verified: Verified) -> None:
        self.values: dict[str, object] = {}
        super().__init__(today)
        self._verified = verified
        self._leaves: dict[Words | NearPhrase, str] = {}
        self._read: dict[Words, list[tuple[int, tuple[int, ...]]]] = {}

    def value(self, value: object) -> str:
        """Give *value* to the statement; its name there."""
        name = f"v{len(self.values)}"
        self.values[name] = value.replace("\0", "\ufffd") if isinstance(value, str) else value
        return f"%({name})s"

    def has_terms(self, column: str, wanted: Sequence[str]) -> str:
        """Whether the name in *column* has all the terms *wanted*."""
        return f"{column} IN (SELECT name FROM names WHERE terms @> {self.value(list(wanted))}::text[])"

    def found(self, node: Node, phrases: tuple[Phrase, ...], corpus: Corpus) -> str:
        """Select document, measure, version, date and score of each document of which *node* holds."""
        required = tuple(_required(node))
        score = " + ".join(map(self._score_of, dict.fromkeys(required or phrases))) or "0.0::float8"
        self.values |= {"documents": corpus.documents, "average": corpus.average}
        denied: list[str] = []
        query = (
            f"SELECT d.document, d.measure, d.version_code, d.date, {score} "
            f"FROM {self._documents(node, denied, is_required=bool(required))}"
        )
        self.parts = [*self._counts(), *self.parts, *denied]
        return query

    def _documents(self, node: Node, denied: list[str], *, is_required: bool = False) -> str:
        """The documents of which *node* holds, with their counts."""
        test = self._test(node, denied)
        tables = "docs AS d"
        if self._leaves:
            join = "JOIN" if is_required else "LEFT JOIN"
            tables += f" {join} counts AS c ON c.document = d.document"
            tables += " CROSS JOIN weights AS w"
        if asks_of_measure(node):
            tables += " JOIN measures AS m ON m.id = d.measure"
        return f"{tables} WHERE {test}"

    def _test(self, node: Node, denied: list[str]) -> str:
        """Whether *node* holds of the document ``d``."""
        match node:
            case Phrase() | Near():
                return f"{self._leaf(node)} IS NOT NULL"
            case And(nodes) | Or(nodes):
                word = " AND " if isinstance(node, And) else " OR "
                return f"({word.join(self._test(each, denied) for each in nodes)})"
            case Not(inner):
                query = f"SELECT d.measure FROM {self._documents(inner, denied)}"
                name = f"denied{len(denied)}"
                denied.append(f"{name}(measure) AS MATERIALIZED ({query})")
                return f"d.measure NOT IN (SELECT measure FROM {name})"
            case Is(Field.VERSION, version_code):
                return f"coalesce(d.version_code = {self.value(version_code)}, FALSE)"
            case Is() | Named() | Introduced():
                return self.fact(node)
        raise AssertionError(f"not a node: {node}")

    def _leaf(self, words: Words | NearPhrase) -> str:
        """The column of *words*: how often the document has them; null where it has not."""
        return f"c.{self._leaves.setdefault(words, f't{len(self._leaves)}')}"

    def _counts(self) -> list[str]:
        """Subqueries with the counts of each leaf by document, and the weight of each."""
        if not self._leaves:
            return []
        rows = " UNION ALL ".join(
            f"SELECT {at} AS leaf, * FROM ({self._occurrences(words)}) AS x(document, times)"
            for at, words in enumerate(self._leaves)
        )
        names = list(self._leaves.values())
        sums = ", ".join(f"sum(times) FILTER (WHERE leaf = {at})" for at in range(len(names)))
        weights = ", ".join(map(_WEIGHT.format, names))
        return [
            _PART.format("counts", f"document, {', '.join(names)}", _COUNTS.format(sums, rows)),
            _PART.format("weights", ", ".join(names), f"SELECT {weights} FROM counts"),
        ]

    def _occurrences(self, words: Words | NearPhrase) -> str:
        """Select the documents that have *words*, and how often; a document may come several times."""
        if isinstance(words, NearPhrase):
            return self._verified_rows(words.near, words.at)
        if isinstance(words, Near) or len(words.terms) > OVERLAP:
            return self._verified_rows(words, 0)
        if len(words.terms) == 1 and not words.parts:
            term = words.terms[0][:LETTERS]
            return _POSTINGS.format("^@" if words.is_prefix else "=", self.value(term))
        query = f"{self.value(line_query(words))}::tsquery"
        where = f" AND part = ANY({self.value([part.value for part in words.parts])})" if words.parts else ""
        return _CHUNKS.format(query, where)

    def _verified_rows(self, words: Words, at: int) -> str:
        """Select the documents that were read for *words*, with the count of the phrase at *at*."""
        if words not in self._read:
            self._read[words] = self._verified(words)
        documents = self.value([document for document, _ in self._read[words]])
        counts = self.value([float(counts[at]) for _, counts in self._read[words]])
        return f"SELECT * FROM unnest({documents}::bigint[], {counts}::float8[])"

    def _score_of(self, phrase: Phrase | NearPhrase) -> str:
        """BM25 as FTS5 counts it, of one phrase."""
        anywhere = phrase.near.phrases[phrase.at] if isinstance(phrase, NearPhrase) else phrase
        return _SCORE.format(self._leaf(phrase), self._leaf(anywhere).replace("c.", "w."))


_PART = "{}({}) AS MATERIALIZED ({})"
_COUNTS = "SELECT document, {} FROM ({}) AS rows GROUP BY document"
_POSTINGS = f"""
    SELECT v >> {COUNT_BITS}, (v & {(1 << COUNT_BITS) - 1})::float8
    FROM postings AS p CROSS JOIN LATERAL unnest(p.held) AS v WHERE p.term {{}} {{}}::text
"""
# With weights of 1, `ts_rank_cd` counts the places of a phrase.
_CHUNKS = f"""
    SELECT document, (CASE part WHEN 'title' THEN {TITLE_WEIGHT} ELSE 1 END)
        * ts_rank_cd('{{{{1,1,1,1}}}}', vector, {{0}})::float8
    FROM chunks WHERE vector @@ {{0}}{{1}}
"""
_WEIGHT = "ln(greatest((%(documents)s - count({0}) + 0.5)::float8 / (count({0}) + 0.5), exp(1e-6::float8)))"
_SCORE = "coalesce({1} * {0} * 2.2 / ({0} + 1.2 * (0.25 + 0.75 * d.length / %(average)s::float8)), 0)"


def line_query(phrase: Phrase) -> str:
    """Write a phrase in the language of ``tsquery``."""
    words = [f"'{term[:LETTERS]}'" for term in phrase.terms]
    return f"{' <-> '.join(words)}{':*' if phrase.is_prefix else ''}"


def _required(node: Node) -> Sequence[Phrase | NearPhrase]:
    """The phrases that a document is found by, if it must have some."""
    match node:
        case Phrase():
            return (node,)
        case Near(phrases):
            return [NearPhrase(node, at) for at in range(len(phrases))]
        case And(nodes):
            return [phrase for each in nodes for phrase in _required(each)]
        case Or(nodes):
            some = [tuple(_required(each)) for each in nodes]
            return [phrase for each in some for phrase in each] if all(some) else ()
        case _:
            return ()


def needed_for(words: Words) -> Node:
    """What a document that has *words* must have, for vectors to find: the phrases near each other, or each term."""
    if isinstance(words, Near):
        needed = tuple(dict.fromkeys(map(_needed_of, words.phrases)))
        return And(needed) if len(needed) > 1 else needed[0]
    return _needed_of(words)


def _needed_of(phrase: Phrase) -> Node:
    if len(phrase.terms) <= OVERLAP:
        return phrase
    *whole, last = phrase.terms
    return And((*(Phrase((term,)) for term in dict.fromkeys(whole)), Phrase((last,), phrase.is_prefix)))
