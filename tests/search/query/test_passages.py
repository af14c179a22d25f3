"""The best line of a text, what is shown of it, and where it is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.query.tree import Part, Phrase
from billtrack.model.search_terms import LINE_END, terms
from billtrack.search.query.passages import SNIPPET, Region, find_passage, marks_in, snippet_of

WORDS = st.sampled_from(
    ["Lamp", "lamps", "oil", "the", "Señor", "e\u0301tude", "½", "co\u00adal", "“oil”", "—", "ﬁre", "x_y"]
)
LINES = st.lists(WORDS, max_size=80).map(" ".join)
TERMS = st.sampled_from(["lamp", "oil", "the", "senor", "etude", "coal", "fire"])
PHRASES = st.builds(
    Phrase,
    terms=st.lists(
        st.sampled_from(["lamp", "oil", "the", "senor", "etude", "coal", "fire"]), min_size=1, max_size=2
    ).map(tuple),
    is_prefix=st.booleans(),
)


def region(*lines: str, part: Part = Part.PROVISIONS) -> Region:
    addresses = (f"section/{number}" for number in range(1, len(lines) + 1))
    return Region(part, LINE_END.join(lines).encode(), LINE_END.join(addresses).encode())


def has(phrase: Phrase, line: str) -> bool:
    """Whether a phrase stands in a line, term by term."""
    found, size = terms(line), len(phrase.terms)
    runs = [found[at : at + size] for at in range(len(found) - size + 1)]
    *whole, last = phrase.terms
    return any(
        run[:-1] == whole and (run[-1].startswith(last) if phrase.is_prefix else run[-1] == last) for run in runs
    )


@given(LINES, st.lists(PHRASES, min_size=1, max_size=3))
def test_what_is_shown_is_a_part_of_the_line(line: str, phrases: list[Phrase]) -> None:
    snippet = snippet_of(line, phrases)
    assert snippet.text in line
    assert snippet.is_cut_before is not line.startswith(snippet.text) or line.count(snippet.text) > 1
    assert len(snippet.text) <= SNIPPET * 5 // 4 + 40
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)
    if any(has(phrase, line) for phrase in phrases):
        assert snippet.marks


@given(LINES, PHRASES)
def test_what_is_marked_has_the_terms(line: str, phrase: Phrase) -> None:
    marks = marks_in(line, [phrase])
    assert bool(marks) == has(phrase, line)
    assert all(has(phrase, line[start:end]) for start, end in marks)
    assert list(marks) == sorted(marks)


@given(st.lists(LINES, min_size=1, max_size=6), st.lists(PHRASES, min_size=1, max_size=3, unique=True))
def test_the_best_line_has_the_most_of_what_was_asked(lines: list[str], phrases: list[Phrase]) -> None:
    counts = [sum(has(phrase, line) for phrase in phrases) for line in lines]
    found = find_passage(phrases, [region(*lines)])
    if not max(counts):
        assert found is None
    else:
        assert found is not None
        assert found.address == f"section/{counts.index(max(counts)) + 1}"


def test_a_clause_comes_before_the_title() -> None:
    title = Region(Part.TITLE, b"Lamp oil", b"title")
    found = find_passage([Phrase(("lamp",)), Phrase(("oil",))], [region("the lamp"), title])
    assert found is not None
    assert found.address == "section/1"
    assert find_passage([Phrase(("oil",))], [region("the lamp"), title]) is not None


def test_a_clause_that_only_names_the_measure_comes_after_one_that_says_something() -> None:
    short, real = "This Act may be cited as the Lamp Act.", "Light the lamp."
    found = find_passage([Phrase(("lamp",))], [region(short, real)])
    assert found is not None
    assert found.address == "section/2"
    alone = find_passage([Phrase(("lamp",))], [region(short, "Nothing.")])
    assert alone is not None
    assert alone.address == "section/1"


def test_only_the_part_asked_for_is_shown() -> None:
    regions = [region("lamp", part=Part.WHEREAS), region("no", "lamp")]
    found = find_passage([Phrase(("lamp",), parts=frozenset({Part.PROVISIONS}))], regions)
    assert found is not None
    assert found.address == "section/2"


@pytest.mark.parametrize("at", [0, 50, 500, 990])
def test_the_mark_is_in_sight_wherever_it_stands(at: int) -> None:
    line = " ".join([*["word"] * at, "lamp", *["word"] * (1000 - at)])
    snippet = snippet_of(line, [Phrase(("lamp",))])
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["lamp"]
    assert snippet.text == snippet.text.strip()
    assert (snippet.is_cut_before, snippet.is_cut_after) == (at > 5, at < 950)
