"""A document in every format: what outside words say is text, whatever they look like, and no element is made of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.compared import Compared, Matter
from billtrack.diff.verdict import compare_sides
from billtrack.model.clauses import Clause
from billtrack.model.measure import Coverage
from billtrack.output.html import link
from billtrack.output.page import (
    Card,
    Column,
    Fact,
    Facts,
    Heading,
    Line,
    Mark,
    Paragraph,
    Passage,
    PathStep,
    Steps,
    Table,
    Timeline,
    TimelineEntry,
    visible,
)
from billtrack.output.pictures import Band, Curve, Tiles
from billtrack.sharing.documents import Content, DocumentPart, SharedDocument
from billtrack.sharing.html_document import html_file
from billtrack.sharing.markdown_document import document_markdown

HOSTILE = (
    "</title><script>alert(1)</script><img src=x onerror=alert(2)> & \"q\" 'a' | ` [x](javascript:alert(3)) "
    "\x1b[2J \u202e"
)
MARKS = sorted("<>&\"'|`[]()*_#\\/=-!~:.1 \n\r\t\x00\x1b\x07\u202e\u2066\ufeff\ufffe\uffffab")
any_text = st.text(max_size=40) | st.text(alphabet=MARKS, max_size=40) | st.just(HOSTILE)

ELEMENTS = frozenset(
    {
        *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "a", "dl", "dt", "dd", "br", "span", "strong", "small", "del"),
        *("ins", "em", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
        *("svg", "desc", "rect", "text", "path", "line"),
    }
)


def document_of(text: str, *inner: DocumentPart) -> SharedDocument:
    """A document with *text* in every place of it."""
    line = Line(text)
    columns = (Column("key", text), Column("other", text, is_number=True))
    blocks: tuple[Content, ...] = (
        Card(Heading(text, text), (line, Facts((Fact(text, (line,)),)))),
        Steps((PathStep(text, text, Mark.CURRENT),)),
        Timeline((TimelineEntry(text, (line, line)),)),
        Passage((Paragraph(text, 1, text),)),
        Table(columns, ((text, text),), links=(text,)),
        Line(text, address=text),
        Curve(text, text, (), (Band(text, ()),)),
        Tiles(text, text, ((text, 1),)),
        *inner,
    )
    return SharedDocument(
        text, (line,), (DocumentPart("outer", Heading(text, text), blocks),), (line,), (Line(text, address=text),)
    )


def compared_document_of(text: str) -> SharedDocument:
    return document_of(text, DocumentPart("inner", Heading(text, text), (comparison(text),)))


def comparison(text: str) -> DiffAnswer:
    old, new = (
        Compared(text, Matter.TEXT, (clause(1, f"{text} the bells {word}"), clause(2, text)), Coverage.COMPLETE)
        for word in ("rang", "were rung")
    )
    return DiffAnswer(old, new, compare_sides(old, new))


def clause(number: int, words: str) -> Clause:
    return Clause(("section", str(number)), "section", words, words, words, 0, False, None)


class Reading(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "xlink:href"}]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:  # not in the style sheet
            self.words.append(data)


OBEYED = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))} - {"\n"}
PLACES = Reading(html_file(document_of("words"))).words.count("words")


@given(any_text)
def test_no_element_of_a_page_is_made_of_what_it_says(text: str) -> None:
    page = Reading(html_file(compared_document_of(text)))
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    assert not [names for _, names in page.elements if any(name.startswith("on") or name == "style" for name in names)]
    assert all(re.match(r"https?://|#|[A-Za-z0-9]", address) for address in page.addresses)
    assert not [address for address in page.addresses if re.match(r"[a-z]+:", address) and "http" not in address]


@given(any_text)
def test_a_page_says_every_word_it_was_given(text: str) -> None:
    page = html_file(document_of(text))
    assert Reading(page).words.count(visible(text)) >= PLACES or not text.strip()
    assert not OBEYED & set(page.decode())


@given(any_text)
def test_no_element_of_markdown_is_made_of_what_it_says(text: str) -> None:
    written = document_markdown(compared_document_of(text)).decode()
    tokens = [child for token in MarkdownIt("commonmark").parse(written) for child in (token, *(token.children or ()))]
    html = [token.content for token in tokens if token.type in {"html_inline", "html_block"}]
    assert set(html) <= {"<del>", "</del>", "<ins>", "</ins>", "<em>", "</em>", "<br>"}
    addresses = [token.attrs["href"] for token in tokens if token.type == "link_open"]
    assert all(str(address).startswith(("http://", "https://")) for address in addresses)
    assert not [token for token in tokens if token.type == "image"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//evil.example/x",
        "data:text/html,x",
        "../../etc/passwd",
        "a/../../b",
        "/etc/passwd",
        "",
        " x",
    ],
)
def test_an_address_that_leads_elsewhere_is_text(address: str) -> None:
    assert link("words", address) == "words"


def test_an_address_of_the_web_or_beside_the_page_is_a_link() -> None:
    assert link("<a>", "https://example.org/?a=1&b=2") == '<a href="https://example.org/?a=1&amp;b=2">&lt;a&gt;</a>'
    assert link("next", "hres1-115.html#history") == '<a href="hres1-115.html#history">next</a>'
