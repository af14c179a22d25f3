"""What to ask an index of words for, to find the measures a quotation may be from.

An index knows words inside one clause, and no printed numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from billtrack.model.query.tree import And, Near, Node, Phrase
from billtrack.model.search_terms import terms
from billtrack.texts.quotation import ALTERED, Quotation

_GROUP, _GROUPS, _RARE = 2, 10, 8
"""Words of a group, groups, and words that are asked for at most."""
_BREAKS = 10
"""As many ends of clauses may stand between words; each counts as a word in the index."""
_SHORT = 4
"""Words with fewer letters stand in most texts."""
_IN_NUMBERS = frozenset(
    # and the words of the enacting formula
    (
        "assembled",
        "house",
        "representatives",
        "senate",
        "united",
        "states",
        "america",
        "congress",
        "section",
        "title",
        "subtitle",
        "chapter",
        "subchapter",
        "part",
        "division",
        "article",
        "resolved",
        "enacted",
    )
)
"""Words the printed page puts before a number or formula; the index does not have them."""


def whole_query(quotation: Quotation) -> Node:
    """Ask for texts that have each piece of *quotation* inside one clause."""
    return _all([Phrase(tuple(piece)) for piece in _pieces(quotation)])


def rare_words(quotation: Quotation) -> tuple[str, ...]:
    """The longest words of *quotation* that every print writes as one, each once, in their order."""
    return tuple(word for (word, *more) in _rarest(_long_words(quotation)) if not more)


def _rarest(pieces: Sequence[Sequence[Word]]) -> list[Word]:
    words = list(dict.fromkeys(word for piece in pieces for word in piece))
    rare = sorted(words, key=lambda word: (-sum(map(len, word)), word))[:_RARE]
    return [word for word in words if word in rare]


def scattered_queries(quotation: Quotation) -> Iterator[Node]:
    """Ask for texts that have the rare words of each piece together, over the ends of clauses; the surest first."""
    pieces = _long_words(quotation)
    rare = _rarest(pieces)
    groups = [[word for word in dict.fromkeys(piece) if word in rare] for piece in pieces]
    sizes = [len(piece) for piece in _pieces(quotation)]
    found = [_together(group, size) for group, size in zip(groups, sizes, strict=True) if group]
    if found:
        yield _all([*found, *group_queries(quotation)])
        yield _all(found)


def group_queries(quotation: Quotation) -> tuple[Phrase | Near, ...]:
    """Ask for a few long words that follow one another, from all over *quotation*: the likelier a text has them all."""
    groups = [
        _together(tuple(dict.fromkeys(piece[at : at + _GROUP])), 5 * _GROUP)
        for piece in _long_words(quotation)
        for at in range(max(1, len(piece) - _GROUP + 1))
        if piece
    ]
    step = max(1, -(-len(groups) // _GROUPS))
    return tuple(dict.fromkeys(groups[::step]))


def _together(words: Sequence[Word], distance: int) -> Phrase | Near:
    phrases = tuple(map(Phrase, words))
    return phrases[0] if len(phrases) == 1 else Near(phrases, distance + _BREAKS)


def _pieces(quotation: Quotation) -> list[list[str]]:
    return [found for found in (terms(piece.replace(ALTERED, "")) for piece in quotation.pieces) if found]


Word: TypeAlias = tuple[str, ...]
"""A word as the index has it: one term, or the terms of a number that stand next to each other."""


def _long_words(quotation: Quotation) -> list[list[Word]]:
    """The words of each piece that every print writes alike and the index has."""
    pieces = [piece.replace(ALTERED, "") for piece in quotation.pieces]
    return [[word for each in piece.split() if (word := _long_word(each))] for piece in pieces if terms(piece)]


def _long_word(word: str) -> Word | None:
    found = tuple(terms(word))
    if sum(map(len, found)) < _SHORT or _IS_NUMBER_OF_CLAUSE.fullmatch(word):
        return None
    if len(found) == 1:
        return None if found[0] in _IN_NUMBERS or set(word) & _HYPHENS else found
    return found if all(any(map(str.isdigit, each)) or len(each) < _SHORT for each in found) else None


_IS_NUMBER_OF_CLAUSE = re.compile(r"\d+[A-Za-z]*[.—]*|\(\w+\)")
_HYPHENS = frozenset("-‐‑–—\u00ad")


def _all(nodes: Sequence[Phrase | Near]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
