"""The state machine: which change each kind of event makes.

Refuses to smooth: what cannot follow the events before is told as a problem, and the event still counts, because
the official row says it happened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from billtrack.analysis.course import between_chambers, in_chamber
from billtrack.analysis.course.turns import Move, Turn, said
from billtrack.analysis.course.wordings import Kind
from billtrack.analysis.stages import Result, Stage


def take(turn: Turn) -> Move:
    """Take an event; one that moves nothing leaves the position as it was, and nothing moves what is law."""
    transition = _TRANSITIONS.get(turn.reading.kind)
    if transition is None:
        return Move(turn.position)
    move = transition(turn)
    if turn.position.stage is not Stage.ENACTED or move.milestone in {None, Stage.ENACTED}:
        return move
    return Move(turn.position, move.milestone, f"{said(move.milestone)} after it was enacted")


_TRANSITIONS: dict[Kind, Callable[[Turn], Move]] = {
    Kind.INTRODUCED: in_chamber.introduced,
    Kind.REFERRED: partial(in_chamber.before_floor, stage=Stage.REFERRED),
    Kind.ORDERED_REPORTED: partial(in_chamber.before_floor, stage=Stage.ORDERED_REPORTED),
    Kind.REPORTED: partial(in_chamber.before_floor, stage=Stage.REPORTED),
    Kind.ON_CALENDAR: partial(in_chamber.before_floor, stage=Stage.ON_CALENDAR),
    Kind.RECOMMITTED: partial(in_chamber.before_floor, stage=Stage.REFERRED),
    Kind.DISCHARGED: in_chamber.discharged,
    Kind.RECEIVED: in_chamber.received,
    Kind.HELD_AT_DESK: in_chamber.held_at_desk,
    Kind.TAKEN_UP: in_chamber.taken_up,
    Kind.PASSED: in_chamber.passed,
    Kind.FAILED: in_chamber.failed,
    Kind.RECONSIDERATION: in_chamber.reconsideration,
    Kind.TITLE_AMENDED: in_chamber.title_amended,
    Kind.LAID_ON_TABLE: partial(in_chamber.put_away, stage=Stage.LAID_ON_TABLE, result=Result.LAID_ON_TABLE),
    Kind.POSTPONED: partial(in_chamber.put_away, stage=Stage.FAILED, result=Result.INDEFINITELY_POSTPONED),
    Kind.CLOTURE_FAILED: in_chamber.cloture_failed,
    Kind.AMENDED_AGAIN: between_chambers.amended_again,
    Kind.DISAGREED: between_chambers.disagreed,
    Kind.CONCURRED: between_chambers.concurred,
    Kind.CONCURRENCE_FAILED: between_chambers.concurrence_failed,
    Kind.MESSAGE_OF_AMENDMENT: between_chambers.message_of_amendment,
    Kind.CONFERENCE_AGREED: between_chambers.conference_agreed,
    Kind.CONFERENCE_REJECTED: between_chambers.conference_rejected,
    Kind.ENROLLED: between_chambers.enrolled,
    Kind.PRESENTED: between_chambers.presented,
    Kind.SIGNED: partial(between_chambers.enacted, status_usc="ENACTED:SIGNED"),
    Kind.UNSIGNED_LAW: partial(between_chambers.enacted, status_usc="ENACTED:TENDAYRULE"),
    Kind.BECAME_LAW: partial(between_chambers.enacted, status_usc=None),
    Kind.VETOED: partial(between_chambers.vetoed, pocket=False),
    Kind.POCKET_VETOED: partial(between_chambers.vetoed, pocket=True),
    Kind.OVERRIDE_PASSED: between_chambers.overrode,
    Kind.OVERRIDE_FAILED: between_chambers.override_failed,
}
