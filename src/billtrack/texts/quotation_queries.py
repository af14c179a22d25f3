"""What to ask an index of words for, to find the measures a quotation may be from.

An index knows words inside one clause, and no printed numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.model.query.tree import And, Node, Phrase
from billtrack.model.search_terms import terms
from billtrack.texts.quotation import ALTERED, Quotation

_RUN = 4
"""Words in a row that few texts have in common by chance."""
_RUNS, _TERMS = 8, 8
"""As many runs, and as many of the longest words, are asked for."""
_SHORT = 4
"""Words with fewer letters stand in most texts."""
_IN_NUMBERS = frozenset(
    ("section", "title", "subtitle", "chapter", "subchapter", "part", "division", "article", "resolved", "enacted")
)
"""Words the printed page puts before a number or formula; the index does not have them."""


def whole_query(quotation: Quotation) -> Node:
    """Ask for texts that have each piece of *quotation* inside one clause."""
    return _all([Phrase(tuple(piece)) for piece in _pieces(quotation)])


def scattered_query(quotation: Quotation) -> Node | None:
    """Ask for texts that have the rarest words of *quotation* anywhere; ``None`` where it has none that is rare."""
    words = dict.fromkeys(word for word in _long_words(quotation) if word not in _IN_NUMBERS)
    rare = sorted(words, key=lambda word: (-len(word), word))[:_TERMS]
    return _all([Phrase((word,)) for word in rare]) if rare else None


def run_queries(quotation: Quotation) -> tuple[Phrase, ...]:
    """Ask for some runs of words of *quotation*, evenly over all of it: the more a text has, the likelier it is."""
    pieces = _pieces(quotation)
    runs = list(dict.fromkeys(_runs(pieces, _RUN) or _runs(pieces, 2)))
    step = max(1, -(-len(runs) // _RUNS))
    return tuple(map(Phrase, runs[::step]))


def _pieces(quotation: Quotation) -> list[list[str]]:
    return [found for found in (terms(piece.replace(ALTERED, "")) for piece in quotation.pieces) if found]


def _runs(pieces: Sequence[Sequence[str]], size: int) -> list[tuple[str, ...]]:
    return [tuple(piece[at : at + size]) for piece in pieces for at in range(len(piece) - size + 1)]


def _long_words(quotation: Quotation) -> Iterator[str]:
    """The words that every print writes as one: letters and digits alone, without a hyphen."""
    for piece in quotation.pieces:
        for word in piece.replace(ALTERED, "").split():
            found = terms(word)
            if len(found) == 1 and len(found[0]) >= _SHORT and not set(word) & set("-‐‑–—\u00ad"):
                yield found[0]


def _all(phrases: Sequence[Phrase]) -> Node:
    return phrases[0] if len(phrases) == 1 else And(tuple(phrases))
