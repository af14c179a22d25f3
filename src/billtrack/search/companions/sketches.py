"""Shingles to a sketch: all of a short text's, and of a longer one those below a bound, halved as the text grows.

The same shingle is in the sketch of every text that holds it and is not too long, so what sketches share estimates
what the texts share (FracMinHash; Irber and others 2022), and how many sketches hold a shingle how rare it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection

from billtrack.model.measure_names import TextId
from billtrack.model.values import Value
from billtrack.search.companions.shingles import SHINGLE_WORDS

FULL = 64
"""Shingles of a text that are all kept; of a longer one about as many, half as many at least."""
LAST_SCALE = 5
"""Of the longest texts one in thirty-two is kept: enough to see that a short text stands in one."""
HASHES = 1 << 32
"""Shingles are numbers below this."""
SKETCH_METHOD = f"crc32/{SHINGLE_WORDS}/{FULL}/{LAST_SCALE}"
"""Names how sketches are made: two made by other methods cannot be compared."""


class Sketch(Value, frozen=True):
    """The shingles of a text below ``HASHES >> scale``, ascending; ``size`` is how many the whole text has.

    ``hashes`` are never changed.
    """

    size: int
    scale: int
    hashes: array[int]

    @property
    def bound(self) -> int:
        """What all its shingles are below; those of the text that are not are not here."""
        return HASHES >> self.scale

    def below(self, bound: int) -> array[int]:
        """Its shingles below *bound*."""
        return self.hashes if bound >= self.bound else self.hashes[: bisect_left(self.hashes, bound)]


class SketchedText(Value, frozen=True):
    """A text and its sketch."""

    text: TextId
    sketch: Sketch


def sketch(shingles: Collection[int]) -> Sketch:
    """Sketch a text of these *shingles*, each once."""
    size = len(shingles)
    scale = min(((size - 1) // FULL).bit_length(), LAST_SCALE) if size else 0
    bound = HASHES >> scale
    kept = sorted([each for each in shingles if each < bound] if scale else shingles)
    return Sketch(size, scale, array("I", kept))
