"""Queries that find the measures a quotation may be from.

An index knows words inside one clause, and no printed numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from billtrack.model.measure_names import MeasureType
from billtrack.model.query.tree import And, Field, Is, Near, Node, Or, Phrase
from billtrack.model.search_terms import terms
from billtrack.texts.printed import opening_formula
from billtrack.texts.quotation import ALTERED, Quotation

_GROUP, _GROUPS, _RARE = 2, 10, 8
"""The most words in a group, groups, and words to ask for."""
_BREAKS = 10
"""The most ends of clauses between words; each counts as a word in the index."""
_SHORT = 4
"""Words with fewer letters are in most texts."""
_IN_NUMBERS = frozenset(
    {
        *("section", "title", "subtitle", "chapter", "subchapter", "part", "division", "article"),
        *("resolved", "enacted", "senate", "house", "representatives", "united", "states", "america", "congress"),
        "assembled",
    }
)
"""Words that the page prints before a number or formula; the index does not have them."""


def whole_query(quotation: Quotation) -> Node:
    """Ask for texts with each piece of *quotation* inside one clause."""
    return _all([Phrase(tuple(piece)) for piece in _pieces(quotation)])


def segments_query(quotation: Quotation) -> Node | None:
    """Ask for texts that have every segment of *quotation* that no printed number or heading parts; ``None``: none.

    The index does not have the enacting or resolving formula: with a part of one, the measures of its types are asked
    for, and the other words.
    """
    pieces = [piece.replace(ALTERED, "") for piece in quotation.pieces]
    segments = [terms(part) for piece in pieces for part in _PARTED.split(piece)]
    run, kinds = formula_in(segments)
    types = [Is(Field.TYPE, kind.value) for kind in kinds]
    nodes: list[Node] = [Or(tuple(types)) if len(types) > 1 else each for each in types[:1]]
    words = dict.fromkeys(part for each in segments for part in _without(tuple(each), run))
    nodes += (Phrase(each) for each in words if len(each) > 1 or len(each[0]) >= _SHORT)
    return (nodes[0] if len(nodes) == 1 else And(tuple(nodes))) if nodes else None


_NUMBERS = r"(?:(?:and|or)\s+)?[“\"]?(?:\(\w{1,5}\)\s*)"
_PARTED = re.compile(
    rf"^{_NUMBERS}+|(?<=[a-z])[.;:—]\s*{_NUMBERS}*|[“\"]?\bSec(?:tion|\.)?\s+\d+[A-Z]*\.\s*{_NUMBERS}*", re.IGNORECASE
)
"""Printed numbers and the ends of headings, and what stands around them."""


def formula_in(segments: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], tuple[MeasureType, ...]]:
    """The longest part of a formula in *segments*, and the types it is the formula of; both empty if there is none."""
    found: dict[MeasureType, tuple[str, ...]] = {}
    for kind in MeasureType:
        formula = terms(opening_formula(kind))
        found[kind] = max((_common(segment, formula) for segment in segments), key=len, default=())
    run = max(found.values(), key=len)
    if len(run) < _FORMULA or (len(run) < _PLAIN and _VERBS.isdisjoint(run)):
        return (), ()
    return run, tuple(kind for kind, each in found.items() if len(each) == len(run))


_FORMULA, _PLAIN = 4, 8
"""A part of a formula has so many words, at least; one without its verb so many."""
_VERBS = frozenset({"assembled", "enacted", "resolved", "concurring"})


def _common(words: Sequence[str], formula: Sequence[str]) -> tuple[str, ...]:
    found = SequenceMatcher(None, words, formula, autojunk=False).find_longest_match()
    return tuple(words[found.a : found.a + found.size])


def _without(words: tuple[str, ...], run: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What of *words* stands before and after *run*."""
    places = [at for at in range(len(words) - len(run) + 1) if words[at : at + len(run)] == run] if run else []
    parts = (words[: places[0]], words[places[0] + len(run) :]) if places else (words,)
    yield from filter(None, parts)


def rare_words(quotation: Quotation) -> tuple[str, ...]:
    """The longest words of *quotation* that every print sets as one word, each once, in order."""
    return tuple(word for (word, *more) in _rarest(_long_words(quotation)) if not more)


def _rarest(pieces: Sequence[Sequence[Word]]) -> list[Word]:
    words = list(dict.fromkeys(word for piece in pieces for word in piece))
    rare = sorted(words, key=lambda word: (-sum(map(len, word)), word))[:_RARE]
    return [word for word in words if word in rare]


def scattered_queries(quotation: Quotation) -> Iterator[Node]:
    """Ask for texts with the rare words of each piece close together, across clauses; the most certain query first."""
    pieces = _long_words(quotation)
    rare = _rarest(pieces)
    groups = [[word for word in dict.fromkeys(piece) if word in rare] for piece in pieces]
    sizes = [len(piece) for piece in _pieces(quotation)]
    found = [_together(group, size) for group, size in zip(groups, sizes, strict=True) if group]
    if found:
        yield _all([*found, *group_queries(quotation)])
        yield _all(found)


def group_queries(quotation: Quotation) -> tuple[Phrase | Near, ...]:
    """Ask for groups of a few consecutive long words from all over *quotation*."""
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
"""A word as the index has it: one term, or the adjacent terms of a number."""


def _long_words(quotation: Quotation) -> list[list[Word]]:
    """The words of each piece that every print sets alike and the index has."""
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
