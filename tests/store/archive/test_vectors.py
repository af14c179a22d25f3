"""The vectors of a document hold every phrase of its lines, and no more of a term than PostgreSQL keeps."""

from __future__ import annotations

import struct
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.search_terms import BREAK, TERM

pytest.importorskip("psycopg")
from billtrack.store.archive.postgres.vectors import CHUNK, LONGEST, OFTEN, OVERLAP, terms_of_lines, vectors

TERMS = st.sampled_from(["lamp", "oil", "of", "the", "7", "café", "wick"])
LINES = st.lists(
    st.one_of(
        st.lists(TERMS, max_size=12),
        st.tuples(TERMS, st.integers(1, 2 * CHUNK)).map(lambda each: [each[0]] * each[1]),
        st.integers(1, 3 * LONGEST).map(lambda size: [f"w{at}" for at in range(size)]),
    ),
    max_size=6,
)


def read(vector: bytes) -> dict[int, str]:
    """The terms of a vector, by place; they are in order, each once."""
    places: dict[int, str] = {}
    rest, terms = vector[4:], []
    while rest:
        term, _, rest = rest.partition(b"\0")
        size = int.from_bytes(rest[:2], "big")
        found, rest = struct.unpack_from(f">{size}H", rest, 2), rest[2 + 2 * size :]
        places |= dict.fromkeys(found, term.decode())
        terms.append(term)
    assert terms == sorted(set(terms))
    assert int.from_bytes(vector[:4], "big") == len(terms)
    return places


@given(lines=LINES)
def test_every_phrase_of_a_line_is_in_a_chunk_and_none_crosses_two_lines(lines: list[list[str]]) -> None:
    made = vectors(("", "", f" {BREAK} ".join(" ".join(line) for line in lines)))
    texts = []
    for chunk in made.chunks:
        places = read(chunk.vector)
        assert max(places) <= 16_383
        assert max(Counter(places.values()).values()) <= OFTEN
        texts.append(" ".join(places.get(at, BREAK) for at in range(1, max(places) + 1)))
    for line in lines:
        for start in range(0, max(1, len(line) - OVERLAP), 97):
            phrase = " ".join(line[start : start + OVERLAP])
            assert not phrase or any(f" {phrase} " in f" {text} " for text in texts)
    whole = [" ".join(line) for line in lines]
    assert all(any(piece.strip() in line for line in whole) for text in texts for piece in text.split(BREAK))


@given(lines=LINES)
def test_counts_are_those_of_the_words(lines: list[list[str]]) -> None:
    made = vectors(("lamp oil", "", f" {BREAK} ".join(" ".join(line) for line in lines)))
    expected = Counter(term for line in lines for term in line)
    assert made.counts == expected + Counter({"lamp": 10, "oil": 10})
    assert made.length == 2 + sum(expected.values()) + max(0, len(lines) - 1)


@given(text=st.text(alphabet=st.sampled_from([*"ab1 _-.,\n\t", "é", "“", "_", BREAK, "Σ", "\x00"])))
def test_terms_are_found_alike_by_the_fast_way(text: str) -> None:
    assert terms_of_lines(text) == [TERM.findall(line) for line in text.lower().split(BREAK)]
