"""Terms: what counts as the same word, whatever the printer or the keyboard made of it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from billtrack.model.search_terms import (
    LINE_END,
    TERM,
    indexed,
    letters_of,
    searchable,
    searchable_in_lowercase,
    searchable_with_places,
    terms,
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("The People’s Republic", ["the", "people", "s", "republic"]),
        ("“first–hand” and first-hand", ["first", "hand", "and", "first", "hand"]),
        ("Señor Muñoz, senor MUNOZ", ["senor", "munoz", "senor", "munoz"]),
        ("Sen\u0303or", ["senor"]),
        ("co\u00adoperate", ["cooperate"]),
        ("SEC.\u00a0101. U.S.C. 2(a)(1)", ["sec", "101", "u", "s", "c", "2", "a", "1"]),
        ("Foo™ ¶ 1½ Straße ＡＢＣ", ["foo", "1", "1", "2", "strasse", "abc"]),
        ("a_b \x00 \ud800 🏛", ["a", "b"]),
        ("Київ İstanbul", ["киів", "istanbul"]),
    ],
)
def test_terms(written: str, found: list[str]) -> None:
    assert terms(written) == found


def test_no_phrase_crosses_two_lines() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize = 'ascii')")
    database.execute("INSERT INTO t VALUES (?)", (indexed("light ¶ the lamps\x1fof the “tower”"),))
    found = {
        phrase: database.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"{phrase}"',)).fetchone()[0]
        for phrase in ("light the", "lamps of", "lamps ¶ of", "the tower")
    }
    database.close()
    assert found == {"light the": 1, "lamps of": 0, "lamps ¶ of": 1, "the tower": 1}


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@example("Ꭰ")
def test_the_tokenizer_of_the_index_finds_the_same_terms(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize = 'ascii')")
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    database.execute("INSERT INTO t VALUES (?)", (searchable(text),))
    found = [term for (term,) in database.execute("SELECT term FROM v ORDER BY offset")]
    database.close()
    assert found == terms(text)


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("aé½ß’\u0301\u00ad"), max_size=40))
def test_each_character_knows_its_place(text: str) -> None:
    plain, places = searchable_with_places(text)
    assert plain == searchable(text).lower()
    if places is None:
        assert len(plain) == len(text)
    else:
        assert len(places) == len(plain) + 1
        assert places == sorted(places)
        assert all(character in searchable(text[at]).lower() for character, at in zip(plain, places, strict=False))


@given(st.text() | st.text("aé—“½²ﬁω\u00ad\u0301 \x1f_"))
def test_in_lowercase_the_terms_are_the_same(text: str) -> None:
    assert TERM.findall(searchable_in_lowercase(text)) == terms(text)
    assert searchable_in_lowercase(text).count(LINE_END) == text.count(LINE_END)


@given(st.text() | st.text("aé—“½²ﬁω\u00ad\u0301 \x1f_"))
def test_its_letters_are_those_of_its_terms(text: str) -> None:
    assert letters_of(text).decode("utf-8", "surrogatepass") == "".join(terms(text))
    assert letters_of(text, LINE_END).count(b"\x1f") == text.count(LINE_END)
