"""Counting cosponsors by person.

A member can have several signatures, because they withdrew and signed again or because the official list has them
twice, and is one person in every count.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from billtrack.model.measure import Cosponsor
from billtrack.model.values import Value


class Tally(Value, frozen=True):
    """Cosponsors counted, each person once; always ``original + added - withdrawn == current``.

    ``original``: people with an original signature; ``added``: the others who ever signed.  ``withdrawn``: people
    without a current signature.  ``by_party`` counts current cosponsors: party letter to a count of at least 1,
    largest first, then by letter.
    """

    current: int
    original: int
    added: int
    withdrawn: int
    by_party: tuple[tuple[str, int], ...]


def is_standing(cosponsor: Cosponsor, *, on: dt.date | None = None) -> bool:
    """Whether the signature is current at the end of *on* (``None``: as loaded).

    It is current from ``sponsorship_date`` up to, not including, ``sponsorship_withdrawn_date``.
    """
    withdrawn = cosponsor.sponsorship_withdrawn_date
    if on is None:
        return withdrawn is None
    return cosponsor.sponsorship_date <= on and (withdrawn is None or withdrawn > on)


def by_person(cosponsors: Iterable[Cosponsor]) -> tuple[tuple[Cosponsor, ...], ...]:
    """Group signatures by person, in the order of each person's first row; a person's own in the order given.

    Source:
        BILLSTATUS ``<cosponsors>``: withdrawn rows stay in the list, so a member who signed again has two (117th
        H.Res. 157); some lists have a member twice without a withdrawal (114th H.R. 131).
    """
    people: dict[str, list[Cosponsor]] = {}
    for each in cosponsors:
        people.setdefault(each.bioguide_id, []).append(each)
    return tuple(map(tuple, people.values()))


def signed_again(cosponsors: Iterable[Cosponsor]) -> tuple[tuple[Cosponsor, ...], ...]:
    """The signatures of people with more than one, grouped by person; usually empty."""
    return tuple(signatures for signatures in by_person(cosponsors) if len(signatures) > 1)


def signature_that_counts(signatures: Iterable[Cosponsor], *, on: dt.date | None = None) -> Cosponsor:
    """Pick the signature whose date, party and state count for a person on a day.

    It is the earliest current one, or else the latest one.
    """
    in_order = sorted(signatures, key=lambda each: each.sponsorship_date)
    return next((each for each in in_order if is_standing(each, on=on)), in_order[-1])


def tally(cosponsors: Iterable[Cosponsor], *, on: dt.date | None = None) -> Tally:
    """Count cosponsors at the end of *on*; the sponsor is not a cosponsor and is never counted."""
    signed = by_person(c for c in cosponsors if on is None or c.sponsorship_date <= on)
    counting = [signature_that_counts(signatures, on=on) for signatures in signed]
    standing = [each for each in counting if is_standing(each, on=on)]
    original = sum(any(each.is_original_cosponsor for each in signatures) for signatures in signed)
    return Tally(
        current=len(standing),
        original=original,
        added=len(signed) - original,
        withdrawn=len(signed) - len(standing),
        by_party=largest_first(c.party for c in standing),
    )


def largest_first(keys: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count *keys*: each with its count, largest first, then by letter."""
    return tuple(sorted(Counter(keys).items(), key=lambda pair: (-pair[1], pair[0])))
