"""What committees did between two readings."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.events import Event, EventKind
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Activity, Committee, Measure, Subcommittee, replace
from billtrack.model.record_parts import plain
from billtrack.tracking.changes.rows import List, differing, other_change, shown
from billtrack.tracking.pairing import pair


def _committee(name: str, code: str, measure: MeasureId, activity: Activity | None) -> Event:
    return Event(
        measure=measure,
        kind=EventKind.COMMITTEE,
        subject=name,
        field="committees",
        key=code,
        date=activity.date if activity else None,
        after=activity.name if activity else None,
    )


def _committee_come(_: Measure, new: Measure, committee: Committee | Subcommittee) -> Iterator[Event]:
    for activity in committee.activities or (None,):
        yield _committee(committee.name, committee.system_code, new.id, activity)
    for subcommittee in getattr(committee, "subcommittees", ()):
        yield from _committee_come(_, new, subcommittee)


def _committee_changed(
    old: Measure, new: Measure, before: Committee | Subcommittee, after: Committee | Subcommittee, at: str
) -> Iterator[Event]:
    yield from _activities(new.id, before, after, at)
    if isinstance(before, Committee) and isinstance(after, Committee):
        subs = pair(before.subcommittees, after.subcommittees, key=lambda each: each.system_code)
        for come in subs.come:
            yield from _committee_come(old, new, come)
        for earlier, later in subs.changed:
            yield from _committee_changed(old, new, earlier, later, f"{at}.subcommittees")
        for gone in subs.gone:
            yield other_change(new.id, f"{at}.subcommittees", gone.name, shown(plain(gone)), None)
        before, after = replace(before, subcommittees=()), replace(after, subcommittees=())
    yield from differing(new.id, replace(before, activities=()), replace(after, activities=()), at, after.name)


def _activities(
    measure: MeasureId, before: Committee | Subcommittee, after: Committee | Subcommittee, at: str
) -> Iterator[Event]:
    rows = pair(before.activities, after.activities, key=lambda activity: activity.name.casefold())
    for activity in rows.come:
        yield _committee(after.name, after.system_code, measure, activity)
    for earlier, later in rows.changed:
        yield from differing(measure, earlier, later, f"{at}.activities", after.name)
    for activity in rows.gone:
        yield other_change(measure, f"{at}.activities", after.name, shown(plain(activity)), None)


COMMITTEES = List("committees", lambda c: c.system_code, lambda c: c.name, _committee_come, _committee_changed)
