"""Find measures by words of their titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Measure
from billtrack.model.search_terms import LINE_END, terms


class Titled(NamedTuple):
    """A measure, its title, and all its titles, one per line."""

    id: MeasureId
    title: str
    titles: str


def titled(measure: Measure) -> Titled:
    """List the titles of *measure*."""
    return Titled(
        measure.id, measure.title, LINE_END.join((measure.title, *(each.title for each in measure.other_titles or ())))
    )


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
