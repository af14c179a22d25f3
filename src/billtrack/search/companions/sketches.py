"""From shingles to a sketch: all shingles of a short text, and of a longer one only those below a bound.

The bound is halved as the text grows.  A shingle below it is in the sketch of every text that has it, so what sketches
share estimates what the texts share (FracMinHash; Irber and others 2022), and the number of sketches that have a
shingle estimates how rare it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection

from billtrack.model.measure_names import TextId
from billtrack.model.values import Value
from billtrack.search.companions.shingles import SHINGLE_WORDS

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
