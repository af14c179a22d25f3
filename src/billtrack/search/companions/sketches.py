"""A sketch is a sample of a text's shingles, by which texts are compared fast.

It has all shingles of a short text, and of a longer one those below a bound that halves as the text grows.  Every text
that has a shingle below its bound has it in its sketch.  So what two sketches share estimates what the texts share
(FracMinHash; Irber and others 2022), and the number of sketches with a shingle estimates how rare it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection

from billtrack.model.measure_names import TextId
from billtrack.model.values import Value
from billtrack.search.companions.shingles import SHINGLE_WORDS

FULL = 64
"""A text with up to this many shingles is kept whole; of a longer one about as many are kept, at least half as many."""
LAST_SCALE = 5
"""Of the longest texts one shingle in thirty-two is kept: enough to see that a short text is contained in one."""
HASHES = 1 << 32
"""Shingles are numbers below this."""
SKETCH_METHOD = f"crc32/{SHINGLE_WORDS}/{FULL}/{LAST_SCALE}"
"""Names the method: sketches made by different methods cannot be compared."""


class Sketch(Value, frozen=True):
    """The shingles of a text below ``HASHES >> scale``, ascending.

    ``size`` counts those of the whole text.  ``hashes`` must not be changed.
    """

    size: int
    scale: int
    hashes: array[int]

    @property
    def bound(self) -> int:
        """The bound below which the shingles of the text are in the sketch."""
        return HASHES >> self.scale

    def below(self, bound: int) -> array[int]:
        """Its shingles below *bound*."""
        return self.hashes if bound >= self.bound else self.hashes[: bisect_left(self.hashes, bound)]


class SketchedText(Value, frozen=True):
    """A text and its sketch."""

    text: TextId
    sketch: Sketch


def sketch(shingles: Collection[int]) -> Sketch:
    """Sketch a text with these *shingles*, each given once."""
    size = len(shingles)
    scale = min(((size - 1) // FULL).bit_length(), LAST_SCALE) if size else 0
    bound = HASHES >> scale
    kept = sorted([each for each in shingles if each < bound] if scale else shingles)
    return Sketch(size, scale, array("I", kept))
