"""How the support of a measure grew: its cosponsors on each day something happened.

On every day original + added - withdrawn = current (``tally`` counts).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from billtrack.cosponsors.selection import CosponsorFilter, chosen
from billtrack.model.choices import SortOrder
from billtrack.model.measure import Cosponsor, Measure
from billtrack.model.tally import Tally, by_person, is_standing, tally
from billtrack.model.values import Value
from billtrack.status.history import HistoryEntry, history


class GrowthDay(Value, frozen=True):
    """A day on which somebody signed or withdrew, or the measure moved; ``tally`` is as of the end of the day.

    ``joined`` and ``withdrew`` count people, not signatures: a member with two signatures joins with the first and
    withdraws with the last.
    """

    day: dt.date
    tally: Tally
    joined: tuple[Cosponsor, ...]
    withdrew: tuple[Cosponsor, ...]
    entries: tuple[HistoryEntry, ...]


def growth(measure: Measure, cosponsors: Sequence[Cosponsor]) -> tuple[GrowthDay, ...]:
    """List the days of *cosponsors* (all or some of *measure*'s) and of its history, oldest first."""
    entries, people = history(measure), by_person(cosponsors)
    days = {entry.action_date for entry in entries} | {c.sponsorship_date for c in cosponsors}
    days |= {c.sponsorship_withdrawn_date for c in cosponsors if c.sponsorship_withdrawn_date is not None}
    return tuple(
        GrowthDay(
            day=day,
            tally=tally(cosponsors, on=day),
            joined=tuple(_joined(people, day)),
            withdrew=tuple(_withdrew(people, day)),
            entries=tuple(entry for entry in entries if entry.action_date == day),
        )
        for day in sorted(days)
    )


class MeasureGrowth(Value, frozen=True):
    """The growth of one measure: all its ``days``, and those ``shown``; ``None`` if no cosponsors are loaded."""

    measure: Measure
    days: tuple[GrowthDay, ...] | None
    shown: tuple[GrowthDay, ...] | None


def measure_growth(measure: Measure, wanted: CosponsorFilter, start: dt.date | None = None) -> MeasureGrowth:
    """Follow the cosponsors of *measure* that are *wanted*; show the days from *start* on."""
    if measure.cosponsors is None:
        return MeasureGrowth(measure, None, None)
    days = growth(measure, chosen(measure.cosponsors, wanted, SortOrder.OFFICIAL))
    return MeasureGrowth(measure, days, tuple(each for each in days if start is None or each.day >= start))


def _joined(people: Iterable[Sequence[Cosponsor]], day: dt.date) -> Iterator[Cosponsor]:
    for signatures in people:
        signed = next((each for each in signatures if each.sponsorship_date == day), None)
        if signed is not None and not _stood(signatures, day - _DAY):
            yield signed


def _withdrew(people: Iterable[Sequence[Cosponsor]], day: dt.date) -> Iterator[Cosponsor]:
    for signatures in people:
        left = next((each for each in signatures if each.sponsorship_withdrawn_date == day), None)
        if left is not None and not _stood(signatures, day):
            yield left


def _stood(signatures: Iterable[Cosponsor], day: dt.date) -> bool:
    return any(is_standing(each, on=day) for each in signatures)


_DAY = dt.timedelta(days=1)


def parties_of(moments: Iterable[GrowthDay]) -> tuple[str, ...]:
    """Every party letter found, the one largest on the last day first, then by letter."""
    last: dict[str, int] = {}
    for moment in moments:
        counts = dict(moment.tally.by_party)
        last = dict.fromkeys(last, 0) | counts
    return tuple(sorted(last, key=lambda party: (-last[party], party)))
