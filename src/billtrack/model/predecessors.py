"""Whether a measure of an earlier Congress has the title of a later one and may be its earlier version.

Computed from titles alone: no official source says so, and two measures can share a title and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from billtrack.model.measure import Measure

# "A resolution condemning ..." in the Senate is "Condemning ..." in the House.
_OPENING = re.compile(r"an? (?:(?:joint |concurrent )?resolution|bill)(?: to be entitled)?[ ,]+", re.IGNORECASE)


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
