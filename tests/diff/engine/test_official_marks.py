"""Real bill texts with one mark or cell changed: never hidden, never identical; each text with itself is identical."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
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


def taken_out(words: str, start: int, end: int) -> str:
    return words[:start] + words[end:]


def doubled(words: str, start: int, end: int) -> str:
    return f"{words[:end]} {words[start:]}"


def replaced(words: str, start: int, end: int) -> str:
    mark = words[start:end]
    other = OTHER.get(mark) or ("may" if mark.isalpha() else str(9 - int(mark)) if mark.isdecimal() else "§")
    return words[:start] + other + words[end:]


def moved(words: str, start: int, end: int) -> str:
    """Beyond the next word."""
    later = re.search(r"\w\s|$", words[end:])
    assert later is not None
    after = end + later.start() + 1
    return words[:start] + words[end:after] + words[start:end] + words[after:]


OTHER = {"<": ">", ">": "<", "+": "−", "may": "shall", "and": "or", "½": "¼", "²": "³", "§": "%"}


@pytest.mark.parametrize("change", [taken_out, replaced, moved, doubled])
def test_a_mark_that_came_went_changed_or_moved_is_shown(
    real_texts: list[tuple[str, tuple[Clause, ...]]], change: Callable[[str, int, int], str]
) -> None:
    rng = random.Random(13)
    assert len(real_texts) > 50
    for name, text in real_texts:
        places = [(at, mark.span()) for at, c in enumerate(text) for mark in MARK.finditer(c.text or "")]
        for at, (start, end) in rng.sample(places, min(12, len(places))):
            words = text[at].text or ""
            other = change(words, start, end).strip()
            if "".join(other.split()) == "".join(words.split()) or not other:
                continue
            old = window(text, at)
            new = window((*text[:at], replace(text[at], text=other), *text[at + 1 :]), at)
            assert_shown(old, new, f"{name}: {words[max(0, start - 30) : end + 30]}")


INSIDE_NUMBER = re.compile(r"(?<=\d)[.,]?(?=\d)")


def test_a_space_inside_a_number_is_shown(real_texts: list[tuple[str, tuple[Clause, ...]]]) -> None:
    rng = random.Random(13)
    for name, text in real_texts:
        places = [(at, mark.end()) for at, c in enumerate(text) for mark in INSIDE_NUMBER.finditer(c.text or "")]
        for at, end in rng.sample(places, min(4, len(places))):
            words = text[at].text or ""
            other = replace(text[at], text=f"{words[:end]} {words[end:]}")
            new = window((*text[:at], other, *text[at + 1 :]), at)
            assert_shown(window(text, at), new, f"{name}: {words[max(0, end - 30) : end + 30]}")


def test_a_numbered_clause_put_into_the_one_before_it_moved(real_texts: list[tuple[str, tuple[Clause, ...]]]) -> None:
    rng = random.Random(13)
    for name, text in real_texts:
        last = {(c.parent, c.level): at for at, c in enumerate(text[:NEAR]) if c.enum}
        pairs = []
        before: dict[tuple[int | None, str], int] = {}
        for at, c in enumerate(text[:NEAR]):
            if c.enum and (c.parent, c.level) in before and last[c.parent, c.level] == at:
                pairs.append((at, before[c.parent, c.level]))
            before[c.parent, c.level] = at
        for at, parent in rng.sample(pairs, min(1, len(pairs))):
            old = window(text, 0)
            new = (*old[:at], replace(old[at], parent=parent, depth=old[at].depth + 1), *old[at + 1 :])
            found = compare(old, new)
            assert found.identical is False, name
            assert [unit.new for unit in found.units if unit.moved] == [(at,)], name


def assert_shown(old: tuple[Clause, ...], new: tuple[Clause, ...], where: str) -> None:
    for pair in ((old, new), (new, old)):
        found = compare(*pair)
        assert found.identical is False, where
        assert classes(found) - HIDDEN, where


CELL = re.compile(r"(?P<open><(?P<name>entry|td)\b[^>]*(?<!/)>)(?P<words>.*?)</(?P=name)>", re.DOTALL)


@pytest.mark.parametrize("change", ["emptied", "exchanged"])
def test_a_cell_emptied_or_exchanged_with_the_next_is_shown(official_data: Path, change: str) -> None:
    rng = random.Random(13)
    tried = 0
    for path in sorted((official_data / "billtext").rglob("BILLS-*.xml")):
        xml = path.read_text(encoding="utf-8")
        pairs = [
            (a, b) for a, b in pairwise(CELL.finditer(xml)) if bare(a["words"]) and bare(a["words"]) != bare(b["words"])
        ]
        for a, b in rng.sample(pairs, min(6, len(pairs))):
            words = ("", b["words"]) if change == "emptied" else (b["words"], a["words"])
            other = (
                xml[: a.start("words")]
                + words[0]
                + xml[a.end("words") : b.start("words")]
                + words[1]
                + xml[b.end("words") :]
            )
            old, new = (clauses(parse_billtext(each.encode(), name=path.name).text) for each in (xml, other))
            at = next(at for at, (one, two) in enumerate(zip(old, new, strict=True)) if one != two)
            assert_shown(window(old, at), window(new, at), f"{path.name}: {a['words']} {b['words']}")
            tried += 1
    assert tried > 10


def bare(xml: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", xml)
