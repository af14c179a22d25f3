"""Words that no vector tells: phrases near each other across lines, and phrases longer than two chunks share.

Read from the lines of the documents that have all their terms, as FTS5 reads its index: an end of line counts as a
term.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from billtrack.model.query.tree import Near, Part, Phrase, Words
from billtrack.model.search_terms import BREAK, TERM


def has_words(words: Words, columns: Sequence[str]) -> bool:
    """Whether a document has *words*, by what an index has of it: title, preamble, provisions."""
    phrases = words.phrases if isinstance(words, Near) else (words,)
    allowed = frozenset(Part).intersection(*(each.parts or Part for each in phrases))
    return any(_stands(words, _tokens(column)) for part, column in zip(Part, columns, strict=True) if part in allowed)


def _tokens(column: str) -> list[str]:
    lines = [TERM.findall(line) for line in column.lower().split(BREAK)]
    return list(itertools.chain(*([*line, BREAK] for line in lines)))


def _stands(words: Words, tokens: list[str]) -> bool:
    if isinstance(words, Phrase):
        return bool(_places(words, tokens))
    found = [_places(phrase, tokens) for phrase in words.phrases]
    if not all(found):
        return False
    reach = [len(phrase.terms) + words.distance for phrase in words.phrases]
    lasts = sorted(set().union(*found))
    return any(
        all(_one_within(places, last - far, last) for places, far in zip(found, reach, strict=True)) for last in lasts
    )


def _one_within(places: list[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _places(phrase: Phrase, tokens: list[str]) -> list[int]:
    """Where *phrase* begins, in order."""
    *whole, last = phrase.terms
    size = len(whole)
    begins = [at for at, token in enumerate(tokens) if token == phrase.terms[0]] if whole else range(len(tokens))
    return [
        at
        for at in begins
        if tokens[at : at + size] == whole
        and at + size < len(tokens)
        and (tokens[at + size].startswith(last) if phrase.is_prefix else tokens[at + size] == last)
    ]
