"""References in official texts: comparisons that came out wrong, and real texts with one reference changed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from billtrack.diff.engine import ChangeClass, Op, UnitChange, compare
from billtrack.diff.engine.references.parsing import find_references
from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.values import replace
from billtrack.sources.billtext import parse_billtext

pytestmark = pytest.mark.official

SUBSTANTIVE, REFERENCE, NUMBERING = ChangeClass.SUBSTANTIVE, ChangeClass.REFERENCE, ChangeClass.NUMBERING
CASES = [
    ("range-hyphen", [("10-15", "1015", SUBSTANTIVE), ("10-15", "1015", REFERENCE)]),
    ("redesignation-other-law", [("(3)", "(4)", NUMBERING), ("(3)", "(4)", REFERENCE)]),
    (
        "xref-external-law",
        [
            ("2.", "3.", NUMBERING),
            ("3.", "4.", NUMBERING),
            ("2", "3", REFERENCE),
            ("2", "3", REFERENCE),
            ("$1,000", "$1,500", SUBSTANTIVE),
        ],
    ),
    (
        "grades",
        [
            ("2.", "3.", NUMBERING),
            ("3", "4", SUBSTANTIVE),
            ("3.", "4.", NUMBERING),
            ("3", "4", SUBSTANTIVE),
            ("4.", "5.", NUMBERING),
        ],
    ),
    ("section-merged", [("2.", "(a)", NUMBERING), ("3.", "(b)", NUMBERING), ("4.", "3.", NUMBERING)]),
]
CHANGED = 400
"""References changed, over all the official texts."""
NEAR = 40
"""Clauses kept on either side of the changed one."""


@pytest.mark.parametrize(("case", "expected"), CASES)
def test_a_published_comparison_that_came_out_wrong(
    official_data: Path, case: str, expected: list[tuple[str, str, ChangeClass]]
) -> None:
    """Its replacements, in order, with their classes."""
    folder = official_data.parent / "cases" / "diff" / case
    old, new = (
        clauses(parse_billtext((folder / f"{side}.xml").read_bytes(), name="BILLS-119hr9001ih.xml").text)
        for side in ("old", "new")
    )
    assert [found for unit in compare(old, new).units for found in replacements(unit)] == expected


def replacements(unit: UnitChange) -> Iterator[tuple[str, str, ChangeClass | None]]:
    for gone, came in zip(unit.spans, unit.spans[1:], strict=False):
        if gone.op is Op.DELETE and came.op is Op.INSERT:
            yield gone.text, came.text, came.change_class


def test_where_all_clauses_stayed_another_reference_is_never_numbering(official_data: Path) -> None:
    rng = random.Random(13)
    places = list(_places(official_data / "billtext"))
    for text, at, start, end in rng.sample(places, min(CHANGED, len(places))):
        words = text[at].text or ""
        old = text[max(0, at - NEAR) : at + NEAR]
        here = min(at, NEAR)
        new = (*old[:here], replace(old[here], text=f"{words[:start]}77{words[end:]}"), *old[here + 1 :])
        found = compare(_rooted(old, at), _rooted(new, at))
        kinds = {span.change_class for unit in found.units for span in unit.spans}
        assert kinds & {SUBSTANTIVE, REFERENCE}, words[max(0, start - 60) : end + 40]
        assert NUMBERING not in kinds, words[max(0, start - 60) : end + 40]


def _places(folder: Path) -> Iterator[tuple[tuple[Clause, ...], int, int, int]]:
    """Each number inside a reference of the official texts: the text, the clause, where the number stands."""
    for path in sorted(folder.rglob("BILLS-*.xml")):
        try:
            text = clauses(parse_billtext(path.read_bytes(), name=path.name).text)
        except InputError:
            continue
        for at, clause in enumerate(text[:600]):
            for each in find_references(clause.text or ""):
                number = re.search(r"\d+", (clause.text or "")[each.start : each.end])
                if number is not None:
                    yield text, at, each.start + number.start(), each.start + number.end()


def _rooted(held: tuple[Clause, ...], at: int) -> tuple[Clause, ...]:
    """Part of a text, the clauses whose parent is not in it standing in none."""
    first = max(0, at - NEAR)
    return tuple(
        replace(c, parent=c.parent - first if c.parent is not None and c.parent >= first else None) for c in held
    )
