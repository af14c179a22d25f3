"""Two readings of one measure -> what changed between them, each change with its values before and after.

Pure and complete: equal readings give no event, and any difference in what the documents say gives one at least.  Of
no event are ``update_date`` (the documents move it without a visible change), ``sources``, and the keeper's own
``notes`` and ``tags``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from billtrack.analysis.course.folding import fold, plain_words
from billtrack.analysis.differences import ABSENT, differing_values
from billtrack.analysis.pairing import pair
from billtrack.analysis.status import status
from billtrack.analysis.tally import tally
from billtrack.events import Event, EventKind, Totals
from billtrack.identifiers import MeasureId
from billtrack.model import (
    Action,
    Activity,
    Authority,
    Committee,
    Cosponsor,
    Coverage,
    Measure,
    RelatedMeasure,
    Subcommittee,
    Summary,
    TextVersion,
    replace,
)
from billtrack.parts import plain

Row = TypeVar("Row", bound=Hashable)

_LONGEST = 600
"""Characters of a value an event repeats; the record has it whole."""


def changes(old: Measure | None, new: Measure, *, today: dt.date) -> tuple[Event, ...]:
    """List what changed from *old* (``None``: the measure was not held) to *new*, what matters most first.

    Stage, actions, cosponsors, texts, committees, summaries, relations, then all else; inside one list in the order
    of the newer reading.  *today* decides whether a stage is ``expired``, for both readings alike.
    """
    if old is None:
        return (_new_measure(new, today),)
    found = [*_stage(old, new, today)]
    for field in _ORDER:
        if getattr(old, field) != getattr(new, field):
            found += tuple(_READERS[field](old, new)) or (_other(new.id, field, "the order", "another", "another"),)
    return tuple(found)


def _new_measure(new: Measure, today: dt.date) -> Event:
    return Event(
        measure=new.id,
        kind=EventKind.NEW_MEASURE,
        subject=new.title,
        field="title",
        date=new.introduced_date,
        after=status(new, today=today).stage,
        totals_after=totals(new.cosponsors),
    )


def _stage(old: Measure, new: Measure, today: dt.date) -> Iterator[Event]:
    before, after = status(old, today=today), status(new, today=today)
    if before.stage is not after.stage:
        yield Event(
            measure=new.id,
            kind=EventKind.STAGE,
            subject="stage",
            field="actions",
            date=after.stage_date,
            before=before.stage,
            after=after.stage,
        )


# --------------------------------------------------------------------------------- rows of lists


@dataclass(frozen=True, slots=True)
class _List:
    """How the rows of one list are told apart, named, and told of when they come or change."""

    field: str
    key: Callable[..., Hashable]
    name: Callable[..., str]
    come: Callable[..., Iterator[Event]]
    changed: Callable[..., Iterator[Event]] | None = None

    def __call__(self, old: Measure, new: Measure) -> Iterator[Event]:
        """Tell what changed in the list; one that was not loaded, or is not any more, is one event."""
        held: Sequence[Hashable] | None = getattr(old, self.field)
        offered: Sequence[Hashable] | None = getattr(new, self.field)
        if held is None or offered is None:
            yield _other(new.id, self.field, _words(self.field), _count(held), _count(offered))
            return
        pairing = pair(held, offered, key=self.key)
        for row in pairing.come:
            yield from self.come(old, new, row)
        for before, after in pairing.changed:
            at = f"{self.field}[{offered.index(after)}]"
            if self.changed is not None:
                yield from self.changed(old, new, before, after, at)
            else:
                yield from _differing(new.id, before, after, at, self.name(after))
        for row in pairing.gone:
            yield _other(new.id, f"{self.field}[{held.index(row)}]", self.name(row), _shown(plain(row)), None)


def _count(rows: Sequence[object] | None) -> str | None:
    return None if rows is None else f"{len(rows)} loaded"


def _other(measure: MeasureId, field: str, subject: str, before: str | None, after: str | None) -> Event:
    """A change without a kind of its own."""
    kind = EventKind.ADDITION if before is None else EventKind.CORRECTION
    return Event(measure=measure, kind=kind, subject=subject, field=field, before=before, after=after)


def _differing(measure: MeasureId, before: object, after: object, at: str, subject: str) -> Iterator[Event]:
    """Tell each value inside one row that is another now."""
    for field, held, offered in differing_values(plain(before), plain(after), at):
        yield _other(measure, field, subject, *_both_shown(held, offered))


# ------------------------------------------------------------------------------------ signatures


def totals(cosponsors: tuple[Cosponsor, ...] | None) -> Totals | None:
    """Count the cosponsors standing, by party; ``None`` where they are not loaded."""
    if cosponsors is None:
        return None
    counted = tally(cosponsors)
    return Totals(counted.current, counted.by_party)


def _person(cosponsor: Cosponsor) -> str:
    district = "" if cosponsor.district is None else f"-{cosponsor.district}"
    return f"{cosponsor.name} ({cosponsor.party}-{cosponsor.state}{district})"


def _signature(
    kind: EventKind, old: Measure, new: Measure, who: Cosponsor, date: dt.date | None, *, was: str | None
) -> Event:
    return Event(
        measure=new.id,
        kind=kind,
        subject=_person(who),
        field="cosponsors",
        key=who.bioguide_id,
        date=date,
        before=was,
        after=None if date is None else date.isoformat(),
        totals_before=totals(old.cosponsors),
        totals_after=totals(new.cosponsors),
    )


def _signed(old: Measure, new: Measure, who: Cosponsor) -> Iterator[Event]:
    yield _signature(EventKind.COSPONSOR_ADDED, old, new, who, who.sponsorship_date, was=None)
    if who.sponsorship_withdrawn_date is not None:
        yield _withdrawn(old, new, who)


def _withdrawn(old: Measure, new: Measure, who: Cosponsor) -> Event:
    signed = f"signed {who.sponsorship_date}"
    return _signature(EventKind.COSPONSOR_WITHDRAWN, old, new, who, who.sponsorship_withdrawn_date, was=signed)


def _signature_changed(old: Measure, new: Measure, before: Cosponsor, after: Cosponsor, at: str) -> Iterator[Event]:
    if before.sponsorship_withdrawn_date is None and after.sponsorship_withdrawn_date is not None:
        yield _withdrawn(old, new, after)
        before = replace(before, sponsorship_withdrawn_date=after.sponsorship_withdrawn_date)
    yield from _differing(new.id, before, after, at, _person(after))


# --------------------------------------------------------------------------------------- actions


def _actions(old: Measure, new: Measure) -> Iterator[Event]:
    """One event for what the two official systems tell of one thing; a second row of a known one is an addition."""
    if old.actions is None or new.actions is None:
        yield _other(new.id, "actions", "actions", _count(old.actions), _count(new.actions))
        return
    pairing = pair(old.actions, new.actions, key=_action_key)
    come = {id(action) for action in pairing.come}
    for event in fold(new.actions):
        rows = [row for row in event.actions if id(row) in come]
        if rows and len(rows) == len(event.actions):
            yield _action(new.id, event.main)
        else:
            for row in rows:
                yield _other(new.id, "actions", f"another row of: {_said(event.main)}", None, _said(row))
    for before, after in pairing.changed:
        yield from _differing(new.id, before, after, f"actions[{new.actions.index(after)}]", _said(after))
    for row in pairing.gone:
        yield _other(new.id, f"actions[{old.actions.index(row)}]", _said(row), f"{row.action_date}", None)


def _action_key(action: Action) -> Hashable:
    return (action.action_date, action.source_system, action.action_code)


def _said(action: Action) -> str:
    return plain_words(action.text) or "(an action without words)"


def _action(measure: MeasureId, action: Action) -> Event:
    return Event(
        measure=measure,
        kind=EventKind.ACTION,
        subject=_said(action),
        field="actions",
        key=action.action_code,
        date=action.action_date,
        after=action.text,
    )


# ----------------------------------------------------------------------------------------- texts


def _texts(old: Measure, new: Measure) -> Iterator[Event]:
    held, offered = old.text_versions or (), new.text_versions or ()
    pairing = pair(held, offered, key=lambda text: text.version_code)
    for text in pairing.come:
        yield _text(EventKind.TEXT_PUBLISHED, new.id, text, None)
    for before, after in pairing.changed:
        yield from _text_changed(new.id, before, after, f"text_versions[{offered.index(after)}]")
    for text in pairing.gone:
        yield _other(new.id, "text_versions", _text_name(text), _state(text), None)
    if old.text_versions is None and not offered:
        yield _other(new.id, "text_versions", "text versions", None, _count(offered))
    if new.text_versions is None and not held:
        yield _other(new.id, "text_versions", "text versions", _count(held), None)


def _text(kind: EventKind, measure: MeasureId, text: TextVersion, before: str | None) -> Event:
    return Event(
        measure=measure,
        kind=kind,
        subject=_text_name(text),
        field="text_versions",
        key=text.version_code,
        date=text.date,
        before=before,
        after=_state(text),
    )


def _text_changed(measure: MeasureId, before: TextVersion, after: TextVersion, at: str) -> Iterator[Event]:
    """More words, or the official ones for a copy, are a text loaded; all else is a correction of it."""
    if _worth(after) > _worth(before):
        yield _text(EventKind.TEXT_LOADED, measure, after, _state(before))
        before, after = _announced(before), _announced(after)
    yield from _differing(measure, before, after, at, _text_name(after))


def _announced(text: TextVersion) -> TextVersion:
    return TextVersion(
        version_code=text.version_code, version_name=text.version_name, date=text.date, coverage=Coverage.NONE
    )


def _worth(text: TextVersion) -> tuple[int, bool]:
    """What is loaded of a text: more words are worth more, and of as many the official ones."""
    coverages = (Coverage.NONE, Coverage.PARTIAL, Coverage.COMPLETE)
    return (coverages.index(text.coverage), text.authority is Authority.OFFICIAL)


def _text_name(text: TextVersion) -> str:
    return f"{text.version_name} ({text.version_code})" if text.version_name else text.version_code


def _state(text: TextVersion) -> str:
    if text.coverage is Coverage.NONE:
        return "announced"
    return f"{text.coverage}, {text.authority}" if text.authority else text.coverage.value


# ------------------------------------------------------------------------------------ committees


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
            yield _other(new.id, f"{at}.subcommittees", gone.name, _shown(plain(gone)), None)
        before, after = replace(before, subcommittees=()), replace(after, subcommittees=())
    yield from _differing(new.id, replace(before, activities=()), replace(after, activities=()), at, after.name)


def _activities(
    measure: MeasureId, before: Committee | Subcommittee, after: Committee | Subcommittee, at: str
) -> Iterator[Event]:
    rows = pair(before.activities, after.activities, key=lambda activity: activity.name.casefold())
    for activity in rows.come:
        yield _committee(after.name, after.system_code, measure, activity)
    for earlier, later in rows.changed:
        yield from _differing(measure, earlier, later, f"{at}.activities", after.name)
    for activity in rows.gone:
        yield _other(measure, f"{at}.activities", after.name, _shown(plain(activity)), None)


# -------------------------------------------------------------------------- summaries, relations


def _summary_name(summary: Summary) -> str:
    return summary.action_desc or summary.version_code or "summary"


def _summary_come(_: Measure, new: Measure, summary: Summary) -> Iterator[Event]:
    yield Event(
        measure=new.id,
        kind=EventKind.SUMMARY,
        subject=_summary_name(summary),
        field="summaries",
        key=summary.version_code,
        date=summary.action_date,
        after=_shown(summary.text),
    )


def _relation_name(related: RelatedMeasure) -> str:
    return f"{related.id}: {related.relationship_type}"


def _relation_come(_: Measure, new: Measure, related: RelatedMeasure) -> Iterator[Event]:
    by = f", identified by {related.identified_by}" if related.identified_by else ""
    yield Event(
        measure=new.id,
        kind=EventKind.RELATION,
        subject=related.title or str(related.id),
        field="related_measures",
        key=str(related.id),
        after=f"{related.relationship_type}{by}",
    )


# --------------------------------------------------------------------------------------- all else


def _value(field: str, old: Measure, new: Measure) -> Iterator[Event]:
    """Tell the values of a field that has no rows worth a kind of their own."""
    held, offered = getattr(old, field), getattr(new, field)
    if isinstance(held, tuple) != isinstance(offered, tuple) and isinstance(held or offered or (), tuple):
        yield _other(new.id, field, _words(field), _count(held), _count(offered))
        return
    for at, ours, theirs in differing_values(plain(held), plain(offered), field):
        yield _other(new.id, at, _words(field), *_both_shown(ours, theirs))


def _words(field: str) -> str:
    return field.replace("_", " ")


def _both_shown(held: object, offered: object) -> tuple[str | None, str | None]:
    """Both values in words; of long ones the part from where they differ."""
    before, after = _spelled(held), _spelled(offered)
    if before is None or after is None or max(len(before), len(after)) <= _LONGEST:
        return _cut(before), _cut(after)
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    start = max(same - 60, 0)
    lead = "..." if start else ""
    return _cut(lead + before[start:]), _cut(lead + after[start:])


def _shown(value: object) -> str:
    return _cut(_spelled(value)) or ""


def _cut(words: str | None) -> str | None:
    return words if words is None or len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."


def _spelled(value: object) -> str | None:
    if value is ABSENT or value is None:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_READERS: dict[str, Callable[[Measure, Measure], Iterator[Event]]] = {
    "actions": _actions,
    "cosponsors": _List(
        "cosponsors", lambda c: (c.bioguide_id, c.sponsorship_date), _person, _signed, _signature_changed
    ),
    "text_versions": _texts,
    "committees": _List("committees", lambda c: c.system_code, lambda c: c.name, _committee_come, _committee_changed),
    "summaries": _List(
        "summaries", lambda s: (s.version_code, s.action_date, s.action_desc), _summary_name, _summary_come
    ),
    "related_measures": _List(
        "related_measures",
        lambda r: (r.id, r.relationship_type, r.identified_by),
        _relation_name,
        _relation_come,
    ),
}
_NO_EVENT = frozenset({"schema", "id", "update_date", "sources", "notes", "tags"})
_ORDER = (*_READERS, *(f for f in Measure.__struct_fields__ if f not in _READERS and f not in _NO_EVENT))
_READERS |= {field: partial(_value, field) for field in _ORDER if field not in _READERS}
