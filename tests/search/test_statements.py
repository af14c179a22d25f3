"""A search is a few statements, however much it finds and however deep its query is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from billtrack.search.query.parsing import parse_query
from billtrack.search.searcher import Searcher
from billtrack.store.archive.sqlite.engine import SqliteEngine
from billtrack.store.library import Holdings
from invented_congress import congress, imported, zipped

TODAY = dt.date(2031, 7, 1)


@pytest.fixture
def holdings(tmp_path: Path) -> Holdings:
    statuses, texts = congress(30)
    imported(tmp_path / "congress.db", zipped(tmp_path / "all.zip", [*statuses, *texts]))
    (tmp_path / "bills").mkdir()
    return Holdings(tmp_path / "bills", tmp_path / "congress.db")


@pytest.mark.parametrize("text", ["lamp", "lamp party:D committee:lamps", "type:hres", "lamp -(tide OR sponsor:ford)"])
def test_a_search_is_three_statements_at_most(holdings: Holdings, text: str) -> None:
    searcher = Searcher(holdings, today=TODAY)
    assert holdings.archive is not None
    engine = holdings.archive.engine
    assert isinstance(engine, SqliteEngine)
    run: list[str] = []
    engine._connection.set_trace_callback(run.append)  # the engine is what is tested
    searcher.search(parse_query(text), limit=10, with_facets=True)
    # The trace has the statements of the full-text index too: they are on its own tables, and name them 'main'.
    # What there is to search is counted apart, once as long as the archive stays the same.
    others = ("words_", "--", "'main'", "PRAGMA data_version", "WITH passed")
    asked = [each for each in run if each not in {"BEGIN", "COMMIT"} and not any(word in each for word in others)]
    assert len(asked) <= 3, asked


def test_a_query_as_deep_as_can_be_is_answered(holdings: Holdings) -> None:
    deep = "lamp"
    for at in range(9):
        deep = f"(tide OR type:hres ({deep} OR {'-' * (at % 2)}party:D AND congress:122))"
    assert Searcher(holdings, today=TODAY).search(parse_query(deep), limit=1).total


def test_the_columns_of_a_list_are_those_of_the_documents(holdings: Holdings) -> None:
    query = parse_query("type:hres").root
    archive = holdings.archive
    assert archive is not None
    rows = list(archive.engine.measures([query] if query else [], today=TODAY))  # type: ignore[list-item]  # a fact
    listed = {row.id: (row.title, row.cosponsors) for row in rows}
    for measure in archive.measures():
        assert listed[measure.id] == (measure.title, len(measure.cosponsors or ()))
