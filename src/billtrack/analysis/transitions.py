"""What an event changes: from one position of a measure to the next.

Knows the ways of the four families of measure and refuses to smooth them: what cannot follow the events before is told
as a problem, and the event still counts, because the official row says it happened.  Reads no words but those of votes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from billtrack.analysis.folding import Fold
from billtrack.analysis.milestones import Kind, Reading
from billtrack.analysis.outcome import read_mode, read_outcome
from billtrack.analysis.positions import Family, Place, Position, other
from billtrack.analysis.stages import Outcome, Result, Stage
from billtrack.model import Chamber


@dataclass(frozen=True, slots=True)
class Turn:
    """An event about to be taken: where the measure was, and in which chamber the event is."""

    position: Position
    event: Fold
    reading: Reading
    chamber: Chamber
    origin: Chamber
    family: Family

    def moved_to(self, stage: Stage, status_usc: str | None, **changes: object) -> Position:
        """The position with another stage, dated by the event."""
        day = self.event.main.action_date
        usc = status_usc or self.position.status_usc
        return replace(self.position, stage=stage, stage_date=day, status_usc=usc, **changes)  # type: ignore[arg-type]

    def outcome(self, result: Result) -> Outcome:
        """The decision the event tells of."""
        taken_up = self.position.place(self.chamber).taken_up
        return read_outcome(self.reading, self.event, result, taken_up=taken_up)


@dataclass(frozen=True, slots=True)
class Move:
    """What came of a turn: ``milestone`` is the stage the row itself led to, ``None`` for none."""

    position: Position
    milestone: Stage | None = None
    problem: str | None = None


def take(turn: Turn) -> Move:
    """Take an event; one that moves nothing leaves the position as it was."""
    transition = _TRANSITIONS.get(turn.reading.kind)
    return Move(turn.position) if transition is None else transition(turn)


# --------------------------------------------------------------------------- before the floor

_BEFORE_FLOOR = (Stage.INTRODUCED, Stage.REFERRED, Stage.ORDERED_REPORTED, Stage.REPORTED, Stage.ON_CALENDAR)
_CALENDAR_NUMBER = re.compile(r"Calendar No\. ?(\d+)", re.IGNORECASE)


def _introduced(turn: Turn) -> Move:
    if turn.position.stage is not Stage.UNRECOGNISED:
        late = turn.position.stage_date != turn.event.main.action_date
        return Move(
            turn.position, problem=f"introduced after it was {_said(turn.position.stage)}" if late else None
        )
    moved = turn.moved_to(Stage.INTRODUCED, "INTRODUCED")
    return Move(moved.at(turn.origin, Place(Stage.INTRODUCED)), Stage.INTRODUCED)


def _before_floor(turn: Turn, *, stage: Stage) -> Move:
    """Move inside a chamber: on, or back to committee; a second committee's step does not turn back the first's."""
    place = turn.position.place(turn.chamber)
    if place.stage is not None and _goes_back(stage, place.stage):
        return Move(turn.position, stage, _untimely(turn))
    number = _CALENDAR_NUMBER.search(turn.reading.words)
    place = replace(
        place,
        stage=stage,
        committees=turn.event.committees or place.committees,
        calendar=number[1] if number else None,
        is_discharged=False,
        is_at_desk=False,
    )
    position = turn.position.at(turn.chamber, place)
    return Move(_shown(turn, position, stage), stage, _untimely(turn))


def _goes_back(stage: Stage, before: Stage) -> bool:
    return stage is not Stage.REFERRED and _BEFORE_FLOOR.index(stage) < _BEFORE_FLOOR.index(before)


def _shown(turn: Turn, position: Position, stage: Stage) -> Position:
    """Let the place in a chamber show in the stage, unless a decision stands; a failure that is not final does not."""
    failed = position.stage is Stage.FAILED and not position.final
    if position.decided and failed:
        return replace(position, stage=_passed_stage(turn.family, other(turn.chamber)))
    if position.decided or position.final or turn.chamber is not turn.origin:
        return position
    usc = position.status_usc
    if stage is Stage.REFERRED and usc in {None, "INTRODUCED"}:
        usc = "REFERRED"
    elif stage in {Stage.ORDERED_REPORTED, Stage.REPORTED} and usc in {None, "INTRODUCED", "REFERRED"}:
        usc = "REPORTED"
    return replace(position, stage=stage, stage_date=turn.event.main.action_date, status_usc=usc)


def _untimely(turn: Turn) -> str | None:
    """Tell of an event in a chamber that is done with the measure, or does not have it yet."""
    position, where = turn.position, _name(turn.chamber)
    if turn.family is Family.SIMPLE and turn.chamber is not turn.origin:
        return f"an event in the {where}, which does not decide it"
    if position.final:
        return f"an event in the {where} after it was {_said(position.stage)}"
    if turn.chamber is not turn.origin and turn.origin not in position.decided:
        return f"an event in the {where} before the {_name(turn.origin)} decided"
    return None


def _discharged(turn: Turn) -> Move:
    place = replace(turn.position.place(turn.chamber), is_discharged=True)
    position = turn.position.at(turn.chamber, place)
    if turn.chamber is turn.origin and position.status_usc in {None, "INTRODUCED", "REFERRED"}:
        position = replace(position, status_usc="REPORTED")
    return Move(position)


def _received(turn: Turn) -> Move:
    return Move(turn.position.at(turn.chamber, Place()))


def _held_at_desk(turn: Turn) -> Move:
    return Move(turn.position.at(turn.chamber, Place(is_at_desk=True)))


def _taken_up(turn: Turn) -> Move:
    mode = read_mode(turn.reading.words)
    if mode is None:
        return Move(turn.position)
    place = turn.position.place(turn.chamber)
    return Move(turn.position.at(turn.chamber, replace(place, taken_up=mode)))


# ------------------------------------------------------------------------------- on the floor


def _passed(turn: Turn) -> Move:
    one_chamber = turn.family in {Family.SIMPLE, Family.CONCURRENT}
    outcome = turn.outcome(Result.AGREED_TO if one_chamber else Result.PASSED)
    problem = _untimely(turn)
    if turn.family is Family.SIMPLE:
        if turn.chamber is not turn.origin:
            return Move(turn.position, problem=problem)
        moved = turn.moved_to(Stage.AGREED_TO, "PASSED:SIMPLERES", outcome=outcome, final=True)
        return Move(moved, Stage.AGREED_TO, problem)
    if turn.chamber in turn.position.agreed:
        problem = problem or f"the {_name(turn.chamber)} passed it twice"
    return _after_passage(turn, outcome, problem)


def _after_passage(turn: Turn, outcome: Outcome, problem: str | None) -> Move:
    """Both chambers count: the second agrees to the first's words, or sends them back with its own."""
    decided = turn.position.decided | {turn.chamber}
    if other(turn.chamber) not in turn.position.decided:
        stage = _passed_stage(turn.family, turn.chamber)
        usc = f"PASS_OVER:{turn.chamber.upper()}"
        alone = frozenset({turn.chamber})
        return Move(
            turn.moved_to(stage, usc, outcome=outcome, decided=decided, agreed=alone, final=False), stage, problem
        )
    ready = replace(turn, position=replace(turn.position, decided=decided))
    if outcome.as_amended or outcome.title_amended:
        return replace(_sent_back(ready, outcome), problem=problem)
    return replace(_cleared(ready, outcome), problem=problem)


def _sent_back(turn: Turn, outcome: Outcome | None) -> Move:
    moved = turn.moved_to(
        Stage.RESOLVING_DIFFERENCES,
        f"PASS_BACK:{turn.chamber.upper()}",
        outcome=outcome or turn.position.outcome,
        agreed=frozenset({turn.chamber}),
        awaited=other(turn.chamber),
        final=False,
    )
    return Move(moved, Stage.RESOLVING_DIFFERENCES)


def _cleared(turn: Turn, outcome: Outcome) -> Move:
    """Both chambers agreed to the same words."""
    stage, usc = {
        Family.CONCURRENT: (Stage.AGREED_TO, "PASSED:CONCURRENTRES"),
        Family.CONSTITUTION: (_passed_stage(turn.family, turn.chamber), "PASSED:CONSTAMEND"),
    }.get(turn.family, (_passed_stage(turn.family, turn.chamber), "PASSED:BILL"))
    moved = turn.moved_to(
        stage,
        usc,
        outcome=outcome,
        agreed=frozenset({Chamber.HOUSE, Chamber.SENATE}),
        awaited=None,
        is_in_conference=False,
        final=turn.family is not Family.LAW,
    )
    return Move(moved, stage)


def _failed(turn: Turn) -> Move:
    outcome = turn.outcome(Result.FAILED)
    suspension = outcome.mode is not None and outcome.mode.value == "suspension"
    which = "ORIGINATING" if turn.chamber is turn.origin else "SECOND"
    usc = "PROV_KILL:SUSPENSIONFAILED" if suspension else f"FAIL:{which}:{turn.chamber.upper()}"
    moved = turn.moved_to(Stage.FAILED, usc, outcome=outcome, final=not suspension)
    return Move(moved, Stage.FAILED, _untimely(turn))


def _reconsideration(turn: Turn) -> Move:
    """A motion to reconsider is pending: a failure is not the end."""
    return Move(replace(turn.position, final=turn.position.final and turn.position.stage is not Stage.FAILED))


def _title_amended(turn: Turn) -> Move:
    outcome = turn.position.outcome
    if outcome is None or outcome.chamber != turn.chamber or outcome.date != turn.event.main.action_date:
        return Move(turn.position)
    return Move(replace(turn.position, outcome=replace(outcome, title_amended=True)))


def _put_away(turn: Turn, *, stage: Stage, result: Result) -> Move:
    """Laid on the table or postponed indefinitely: no vote on the measure, and its end."""
    usc = None
    if stage is Stage.LAID_ON_TABLE:
        usc = f"FAIL:{'ORIGINATING' if turn.chamber is turn.origin else 'SECOND'}:{turn.chamber.upper()}"
    return Move(turn.moved_to(stage, usc, outcome=turn.outcome(result), final=True), stage, _untimely(turn))


def _cloture_failed(turn: Turn) -> Move:
    return Move(replace(turn.position, status_usc="PROV_KILL:CLOTUREFAILED"))


# ----------------------------------------------------------------------- between the chambers


def _amended_again(turn: Turn) -> Move:
    return replace(_sent_back(turn, turn.outcome(Result.PASSED)), problem=_undecided(turn))


def _disagreed(turn: Turn) -> Move:
    conference = replace(turn.position, is_in_conference=True)
    move = _sent_back(replace(turn, position=conference), None)
    position = replace(move.position, status_usc=turn.position.status_usc)
    return Move(position, move.milestone, _undecided(turn))


def _concurred(turn: Turn) -> Move:
    result = Result.AGREED_TO if turn.family is Family.CONCURRENT else Result.PASSED
    return replace(_cleared(turn, turn.outcome(result)), problem=_undecided(turn))


def _concurrence_failed(turn: Turn) -> Move:
    return Move(replace(turn.position, status_usc="PROV_KILL:PINGPONGFAIL"))


def _message_of_amendment(turn: Turn) -> Move:
    """The message shows that the other chamber amended, where its own row did not say so (S. 1301 of the 117th)."""
    if not turn.position.is_cleared or turn.position.stage in {Stage.PRESENTED, Stage.ENACTED, Stage.VETOED}:
        return Move(turn.position)
    sender = replace(turn, chamber=other(turn.chamber))
    return _sent_back(sender, None)


def _conference_agreed(turn: Turn) -> Move:
    took = turn.position.took_report | {turn.chamber}
    outcome = turn.outcome(Result.AGREED_TO if turn.family is Family.CONCURRENT else Result.PASSED)
    if len(took) == 2:
        return _cleared(turn, outcome)
    moved = turn.moved_to(
        Stage.RESOLVING_DIFFERENCES,
        f"CONFERENCE:PASSED:{turn.chamber.upper()}",
        took_report=took,
        outcome=outcome,
        awaited=other(turn.chamber),
    )
    return Move(moved, Stage.RESOLVING_DIFFERENCES, _undecided(turn))


def _conference_rejected(turn: Turn) -> Move:
    return Move(replace(turn.position, took_report=frozenset(), awaited=turn.chamber, is_in_conference=False))


def _undecided(turn: Turn) -> str | None:
    if len(turn.position.decided) == 2:
        return None
    return "amendments between the chambers before both passed it"


# --------------------------------------------------------------------------------- to the law


def _enrolled(turn: Turn) -> Move:
    return Move(turn.moved_to(Stage.ENROLLED, None), Stage.ENROLLED, _not_cleared(turn))


def _presented(turn: Turn) -> Move:
    return Move(turn.moved_to(Stage.PRESENTED, None), Stage.PRESENTED, _not_cleared(turn))


def _not_cleared(turn: Turn) -> str | None:
    if turn.family is not Family.LAW:
        return "sent to the President, who does not decide it"
    return (
        None if turn.position.is_cleared else "sent to the President before both chambers agreed to the same words"
    )


def _enacted(turn: Turn, *, status_usc: str | None) -> Move:
    """Signed, unsigned after ten days, or numbered as a law; the first of these days is the day of enactment."""
    position = turn.position
    if position.stage is Stage.ENACTED:
        return Move(position, Stage.ENACTED)
    usc = status_usc or ("ENACTED:VETO_OVERRIDE" if position.stage is Stage.VETOED else None)
    problem = (
        None
        if position.stage in {Stage.PRESENTED, Stage.VETOED}
        else "enacted without presentment to the President"
    )
    return Move(
        turn.moved_to(Stage.ENACTED, usc, outcome=_by_president(turn, Result.ENACTED), final=True),
        Stage.ENACTED,
        problem,
    )


def _vetoed(turn: Turn, *, pocket: bool) -> Move:
    problem = None if turn.position.stage is Stage.PRESENTED else "vetoed without presentment to the President"
    usc = "VETOED:POCKET" if pocket else "PROV_KILL:VETO"
    outcome = _by_president(turn, Result.VETOED)
    return Move(
        turn.moved_to(Stage.VETOED, usc, outcome=outcome, awaited=turn.origin, final=pocket), Stage.VETOED, problem
    )


def _by_president(turn: Turn, result: Result) -> Outcome:
    return replace(turn.outcome(result), chamber=None, mode=None)


def _overrode(turn: Turn) -> Move:
    overrode = turn.position.overrode | {turn.chamber}
    outcome = turn.outcome(Result.PASSED)
    problem = None if turn.position.stage is Stage.VETOED else "passed over a veto no action tells of"
    if len(overrode) == 2:
        return Move(
            turn.moved_to(Stage.ENACTED, "ENACTED:VETO_OVERRIDE", outcome=outcome, final=True),
            Stage.ENACTED,
            problem,
        )
    usc = f"VETOED:OVERRIDE_PASS_OVER:{turn.chamber.upper()}"
    moved = turn.moved_to(Stage.VETOED, usc, outcome=outcome, overrode=overrode, awaited=other(turn.chamber))
    return Move(moved, Stage.VETOED, problem)


def _override_failed(turn: Turn) -> Move:
    which = "ORIGINATING" if turn.chamber is turn.origin else "SECOND"
    usc = f"VETOED:OVERRIDE_FAIL_{which}:{turn.chamber.upper()}"
    problem = None if turn.position.stage is Stage.VETOED else "failed over a veto no action tells of"
    return Move(
        turn.moved_to(Stage.VETOED, usc, outcome=turn.outcome(Result.FAILED), final=True), Stage.VETOED, problem
    )


# --------------------------------------------------------------------------------------------


def _passed_stage(family: Family, chamber: Chamber) -> Stage:
    verb = "agreed_to_in" if family is Family.CONCURRENT else "passed"
    return Stage(f"{verb}_{chamber}")


def _said(stage: Stage) -> str:
    return stage.value.replace("_", " ")


def _name(chamber: Chamber) -> str:
    return chamber.value.title()


_TRANSITIONS: dict[Kind, Callable[[Turn], Move]] = {
    Kind.INTRODUCED: _introduced,
    Kind.REFERRED: partial(_before_floor, stage=Stage.REFERRED),
    Kind.ORDERED_REPORTED: partial(_before_floor, stage=Stage.ORDERED_REPORTED),
    Kind.REPORTED: partial(_before_floor, stage=Stage.REPORTED),
    Kind.ON_CALENDAR: partial(_before_floor, stage=Stage.ON_CALENDAR),
    Kind.RECOMMITTED: partial(_before_floor, stage=Stage.REFERRED),
    Kind.DISCHARGED: _discharged,
    Kind.RECEIVED: _received,
    Kind.HELD_AT_DESK: _held_at_desk,
    Kind.TAKEN_UP: _taken_up,
    Kind.PASSED: _passed,
    Kind.FAILED: _failed,
    Kind.RECONSIDERATION: _reconsideration,
    Kind.TITLE_AMENDED: _title_amended,
    Kind.LAID_ON_TABLE: partial(_put_away, stage=Stage.LAID_ON_TABLE, result=Result.LAID_ON_TABLE),
    Kind.POSTPONED: partial(_put_away, stage=Stage.FAILED, result=Result.INDEFINITELY_POSTPONED),
    Kind.CLOTURE_FAILED: _cloture_failed,
    Kind.AMENDED_AGAIN: _amended_again,
    Kind.DISAGREED: _disagreed,
    Kind.CONCURRED: _concurred,
    Kind.CONCURRENCE_FAILED: _concurrence_failed,
    Kind.MESSAGE_OF_AMENDMENT: _message_of_amendment,
    Kind.CONFERENCE_AGREED: _conference_agreed,
    Kind.CONFERENCE_REJECTED: _conference_rejected,
    Kind.ENROLLED: _enrolled,
    Kind.PRESENTED: _presented,
    Kind.SIGNED: partial(_enacted, status_usc="ENACTED:SIGNED"),
    Kind.UNSIGNED_LAW: partial(_enacted, status_usc="ENACTED:TENDAYRULE"),
    Kind.BECAME_LAW: partial(_enacted, status_usc=None),
    Kind.VETOED: partial(_vetoed, pocket=False),
    Kind.POCKET_VETOED: partial(_vetoed, pocket=True),
    Kind.OVERRIDE_PASSED: _overrode,
    Kind.OVERRIDE_FAILED: _override_failed,
}
