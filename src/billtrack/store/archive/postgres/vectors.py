"""The words of a document as PostgreSQL keeps them: a count of each term, and vectors of its lines.

``postings`` has the documents of a term, each with how often it has the term.  Vectors have the terms of some lines at
their places, with one place empty between two lines.  A vector keeps 16,383 places and 256 of one term, fewer than
many texts have, so a text has several vectors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from billtrack.model.query.tree import Part
from billtrack.model.search_terms import BREAK, LINE_END, TERM
from billtrack.store.archive.engine import TITLE_WEIGHT

CHUNK = 1200
"""Terms of a chunk, or a few more: lines stay whole."""
LONGEST = 900
"""Terms of a line in one chunk; a longer line is in several that overlap."""
OVERLAP = 80
"""Terms that two chunks of one line share: a phrase of no more is in one of them."""
OFTEN = 250
"""Places of one term in a chunk, at most."""
LETTERS = 500
"""Letters of a term that are kept: PostgreSQL takes no term above 2,046 bytes."""
COUNT_BITS = 16
"""Bits of a posting that count; the others are the document's number."""


class Chunk(NamedTuple):
    """Lines of one part of a document; *vector* is written as PostgreSQL sends one."""

    part: str
    vector: bytes


class Vectors(NamedTuple):
    """A document: its terms and ends of lines counted, how often it has each term, and its chunks.

    A term in a title counts ``TITLE_WEIGHT`` times.
    """

    length: int
    counts: Mapping[str, int]
    chunks: tuple[Chunk, ...]


def vectors(columns: Sequence[str]) -> Vectors:
    """Make the vectors of a document from its columns in the index: title, preamble, provisions."""
    counts: Counter[str] = Counter()
    chunks: list[Chunk] = []
    length = 0
    for part, column in zip(Part, columns, strict=True):
        lines = terms_of_lines(column)
        counted = Counter(list(chain.from_iterable(lines)))
        if any(len(term) > LETTERS for term in counted):
            lines = [[term[:LETTERS] for term in line] for line in lines]
            counted = Counter(list(chain.from_iterable(lines)))
        length += sum(map(len, lines)) + len(lines) - 1
        weight = int(TITLE_WEIGHT) if part is Part.TITLE else 1
        for term, count in counted.items():
            counts[term] += weight * count
        chunks += (Chunk(part.value, vector) for chunk in _chunks(lines) for vector in _placed(chunk))
    return Vectors(length, counts, tuple(chunks))


def terms_of_lines(column: str) -> list[list[str]]:
    """The terms of each line of a column of the index, in order."""
    text = column.replace(BREAK, LINE_END)
    if text.isascii():  # nearly every text, in a sixth of the time
        return [line.split() for line in text.encode().translate(_SPACED).decode().split(LINE_END)]
    return [TERM.findall(line) for line in text.lower().split(LINE_END)]


_SPACED = bytes(at if chr(at).isalnum() or chr(at) == LINE_END else ord(" ") for at in range(128)).lower() + bytes(128)
"""Every mark a space, every letter small."""


def posting(document: int, count: int) -> int:
    """Write a document and a count as one number."""
    return document << COUNT_BITS | min(count, (1 << COUNT_BITS) - 1)


def _chunks(lines: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Put lines together until they have ``CHUNK`` terms."""
    chunk: list[list[str]] = []
    size = 0
    for line in lines:
        for piece in _pieces(line) if len(line) > OFTEN else (line,) if line else ():
            if size and size + len(piece) > CHUNK:
                yield chunk
                chunk, size = [], 0
            chunk.append(piece)
            size += len(piece)
    if size:
        yield chunk


def _pieces(line: list[str]) -> Iterator[list[str]]:
    """Cut a line of more than ``OFTEN`` terms if it is too long, or has one term too often."""
    longest = LONGEST if max(Counter(line).values()) <= OFTEN else OFTEN
    for start in range(0, len(line) - OVERLAP, longest - OVERLAP):
        yield line[start : start + longest]


def _placed(lines: list[list[str]]) -> Iterator[bytes]:
    """Write the vector of *lines*; two or more where one would have a term too often."""
    places: defaultdict[str, list[bytes]] = defaultdict(list)
    terms: list[str] = []
    for line in lines:
        terms += line
        terms.append("")
    for term, at in zip(terms, _PLACES, strict=False):
        places[term].append(at)
    del places[""]
    if len(lines) > 1 and max(map(len, places.values())) > OFTEN:
        half = len(lines) // 2
        yield from chain(_placed(lines[:half]), _placed(lines[half:]))
    else:
        written = [term.encode() + _COUNTS[len(places[term])] + b"".join(places[term]) for term in sorted(places)]
        yield len(places).to_bytes(4, "big") + b"".join(written)


_PLACES = tuple(place.to_bytes(2, "big") for place in range(1, 2 * (CHUNK + LONGEST)))
"""The places of a vector; a chunk has fewer lines than terms."""
_COUNTS = tuple(b"\0" + count.to_bytes(2, "big") for count in range(OFTEN + 1))
"""The end of a term, and how many places follow."""
