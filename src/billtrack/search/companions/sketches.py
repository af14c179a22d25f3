"""From words to shingles, the CRC-32 of every run of four words of a text, and from shingles to a sketch.

The words are those of headings and provisions, folded as search folds them.  Numbers of provisions are left out, since
they change whenever a provision is inserted before them.  A checksum is the same on every machine and in every version
of Python, and needs no Python code for each word.

A sketch has all shingles of a short text, and of a longer one only those below a bound, which is halved as the text
grows.  A shingle below it is in the sketch of every text that has it, so what sketches share estimates what the texts
share (FracMinHash; Irber and others 2022), and the number of sketches that have a shingle estimates how rare it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable
from zlib import crc32

from billtrack.model.clauses import Clause
from billtrack.model.measure_names import TextId
from billtrack.model.search_terms import searchable_in_lowercase
from billtrack.model.values import Value

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


FULL = 64
"""A text with up to this many shingles keeps them all; a longer one keeps between half as many and as many."""
LAST_SCALE = 5
"""The longest texts keep one shingle in thirty-two: enough to see that one contains a short text."""
HASHES = 1 << 32
"""Every shingle is a number below this."""
SKETCH_METHOD = f"crc32/{SHINGLE_WORDS}/{FULL}/{LAST_SCALE}"
"""How sketches are made; sketches made in different ways cannot be compared."""


class Sketch(Value, frozen=True):
    """The shingles of a text below ``HASHES >> scale``, ascending; ``size`` counts those of the whole text.

    ``hashes`` never change.
    """

    size: int
    scale: int
    hashes: array[int]

    @property
    def bound(self) -> int:
        """All shingles of the text below this number are in the sketch, and no others."""
        return HASHES >> self.scale

    def below(self, bound: int) -> array[int]:
        """Its shingles below *bound*."""
        return self.hashes if bound >= self.bound else self.hashes[: bisect_left(self.hashes, bound)]


class SketchedText(Value, frozen=True):
    """A text and its sketch."""

    text: TextId
    sketch: Sketch


def sketch(shingles: Collection[int]) -> Sketch:
    """Sketch a text that has these *shingles*, given without repeats."""
    size = len(shingles)
    scale = min(((size - 1) // FULL).bit_length(), LAST_SCALE) if size else 0
    bound = HASHES >> scale
    kept = sorted([each for each in shingles if each < bound] if scale else shingles)
    return Sketch(size, scale, array("I", kept))
