"""The words looked for first never hide a wording: not in rows made from the patterns, nor in the official ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.packages import Document, read_documents
from billtrack.status.course import outcome, wordings
from billtrack.status.course.folding import plain_words
from billtrack.status.course.wordings import Wording, begins, holds

BEGINNINGS = (*(wording for _, wording in wordings._IN_ORDER), *wordings._DECISIVE)
TABLES = (outcome._MODES, outcome._VOTES, outcome._PREAMBLES, outcome._AMENDED)
PARTS = (*(wording for table in TABLES for _, wording in table), outcome._TITLE)
PATTERNS = [each for each in (*BEGINNINGS, *PARTS) if len(each) > 1]

LOOKS_AROUND = re.compile(r"\(\?[=!](?:[^()]|\([^()]*\))*\)")
"""Conditions beside the words; a pattern without them fits more rows, so what holds of those holds of its own."""

ASCII = st.characters(min_codepoint=32, max_codepoint=126)


@pytest.mark.slow
@pytest.mark.parametrize("wording", PATTERNS, ids=lambda wording: wording[0][:60])
def test_every_row_a_pattern_fits_holds_one_of_its_words(wording: Wording) -> None:
    pattern, *words = wording

    @settings(max_examples=settings().max_examples // 5, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(LOOKS_AROUND.sub("", pattern), alphabet=ASCII))
    def law(row: str) -> None:
        assert any(word in row for word in words)

    law()


@pytest.mark.parametrize("wording", [*BEGINNINGS, *PARTS], ids=lambda wording: wording[0][:60])
def test_wordings_are_in_lowercase_as_rows_are(wording: Wording) -> None:
    for text in wording:
        assert re.sub(r"\\.", "", text).islower()


def test_a_wording_without_words_is_plain_words() -> None:
    assert holds("agreed to by voice vote.", ("by voice vote",))
    assert not holds("agreed to", ("agree.",))


def test_a_wording_begins_a_row_or_stands_in_it() -> None:
    wording = (r"passed (?:house|senate)\b", "passed")
    assert begins("passed house.", wording)
    assert not begins("measure passed house.", wording)
    assert holds("measure passed house.", wording)


def official_rows(folder: Path) -> Iterator[str | None]:
    for document in read_documents(folder):
        if isinstance(document, Document):
            yield from (action.text for action in parse_billstatus(document.data, name=document.name).actions or ())


@pytest.mark.official
def test_the_official_rows_are_read_as_without_the_words(official_data: Path) -> None:
    rows = {plain_words(text).lower() for text in official_rows(official_data / "billstatus" / "bulk")}
    assert len(rows) > 3000
    for wording in PATTERNS:
        fits = re.compile(wording[0])
        for row in rows:
            assert begins(row, wording) == (fits.match(row) is not None), row
            assert holds(row, wording) == (fits.search(row) is not None), row
