"""Laws of a comparison as it is shown: nothing is lost in JSON or HTML, nothing from outside is obeyed."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.diff.answers.answer import DiffAnswer, Layout
from billtrack.diff.answers.data import is_rebuilt
from billtrack.diff.answers.html import html_document
from billtrack.diff.answers.view import DisplayChoice, Folded, NotLoaded, Shown, Stub
from billtrack.diff.compared import Compared, Matter
from billtrack.diff.engine import ChangeClass, compare, summary, text_of
from billtrack.diff.hunks import hunks
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Provision, TextVersion
from billtrack.output.linear import linear_text
from billtrack.output.markdown import markdown_text
from billtrack.output.page import cleaned
from billtrack.output.plain import plain_text
from billtrack.output.programs import json_text
from billtrack.output.screen import screen_lines

EVERY = frozenset(ChangeClass)
ALL = DisplayChoice(EVERY)
OBEYED = {chr(code) for code in (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x200B, 0x202E, 0x2066)}
HOSTILE = "[red]\x1b]0;owned\x07\u202etxet\u200b|`*</p><script>alert(1)</script>&amp; [-x-]{+y+} \x9b31m"

words = st.sampled_from(
    [
        "the",
        "bells",
        "of",
        "outer",
        "harbor",
        "shall",
        "be",
        "rung",
        "by",
        "hand",
        "until",
        "fog",
        "lifts",
        "(a)",
        "60",
        "days;",
        "and,",
        "“quoted”",
        "first-hand",
    ]
)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)


@st.composite
def bills(draw: st.DrawFn) -> tuple[Clause, ...]:
    """The clauses of a small bill."""
    count = draw(st.integers(1, 5))
    sections = tuple(
        Provision(
            level="section",
            enum=f"{number}.",
            text=draw(texts),
            items=tuple(Provision(enum=f"({letter})", text=draw(texts)) for letter in "abc"[: draw(st.integers(0, 3))]),
        )
        for number in range(1, count + 1)
    )
    return clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=sections))


def answer(
    old: tuple[Clause, ...],
    new: tuple[Clause, ...],
    choice: DisplayChoice = ALL,
    layout: Layout = Layout.INLINE,
    coverage: Coverage = Coverage.COMPLETE,
) -> DiffAnswer:
    sides = (
        Compared("old", Matter.TEXT, old, Coverage.COMPLETE),
        Compared("new", Matter.TEXT, new, coverage),
    )
    return DiffAnswer(*sides, compare(old, new, new_partial=coverage is Coverage.PARTIAL), choice, layout)


class Reader(HTMLParser):
    """Reads the words of a page's changes, and checks that its elements close in order."""

    def __init__(self, without: str) -> None:
        super().__init__()
        self.without, self.open, self.tags = without, list[str](), set[str]()
        self.paragraphs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in {"meta", "br"}:
            return
        assert all(name in {"class", "id", "href", "lang", "scope", "colspan", "data-label"} for name, _ in attrs)
        if not {("class", "stub"), ("class", "note")}.isdisjoint(attrs):
            tag = "aside"
        elif tag == "p" and "main" in self.open:
            self.paragraphs.append("")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() in {tag, "aside"}

    def handle_data(self, data: str) -> None:
        if "p" in self.open and "main" in self.open and self.without not in self.open:
            self.paragraphs[-1] += data


def read(page: bytes, *, without: str) -> Reader:
    reader = Reader(without)
    reader.feed(page.decode())
    assert not reader.open
    return reader


@given(bills(), bills())
def test_both_texts_come_back_from_json(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> None:
    found = answer(old, new)
    assert is_rebuilt(found.comparison) == (True, True)
    units = json.loads(json_text(found))["units"]
    kept = [
        (unit["new_at"], "".join(span["text"] for span in unit["spans"] if span["op"] != "-"))
        for unit in units
        if unit["new_at"]
    ]
    assert "\n".join(text for _, text in sorted(kept)) == text_of(new)


@given(bills(), bills())
def test_html_holds_both_texts_word_for_word(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> None:
    page = html_document(answer(old, new, DisplayChoice(EVERY, is_full=True)))
    assert squeezed("".join(read(page, without="del").paragraphs)) == squeezed(text_of(new))
    assert sorted(squeezed("".join(read(page, without="ins").paragraphs))) == sorted(squeezed(text_of(old)))


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(bills(), bills(), st.sampled_from(Layout), st.integers(40, 130))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_line_is_wider_than_the_screen(
    old: tuple[Clause, ...], new: tuple[Clause, ...], layout: Layout, width: int
) -> None:
    page = cleaned(answer(old, new, layout=layout).page())
    lines = "".join(screen_lines(page, width=width, decorated=True, coloured=False)).splitlines()
    assert all(len(line) <= width for line in lines)


@given(bills(), bills())
def test_every_unit_is_shown_folded_or_missing_once(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> None:
    found = answer(old, new, DisplayChoice())
    items = found.view().items
    at = [index for item in items if not isinstance(item, Stub) for index in item.units]
    assert sorted(at) == list(range(len(found.comparison.units)))
    moved = [item.units for item in items if isinstance(item, Stub)]
    for units in moved:
        assert any(isinstance(item, Shown) and item.units == units for item in items)


@given(bills(), bills())
def test_hunks_are_those_the_summary_counts(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> None:
    comparison = compare(old, new)
    found = [hunk.change_class for unit in comparison.units for hunk in hunks(unit)]
    assert {kind: found.count(kind) for kind in ChangeClass} == dict(summary(comparison).classes)


@given(bills())
def test_what_a_partial_text_lacks_is_missing_and_no_difference(old: tuple[Clause, ...]) -> None:
    found = answer(old, old[:1], coverage=Coverage.PARTIAL)
    assert found.comparison.identical is None
    assert not [item for item in found.view().items if isinstance(item, Shown) and item.is_change]
    assert len(old) == 1 or any(isinstance(item, NotLoaded) for item in found.view().items)
    assert "removed" not in plain_text(cleaned(found.page())).replace("never removed", "")


def test_a_text_with_itself_is_all_folded() -> None:
    text = (Clause(("section", "1"), "section", "1.", None, "The bells shall be rung.", 0, False, None),)
    found = answer(text, text)
    assert found.view().items == (Folded((0,)),)
    assert "Identical, word for word: 1 clause, 6 words." in plain_text(found.page())


@pytest.mark.parametrize("layout", Layout)
def test_hostile_words_stay_words(layout: Layout) -> None:
    def text(*provisions: str) -> tuple[Clause, ...]:
        return tuple(
            Clause(("section", str(n)), "section", f"{n}.", HOSTILE, f"{HOSTILE} {words}", 0, False, None)
            for n, words in enumerate(provisions, 1)
        )

    old, new = text("the bells of the harbor", "struck"), text("the bells of the outer harbor", "put in")
    found = answer(old, new, DisplayChoice(EVERY, is_full=True), layout)
    page = cleaned(found.page())
    painted = "".join(screen_lines(page, width=80, decorated=True, coloured=False))
    html = html_document(found).decode()
    for written in (plain_text(page), linear_text(page), markdown_text(page), painted, html):
        assert not OBEYED & set(written)
    assert "script" not in read(html.encode(), without="del").tags
    assert "<script" not in markdown_text(page).replace("\\<script", "") or layout is Layout.UNIFIED
    assert is_rebuilt(found.comparison) == (True, True)
