"""The first hits are those of all hits: what a search leaves unscored is never among them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from billtrack.search.query.parsing import parse_query
from billtrack.search.searcher import Searcher
from billtrack.store.archive import open_archive, open_writer
from billtrack.store.archive.checking import problems
from billtrack.store.archive.sqlite.connection import connect_to_write
from billtrack.store.archive.sqlite.schema import STEPS
from billtrack.store.library import Holdings
from invented_congress import congress, dump, imported, laid_out, text, zipped

TODAY = dt.date(2031, 7, 1)
QUERIES = (
    *("lamp", "lamp*", "winter", "the", "town oil", "lamp OR party:D", "winter -oil", "NOT (tide OR oil)"),
    *('"lamps were lit"', '"the winter"', '"lit on" NEAR/4 winter', "title:lamplighters", "provisions:winter"),
    *("lamp party:D", '"the winter" party:D', "version:eh", "lamp version:eh", "type:hres", "zebra"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    statuses, texts = congress(60)
    imported(folder / "congress.db", zipped(folder / "all.zip", [*statuses, *texts]))
    (folder / "bills").mkdir()
    return folder / "congress.db"


@pytest.mark.parametrize("query", QUERIES)
def test_the_first_hits_are_those_of_all(archive: Path, query: str) -> None:
    searcher = Searcher(Holdings(archive.parent / "bills", archive), today=TODAY)
    whole = searcher.search(parse_query(query), limit=None, with_facets=True)
    assert len(whole.hits) == whole.total
    for limit in (1, 2, 3, 5, 8, 13, 60):
        first = searcher.search(parse_query(query), limit=limit, with_facets=True)
        assert (first.total, first.texts, first.facets) == (whole.total, whole.texts, whole.facets)
        assert first.hits == whole.hits[:limit]


def test_an_archive_whose_index_has_the_rows_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "congress.db"
    statuses, texts = congress(20)
    imported(path, zipped(tmp_path / "all.zip", [*statuses, *texts]))
    new = dump(path)
    take_back_the_last_step(path)
    with open_writer(path):
        pass
    assert dump(path) == new
    imported(path, laid_out(tmp_path / "again", [text(3, who="the zebra")]))
    with open_archive(path) as opened:
        assert list(problems(opened)) == []


def take_back_the_last_step(path: Path) -> None:
    connection = connect_to_write(path)
    for gone in ("TABLE words", "VIEW indexed", "INDEX texts_in_search"):
        connection.execute(f"DROP {gone}")
    connection.execute("ALTER TABLE texts DROP COLUMN word_row")
    for statement in STEPS[0]:
        if any(name in statement for name in ("texts_in_search", "VIEW indexed", "TABLE words")):
            connection.execute(statement)
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    connection.execute(f"PRAGMA user_version = {len(STEPS) - 1}")
    connection.close()
