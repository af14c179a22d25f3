"""Words are cut in one way, however quickly: whole texts, their pieces between spaces, and where each word stands."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from billtrack.diff.engine.display_text import DisplayText
from billtrack.diff.engine.fold import WORD, fold, folded_words
from billtrack.diff.engine.references.parsing import find_references
from billtrack.diff.engine.units import Side, Vocabulary
from billtrack.model.clauses import Clause

MARKS = " \u00a0\n,;:.()[]“”‘’'\"`-–—−$%§\u00adéﬁabAB19"
TEXTS = st.text(st.sampled_from(MARKS), max_size=40)
LINES = st.text(st.sampled_from(MARKS.replace("\n", "")), max_size=40).map(str.strip)


@given(TEXTS)
def test_a_text_has_the_words_of_its_pieces(text: str) -> None:
    pieces = [word for piece in text.split() for word in folded_words(piece)]
    assert pieces == folded_words(text)
    assert len(pieces) == len(WORD.findall(text))


@given(st.text("abAB,;:.)(", max_size=6))
def test_short_plain_words_are_cut_as_any_other(text: str) -> None:
    assert folded_words(text) == [fold(word) for word in WORD.findall(text)]


@given(st.lists(st.tuples(st.sampled_from((None, "(1)", "SEC. 5.", "•")), LINES, LINES), min_size=1, max_size=3))
def test_each_word_stands_where_the_text_has_it(parts: list[tuple[str | None, str, str]]) -> None:
    clauses = [
        Clause(("section",), "section", enum, header or None, text or None, 0, False, None)
        for enum, header, text in parts
    ]
    surface = DisplayText(Side(clauses, Vocabulary()), range(len(clauses)))
    found = [surface.places[word] for word in range(len(surface.places))]
    assert len(found) == len(surface.code)
    assert all(surface.text[b:c].strip() == "" for (_, b), (c, _) in pairwise(found))
    assert [surface.places.beginning_at(begin) for begin, _ in found] == list(range(len(found)))


FILLERS = ("", "The keeper's transaction was entitled to be departmental. ", "A billion actors parted; " * 9)
REFERENCES = (
    "section 3(b)",
    "the preceding subparagraph",
    "this Act",
    "paragraphs (1) through (4) of this subsection",
    "§ 12",
    "title IV",
    "this concurrent resolution",
    "such item",
)


@given(st.sampled_from(FILLERS), st.sampled_from(REFERENCES), st.sampled_from(("", ".", " applies.", "ing")))
def test_a_reference_is_found_whatever_stands_before_it(filler: str, reference: str, after: str) -> None:
    alone, late = find_references(f"Under {reference}{after}"), find_references(f"{filler}Under {reference}{after}")
    assert [(each.start + len(filler), each.end + len(filler), each.key) for each in alone] == [
        (each.start, each.end, each.key) for each in late
    ]
