"""Words that vectors cannot find: phrases near each other across lines, and phrases longer than two chunks share.

Read from the lines of the documents that have all their phrases or terms, as FTS5 reads its index: an end of line
counts as a term, and of phrases near each other only the places that are near count.
"""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.query.tree import Near, Part, Phrase, Words
from billtrack.model.search_terms import BREAK
from billtrack.store.archive.engine import TITLE_WEIGHT
from billtrack.store.archive.postgres.vectors import terms_of_lines


def count_words(words: Words, columns: Sequence[str]) -> tuple[int, ...]:
    """Count the places of each phrase of *words* in a document, by its columns: title, preamble, provisions.

    A place in a title counts ``TITLE_WEIGHT`` times.  All are 0 if the document does not have *words*.
    """
    phrases = words.phrases if isinstance(words, Near) else (words,)
    allowed = frozenset(Part).intersection(*(each.parts or Part for each in phrases))
    counts = [0] * len(phrases)
    for part, column in zip(Part, columns, strict=True):
        if part in allowed and column:
            weight = int(TITLE_WEIGHT) if part is Part.TITLE else 1
            for at, places in enumerate(_places_of(words, _tokens(column))):
                counts[at] += weight * len(places)
    return tuple(counts)


def _tokens(column: str) -> list[str]:
    tokens: list[str] = []
    for line in terms_of_lines(column):
        tokens += line
        tokens.append(BREAK)
    return tokens


def _places_of(words: Words, tokens: list[str]) -> list[list[int]]:
    if isinstance(words, Phrase):
        return [_places(words, tokens)]
    found: list[list[int]] = []
    for phrase in words.phrases:
        found.append(_places(phrase, tokens))
        if not found[-1]:
            return []
    return _near(found, [len(phrase.terms) + words.distance for phrase in words.phrases])


def _near(found: list[list[int]], reach: list[int]) -> list[list[int]]:
    """Keep the places of each phrase that have a place of every other near, as FTS5 walks them: one step at a time."""
    kept: list[list[int]] = [[] for _ in found]
    at = [0] * len(found)
    while _aligned(found, reach, at):
        for places, step, near in zip(found, at, kept, strict=True):
            if not near or near[-1] != places[step]:
                near.append(places[step])
        following = [
            places[step + 1] if step + 1 < len(places) else None for places, step in zip(found, at, strict=True)
        ]
        left = [place for place in following if place is not None]
        if not left:
            break
        at[following.index(min(left))] += 1
    return kept


def _aligned(found: list[list[int]], reach: list[int], at: list[int]) -> bool:
    """Move on, in *at*, until all places are near the last of them; whether they are."""
    last = found[0][at[0]]
    moved = True
    while moved:
        moved = False
        for index, (places, far) in enumerate(zip(found, reach, strict=True)):
            while places[at[index]] < last - far:
                moved = True
                at[index] += 1
                if at[index] == len(places):
                    return False
            if places[at[index]] > last:
                last, moved = places[at[index]], True
    return True


def _places(phrase: Phrase, tokens: list[str]) -> list[int]:
    """Where *phrase* begins, in order."""
    *whole, last = phrase.terms
    size = len(whole)
    begins = _all(tokens, phrase.terms[0]) if whole or not phrase.is_prefix else range(len(tokens))
    return [
        at
        for at in begins
        if tokens[at : at + size] == whole
        and at + size < len(tokens)
        and (tokens[at + size].startswith(last) if phrase.is_prefix else tokens[at + size] == last)
    ]


def _all(tokens: list[str], wanted: str) -> list[int]:
    """Where *wanted* is among *tokens*."""
    found: list[int] = []
    at = -1
    try:
        while True:
            at = tokens.index(wanted, at + 1)
            found.append(at)
    except ValueError:
        return found
