"""HTML to plain text: total, bounded, and no word of the text is lost."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.sources.html import html_to_text

TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "<ul>", "<li>", "</li>", "</ul>", "<div>", "<td>", "<p", "<"),
        *(
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "</",
            ">",
            "<P CLASS='x'>",
            "<at>",
            "<times/>",
        ),
        *("&lt;", "&amp;", "&#0;", "&#27;", "&#x9b;", "&nbsp;", "&bogus;", "\x00", "\x01", "\x02", "\x03", "\x1b"),
    ]
)
WORDS = st.lists(st.text("abcdé1", min_size=1, max_size=6), max_size=8)
INLINE = st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<a href='x'>", "</a>", "<strong>", "</SPAN>"])
BLOCKS = st.sampled_from(["<p>", "</p>", "<ul>", "<li>", "</li>", "<br>", "<br/>", "<h3>", "<td>", "<div class='x'>"])


@given(st.lists(st.one_of(TAGS, st.text(max_size=5)), max_size=30).map("".join))
def test_any_string_has_an_answer_without_controls_and_loose_space(source: str) -> None:
    text = html_to_text(source)
    assert not [sign for sign in text if unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\n"]
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert "  " not in text.replace("\n- ", "\n")


@given(WORDS, st.lists(BLOCKS, min_size=8, max_size=8))
def test_no_word_is_lost_or_moved(words: list[str], tags: list[str]) -> None:
    source = "".join(f"{tag}{word} " for tag, word in zip(tags, words, strict=False))
    assert html_to_text(source).replace("- ", " ").split() == words


@given(st.text("abé1", min_size=1), st.lists(INLINE, max_size=4))
def test_inline_tags_do_not_part_a_word(word: str, tags: list[str]) -> None:
    assert html_to_text(word + "".join(tags) + word) == word + word


@given(st.lists(st.text("ab c", min_size=1).filter(str.strip), max_size=5))
def test_paragraphs_are_parted_by_a_blank_line(paragraphs: list[str]) -> None:
    source = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    assert html_to_text(source) == "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        (" \n ", ""),
        ("plain  words", "plain words"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<p>over 3 < 4 and a<b</p>", "over 3 < 4 and a<b"),
        ("2 <times/> 3 <at least 4>", "2 <times/> 3 <at least 4>"),
        ("&lt;p&gt; &amp;amp; &#8212;", "<p> &amp; —"),
        ("a&nbsp;&nbsp;b\u00a0c", "a b c"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>List:</p><ul><li>a</li><li><p>b</p></li></ul><p>after</p>", "List:\n\n- a\n- b\n\nafter"),
        ("<UL><LI>a<LI>b</UL>after", "- a\n- b\n\nafter"),
        ("<ul><li></li></ul><p>x</p>", "x"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("a<script>alert('<p>')</script>b<style>p{}</style>c", "a b c"),
        ("a<script>never closed <p>b", "a"),
        ("<html><head><title>t</title></head><body>b</body></html>", "b"),
        ("a<!-- <p>hidden --> b", "a b"),
        ("a <!-- never closed", "a <!-- never closed"),
        ("\x1b[31mred\x9b0m &#27;&#155;", "[31mred0m ›"),
        ("<p onclick=\"x\" class='y'>z</p >", "z"),
    ],
)
def test_official_and_broken_html(source: str, text: str) -> None:
    assert html_to_text(source) == text


@pytest.mark.parametrize("piece", ["<", "<p", "<!--", "<script>", "&", "<p>", "<a ", "<script", "</", "\x00", "-- >"])
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    start = time.process_time()
    html_to_text(piece * 100_000)
    assert time.process_time() - start < 2
