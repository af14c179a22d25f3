"""Where a measure stands on a given day: its status, its cosponsors counted, its age; and the decisions still ahead.

Puts a status together from the course of a measure; ``course`` reads the rows and follows them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from billtrack.model.congresses import congress_end, ordinal
from billtrack.model.lawmaking import Family, family_of, law_of, law_told
from billtrack.model.measure import Action, Law, Measure
from billtrack.model.patterns import pattern
from billtrack.model.tally import Tally, tally
from billtrack.model.values import Value, replace
from billtrack.status.course.progress import Course, follow
from billtrack.status.course.prospects import expired, what_next
from billtrack.status.course.turns import CourseState
from billtrack.status.course.wordings import ActionKind
from billtrack.status.stages import PASSED_ONE, UNKNOWN_STAGES, Calendar, Milestone, Next, Outcome, Stage

if TYPE_CHECKING:
    from billtrack.store.archive.entries import StatusEntry
    from billtrack.votes.outcome import FindVote, OutcomeVote


_RESERVED = pattern(r"Reserved for (the .+?)\.?$", re.IGNORECASE)


class Status(Value, frozen=True):
    """Where a measure stands.

    ``status_usc`` is the status code of the unitedstates/congress data, which has none for "expired": the last one
    stays.  ``latest_action`` is the row of the latest event, in the chamber's wording.  ``problems`` are
    contradictions in the record; ``unrecognised`` are rows that should move the measure and could not be read.
    ``as_of`` is the time of the status document.  ``next`` is ``None`` once the Congress is over.  ``calendar`` is
    the one it is on now, in the chamber that has it.  ``law`` is the law it became.
    """

    stage: Stage
    stage_date: dt.date | None
    final: bool
    outcome: Outcome | None
    status_usc: str | None
    latest_action: Action | None
    next: Next | None
    calendar: Calendar | None
    law: Law | None
    milestones: tuple[Milestone, ...]
    problems: tuple[str, ...]
    unrecognised: tuple[Action, ...]
    as_of: dt.datetime | None


def status(measure: Measure, *, today: dt.date) -> Status:
    """Tell where a measure stands on *today*, a date in Washington.

    Total: a measure whose actions are not loaded is ``not_loaded``, and a problem says so.
    """
    course = follow(measure)
    position = expired(measure, _begun(measure, course), today)
    return Status(
        stage=position.stage,
        stage_date=position.stage_date,
        final=position.final,
        outcome=position.outcome,
        status_usc=position.status_usc,
        latest_action=_latest(course),
        next=None if today >= congress_end(measure.id.congress) else _next(measure, position, course),
        calendar=_calendar(position, course),
        law=law_of(measure),
        milestones=tuple(step.milestone for step in course.steps if step.milestone is not None),
        problems=(*_contradictions(measure, course), *_cut_off(measure, course, today)),
        unrecognised=tuple(step.event.main for step in course.steps if step.reading.kind is ActionKind.UNREAD),
        as_of=measure.update_date,
    )


def position_and_expiry(measure: Measure) -> tuple[CourseState, Action | None, dt.date | None]:
    """Tell the position of a measure while its Congress lasts, its latest action, and the day it expires.

    That day is ``None`` if it does not expire; from it on the stage is ``expired``.  In no other way does the stage
    depend on the day.
    """
    course, end = follow(measure), congress_end(measure.id.congress)
    position = _begun(measure, course)
    expires = expired(measure, position, end).stage is Stage.EXPIRED
    return position, _latest(course), end if expires else None


def archived_status(measure: Measure, url: str) -> StatusEntry:
    """Make the entry of the status of *measure*, published at *url*: what its document says, and where it stands."""
    from billtrack.store.archive.entries import Standing, status_entry  # noqa: PLC0415 - `status` loads no archive

    position, latest, expires_on = position_and_expiry(measure)
    return status_entry(measure, Standing(position.stage.value, position.stage_date, expires_on), latest, url)


def _latest(course: Course) -> Action | None:
    return course.steps[-1].event.main if course.steps else None


def _begun(measure: Measure, course: Course) -> CourseState:
    """The position its actions lead to; other parts decide for a reserved number or a measure without actions."""
    position = course.position
    if measure.actions is None:
        return replace(position, stage=Stage.NOT_LOADED)
    if position.stage in {Stage.INTRODUCED, Stage.UNRECOGNISED} and is_reserved(measure):
        return replace(position, stage=Stage.RESERVED)
    if measure.actions == () and measure.introduced_date is not None:
        return replace(position, stage=Stage.INTRODUCED, stage_date=measure.introduced_date, status_usc="INTRODUCED")
    return position


def is_reserved(measure: Measure) -> bool:
    """A number reserved for a leader has a title and no sponsor (H.R. 9 of the 117th)."""
    return measure.sponsor is None and _RESERVED.match(measure.title) is not None


def _calendar(position: CourseState, course: Course) -> Calendar | None:
    """The calendar of the chamber that is to act."""
    if position.final or position.stage in UNKNOWN_STAGES:
        return None
    return position.place(position.holder(course.origin)).calendar if len(position.decided) < 2 else None


def _next(measure: Measure, position: CourseState, course: Course) -> Next | None:
    reserved = _RESERVED.match(measure.title) if position.stage is Stage.RESERVED else None
    if reserved is not None and not position.final:
        return Next(reserved[1], "may introduce a bill under this number")
    return what_next(position, course.origin, course.family)


def contradictions(measure: Measure) -> tuple[str, ...]:
    """List where the official parts of a measure contradict each other, and whether its actions are not loaded.

    These are the problems of a status except one: a record that stops before its Congress ended contradicts nothing.
    """
    return tuple(_contradictions(measure, follow(measure)))


def _contradictions(measure: Measure, course: Course) -> Iterator[str]:
    if measure.actions is None:
        yield "the actions are not loaded"
        return
    yield from course.problems
    numbered = law_told(measure)
    if measure.laws and numbered is None and course.position.stage is not Stage.ENACTED:
        yield f"{measure.laws[0].type} {measure.laws[0].number} is listed, but no action says it was enacted"
    if measure.laws and numbered is not None and numbered not in measure.laws:
        in_action = f"{numbered.type} {numbered.number}"
        yield f"{measure.laws[0].type} {measure.laws[0].number} is listed, but an action says {in_action}"
    introduced = measure.introduced_date
    for milestone in (step.milestone for step in course.steps):
        if milestone is not None and introduced is not None and milestone.date < introduced:
            yield f"{milestone.date}: {milestone.stage.replace('_', ' ')} before it was introduced on {introduced}"


def _cut_off(measure: Measure, course: Course, today: dt.date) -> Iterator[str]:
    """Name a record that stops before its Congress ended."""
    if measure.actions is None:
        return
    end = congress_end(measure.id.congress)
    known_to = measure.update_date
    if today >= end and known_to is not None and known_to.date() < end and not course.position.final:
        number = ordinal(measure.id.congress)
        yield f"the record ends on {known_to.date()}, the {number} Congress on {end}: later actions are not loaded"


DAYS_UNTIL_OLD = 7
"""A record of a measure still pending is old after this many days: the official files are updated daily."""


class StatusSummary(Value, frozen=True):
    """Where one measure stands.

    ``tally`` is ``None`` if no cosponsors are loaded, ``days_old`` if the official file has no date.  ``is_old``: the
    measure is pending and its official file is some days old, so actions may be missing.  A record that stops before
    its Congress ended has a problem in its status instead.  ``vote`` is the roll call of its outcome.
    """

    measure: Measure
    status: Status
    tally: Tally | None
    days_old: int | None
    is_old: bool
    vote: OutcomeVote | None = None


def summarize(measure: Measure, *, today: dt.date, find: FindVote | None = None) -> StatusSummary:
    """Find where *measure* stands on *today*, a date in Washington; *find* gives the roll calls that are loaded."""
    found = status(measure, today=today)
    days = (today - measure.update_date.date()).days if measure.update_date else None
    lives = not found.final and today < congress_end(measure.id.congress)
    counted = None if measure.cosponsors is None else tally(measure.cosponsors)
    is_old = lives and days is not None and days > DAYS_UNTIL_OLD
    return StatusSummary(measure, found, counted, days, is_old, _vote(measure, found, find))


def _vote(measure: Measure, found: Status, find: FindVote | None) -> OutcomeVote | None:
    outcome = found.outcome
    if outcome is None or outcome.roll_number is None:
        return None
    from billtrack.votes.outcome import no_vote, vote_of_outcome  # noqa: PLC0415 - few outcomes have a roll call

    return vote_of_outcome(measure, outcome.chamber, outcome.roll_number, outcome.date, find or no_vote)


def stages_ahead(measure: Measure, reached: Iterable[Stage]) -> tuple[Stage, ...]:
    """List the decisions a pending measure still needs, in order, without those *reached*.

    A measure whose differences are being resolved has passed both chambers.
    """
    done = frozenset(reached)
    if Stage.RESOLVING_DIFFERENCES in done:
        done |= PASSED_ONE
    route = _ROUTES[family_of(measure)]
    if measure.id.measure_type.chamber == "senate":
        route = (*route[1::-1], *route[2:])
    return tuple(stage for stage in route if stage not in done)


_ROUTES = {
    Family.SIMPLE: (Stage.AGREED_TO,),
    Family.CONCURRENT: (Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE),
    Family.LAW: (Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.PRESENTED, Stage.ENACTED),
    Family.CONSTITUTION: (Stage.PASSED_HOUSE, Stage.PASSED_SENATE),
}
"""The decisions a House measure needs; a Senate measure has the first two in the other order."""
