"""The lists of a measure that have their own kinds of events: actions, cosponsors, committees, texts, amendments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace as varied

from billtrack.model.events import CosponsorTotals, Event, EventKind
from billtrack.model.measure import (
    PLAIN_ONLY,
    Action,
    Activity,
    Amendment,
    Authority,
    Committee,
    Cosponsor,
    Coverage,
    Measure,
    Subcommittee,
    TextVersion,
    replace,
)
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_parts import plain
from billtrack.model.tally import tally
from billtrack.status.amendments import last_action, printed_number
from billtrack.status.course.folding import fold, plain_words
from billtrack.tracking.changes.rows import ListChanges, count_of, differing, other_change, shown
from billtrack.tracking.losses import pair_published
from billtrack.tracking.pairing import pair, pair_signatures


def action_changes(old: Measure, new: Measure) -> Iterator[Event]:
    """Give one event per event of Congress, however many rows report it; another row of a known one is an addition."""
    if old.actions is None or new.actions is None:
        yield other_change(new.id, "actions", "actions", count_of(old.actions), count_of(new.actions))
        return
    pairing = pair_published(old, new)
    added = {id(action) for action in pairing.added}
    for event in fold(new.actions):
        rows = [row for row in event.actions if id(row) in added]
        if rows and len(rows) == len(event.actions):
            row = event.main
            text, code, day = _action_text(row), row.action_code, row.action_date
            yield Event(new.id, EventKind.ACTION, text, "actions", key=code, date=day, after=row.text)
        else:
            for row in rows:
                subject = f"another row of: {_action_text(event.main)}"
                yield other_change(new.id, "actions", subject, None, _action_text(row))
    for before, after in pairing.changed:
        yield from differing(new.id, before, after, f"actions[{new.actions.index(after)}]", _action_text(after))
    for row in pairing.removed:
        at = f"actions[{old.actions.index(row)}]"
        yield other_change(new.id, at, _action_text(row), f"{row.action_date}", None)


def _action_text(action: Action) -> str:
    return plain_words(action.text) or "(an action without text)"


def totals(cosponsors: tuple[Cosponsor, ...] | None) -> CosponsorTotals | None:
    """Count the current cosponsors by party; ``None`` if the list is not loaded."""
    if cosponsors is None:
        return None
    counted = tally(cosponsors)
    return CosponsorTotals(counted.current, counted.by_party)


def with_totals(event: Event, old: Measure, new: Measure) -> Event:
    """Add the totals of both records to a cosponsor event; return any other event unchanged."""
    if event.kind not in {EventKind.COSPONSOR_ADDED, EventKind.COSPONSOR_WITHDRAWN}:
        return event
    return varied(event, totals_before=totals(old.cosponsors), totals_after=totals(new.cosponsors))


def _person(cosponsor: Cosponsor) -> str:
    district = "" if cosponsor.district is None else f"-{cosponsor.district}"
    return f"{cosponsor.name} ({cosponsor.party}-{cosponsor.state}{district})"


def _signature(kind: EventKind, measure: MeasureId, who: Cosponsor, date: dt.date | None, *, was: str | None) -> Event:
    day = None if date is None else date.isoformat()
    return Event(measure, kind, _person(who), "cosponsors", key=who.bioguide_id, date=date, before=was, after=day)


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


cosponsor_changes = ListChanges(
    "cosponsors",
    lambda who: (who.bioguide_id, who.sponsorship_date),
    _person,
    _signed,
    _signature_changed,
    was=lambda who: f"{who.bioguide_id}, signed {who.sponsorship_date}",
    pairs=pair_signatures,
)


def _committee(name: str, code: str, measure: MeasureId, activity: Activity | None) -> Event:
    date, done = (activity.date, activity.name) if activity else (None, None)
    return Event(measure, EventKind.COMMITTEE, name, "committees", key=code, date=date, after=done)


def _committee_added(_: Measure, new: Measure, committee: Committee | Subcommittee) -> Iterator[Event]:
    for activity in committee.activities or (None,):
        yield _committee(committee.name, committee.system_code, new.id, activity)
    for subcommittee in getattr(committee, "subcommittees", ()):
        yield from _committee_added(_, new, subcommittee)


def _committee_changed(
    old: Measure, new: Measure, before: Committee | Subcommittee, after: Committee | Subcommittee, at: str
) -> Iterator[Event]:
    yield from _activities(new.id, before, after, at)
    if isinstance(before, Committee) and isinstance(after, Committee):
        subs = pair(before.subcommittees, after.subcommittees, key=lambda each: each.system_code)
        for added in subs.added:
            yield from _committee_added(old, new, added)
        for earlier, later in subs.changed:
            yield from _committee_changed(old, new, earlier, later, f"{at}.subcommittees")
        for removed in subs.removed:
            yield other_change(new.id, f"{at}.subcommittees", removed.name, shown(plain(removed)), None)
        before, after = replace(before, subcommittees=()), replace(after, subcommittees=())
    yield from differing(new.id, replace(before, activities=()), replace(after, activities=()), at, after.name)


def _activities(
    measure: MeasureId, before: Committee | Subcommittee, after: Committee | Subcommittee, at: str
) -> Iterator[Event]:
    rows = pair(before.activities, after.activities, key=lambda activity: activity.name.casefold())
    for activity in rows.added:
        yield _committee(after.name, after.system_code, measure, activity)
    for earlier, later in rows.changed:
        yield from differing(measure, earlier, later, f"{at}.activities", after.name)
    for activity in rows.removed:
        yield other_change(measure, f"{at}.activities", after.name, shown(plain(activity)), None)


committee_changes = ListChanges(
    "committees", lambda each: each.system_code, lambda each: each.name, _committee_added, _committee_changed
)


def text_changes(old: Measure, new: Measure) -> Iterator[Event]:
    """Give the texts published, loaded, corrected or removed."""
    before_texts, after_texts = old.text_versions or (), new.text_versions or ()
    pairing = pair(before_texts, after_texts, key=lambda text: text.version_code)
    for text in pairing.added:
        yield _text(EventKind.TEXT_PUBLISHED, new.id, text, None)
    for before, after in pairing.changed:
        yield from _text_changed(new.id, before, after, f"text_versions[{after_texts.index(after)}]")
    for text in pairing.removed:
        yield other_change(new.id, "text_versions", _text_name(text), _state(text), None)
    if old.text_versions is None and not after_texts:
        yield other_change(new.id, "text_versions", "text versions", None, count_of(after_texts))
    if new.text_versions is None and not before_texts:
        yield other_change(new.id, "text_versions", "text versions", count_of(before_texts), None)


def _text(kind: EventKind, measure: MeasureId, text: TextVersion, before: str | None) -> Event:
    name, code, after = _text_name(text), text.version_code, _state(text)
    return Event(measure, kind, name, "text_versions", key=code, date=text.date, before=before, after=after)


def _text_changed(measure: MeasureId, before: TextVersion, after: TextVersion, at: str) -> Iterator[Event]:
    """Treat more of the text, or the official text for a copy, as a text loaded; anything else as a correction."""
    if _completeness(after) > _completeness(before):
        yield _text(EventKind.TEXT_LOADED, measure, after, _state(before))
        before, after = _announced(before), _announced(after)
    yield from differing(measure, before, after, at, _text_name(after))


def _announced(text: TextVersion) -> TextVersion:
    return TextVersion(
        version_code=text.version_code, version_name=text.version_name, date=text.date, coverage=Coverage.NONE
    )


def _completeness(text: TextVersion) -> tuple[int, int, bool]:
    """Rank what is loaded of a text: by coverage, then by authority, then XML over plain text."""
    coverages = (Coverage.NONE, Coverage.PARTIAL, Coverage.COMPLETE)
    is_plain = PLAIN_ONLY in (text.note or "")
    return (coverages.index(text.coverage), -(text.authority or Authority.COPY).rank, not is_plain)


def _text_name(text: TextVersion) -> str:
    return f"{text.version_name} ({text.version_code})" if text.version_name else text.version_code


def _state(text: TextVersion) -> str:
    if text.coverage is Coverage.NONE:
        return "announced"
    return f"{text.coverage}, {text.authority}" if text.authority else text.coverage.value


def amendment_changes(old: Measure, new: Measure) -> Iterator[Event]:
    """Give what changed in the amendments, one event each.

    Histories and sponsors that an earlier billtrack did not record are one event when a record first gains them.
    """
    before, after = old.amendments or (), new.amendments or ()
    if before and after and not any(map(_has_history, before)) and any(map(_has_history, after)):
        loaded = f"histories of {sum(map(_has_history, after))} loaded"
        yield other_change(new.id, "amendments", "amendments", None, loaded)
        plain = tuple(replace(each, actions=None, sponsor=None, amended_amendment=None) for each in after)
        new = replace(new, amendments=plain)
        if old.amendments == new.amendments:
            return
    yield from _AMENDMENTS(old, new)


def _has_history(amendment: Amendment) -> bool:
    return amendment.actions is not None


def _amendment_added(_: Measure, new: Measure, amendment: Amendment) -> Iterator[Event]:
    about = amendment.purpose or amendment.description or last_action(amendment) or "offered"
    yield other_change(new.id, "amendments", printed_number(amendment), None, about)


def _amendment_changed(_: Measure, new: Measure, before: Amendment, after: Amendment, at: str) -> Iterator[Event]:
    earlier, later = last_action(before), last_action(after)
    if earlier != later:
        yield other_change(new.id, at, printed_number(after), earlier, later)
    else:
        yield from differing(new.id, before, after, at, printed_number(after))


_AMENDMENTS = ListChanges(
    "amendments",
    lambda each: (each.amendment_type, each.congress, each.number),
    printed_number,
    _amendment_added,
    _amendment_changed,
)
