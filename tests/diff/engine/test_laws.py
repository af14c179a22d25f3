from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billtrack.diff.engine import Change, ChangeClass, Comparison, Op, compare, display_text, text_of
from billtrack.diff.engine.fold import WORD, fold, key_of
from billtrack.diff.engine.provenance import provenance
from billtrack.diff.engine.redline import StandSide, redline
from billtrack.diff.engine.result import HIDDEN, Fragment, reading_order
from billtrack.diff.engine.reverse import reversed_unit
from billtrack.model.clauses import Clause
from billtrack.model.values import replace

Text = tuple[Clause, ...]

WORDS = (
    *("the", "of", "and", "to", "shall", "in", "Secretary", "report", "Congress", "not", "later", "than", "30", "60"),
    *(
        "days",
        "after",
        "date",
        "enactment",
        "Whereas",
        "harbor",
        "ferry",
        "lighthouse",
        "“bell",
        "tower”",
        ";",
        ",",
        ".",
    ),
    *("first-hand", "—", "(a)", "$1,000", "section", "5", "Act", "agency", "fund", "river", "basin", "H.R.", "don’t"),
)
USUAL_WORDS = st.sampled_from(WORDS)
LEVELS = ("whereas", "section", "subsection", "paragraph", "proviso", "quoted-block", "continuation")


def clause(level: str, enum: str | None, header: str | None, text: str | None, parent: int | None) -> Clause:
    return Clause((level,), level, enum, header, text, 0 if parent is None else 1, level == "quoted-block", parent)


@st.composite
def texts(draw: st.DrawFn, word: st.SearchStrategy[str] = USUAL_WORDS) -> Text:
    sentence = st.lists(word, max_size=25).map(" ".join)
    part = st.none() | st.lists(word, min_size=1, max_size=3).map(" ".join)
    found: list[Clause] = []
    for place in range(draw(st.integers(0, 9))):
        parent = draw(st.none() | st.integers(0, place - 1)) if place else None
        number = draw(st.none() | st.sampled_from(("(1)", "(2)", "(a)", "(A)", "SEC. 5.", "•")))
        found.append(clause(draw(st.sampled_from(LEVELS)), number, draw(part), draw(st.none() | sentence), parent))
    return tuple(found)


@st.composite
def amended(draw: st.DrawFn) -> tuple[Text, Text]:
    """A text and what became of it: clauses dropped, added, moved, reworded, split."""
    old = draw(texts())
    rng = random.Random(draw(st.integers(0, 10_000)))
    parts = [(c.level, c.enum, c.header, c.text) for c in old]
    for _ in range(rng.randrange(5)):
        act = rng.choice(("drop", "add", "move", "reword", "split", "renumber"))
        at = rng.randrange(len(parts)) if parts else 0
        if act == "add" or not parts:
            parts.insert(at, ("section", "(9)", None, " ".join(rng.choices(WORDS, k=12))))
        elif act == "drop":
            del parts[at]
        elif act == "move":
            parts.insert(rng.randrange(len(parts)), parts.pop(at))
        else:
            level, enum, header, text = parts[at]
            words = (text or "").split()
            cut = rng.randrange(len(words) + 1)
            if act == "reword":
                parts[at] = (level, enum, header, " ".join([*words[:cut], rng.choice(WORDS), *words[cut + 1 :]]))
            elif act == "renumber":
                parts[at] = (level, "(7)", header, text)
            else:
                parts[at : at + 1] = [
                    (level, enum, header, " ".join(words[:cut])),
                    (level, "(8)", None, " ".join(words[cut:])),
                ]
    return old, tuple(clause(*part, None) for part in parts)


ANY_WORDS = st.text(max_size=12).map(lambda text: " ".join(text.split()))
PAIRS = amended() | st.tuples(texts(), texts()) | st.tuples(texts(ANY_WORDS), texts(ANY_WORDS))


def key(text: str) -> str:
    return "".join(fold(text).split())


@given(PAIRS)
def test_both_texts_are_rebuilt_exactly(pair: tuple[Text, Text]) -> None:
    found = compare(*pair)
    assert found.rebuilt_old() == text_of(pair[0])
    assert found.rebuilt_new() == text_of(pair[1])
    assert Counter(i for unit in found.units for i in unit.old) == Counter(range(len(pair[0])))
    assert Counter(j for unit in found.units for j in unit.new) == Counter(range(len(pair[1])))


@given(PAIRS)
def test_equal_spans_are_equal_when_folded(pair: tuple[Text, Text]) -> None:
    for unit in compare(*pair).units:
        for span in unit.spans:
            if span.op is Op.EQUAL and span.old is not None:
                assert span.old != span.text
                assert bare(span.old) == bare(span.text)


def bare(text: str) -> str:
    """Letters and digits: headings and numbers may differ in case and marks."""
    return "".join(filter(str.isalnum, "".join(WORD.findall(fold(text))).lower())).removeprefix("sec")


@given(texts() | texts(ANY_WORDS))
def test_a_text_with_itself_is_all_the_same(text: Text) -> None:
    found = compare(text, text)
    assert found.identical is True
    assert [unit.change for unit in found.units] == [Change.SAME] * len(text)
    assert [(unit.old, unit.new, unit.moved) for unit in found.units] == [((i,), (i,), False) for i in range(len(text))]
    assert all(span.op is Op.EQUAL and span.old is None for unit in found.units for span in unit.spans)


def reversed_comparison(comparison: Comparison) -> Comparison:
    """Exchange the two sides: insertions become deletions, splits merges; the matches stay."""
    units = [reversed_unit(unit) for unit in comparison.units]
    order = reading_order(units)
    at = {place: position for position, place in enumerate(order)}
    return Comparison(
        old=comparison.new,
        new=comparison.old,
        units=tuple(units[place] for place in order),
        fragments=tuple(Fragment(at[found.target], at[found.source]) for found in comparison.fragments),
        identical=comparison.identical,
    )


@given(PAIRS)
def test_swapping_the_sides_swaps_insertions_and_deletions_and_keeps_the_matches(pair: tuple[Text, Text]) -> None:
    assert compare(pair[1], pair[0]) == reversed_comparison(compare(*pair))


@given(PAIRS)
def test_swapping_twice_gives_the_comparison_back(pair: tuple[Text, Text]) -> None:
    found = compare(*pair)
    assert reversed_comparison(reversed_comparison(found)) == found


@given(PAIRS)
def test_the_answer_is_always_the_same(pair: tuple[Text, Text]) -> None:
    assert compare(*pair) == compare(*pair)


@given(PAIRS)
def test_no_character_is_used_twice(pair: tuple[Text, Text]) -> None:
    runs = provenance(compare(*pair)).runs
    old = "".join(key_free(display_text(c)) for c in pair[0])
    new = "".join(key_free(display_text(c)) for c in pair[1])
    used_old = [at for _, length, start in runs for at in range(start, start + length)]
    used_new = [at for start, length, _ in runs for at in range(start, start + length)]
    assert len(set(used_old)) == len(used_old)
    assert len(set(used_new)) == len(used_new)
    for start, length, source in runs:
        assert fold_one(old[source : source + length]) == fold_one(new[start : start + length])


def key_free(text: str) -> str:
    return "".join(text.split())


def fold_one(text: str) -> str:
    return text.translate(str.maketrans("“”‘’—–‑−", "\"\"''----"))


@given(amended())
def test_fragments_link_a_deletion_with_an_insertion_of_the_same_words(pair: tuple[Text, Text]) -> None:
    found = compare(*pair)
    for number, fragment in enumerate(found.fragments):
        gone = [s for s in found.units[fragment.source].spans if s.fragment == number and s.op is Op.DELETE]
        came = [s for s in found.units[fragment.target].spans if s.fragment == number and s.op is Op.INSERT]
        assert len(gone) == len(came) == 1
        assert key_of(gone[0].text) == key_of(came[0].text)


SENTENCES = tuple(
    f"The {a} shall {b} the {c} before the end of the year {n}."
    for n, (a, b, c) in enumerate(
        zip(
            ("harbor", "keeper", "pilot", "mayor", "warden", "clerk"),
            ("paint", "inspect", "repair", "measure", "count", "sell"),
            ("ferry", "lighthouse", "bell", "pier", "buoys", "ropes"),
            strict=True,
        ),
        2031,
    )
)


@given(st.permutations(SENTENCES), st.permutations(SENTENCES), st.integers(1, 5), st.integers(1, 5))
def test_no_unchanged_sentence_is_shown_both_deleted_and_inserted(
    old: list[str], new: list[str], cut_old: int, cut_new: int
) -> None:
    def two(sentences: list[str], cut: int) -> Text:
        return tuple(
            clause("section", f"({n})", None, " ".join(part), None)
            for n, part in enumerate((sentences[:cut], sentences[cut:]), 1)
        )

    found = compare(two(old, cut_old), two(new, cut_new))
    gone = " ".join(span.text for unit in found.units for span in unit.spans if plainly(span, Op.DELETE))
    came = " ".join(span.text for unit in found.units for span in unit.spans if plainly(span, Op.INSERT))
    assert not [sentence for sentence in SENTENCES if sentence in gone and sentence in came]


def plainly(span: Any, op: Op) -> bool:
    return span.op is op and span.fragment is None


@pytest.mark.parametrize(
    ("name", "reprint"),
    [
        ("straight quotes", lambda t: t.replace("“", '"').replace("”", '"')),
        ("typewriter quotes", lambda t: t.replace("“", "``").replace("”", "''")),
        ("short dashes", lambda t: t.replace("—", "--")),
        ("soft hyphens", lambda t: t.replace("Secretary", "Sec\u00adretary")),
        ("lines broken", lambda t: t.replace(" ", "\n   ", 3)),
        ("no-break spaces", lambda t: t.replace(" ", "\u00a0")),
        ("no hyphen", lambda t: t.replace("first-hand", "firsthand")),
    ],
)
@given(text=texts())
def test_another_printing_makes_no_change_of_substance(name: str, reprint: Callable[[str], str], text: Text) -> None:
    assert name
    again = tuple(clause(c.level, c.enum, c.header, c.text and reprint(c.text), c.parent) for c in text)
    found = compare(text, again)
    assert classes(found) <= {ChangeClass.TYPOGRAPHIC}
    assert not any(unit.moved or unit.renumbered for unit in found.units)


@given(texts())
def test_case_of_headings_and_designators_make_no_change_of_substance(text: Text) -> None:
    again = tuple(
        clause(c.level, c.enum and c.enum.replace("SEC.", "Sec."), c.header and c.header.upper(), c.text, c.parent)
        for c in text
    )
    assert classes(compare(text, again)) <= {ChangeClass.TYPOGRAPHIC}


MARKS = (
    *(
        ".",
        ",",
        ";",
        ":",
        "“",
        "”",
        '"',
        "‘",
        "(",
        ")",
        "[",
        "]",
        "—",
        "–",
        "-",
        "−",
        "+",
        "×",
        "÷",
        "=",
        "<",
        ">",
        "≤",
    ),
    *("≥", "≠", "±", "/", "|", "%", "§", "¶", "°", "&", "$", "#", "*", "²", "½", "→", "′", "not", "no", "or", "unless"),
)


@settings(max_examples=3 * settings().max_examples)
@given(texts(), st.sampled_from(MARKS), st.booleans(), st.booleans(), st.integers(0, 10_000))
def test_a_mark_taken_out_is_never_hidden_nor_identical(
    text: Text, mark: str, before: bool, after: bool, seed: int
) -> None:
    rng = random.Random(seed)
    at = [place for place, c in enumerate(text) if c.text]
    if not at:
        return
    place = rng.choice(at)
    words = (text[place].text or "").split()
    cut = rng.randrange(len(words) + 1)
    head, tail = " ".join(words[:cut]), " ".join(words[cut:])
    if mark == "-" and not (before or after) and head and tail:
        return  # a hyphen inside a word is the printer's
    with_mark, without = (
        tuple(replace(c, text=words) if at == place else c for at, c in enumerate(text))
        for words in (f"{head}{' ' * before}{mark}{' ' * after}{tail}".strip(), f"{head} {tail}".strip())
    )
    for pair in ((with_mark, without), (without, with_mark)):
        found = compare(*pair)
        assert found.identical is False
        assert classes_of_spans(found) - HIDDEN


@pytest.mark.parametrize(("old", "new"), [("(1)", "(1"), ("(1)", "1)"), ("“(1)", "(1)"), ("SEC. 5.", "[SEC. 5.]")])
@given(texts(), st.integers(0, 10_000))
def test_a_mark_taken_out_of_a_number_is_never_hidden_nor_identical(old: str, new: str, text: Text, seed: int) -> None:
    if not text:
        return
    place = random.Random(seed).randrange(len(text))
    sides = [tuple(replace(c, enum=enum) if at == place else c for at, c in enumerate(text)) for enum in (old, new)]
    for pair in (sides, sides[::-1]):
        found = compare(*pair)
        assert found.identical is False
        assert classes_of_spans(found) - HIDDEN


def classes_of_spans(found: Comparison) -> set[ChangeClass]:
    return {span.change_class for unit in found.units for span in unit.spans if span.change_class is not None}


def classes(found: Comparison) -> set[ChangeClass]:
    return {unit.change_class for unit in found.units if unit.change_class is not None}


@given(PAIRS, st.booleans(), st.booleans())
def test_partial_texts_are_rebuilt_and_never_lose_a_clause(
    pair: tuple[Text, Text], old_partial: bool, new_partial: bool
) -> None:
    found = compare(*pair, old_partial=old_partial, new_partial=new_partial)
    assert found.rebuilt_old() == text_of(pair[0])
    assert found.rebuilt_new() == text_of(pair[1])
    seen = {unit.change for unit in found.units}
    assert not (new_partial and Change.REMOVED in seen)
    assert not (old_partial and Change.ADDED in seen)
    assert (found.identical is None) == (old_partial or new_partial)


@given(PAIRS, st.booleans(), st.booleans())
def test_a_redline_read_on_one_side_is_that_text_in_its_order(
    pair: tuple[Text, Text], old_partial: bool, new_partial: bool
) -> None:
    found = compare(*pair, old_partial=old_partial, new_partial=new_partial)
    stands = redline(found)
    old = [(unit.old, unit.part) for unit in (found.units[s.unit] for s in stands if s.side is not StandSide.NEW)]
    new = [(unit.new, unit.part) for unit in (found.units[s.unit] for s in stands if s.side is not StandSide.OLD)]
    assert Counter(old) == Counter((unit.old, unit.part) for unit in found.units if unit.old)
    assert Counter(new) == Counter((unit.new, unit.part) for unit in found.units if unit.new)
    if not old_partial:  # what a partial text has may be compared out of its order
        assert old == sorted(old)
    if old_partial or not new_partial:
        assert new == sorted(new)
    moved = [
        [stand.unit for stand in stands if stand.move and stand.side is side] for side in (StandSide.OLD, StandSide.NEW)
    ]
    assert sorted(moved[0]) == sorted(moved[1]) == [at for at, unit in enumerate(found.units) if unit.moved]
