"""What of a measure is searched: its titles and the clauses of one text, in pieces, each with its address.

A document is one text version of a measure together with all titles of the measure, so that what is asked for is
asked of a whole text; a measure of which no text is loaded is a document of titles alone.  A piece is one title, one
heading or the words of one clause: a phrase stands inside one piece, never across two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from billtrack.clauses import clauses
from billtrack.model import Measure, TextVersion
from billtrack.terms import searchable
from billtrack.values import Value


class Part(StrEnum):
    """Where in a document words stand; the names are those clause addresses begin with."""

    TITLE = "title"
    WHEREAS = "whereas"
    RESOLVED = "resolved"
    SECTION = "section"


class Piece(Value, frozen=True):
    """Words that stand together.

    ``address`` is that of the clause in its text (``title`` of the official title); ``None`` for a title that no
    clause holds.
    """

    part: Part
    address: str | None
    words: str


BREAK = "¶"
"""The term before each piece: no phrase crosses it, and no text holds it (``searchable`` makes a space of it)."""

_PARTS_OF_EXCERPTS = {"preamble": Part.WHEREAS, "resolved": Part.RESOLVED, "section": Part.SECTION}
_PARTS_OF_LEVELS = {
    "whereas": Part.WHEREAS,
    "resolved": Part.RESOLVED,
    "title-amendment": Part.TITLE,
}


def titles(measure: Measure) -> tuple[str, ...]:
    """All titles of *measure*, each once, its own first."""
    every = (measure.title, *(each.title for each in measure.other_titles or ()))
    return tuple(dict.fromkeys(every))


def pieces(titles: Iterable[str], text: TextVersion | None) -> tuple[Piece, ...]:
    """The pieces of a document in reading order, the titles first; ``None``: no text is loaded.

    The official title printed on the text comes before *titles*, which it is usually one of.
    """
    return tuple(_pieces(titles, text))


def _pieces(titles: Iterable[str], text: TextVersion | None) -> Iterator[Piece]:
    official = text.official_title if text else None
    if official:
        yield Piece(Part.TITLE, "title", official)
    yield from (Piece(Part.TITLE, None, title) for title in titles if title != official)
    if text is None:
        return
    parts: list[Part] = []
    excerpts = iter(text.excerpts)
    for clause in clauses(text):
        if clause.level == "excerpt":
            part = _PARTS_OF_EXCERPTS[next(excerpts).part]
        elif clause.parent is None:
            part = _PARTS_OF_LEVELS.get(clause.level, Part.SECTION)
        else:
            part = parts[clause.parent]
        parts.append(part)
        yield from (Piece(part, clause.address, words) for words in (clause.header, clause.text) if words)


def indexed(pieces: Iterable[Piece]) -> tuple[str, str, str, str]:
    """The text of the index for each ``Part``, in their order; empty where the document has no such part."""
    found: dict[Part, list[str]] = {part: [] for part in Part}
    for piece in pieces:
        found[piece.part] += (BREAK, searchable(piece.words))
    title, whereas, resolved, section = (" ".join(found[part]) for part in Part)
    return title, whereas, resolved, section
