"""Real bill texts with one mark taken out: never hidden, never identical; each text with itself is identical."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from billtrack.diff.engine import ChangeClass, Comparison, compare
from billtrack.diff.engine.result import HIDDEN
from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.values import replace
from billtrack.sources.billtext import parse_billtext

pytestmark = pytest.mark.official

NEAR = 30
"""Clauses kept on either side of the changed one, so that long texts take no longer than short ones."""
MARK = re.compile(
    r"[^\w\s-]|(?<![^\W\d_])-|-(?![^\W\d_])|\d|\b(?:not|no|or|and|unless|only|shall|may)\b|(?<=\d)[A-Za-z]|[\u00b2\u00bd]"
)
"""Every mark but a hyphen inside a word, every digit, and the words that turn a meaning round."""


@pytest.fixture(scope="module")
def real_texts(official_data: Path) -> list[tuple[str, tuple[Clause, ...]]]:
    return list(_read(official_data))


def _read(folder: Path) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    for path in sorted((folder / "billtext").rglob("BILLS-*.xml")):
        try:
            yield path.name, clauses(parse_billtext(path.read_bytes(), name=path.name).text)
        except InputError:
            continue


def window(text: tuple[Clause, ...], at: int) -> tuple[Clause, ...]:
    start = max(0, at - NEAR)
    held = text[start : at + NEAR]
    return tuple(
        replace(c, parent=c.parent - start if c.parent is not None and c.parent >= start else None) for c in held
    )


def classes(found: Comparison) -> set[ChangeClass]:
    return {span.change_class for unit in found.units for span in unit.spans if span.change_class is not None}


def test_a_text_with_itself_is_identical(real_texts: list[tuple[str, tuple[Clause, ...]]]) -> None:
    for name, text in real_texts:
        assert compare(text, text).identical is True, name


def test_a_mark_taken_out_is_shown(real_texts: list[tuple[str, tuple[Clause, ...]]]) -> None:
    rng = random.Random(13)
    assert len(real_texts) > 50
    for name, text in real_texts:
        places = [(at, mark.span()) for at, c in enumerate(text) for mark in MARK.finditer(c.text or "")]
        for at, (start, end) in rng.sample(places, min(12, len(places))):
            words = text[at].text or ""
            cut = f"{words[:start]}{words[end:]}".strip()
            if cut == words or not cut:
                continue
            old = window(text, at)
            new = window((*text[:at], replace(text[at], text=cut), *text[at + 1 :]), at)
            for pair in ((old, new), (new, old)):
                found = compare(*pair)
                assert found.identical is False, (name, words[start - 30 : end + 30])
                assert classes(found) - HIDDEN, (name, words[max(0, start - 30) : end + 30])
