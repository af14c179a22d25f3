"""Titles of measures: which measures have a title in common, and which have the words of a person in theirs.

Computed from titles alone: two measures can share a title and nothing else, and no official source calls one the
earlier version of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.patterns import pattern
from billtrack.model.search_terms import LINE_END, terms

# "A resolution condemning ..." in the Senate is "Condemning ..." in the House.
_OPENING = pattern(r"an? (?:(?:joint |concurrent )?resolution|bill)(?: to be entitled)?[ ,]+", re.IGNORECASE)


def title_key(title: str) -> str:
    """Give *title* without what varies between chambers and prints; equal keys mean equal titles."""
    words = " ".join(title.split()).casefold().rstrip(".")
    return _OPENING.sub("", words, count=1) if _OPENING.match(words) else words


def title_keys(titles: Iterable[str]) -> frozenset[str]:
    """The keys of several titles."""
    return frozenset(map(title_key, titles))


def bears_title_of(earlier: Measure, measure: Measure) -> bool:
    """Whether *earlier* is of an earlier Congress and shares a title with *measure*.

    Titles of portions do not count.
    """
    is_earlier = earlier.id.congress < measure.id.congress
    return is_earlier and not title_keys(_titles(earlier)).isdisjoint(title_keys(_titles(measure)))


def _titles(measure: Measure) -> tuple[str, ...]:
    whole = (each.title for each in measure.other_titles or () if "portion" not in each.title_type.casefold())
    return (measure.title, *whole)


def every_title(measure: Measure) -> tuple[str, ...]:
    """List all titles of *measure*, the official one first."""
    return (measure.title, *(each.title for each in measure.other_titles or ()))


class Titled(NamedTuple):
    """A measure, its title, and all its titles, one per line; empty without a status."""

    id: MeasureId
    title: str
    titles: str


def titled(measure: Measure) -> Titled:
    """List the titles of *measure*."""
    return Titled(measure.id, measure.title, LINE_END.join(every_title(measure)))


def with_words(words: str, measures: Iterable[Titled]) -> list[Titled]:
    """Find the *measures* one of whose titles has all the *words*, in any order.

    The best come first: those with the words as a phrase, then with the fewest other words, then the latest.
    """
    wanted = tuple(terms(words))
    found = [(rank, each) for each in measures if (rank := _rank(wanted, each)) is not None]
    return [each for _, each in sorted(found, key=lambda pair: (pair[0], -pair[1].id.congress, pair[1].id))]


def _rank(wanted: Sequence[str], measure: Titled) -> tuple[bool, int] | None:
    titles = f"{measure.title}{LINE_END}{measure.titles}"
    if titles.isascii() and not all(word in titles.lower() for word in wanted):
        return None  # most titles need not be folded or split into terms
    ranks = (_rank_of(wanted, tuple(terms(title))) for title in titles.split(LINE_END))
    return min(filter(None, ranks), default=None)


def _rank_of(wanted: Sequence[str], title: Sequence[str]) -> tuple[bool, int] | None:
    if not wanted or not frozenset(wanted).issubset(title):
        return None
    return f" {' '.join(wanted)} " not in f" {' '.join(title)} ", len(title)
