# ruff: noqa: S608 - names in statements are our own; every value is a parameter
"""What a query asks for, compiled to conditions in SQL over ``docs`` and ``measures``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from billtrack.model.query.fields import PLACES
from billtrack.model.query.tree import (
    And,
    Fact,
    Field,
    Introduced,
    Is,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Words,
)
from billtrack.store.archive.postgres.vectors import EXACT, LETTERS, OVERLAP, STEP

_SINGLE = {field: f"m.{place.column}" for field, place in PLACES.items() if place.table == "measures"}
_STANDING = {"cosponsors": " AND x.withdrawn_date IS NULL"}
"""The rows of a table that count."""

Verified = Callable[[Words], list[int]]
"""Finds the documents of words that no vector can tell: phrases far from each other, or very long."""


class Conditions:
    """The conditions of one statement: their subqueries, ``parts``, and their values by name."""

    def __init__(self, today: object, verified: Verified) -> None:
        self.parts: list[str] = []
        self.values: dict[str, object] = {}
        self.stage = f"CASE WHEN m.expires_on <= {self.value(today)} THEN 'expired' ELSE m.stage END"
        """The stage of the measure ``m`` on the day of the question."""
        self._verified = verified
        self._counted: dict[Words, str] = {}

    def value(self, value: object) -> str:
        """Give *value* to the statement; its name there."""
        name = f"v{len(self.values)}"
        self.values[name] = value.replace("\0", "\ufffd") if isinstance(value, str) else value
        return f"%({name})s"

    def part(self, name: str, query: str) -> str:
        """Make *query* a subquery of the statement, under its name."""
        self.parts.append(f"{name} AS MATERIALIZED ({query})")
        return name.partition("(")[0]

    # ------------------------------------------------------------------------------ documents

    def found(self, node: Node, phrases: tuple[Phrase, ...]) -> str:
        """Select document, measure, version and score of each document of which *node* holds."""
        scored = tuple(_required(node)) or phrases
        self.part("corpus(documents, average)", "SELECT count(*), greatest(avg(length), 1)::float8 FROM docs")
        score = self._score(scored) if scored else "0.0::float8"
        counted = " ".join(f"LEFT JOIN {name} ON {name}.document = d.document" for name in self._counted.values())
        return (
            f"SELECT d.document, d.measure, d.version_code, d.date, {score} "
            f"FROM docs AS d JOIN measures AS m ON m.id = d.measure {counted} WHERE {self._test(node)}"
        )

    def _test(self, node: Node) -> str:  # noqa: PLR0911 - a case a kind of node
        """Whether *node* holds of the document ``d``."""
        if is_in_vector(node):
            return f"d.vector @@ {self.value(vector_query(node))}::tsquery"
        match node:
            case And(nodes):
                whole = [each for each in nodes if is_in_vector(each)]
                joined = [And(tuple(whole))] if len(whole) > 1 else whole
                others = [each for each in nodes if not is_in_vector(each)]
                return f"({' AND '.join(map(self._test, (*joined, *others)))})"
            case Or(nodes):
                return f"({' OR '.join(map(self._test, nodes))})"
            case Phrase() | Near():
                return f"d.document IN (SELECT document FROM {self._lines(node)})"
            case Not(denied):
                name = self.part(f"denied{len(self.parts)}(measure)", self._measures(denied))
                return f"d.measure NOT IN (SELECT measure FROM {name})"
            case Is(Field.VERSION, version_code):
                return f"coalesce(d.version_code = {self.value(version_code)}, FALSE)"
            case Is() | Named() | Introduced():
                return self.fact(node)
        raise AssertionError(f"not a node: {node}")

    def _measures(self, node: Node) -> str:
        return f"SELECT d.measure FROM docs AS d JOIN measures AS m ON m.id = d.measure WHERE {self._test(node)}"

    def _lines(self, words: Words) -> str:
        """Name the documents whose lines have *words*, and in how many chunks."""
        if words not in self._counted:
            name = f"lines{len(self.parts)}(document, chunks)"
            self._counted[words] = self.part(name, self._in_chunks(words))
        return self._counted[words]

    def _in_chunks(self, words: Words) -> str:
        if isinstance(words, Near) or len(words.terms) > OVERLAP:
            return f"SELECT document, 1 FROM unnest({self.value(self._verified(words))}::bigint[]) AS v(document)"
        query = f"vector @@ {self.value(line_query(words))}::tsquery"
        where = f" AND part = ANY({self.value([part.value for part in words.parts])})" if words.parts else ""
        # A title weighs ten times as much.
        return (
            "SELECT document, sum(CASE part WHEN 'title' THEN 10 ELSE 1 END) "
            f"FROM chunks WHERE {query}{where} GROUP BY document"
        )

    # ---------------------------------------------------------------------------------- score

    def _score(self, phrases: Iterable[Phrase]) -> str:
        """BM25 as FTS5 counts it, of the phrases a document has; a phrase counts by the chunks that have it."""
        return " + ".join(f"coalesce({self._score_of(phrase)}, 0)" for phrase in dict.fromkeys(phrases))

    def _score_of(self, phrase: Phrase) -> str:
        if is_in_vector(phrase):
            query = f"{self.value(vector_query(phrase))}::tsquery"
            count = f"SELECT count(*) FROM docs WHERE vector @@ {query}"
            level = f"round((1 / (1.64493406685 * greatest(1 - {_RANK.format(query)}, 0.004)) - 0.5)::numeric)::float8"
            times = f"(SELECT CASE WHEN l.n <= {EXACT} THEN l.n ELSE {EXACT} * power({STEP}, l.n - {EXACT}) END)"
            times = f"{times[:-1]} FROM (SELECT {level} AS n) AS l)"
        else:
            lines = self._lines(phrase)
            count, times = f"SELECT count(*) FROM {lines}", f"{lines}.chunks"
        weight = self.part(f"weight{len(self.parts)}(value)", _WEIGHT.format(count))
        return (
            f"(SELECT w.value * f.n * 2.2 / (f.n + {_LENGTH}) FROM {weight} AS w, (SELECT {times}::float8 AS n) AS f)"
        )

    # ---------------------------------------------------------------------------------- facts

    def fact(self, fact: Fact | Or) -> str:
        """Whether *fact*, or one of several, holds of the measure ``m``."""
        if isinstance(fact, Or):
            return f"({' OR '.join(self.fact(each) for each in fact.nodes if isinstance(each, Fact))})"
        field = Field.INTRODUCED if isinstance(fact, Introduced) else fact.field
        if field in _SINGLE:
            return f"coalesce({self._is(fact, self.stage if field is Field.STAGE else _SINGLE[field])}, FALSE)"
        table, column = PLACES[field].table, PLACES[field].column
        return (
            f"m.id IN (SELECT x.measure FROM {table} AS x "
            f"WHERE {self._is(fact, f'x.{column}')}{_STANDING.get(table, '')})"
        )

    def _is(self, fact: Fact, column: str) -> str:
        match fact:
            case Is(Field.CONGRESS, congress):
                return f"{column} = {self.value(int(congress))}::bigint"
            case Is(_, wanted) if wanted.endswith("*"):
                return f"starts_with({column}, {self.value(wanted[:-1])}::text)"
            case Is(_, wanted):
                return f"{column} = {self.value(wanted)}"
            case Named(_, wanted):
                return f"{column} IN (SELECT name FROM names WHERE terms @> {self.value(list(wanted))}::text[])"
            case Introduced(since, until):
                bounds = ((">=", since), ("<=", until))
                tests = [f"{column} {sign} {self.value(day)}" for sign, day in bounds if day]
                return " AND ".join((f"{column} IS NOT NULL", *tests))


_RANK = "ts_rank('{{1,1,1,1}}', d.vector, {0})"
"""The sum of 1/j² over the positions of a term, over that of all: from it follows how many there are."""
_WEIGHT = """
    SELECT greatest(ln((c.documents - n.n + 0.5) / (n.n + 0.5)), 1e-6)::float8
    FROM corpus AS c, LATERAL ({0}) AS n(n)
"""
_LENGTH = "1.2 * (0.25 + 0.75 * d.length / (SELECT average FROM corpus))"


# --------------------------------------------------------------------------- queries of vectors


def is_in_vector(node: Node) -> bool:
    """Whether the vector of a whole document tells if *node* holds of it: single words anywhere."""
    match node:
        case Phrase(terms, _, parts):
            return len(terms) == 1 and not parts
        case And(nodes) | Or(nodes):
            return all(map(is_in_vector, nodes))
        case _:
            return False


def vector_query(node: Node) -> str:
    """Write single words in the language of ``tsquery``."""
    match node:
        case Phrase():
            return line_query(node)
        case And(nodes):
            return f"({' & '.join(map(vector_query, nodes))})"
        case Or(nodes):
            return f"({' | '.join(map(vector_query, nodes))})"
    raise AssertionError(f"vectors know words alone: {node}")


def line_query(phrase: Phrase) -> str:
    """Write a phrase in the language of ``tsquery``."""
    words = [f"'{term[:LETTERS]}'" for term in phrase.terms]
    return f"{' <-> '.join(words)}{':*' if phrase.is_prefix else ''}"


def _required(node: Node) -> Iterable[Phrase]:
    """The phrases that a document is found by, if it must have some."""
    match node:
        case Phrase():
            return (node,)
        case Near(phrases):
            return phrases
        case And(nodes):
            return [phrase for each in nodes for phrase in _required(each)]
        case Or(nodes):
            some = [tuple(_required(each)) for each in nodes]
            return [phrase for each in some for phrase in each] if all(some) else ()
        case _:
            return ()


def terms_of(words: Words) -> Node:
    """The single words of *words*, all of which a document has that has them."""
    phrases = words.phrases if isinstance(words, Near) else (words,)
    terms = [
        Phrase((term,), phrase.is_prefix and at == len(phrase.terms) - 1)
        for phrase in phrases
        for at, term in enumerate(phrase.terms)
    ]
    every = tuple(dict.fromkeys(terms))
    return And(every) if len(every) > 1 else every[0]
