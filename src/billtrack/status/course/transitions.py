"""The state machine: which change each kind of event makes.

An event that cannot follow the ones before it is reported as a problem, and still counts: the official row says it
happened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from billtrack.model.lawmaking import Family
from billtrack.model.values import replace
from billtrack.status.course import after_passage, in_chamber, on_floor
from billtrack.status.course.turns import Move, Turn, in_words, other, untimely
from billtrack.status.course.wordings import ActionKind
from billtrack.status.stages import Result, Stage


def take(turn: Turn) -> Move:
    """Take an event; one that moves nothing leaves the position as it was, and nothing moves a law.

    An event that cannot happen to this family of measure moves nothing and is a problem.
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
    return Move(turn.position, move.milestone, f"{in_words(move.milestone)} after it was enacted")


def _without_papers(turn: Turn) -> Turn:
    """The same turn; a chamber that acts after returning the papers must have them again."""
    if turn.position.papers is not other(turn.chamber) or turn.reading.kind is ActionKind.PAPERS_RETURNED:
        return turn
    return replace(turn, position=replace(turn.position, papers=None))


def _impossible(turn: Turn) -> str | None:
    """Name an event that cannot happen to a measure of its family.

    A simple resolution is decided by its own chamber alone; a concurrent one, and an amendment of the Constitution,
    by both chambers without the President (Constitution, Articles I, section 7, and V; Hollingsworth v. Virginia).
    H.Res. 105 of the 119th has the law of H.J.Res. 105 in its file.
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
_TO_PRESIDENT = frozenset({ActionKind.ENROLLED, ActionKind.PRESENTED})
_BY_PRESIDENT = {
    **dict.fromkeys((ActionKind.SIGNED, ActionKind.UNSIGNED_LAW, ActionKind.BECAME_LAW), "became law"),
    **dict.fromkeys((ActionKind.VETOED, ActionKind.POCKET_VETOED), "vetoed"),
    **dict.fromkeys(
        (ActionKind.OVERRIDE_PASSED, ActionKind.OVERRIDE_FAILED, ActionKind.VETO_TABLED, ActionKind.VETO_REFERRED),
        "voted on over a veto",
    ),
}
_BY_CHAMBER = frozenset(
    {
        ActionKind.PASSED,
        ActionKind.FAILED,
        ActionKind.LAID_ON_TABLE,
        ActionKind.POSTPONED,
        ActionKind.PORTION_AGREED_TO,
        ActionKind.PORTION_FAILED,
    },
)
_BETWEEN_CHAMBERS = frozenset(
    (
        *(
            ActionKind.AMENDED_AGAIN,
            ActionKind.DISAGREED,
            ActionKind.CONCURRED,
            ActionKind.CONCURRENCE_FAILED,
            ActionKind.PORTION_CONCURRED,
        ),
        *(ActionKind.MESSAGE_OF_AMENDMENT, ActionKind.CONFERENCE_AGREED, ActionKind.CONFERENCE_REJECTED),
    )
)


_TRANSITIONS: dict[ActionKind, Callable[[Turn], Move]] = {
    ActionKind.INTRODUCED: in_chamber.introduced,
    ActionKind.REFERRED: partial(in_chamber.before_floor, stage=Stage.REFERRED),
    ActionKind.ORDERED_REPORTED: partial(in_chamber.before_floor, stage=Stage.ORDERED_REPORTED),
    ActionKind.REPORTED: partial(in_chamber.before_floor, stage=Stage.REPORTED),
    ActionKind.ON_CALENDAR: partial(in_chamber.before_floor, stage=Stage.ON_CALENDAR),
    ActionKind.RECOMMITTED: partial(in_chamber.before_floor, stage=Stage.REFERRED),
    ActionKind.DISCHARGED: in_chamber.discharged,
    ActionKind.RECEIVED: in_chamber.received,
    ActionKind.HELD_AT_DESK: in_chamber.held_at_desk,
    ActionKind.PAPERS_RETURNED: in_chamber.papers_returned,
    ActionKind.DISCHARGE_PETITION: in_chamber.discharge_petition,
    ActionKind.DISCHARGE_CALENDAR: in_chamber.discharge_calendar,
    ActionKind.DISCHARGE_LOST: in_chamber.discharge_lost,
    ActionKind.TAKEN_UP: in_chamber.taken_up,
    ActionKind.PASSED: on_floor.passed,
    ActionKind.FAILED: on_floor.failed,
    ActionKind.PORTION_AGREED_TO: on_floor.portion_agreed_to,
    ActionKind.PORTION_FAILED: on_floor.portion_failed,
    ActionKind.AMENDMENT_ADOPTED: in_chamber.amendment_adopted,
    ActionKind.RECONSIDERATION_MOVED: on_floor.reconsideration_moved,
    ActionKind.RECONSIDERATION_REFUSED: on_floor.reconsideration_refused,
    ActionKind.TITLE_AMENDED: on_floor.title_amended,
    ActionKind.LAID_ON_TABLE: partial(on_floor.put_away, stage=Stage.LAID_ON_TABLE, result=Result.LAID_ON_TABLE),
    ActionKind.POSTPONED: partial(on_floor.put_away, stage=Stage.FAILED, result=Result.INDEFINITELY_POSTPONED),
    ActionKind.CLOTURE_FAILED: on_floor.cloture_failed,
    ActionKind.AMENDED_AGAIN: after_passage.amended_again,
    ActionKind.DISAGREED: after_passage.disagreed,
    ActionKind.CONCURRED: after_passage.concurred,
    ActionKind.CONCURRENCE_FAILED: after_passage.concurrence_failed,
    ActionKind.PORTION_CONCURRED: after_passage.portion_concurred,
    ActionKind.MESSAGE_OF_AMENDMENT: after_passage.message_of_amendment,
    ActionKind.CONFERENCE_AGREED: after_passage.conference_agreed,
    ActionKind.CONFERENCE_REJECTED: after_passage.conference_rejected,
    ActionKind.ENROLLED: after_passage.enrolled,
    ActionKind.PRESENTED: after_passage.presented,
    ActionKind.SIGNED: partial(after_passage.enacted, status_usc="ENACTED:SIGNED"),
    ActionKind.UNSIGNED_LAW: partial(after_passage.enacted, status_usc="ENACTED:TENDAYRULE"),
    ActionKind.BECAME_LAW: partial(after_passage.enacted, status_usc=None),
    ActionKind.VETOED: partial(after_passage.vetoed, pocket=False),
    ActionKind.POCKET_VETOED: partial(after_passage.vetoed, pocket=True),
    ActionKind.VETO_TABLED: after_passage.veto_tabled,
    ActionKind.VETO_REFERRED: after_passage.veto_referred,
    ActionKind.OVERRIDE_PASSED: after_passage.overrode,
    ActionKind.OVERRIDE_FAILED: after_passage.override_failed,
}
