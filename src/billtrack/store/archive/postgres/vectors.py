"""The words of a document as vectors of PostgreSQL.

A document has one vector of its terms, each with a number of positions that tells its weighted count on a scale
(``level_of``).  Its lines are in chunks: terms at their places, one place empty between two lines.  A vector holds
16,383 positions and 256 of one term, which one vector a text would exceed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from billtrack.model.query.tree import Part
from billtrack.model.search_terms import BREAK, TERM
from billtrack.store.archive.engine import TITLE_WEIGHT

CHUNK = 600
"""Terms of a chunk, or a few more: lines stay whole."""
LONGEST = 900
"""Terms of a line in one chunk; a longer line is in several that overlap."""
OVERLAP = 80
"""Terms that two chunks of one line share: a phrase of no more is in one of them."""
LETTERS = 500
"""Letters of a term that are kept: PostgreSQL takes no term above 2,046 bytes."""
EXACT = 24
STEP = 1.12
"""Counts to ``EXACT`` have a level of their own; from there on each level is ``STEP`` times the one before it."""


class Chunk(NamedTuple):
    """Lines of one part of a document, as the text of a vector."""

    part: str
    vector: str


class Vectors(NamedTuple):
    """A document: its terms and ends of lines counted, and its vectors."""

    length: int
    whole: str
    chunks: tuple[Chunk, ...]


def vectors(columns: Sequence[str]) -> Vectors:
    """Make the vectors of a document from what an index has of it: title, preamble, provisions."""
    counts: Counter[str] = Counter()
    chunks: list[Chunk] = []
    length = 0
    for part, column in zip(Part, columns, strict=True):
        lines = [TERM.findall(line) for line in column.lower().split(BREAK)]
        counted = Counter(term for line in lines for term in line)
        length += sum(counted.values()) + len(lines) - 1
        weight = int(TITLE_WEIGHT) if part is Part.TITLE else 1
        for term, count in counted.items():
            counts[term] += weight * count
        chunks += (Chunk(part.value, _placed(each)) for each in _chunks(lines))
    whole = " ".join(f"{term[:LETTERS]}:{_POSITIONS[level_of(count)]}" for term, count in counts.items())
    return Vectors(length, whole, tuple(chunks))


def _chunks(lines: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Put lines together until they have ``CHUNK`` terms."""
    chunk: list[list[str]] = []
    size = 0
    for line in lines:
        for piece in _pieces(line):
            if size and size + len(piece) > CHUNK:
                yield chunk
                chunk, size = [], 0
            chunk.append(piece)
            size += len(piece)
    if size:
        yield chunk


def _pieces(line: list[str]) -> Iterator[list[str]]:
    yield line[:LONGEST]
    for start in range(LONGEST - OVERLAP, len(line) - OVERLAP, LONGEST - OVERLAP):
        yield line[start : start + LONGEST]


def _placed(lines: Iterable[list[str]]) -> str:
    places: dict[str, list[str]] = {}
    at = 1
    for line in lines:
        for term in line:
            places.setdefault(term[:LETTERS], []).append(str(at))
            at += 1
        at += 1
    return " ".join(f"{term}:{','.join(found)}" for term, found in places.items())


def level_of(count: int) -> int:
    """The level of a count on the scale of a document's vector."""
    return count if count <= EXACT else min(_MOST, EXACT + round(math.log(count / EXACT) / math.log(STEP)))


_MOST = 80
_POSITIONS = ["", *(",".join(map(str, range(1, level + 1))) for level in range(1, _MOST + 1))]
