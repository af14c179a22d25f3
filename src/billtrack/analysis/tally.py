"""Counting cosponsors: who stands behind a measure, and since when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from billtrack.model import Cosponsor
from billtrack.values import Value


class Tally(Value, frozen=True):
    """Cosponsors counted; ``original + added - withdrawn == current`` always.

    ``by_party`` counts those standing: party letter to a count of at least 1, largest first, then by letter.
    """

    current: int
    original: int
    added: int
    withdrawn: int
    by_party: tuple[tuple[str, int], ...]


def is_standing(cosponsor: Cosponsor, *, on: dt.date | None = None) -> bool:
    """Whether the signature stands at the end of *on* (``None``: at the end of the list as loaded).

    It stands from ``sponsorship_date`` up to, not including, ``sponsorship_withdrawn_date``.
    """
    withdrawn = cosponsor.sponsorship_withdrawn_date
    if on is None:
        return withdrawn is None
    return cosponsor.sponsorship_date <= on and (withdrawn is None or withdrawn > on)


def tally(cosponsors: Iterable[Cosponsor], *, on: dt.date | None = None) -> Tally:
    """Count signatures as they were at the end of *on*; the sponsor is not a cosponsor and is never counted.

    Source:
        BILLSTATUS ``<cosponsors>``: withdrawn ones stay in the list; a member who signed twice has two items.
    """
    signed = [c for c in cosponsors if on is None or c.sponsorship_date <= on]
    standing = [c for c in signed if is_standing(c, on=on)]
    original = sum(c.is_original_cosponsor for c in signed)
    return Tally(
        current=len(standing),
        original=original,
        added=len(signed) - original,
        withdrawn=len(signed) - len(standing),
        by_party=largest_first(c.party for c in standing),
    )


def largest_first(keys: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count *keys*: each with a number of at least 1, largest first, then by letter."""
    return tuple(sorted(Counter(keys).items(), key=lambda pair: (-pair[1], pair[0])))
