"""Official resolutions in an archive: each place that is found is one billtrack can print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_queries import queries_of

from billtrack.model.clauses import find_clause
from billtrack.model.identifiers import parse_reference
from billtrack.search.query.parsing import parse_query
from billtrack.search.searcher import Searcher
from billtrack.store.library import Holdings
from billtrack.tracking.archive_import import Import

pytestmark = pytest.mark.official
TODAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def holdings(official_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "bills").mkdir()
    zips = [path for path in sorted((official_data / "congress119").glob("*.zip")) if path.stem.endswith("res")]
    for _ in Import.of(zips).into(folder / "archive.db", on=TODAY, jobs=1):
        pass
    return Holdings(folder / "bills", folder / "archive.db")


def test_two_hundred_real_queries_find_what_is_at_their_addresses(holdings: Holdings) -> None:
    assert holdings.archive is not None
    searcher = Searcher(holdings, today=TODAY)
    shown = 0
    for real in queries_of(holdings.archive):
        result = searcher.search(parse_query(real.text), limit=10)
        assert result.total, real.text
        assert result == searcher.search(parse_query(real.text), limit=10)
        for hit in result.hits:
            if hit.address is None or hit.snippet is None:
                continue
            reference = parse_reference(hit.address)
            assert reference.text_id is not None
            text = holdings.archive.find_text(reference.text_id)
            assert text is not None
            clause = find_clause(text, reference.path)[0]
            assert any(hit.snippet.text in words for words in (clause.header, clause.text) if words), hit.address
            shown += 1
    assert shown > 500


@given(st.text(st.characters(exclude_categories=()), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered(holdings: Holdings, text: str) -> None:
    result = Searcher(holdings, today=TODAY).search(parse_query(text), limit=10)
    assert result.total >= len(result.hits)
