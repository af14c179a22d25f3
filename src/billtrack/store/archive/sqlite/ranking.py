# ruff: noqa: S608 - names in statements are our own; every value is a parameter
"""Find documents in the index, and score only those of measures that can be among the first.

FTS5 lists the documents that have a term in a small part of the time it takes to score them.  Measures found by a title
come first; where there are enough of them, no other is scored.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import msgspec

from billtrack.model.query.tree import And, Near, Node, Or, Phrase
from billtrack.store.archive.engine import SearchRequest
from billtrack.store.archive.sqlite.conditions import SqliteConditions, words_to_rank
from billtrack.store.archive.sqlite.schema import MEASURE, ROWS, TEXTS, measures_of


class Ranking(NamedTuple):
    """How many documents were found, and the keys of their measures: all, and those found by a title.

    ``scores`` has every row found of the measures that can be among the first, and of those that equal the last of
    them.  A text that is not the best of its measure may have 0 instead of its score.
    """

    documents: int
    measures: frozenset[int]
    titled: frozenset[int]
    scores: Mapping[int, float]


_FEW = 8
"""Rows to read at first for each measure to show, since several may be of one."""


class _Listed(NamedTuple):
    """All rows found, ascending; the keys of the measures found by a title; and the rows scored, the best first."""

    rows: Sequence[int]
    titled: frozenset[int]
    by_score: Iterator[tuple[int, float]]


def find(connection: sqlite3.Connection, request: SearchRequest) -> Ranking:
    """Find the documents *request* asks for, and score what may be shown."""
    words = words_to_rank(request.node, request.phrases)
    if words is None or request.limit == 0:
        rows = _list_rows(connection, request)
        listed = _Listed(rows, _titled(rows), iter(()))
    else:
        listed = (_read_once if _takes_long(words) else _read_twice)(connection, request, words)
    measures = frozenset(measures_of(listed.rows))
    scores = {} if request.limit == 0 else _scores_of_first(listed, measures, request.limit)
    return Ranking(len(listed.rows), measures, listed.titled, scores)


def _scores_of_first(listed: _Listed, measures: frozenset[int], limit: int | None) -> Mapping[int, float]:
    """Read scores until the first *limit* measures are known, and the best text of each."""
    scores: dict[int, float] = {}
    alone = _are_enough(listed.titled, limit)
    chosen, last = set[int]() if alone else set(listed.titled), 0.0
    for row, score in listed.by_score:
        if limit is not None and len(chosen) >= limit and score != last:
            rows = _rows_of(chosen, listed.rows)
            _read_best_texts(chain(((row, score),), listed.by_score), rows, scores)
            break
        scores[row], last = score, score
        chosen.update(measures_of((row,)))
    else:
        rows = _rows_of(listed.titled if alone else measures, listed.rows)
    return {row: scores.get(row, 0.0) for row in rows}


def _read_best_texts(by_score: Iterator[tuple[int, float]], rows: Sequence[int], scores: dict[int, float]) -> None:
    """Read the best text, and all that equal it, of each measure that has several among *rows* and none in *scores*."""
    texts = [row for row in rows if row >= TEXTS]
    counts = Counter(measures_of(texts))
    unread = {key for key, count in counts.items() if count > 1} - {
        *measures_of([row for row in texts if row in scores])
    }
    wanted, last = {row: key for row, key in zip(texts, measures_of(texts), strict=True) if key in unread}, None
    for row, score in by_score:
        if not unread and score != last:
            break
        if row in wanted:
            scores[row], last = score, score
            unread.discard(wanted[row])


def _titled(rows: Sequence[int]) -> frozenset[int]:
    """The keys of the measures whose titles are among *rows*."""
    return frozenset(measures_of(rows[: bisect_left(rows, TEXTS)]))


def _are_enough(titled: frozenset[int], limit: int | None) -> bool:
    """Whether only measures with a title that is found will be shown."""
    return limit is not None and len(titled) >= limit


def _rows_of(measures: Iterable[int], rows: Sequence[int]) -> list[int]:
    """Those of *rows* that are of *measures*."""
    starts = [start + measure * ROWS for measure in measures for start in (0, TEXTS)]
    return [row for start in starts for row in rows[bisect_left(rows, start) : bisect_left(rows, start + ROWS)]]


# ---------------------------------------------------------------------------------- statements


def _takes_long(words: Node) -> bool:
    """Whether listing the documents that have *words* takes about as long as scoring them."""
    match words:
        case And(nodes) | Or(nodes):
            return any(map(_takes_long, nodes))
        case Phrase(terms):
            return len(terms) > 1
        case _:
            return isinstance(words, Near)


def _read_twice(connection: sqlite3.Connection, request: SearchRequest, words: Node) -> _Listed:
    """List the rows, then score those that must be."""
    rows = _list_rows(connection, request)
    titled = _titled(rows)
    asked = SqliteConditions(request.today)
    among = _among(asked, titled, request.limit)
    query = asked.scored(request.node, words, request.without)
    statement = f"{asked.with_parts}SELECT word_row, score FROM ({query}) WHERE {among} ORDER BY score DESC"

    def by_score() -> Iterator[tuple[int, float]]:
        few = len(rows) if request.limit is None or titled else _FEW * request.limit
        if few < len(rows):  # they mostly suffice, and SQLite finds them faster than it sorts all
            yield from connection.execute(f"{statement} LIMIT {few}", asked.values)
        yield from connection.execute(statement, asked.values)

    return _Listed(rows, titled, by_score())


def _read_once(connection: sqlite3.Connection, request: SearchRequest, words: Node) -> _Listed:
    """List the titles, then all rows, those that must be scored with their scores."""
    titled = _titled(_list_rows(connection, request, f"word_row < {TEXTS}"))
    asked = SqliteConditions(request.today)
    among = _among(asked, titled, request.limit)
    query = asked.scored(request.node, words, request.without)
    statement = f"{asked.with_parts}SELECT word_row, CASE WHEN {among} THEN score END FROM ({query})"
    rows = connection.execute(statement, asked.values).fetchall()
    by_score = sorted([each for each in rows if each[1] is not None], key=itemgetter(1), reverse=True)
    return _Listed(sorted([row for row, _ in rows]), titled, iter(by_score))


def _list_rows(connection: sqlite3.Connection, request: SearchRequest, where: str = "TRUE") -> list[int]:
    """The rows found, ascending, read as one JSON list: thousands of rows take several times as long."""
    asked = SqliteConditions(request.today)
    query = asked.found(request.node, request.without)
    statement = f"{asked.with_parts}SELECT json_group_array(word_row) FROM ({query}) WHERE {where}"
    (rows,) = connection.execute(statement, asked.values).fetchone()
    return sorted(msgspec.json.decode(rows, type=list[int]))


def _among(asked: SqliteConditions, titled: frozenset[int], limit: int | None) -> str:
    """Whether a row must be scored."""
    if not _are_enough(titled, limit):
        return "TRUE"
    return f"{MEASURE.format('word_row')} IN (SELECT value FROM json_each({asked.value(json.dumps(list(titled)))}))"
