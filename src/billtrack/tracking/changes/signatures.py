"""Who signed and who withdrew between two readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace as varied

from billtrack.model.events import Event, EventKind, Totals
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Cosponsor, Measure, replace
from billtrack.model.tally import tally
from billtrack.tracking.changes.rows import List, differing
from billtrack.tracking.pairing import pair_signatures


def totals(cosponsors: tuple[Cosponsor, ...] | None) -> Totals | None:
    """Count the cosponsors standing, by party; ``None`` where they are not loaded."""
    if cosponsors is None:
        return None
    counted = tally(cosponsors)
    return Totals(counted.current, counted.by_party)


def _person(cosponsor: Cosponsor) -> str:
    district = "" if cosponsor.district is None else f"-{cosponsor.district}"
    return f"{cosponsor.name} ({cosponsor.party}-{cosponsor.state}{district})"


def with_totals(event: Event, old: Measure, new: Measure) -> Event:
    """Give the event of a signature the totals of the record before and after; any other as it is."""
    if event.kind not in {EventKind.COSPONSOR_ADDED, EventKind.COSPONSOR_WITHDRAWN}:
        return event
    return varied(event, totals_before=totals(old.cosponsors), totals_after=totals(new.cosponsors))


def _signature(kind: EventKind, measure: MeasureId, who: Cosponsor, date: dt.date | None, *, was: str | None) -> Event:
    return Event(
        measure=measure,
        kind=kind,
        subject=_person(who),
        field="cosponsors",
        key=who.bioguide_id,
        date=date,
        before=was,
        after=None if date is None else date.isoformat(),
    )


def _signed(_: Measure, new: Measure, who: Cosponsor) -> Iterator[Event]:
    yield _signature(EventKind.COSPONSOR_ADDED, new.id, who, who.sponsorship_date, was=None)
    if who.sponsorship_withdrawn_date is not None:
        yield _withdrawn(new.id, who)


def _withdrawn(measure: MeasureId, who: Cosponsor) -> Event:
    signed = f"signed {who.sponsorship_date}"
    return _signature(EventKind.COSPONSOR_WITHDRAWN, measure, who, who.sponsorship_withdrawn_date, was=signed)


def _signature_changed(_: Measure, new: Measure, before: Cosponsor, after: Cosponsor, at: str) -> Iterator[Event]:
    if before.sponsorship_withdrawn_date is None and after.sponsorship_withdrawn_date is not None:
        yield _withdrawn(new.id, after)
        before = replace(before, sponsorship_withdrawn_date=after.sponsorship_withdrawn_date)
    yield from differing(new.id, before, after, at, _person(after))


def _was(who: Cosponsor) -> str:
    return f"{who.bioguide_id}, signed {who.sponsorship_date}"


SIGNATURES = List(
    "cosponsors",
    lambda c: (c.bioguide_id, c.sponsorship_date),
    _person,
    _signed,
    _signature_changed,
    was=_was,
    pairs=pair_signatures,
)
