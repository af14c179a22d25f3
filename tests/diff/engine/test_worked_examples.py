"""The worked examples in the engine's docstrings, each run through the pass that it explains."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from billtrack.diff.engine import Change, Comparison, Op, compare, stale_references
from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.heaviest_increasing import heaviest_increasing
from billtrack.diff.engine.highlights import find_highlights
from billtrack.diff.engine.provenance import provenance
from billtrack.diff.engine.redline import StandSide, redline
from billtrack.model.clauses import Clause
from billtrack.model.values import replace

Pairs = set[tuple[int, int]]
LEVELS = ("section", "subsection", "paragraph")
PIER = "The harbor board shall light the pier at dusk."
PAINT = "The keeper shall paint the lighthouse white."
BELL = "The bell shall ring in fog and in snow."
SWEEP = "sweep the gallery each Monday before noon;"
DUTIES = ("paint the hull", "mend the nets", "pay the crew", "ring the bell")
LIGHTS, PORTS = "Section 9 of the Lights Act is amended—", "Section 8 of the Ports Act is amended—"
OPENING, CREW = ">by adding at the end the following:", ">>The clerk shall pay each pilot on the first of May."
BADGE = "Each pilot badge shall show the number of the boat in brass."
BOARD, COUNT = "The harbor board of Brill shall—", "count the boats at the pier;"
KEEPS, CREW_RULE = "#1. The keeper shall—", ">#(1) see that the crew—"
HULL = "paint the hull of the ferry each spring before Easter;"
HULL_IN_FALL = "paint the hull of the ferry each autumn before Advent;"
TELL = "tell the harbor board in writing of each wreck, and of each lamp that failed in the month before;"
ITEMS = tuple(
    f">{words};" for words in ("paint the hull each spring", "mend torn nets in May", "pay the crew", "keep log")
)


def text(*lines: str) -> tuple[Clause, ...]:
    """Clauses from lines: ``>`` for each level inside, ``#(1)`` for a number, then the words."""
    found: list[Clause] = []
    above: list[int] = []
    for at, line in enumerate(lines):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        enum, words = words[1:].partition(" ")[::2] if words.startswith("#") else (None, words)
        parent = above[depth - 1] if depth else None
        found.append(Clause((str(at),), LEVELS[depth], enum, None, words or None, depth, False, parent))
        above[depth:] = [at]
    return tuple(found)


def shown(found: Comparison) -> list[str]:
    """The changed words of each unit, marked."""
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return ["".join(marks[span.op].format(span.text) for span in unit.spans) for unit in found.units]


PASSES: dict[str, tuple[tuple[Clause, ...], tuple[Clause, ...], Pairs]] = {
    "match_exact": (text(PIER, PAINT, "and", BELL), text(PAINT, "and", BELL, PIER), {(0, 3), (1, 0), (2, 1), (3, 2)}),
    "match_printings": (text(PIER, "Reserved.", PAINT), text(PIER, "[Reserved]", PAINT), {(1, 1)}),
    "match_gaps": (text(PIER, PAINT, BELL), text(PIER, PAINT.replace("white", "red"), BELL), {(1, 1)}),
    "match_fuzzy": (
        text("The keeper of Gull Rock shall ring the great bell.", PIER, PAINT, BELL),
        text(PIER, PAINT, BELL, "The warden of Gull Rock shall ring the great bell at dusk."),
        {(0, 3)},
    ),
    "match_parents": (
        text(PIER, "The board shall—", *ITEMS, ">sweep the deck after rain."),
        text(PIER, "It is the duty of the board to—", *ITEMS, ">fly the flag at noon."),
        {(1, 1)},
    ),
    "match_in_order": (
        text(
            PIER,
            "The ferry toll is nine dollars, payable at Brill on Fridays.",
            "Each pilot badge shall show the number of the boat in brass.",
            BELL,
        ),
        text(
            PIER,
            "The ferry toll binds no nurse who rides home after dark.",
            "Each pilot badge lost at sea is replaced by the clerk within a week.",
            BELL,
        ),
        {(1, 1), (2, 2)},
    ),
    "match_bare_numbers": (
        text(PIER, "#(1)", "#(2) The pilot shall board the ship at the bar.", BELL),
        text(PIER, "#(3)", "#(4) The pilot shall board the ship at the bar.", BELL),
        {(1, 1)},
    ),
    "match_leftovers": (
        text(PAINT, "Foghorn signals.", PIER, "Foghorn signals.", BELL),
        text(PAINT, "Foghorn signals.", "Foghorn signals.", PIER, BELL),
        {(3, 2)},
    ),
    "follow_children": (
        text(
            LIGHTS, OPENING, ">>Each keeper of Gull Rock shall ring its great bell.", PIER, PORTS, OPENING, CREW, PAINT
        ),
        text(LIGHTS, OPENING, CREW, OPENING, ">>Each keeper of Gull Rock shall ring its bell.", PIER, PORTS, PAINT),
        {(1, 3), (5, 1)},
    ),
    "_match_spare_copies": (text(BADGE, "Reserved.", BADGE), text("Reserved.", BADGE, BADGE, BADGE), {(0, 2)}),
    "follow_parents": (
        text(PIER, KEEPS, f">#(1) {HULL}", f">#(2) {TELL}", "#2. The clerk shall—", CREW_RULE, f">>#(A) {HULL}", PAINT),
        text(PIER, KEEPS, CREW_RULE, f">>#(A) {HULL_IN_FALL}", f">#(2) {TELL}", "#2. The clerk shall—", PAINT),
        {(6, 3)},
    ),
    "match_sentences": (
        text(PIER, f"The owner shall {', '.join(DUTIES[:3])}, and {DUTIES[3]}.", BELL),
        text(
            PIER,
            "The owner shall—",
            f">#(1) {DUTIES[0]};",
            f">#(2) {DUTIES[1]};",
            f">#(3) {DUTIES[2]}; and",
            f">#(4) {DUTIES[3]}.",
            BELL,
        ),
        {(1, 1)},
    ),
    "reconsider": (
        text(
            PIER,
            "The keeper shall ring the bell in fog, and shall sweep the gallery each Monday before noon.",
            "The clerk shall sweep the stairs each Monday.",
            BELL,
        ),
        text(
            PIER,
            "The keeper shall ring the bell in fog.",
            "The keeper shall sweep the gallery each Monday before noon.",
            BELL,
        ),
        {(1, 1), (2, 2)},
    ),
}
"""By pass: the old text, the new text, and the pairs that this pass makes."""
UNDOING: dict[str, tuple[tuple[Clause, ...], tuple[Clause, ...], Pairs]] = {
    "part_strays": (text("; and", PIER, PAINT, BELL), text(PIER, PAINT, BELL, "; and"), {(0, 3)}),
    "part_copies": (
        text(BADGE, BOARD, f">{COUNT}", f">{COUNT}"),
        text(BADGE, BOARD, f">{COUNT.replace('the boats', 'a boat')}", f">{COUNT}", BOARD, f">{COUNT}"),
        {(2, 5)},
    ),
    "part_pieces": (
        text(PIER, f"ring the bell in fog and in snow; {SWEEP}", "sweep the stairs each Friday;", BELL),
        text(PIER, "ring the bell in fog and in snow;", SWEEP, BELL),
        {(2, 2)},
    ),
}
"""By pass: the old text, the new text, and the pairs that this pass undoes."""


def made_and_undone(
    name: str, old: tuple[Clause, ...], new: tuple[Clause, ...], monkeypatch: pytest.MonkeyPatch
) -> tuple[Pairs, Pairs]:
    """The pairs that the pass *name* makes and undoes while the two texts are compared."""
    engine = "billtrack.diff.engine"
    modules = sys.modules[f"{engine}.compare"], sys.modules[f"{engine}.exact"]  # the package has a function compare
    module = next(each for each in modules if hasattr(each, name))
    run: Callable[..., None] = getattr(module, name)
    made: Pairs = set()
    undone: Pairs = set()

    def watched(alignment: Alignment, *rest: object) -> None:
        before = pairs(alignment, old)
        run(alignment, *rest)
        after = pairs(alignment, old)
        made.update(after - before)
        undone.update(before - after)

    monkeypatch.setattr(module, name, watched)
    compare(old, new)
    return made, undone


def pairs(alignment: Alignment, old: tuple[Clause, ...]) -> Pairs:
    """The pairs (old, new), although the engine may have put the new text first."""
    found = [(i, j) for i, j in enumerate(alignment.to_new) if j >= 0]
    return {(i, j) if alignment.old.clauses == old else (j, i) for i, j in found}


@pytest.mark.parametrize("name", PASSES)
def test_a_pass_makes_the_pairs_of_its_example(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, expected = PASSES[name]
    made, _ = made_and_undone(name, old, new, monkeypatch)
    assert made == expected


@pytest.mark.parametrize("name", UNDOING)
def test_a_pass_undoes_the_pairs_of_its_example(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, expected = UNDOING[name]
    _, undone = made_and_undone(name, old, new, monkeypatch)
    assert undone == expected


def test_a_clause_cut_in_two_is_a_split() -> None:
    old = text(PIER, "The keeper shall ring the bell in fog, and shall sweep the gallery each Monday.", BELL)
    new = text(PIER, "The keeper shall ring the bell in fog.", "The keeper shall sweep the gallery each Monday.", BELL)
    assert [(unit.old, unit.new) for unit in compare(old, new).units if unit.change is Change.SPLIT] == [((1,), (1, 2))]


def test_the_short_clause_moved_and_not_the_three_long_ones() -> None:
    found = compare(text("One short rule.", PIER, PAINT, BELL), text(PIER, PAINT, BELL, "One short rule."))
    assert [(unit.old, unit.new) for unit in found.units if unit.moved] == [((0,), (3,))]
    assert heaviest_increasing([(0, 2, 9), (1, 0, 4), (2, 1, 4)]) == [0]


def test_words_that_went_to_the_next_sentence_are_a_fragment() -> None:
    moved = "for 5 years beginning on the day of the storm"
    ring, count = "The keeper shall ring the bell", "The clerk shall count the boats at the pier"
    old = text(PIER, f"{ring} {moved}, in fog and in snow.", f"{count} and report to the board.", BELL)
    new = text(PIER, f"{ring} in fog and in snow.", f"{count} {moved} and report to the board.", BELL)
    found = compare(old, new)
    assert [(each.source, each.target) for each in found.fragments] == [(1, 2)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "It is due by the chief of a bureau.",
            "It is due by the head of an office.",
            "It is due by the [-chief of a bureau-]{+head of an office+}.",
        ),
        (
            "The board shall buy boats, and nets.",
            "The board shall buy boats, and buoys, and nets.",
            "The board shall buy boats, {+and buoys, +}and nets.",
        ),
        (
            "The keeper shall paint it white.",
            "The keeper shall paint it red.",
            "The keeper shall paint it [-white-]{+red+}.",
        ),
    ],
)
def test_changes_are_cut_as_the_examples_say(old: str, new: str, expected: str) -> None:
    assert shown(compare(text(old), text(new))) == [expected]


def pilots(reference: str, *before: str) -> tuple[Clause, ...]:
    lines = [*before, "Each pilot shall carry a lamp.", f"A lamp under subsection {reference} shall be brass."]
    return text("#1. Pilots.", *(f">#({mark}) {line}" for mark, line in zip("abc", lines, strict=False)))


def test_references_are_judged_as_the_examples_say() -> None:
    ferry = "In this section, a ferry is a boat."
    old = pilots("(a)")
    (same,) = {each.change_class for each in compare(old, pilots("(b)", ferry)).units[3].spans if each.change_class}
    assert same == "numbering"
    spans = compare(old, pilots("(c)", ferry)).units[3].spans
    assert {each.reference.note for each in spans if each.reference} == {"now names section 1(c), before section 1(a)"}
    assert [each.words for each in stale_references(compare(old, pilots("(a)", ferry)))] == ["subsection (a)"]


def test_an_excerpt_is_compared_with_the_words_it_fits() -> None:
    excerpt = replace(text("paint the lighthouse red")[0], level="excerpt")
    found = compare(text(PIER, PAINT, BELL), (*text(PIER), excerpt), new_partial=True)
    units = [
        (unit.change.value, words) for unit, words in zip(found.units, shown(found), strict=True) if unit.old == (1,)
    ]
    assert units == [
        ("not_loaded", "The keeper shall "),
        ("edited", "paint the lighthouse{+ red+}"),
        ("not_loaded", " white."),
    ]


def test_the_results_for_programs_and_documents_are_as_the_examples_say() -> None:
    assert provenance(compare(text("Light the lamp."), text("Light the red lamp."))).runs == ((0, 8, 0), (11, 5, 8))
    found = compare(text("One short rule.", PIER, PAINT), text(PIER, PAINT, "One short rule."))
    assert [(each.side, each.move) for each in redline(found)] == [
        (StandSide.OLD, 1),
        (StandSide.BOTH, None),
        (StandSide.BOTH, None),
        (StandSide.NEW, 1),
    ]


def test_highlights_are_as_the_example_says() -> None:
    old = text("The grant shall not exceed $1,000 in January 2025.")
    found = find_highlights(compare(old, text("The grant may exceed $1,500 in January 2026.")))
    assert [(each.old, each.new) for each in (*found.amounts, *found.dates, *found.obligations)] == [
        ("$1,000", "$1,500"),
        ("January 2025", "January 2026"),
        ("shall not", "may"),
    ]
