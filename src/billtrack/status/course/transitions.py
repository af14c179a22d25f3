"""The state machine: which change each kind of event makes.

Refuses to smooth: what cannot follow the events before is told as a problem, and the event still counts, because
the official row says it happened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from billtrack.model.families import Family
from billtrack.model.values import replace
from billtrack.status.course import between_chambers, in_chamber, on_floor, to_law
from billtrack.status.course.turns import Move, Turn, said, untimely
from billtrack.status.course.wordings import Kind
from billtrack.status.positions import other
from billtrack.status.stages import Result, Stage


def take(turn: Turn) -> Move:
    """Take an event; one that moves nothing leaves the position as it was, and nothing moves what is law.

    What cannot happen to the family of the measure moves nothing, and is told.
    """
    transition = _TRANSITIONS.get(turn.reading.kind)
    if transition is None:
        return Move(turn.position)
    impossible = _impossible(turn)
    if impossible is not None:
        return Move(turn.position, problem=impossible)
    move = transition(_without_papers(turn))
    if turn.position.stage is not Stage.ENACTED or move.milestone in {None, Stage.ENACTED}:
        return move
    return Move(turn.position, move.milestone, f"{said(move.milestone)} after it was enacted")


def _without_papers(turn: Turn) -> Turn:
    """The same turn; a chamber that acts on a measure whose papers it returned has been sent them again."""
    if turn.position.papers is not other(turn.chamber) or turn.reading.kind is Kind.PAPERS_RETURNED:
        return turn
    return replace(turn, position=replace(turn.position, papers=None))


def _impossible(turn: Turn) -> str | None:
    """Tell of an event that cannot happen to a measure of its family.

    A simple resolution is decided by its own chamber alone; a concurrent one, and an amendment of the Constitution,
    by both chambers without the President (Constitution, Articles I, section 7, and V; Hollingsworth v. Virginia).
    H.Res. 105 of the 119th carries the law of H.J.Res. 105.
    """
    kind = turn.reading.kind
    if turn.family is Family.LAW:
        return None
    if kind in _TO_PRESIDENT:
        return "sent to the President, who does not decide it"
    if kind in _BY_PRESIDENT:
        return f"{_BY_PRESIDENT[kind]}, which cannot happen to {_ONE_OF[turn.family]}"
    if turn.family is Family.SIMPLE and turn.chamber is not turn.origin and kind in _BY_CHAMBER:
        return untimely(turn)
    if turn.family is Family.SIMPLE and kind in _BETWEEN_CHAMBERS:
        return "action between the chambers, which do not decide it together"
    return None


_ONE_OF = {
    Family.SIMPLE: "a simple resolution",
    Family.CONCURRENT: "a concurrent resolution",
    Family.CONSTITUTION: "an amendment of the Constitution",
}
_TO_PRESIDENT = frozenset({Kind.ENROLLED, Kind.PRESENTED})
_BY_PRESIDENT = {
    **dict.fromkeys((Kind.SIGNED, Kind.UNSIGNED_LAW, Kind.BECAME_LAW), "became law"),
    **dict.fromkeys((Kind.VETOED, Kind.POCKET_VETOED), "vetoed"),
    **dict.fromkeys((Kind.OVERRIDE_PASSED, Kind.OVERRIDE_FAILED, Kind.VETO_TABLED), "voted on over a veto"),
}
_BY_CHAMBER = frozenset(
    {Kind.PASSED, Kind.FAILED, Kind.LAID_ON_TABLE, Kind.POSTPONED, Kind.PORTION_AGREED_TO, Kind.PORTION_FAILED},
)
_BETWEEN_CHAMBERS = frozenset(
    (
        *(Kind.AMENDED_AGAIN, Kind.DISAGREED, Kind.CONCURRED, Kind.CONCURRENCE_FAILED, Kind.PORTION_CONCURRED),
        *(Kind.MESSAGE_OF_AMENDMENT, Kind.CONFERENCE_AGREED, Kind.CONFERENCE_REJECTED),
    )
)


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
    Kind.PAPERS_RETURNED: in_chamber.papers_returned,
    Kind.DISCHARGE_PETITION: in_chamber.discharge_petition,
    Kind.DISCHARGE_CALENDAR: in_chamber.discharge_calendar,
    Kind.TAKEN_UP: in_chamber.taken_up,
    Kind.PASSED: on_floor.passed,
    Kind.FAILED: on_floor.failed,
    Kind.PORTION_AGREED_TO: on_floor.portion_agreed_to,
    Kind.PORTION_FAILED: on_floor.portion_failed,
    Kind.AMENDMENT_ADOPTED: in_chamber.amendment_adopted,
    Kind.RECONSIDERATION_MOVED: on_floor.reconsideration_moved,
    Kind.RECONSIDERATION_REFUSED: on_floor.reconsideration_refused,
    Kind.TITLE_AMENDED: on_floor.title_amended,
    Kind.LAID_ON_TABLE: partial(on_floor.put_away, stage=Stage.LAID_ON_TABLE, result=Result.LAID_ON_TABLE),
    Kind.POSTPONED: partial(on_floor.put_away, stage=Stage.FAILED, result=Result.INDEFINITELY_POSTPONED),
    Kind.CLOTURE_FAILED: on_floor.cloture_failed,
    Kind.AMENDED_AGAIN: between_chambers.amended_again,
    Kind.DISAGREED: between_chambers.disagreed,
    Kind.CONCURRED: between_chambers.concurred,
    Kind.CONCURRENCE_FAILED: between_chambers.concurrence_failed,
    Kind.PORTION_CONCURRED: between_chambers.portion_concurred,
    Kind.MESSAGE_OF_AMENDMENT: between_chambers.message_of_amendment,
    Kind.CONFERENCE_AGREED: between_chambers.conference_agreed,
    Kind.CONFERENCE_REJECTED: between_chambers.conference_rejected,
    Kind.ENROLLED: to_law.enrolled,
    Kind.PRESENTED: to_law.presented,
    Kind.SIGNED: partial(to_law.enacted, status_usc="ENACTED:SIGNED"),
    Kind.UNSIGNED_LAW: partial(to_law.enacted, status_usc="ENACTED:TENDAYRULE"),
    Kind.BECAME_LAW: partial(to_law.enacted, status_usc=None),
    Kind.VETOED: partial(to_law.vetoed, pocket=False),
    Kind.POCKET_VETOED: partial(to_law.vetoed, pocket=True),
    Kind.VETO_TABLED: to_law.veto_tabled,
    Kind.OVERRIDE_PASSED: to_law.overrode,
    Kind.OVERRIDE_FAILED: to_law.override_failed,
}
