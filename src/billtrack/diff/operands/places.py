"""Where the characters of a text are in its XML, for ``--format provenance`` only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from billtrack.diff.engine.provenance import Aside, Place, TextPlaces
from billtrack.diff.operands.texts import UNNAMED_BILL, Document, document_of, read_or_raise
from billtrack.errors import InputError
from billtrack.sources.billtext import Reading, parse_billtext_with_runs
from billtrack.sources.billtext.reading import body_characters


def placed_document(data: bytes, *, name: str, reading: Reading) -> Document:
    """Read a text in XML, with the place of each of its characters."""
    try:
        found, runs = parse_billtext_with_runs(data, name=name, reading=reading)
    except InputError as error:
        found, runs = read_or_raise(
            lambda: parse_billtext_with_runs(data, name=name, reading=reading, known=UNNAMED_BILL), error
        )
    places = tuple(Place(run.start, run.offset, run.length) for run in runs)
    asides = tuple(_asides(places, body_characters(data, name=name)))
    return document_of(found)._replace(places=TextPlaces(places, asides))


def _asides(places: Sequence[Place], pieces: Sequence[str]) -> Iterator[Aside]:
    """The words of the file that are in no clause (long titles, enacting formulas), each piece separately."""
    characters, cuts = "".join(pieces), set(accumulate(map(len, pieces)))
    for start, end in _gaps(places, len(characters)):
        edges = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        yield from (Aside(a, characters[a:b]) for a, b in pairwise(edges))


def _gaps(places: Sequence[Place], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for place in [*sorted(places, key=lambda place: place.offset), Place(0, length, 0)]:
        if place.offset > at:
            yield at, place.offset
        at = max(at, place.offset + place.length)
