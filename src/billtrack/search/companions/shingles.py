"""From words to shingles: the CRC-32 of every run of four words of a text.

The words are those of headings and provisions, folded as search folds them.  Numbers of provisions are left out, since
they change whenever a provision is inserted before them.  A checksum is the same on every machine and in every version
of Python, and needs no Python code for each word.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from billtrack.model.clauses import Clause
from billtrack.model.search_terms import searchable_in_lowercase

SHINGLE_WORDS = 4
"""Fewer words find texts that only sound alike, more miss reworded ones; measured on pairs CRS calls identical."""

_APART = bytes(code if chr(code).isalnum() or code > 127 else 32 for code in range(256))


def words_of(clauses: Iterable[Clause]) -> str:
    """The words of *clauses* that are compared: headings and texts, one per line."""
    return "\n".join([line for clause in clauses for line in (clause.header, clause.text) if line])


def shingles(words: str) -> set[int]:
    """The shingles of *words*, 32 bits each; a text shorter than a shingle has one, an empty text none."""
    terms = searchable_in_lowercase(words).encode().translate(_APART).split()
    if len(terms) < SHINGLE_WORDS:
        return {crc32(b" ".join(terms))} if terms else set()
    runs = zip(*(terms[start:] for start in range(SHINGLE_WORDS)), strict=False)
    return set(map(crc32, map(b" ".join, runs)))
