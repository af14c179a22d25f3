"""Two states of one measure -> what changed between them, each change with its values before and after.

Pure and complete: equal states give no event, and any other difference in what the documents say gives at least one.
Not counted as changes: ``update_date`` (the documents move it without a visible change), ``sources``, and the user's
own ``notes`` and ``tags``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from billtrack.model.events import Event, EventKind
from billtrack.model.measure import Measure, RelatedMeasure, Summary
from billtrack.model.record_parts import plain
from billtrack.status.held_back import published
from billtrack.status.status import status
from billtrack.tracking.changes import lists
from billtrack.tracking.changes.rows import ListChanges, both_shown, count_of, other_change, shown, words_of
from billtrack.tracking.pairing import differing_values


def changes(old: Measure | None, new: Measure, *, today: dt.date) -> tuple[Event, ...]:
    """List what changed from *old* (``None``: a new measure) to *new*, most important first.

    Stage, actions, cosponsors, texts, committees, summaries, relations, then everything else; within a list in the
    order of *new*.  *today* decides whether a stage is ``expired``, for both states.

    Stage and totals are those of the record.  Rows are those of its document: a row that is held back counts as
    removed when the document drops it, and not again when the record drops it.
    """
    if old is None:
        return (_new_measure(new, today),)
    found = [*_stage(old, new, today)]
    before, after = published(old), published(new)
    for field in _ORDER:
        if getattr(before, field) != getattr(after, field):
            found += tuple(_CHANGES[field](before, after)) or (
                other_change(new.id, field, "the order", "another", "another"),
            )
    return tuple(lists.with_totals(event, old, new) for event in found)


def _new_measure(new: Measure, today: dt.date) -> Event:
    return Event(
        new.id,
        EventKind.NEW_MEASURE,
        new.title,
        "title",
        date=new.introduced_date,
        after=status(new, today=today).stage,
        totals_after=lists.totals(new.cosponsors),
    )


def _stage(old: Measure, new: Measure, today: dt.date) -> Iterator[Event]:
    before, after = status(old, today=today), status(new, today=today)
    if before.stage is not after.stage:
        day, was, now = after.stage_date, before.stage, after.stage
        yield Event(new.id, EventKind.STAGE, "stage", "actions", date=day, before=was, after=now)


def _summary_name(summary: Summary) -> str:
    return summary.action_desc or summary.version_code or "summary"


def _summary_added(_: Measure, new: Measure, summary: Summary) -> Iterator[Event]:
    yield Event(
        new.id,
        EventKind.SUMMARY,
        _summary_name(summary),
        "summaries",
        key=summary.version_code,
        date=summary.action_date,
        after=shown(summary.text),
    )


def _relation_added(_: Measure, new: Measure, related: RelatedMeasure) -> Iterator[Event]:
    by = f", identified by {related.identified_by}" if related.identified_by else ""
    name, said = str(related.id or related.printed), f"{related.relationship_type}{by}"
    yield Event(new.id, EventKind.RELATION, related.title or name, "related_measures", key=name, after=said)


def _value(field: str, old: Measure, new: Measure) -> Iterator[Event]:
    """Give the changes of a field whose values have no events of their own."""
    was, now = getattr(old, field), getattr(new, field)
    if isinstance(was, tuple) != isinstance(now, tuple) and isinstance(was or now or (), tuple):
        yield other_change(new.id, field, words_of(field), count_of(was), count_of(now))
        return
    for at, before, after in differing_values(plain(was), plain(now), field):
        yield other_change(new.id, at, words_of(field), *both_shown(before, after))


_CHANGES: dict[str, Callable[[Measure, Measure], Iterator[Event]]] = {
    "actions": lists.action_changes,
    "cosponsors": lists.cosponsor_changes,
    "text_versions": lists.text_changes,
    "committees": lists.committee_changes,
    "summaries": ListChanges(
        "summaries", lambda s: (s.version_code, s.action_date, s.action_desc), _summary_name, _summary_added
    ),
    "related_measures": ListChanges(
        "related_measures",
        lambda r: (r.id, r.as_printed, r.relationship_type, r.identified_by),
        lambda related: f"{related.id or related.printed}: {related.relationship_type}",
        _relation_added,
    ),
    "amendments": lists.amendment_changes,
}
_NO_EVENT = frozenset({"schema", "id", "update_date", "sources", "notes", "tags"})
_ORDER = (*_CHANGES, *(f for f in Measure.__struct_fields__ if f not in _CHANGES and f not in _NO_EVENT))
_CHANGES |= {field: partial(_value, field) for field in _ORDER if field not in _CHANGES}
