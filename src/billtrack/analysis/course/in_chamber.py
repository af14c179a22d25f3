"""What an event changes inside one chamber: committee, calendar, floor.

Knows the ways of the four families of measure there; what follows when both chambers have decided is elsewhere.
"""

from __future__ import annotations

import re

from billtrack.analysis.course.between_chambers import cleared, sent_back
from billtrack.analysis.course.outcome import read_mode
from billtrack.analysis.course.turns import Move, Turn, chamber_name, passed_stage, said, untimely, which_chamber
from billtrack.analysis.positions import Family, Place, Position, other
from billtrack.analysis.stages import Mode, Outcome, Result, Stage
from billtrack.values import replace

_BEFORE_FLOOR = (Stage.INTRODUCED, Stage.REFERRED, Stage.ORDERED_REPORTED, Stage.REPORTED, Stage.ON_CALENDAR)
_CALENDAR_NUMBER = re.compile(r"Calendar No\. ?(\d+)", re.IGNORECASE)


def introduced(turn: Turn) -> Move:
    """Begin; an introduction told again changes nothing."""
    if turn.position.stage is not Stage.UNRECOGNISED:
        late = turn.position.stage_date != turn.event.main.action_date
        return Move(turn.position, problem=f"introduced after it was {said(turn.position.stage)}" if late else None)
    moved = turn.moved_to(Stage.INTRODUCED, "INTRODUCED")
    return Move(moved.at(turn.origin, Place(Stage.INTRODUCED)), Stage.INTRODUCED)


def before_floor(turn: Turn, *, stage: Stage) -> Move:
    """Move inside a chamber: on, or back to committee; a second committee's step does not turn back the first's."""
    place = turn.position.place(turn.chamber)
    if place.stage is not None and _goes_back(stage, place.stage):
        return Move(turn.position, stage, untimely(turn))
    number = _CALENDAR_NUMBER.search(turn.reading.words)
    committees = turn.event.committees
    if stage is place.stage is Stage.REFERRED:
        committees = tuple(dict.fromkeys((*place.committees, *committees)))
    place = replace(
        place,
        stage=stage,
        committees=committees or place.committees,
        calendar=number[1] if number else None,
        is_discharged=False,
        is_at_desk=False,
    )
    position = turn.position.at(turn.chamber, place)
    return Move(_shown(turn, position, stage), stage, untimely(turn))


def _goes_back(stage: Stage, before: Stage) -> bool:
    return stage is not Stage.REFERRED and _BEFORE_FLOOR.index(stage) < _BEFORE_FLOOR.index(before)


def _shown(turn: Turn, position: Position, stage: Stage) -> Position:
    """Let the place in a chamber show in the stage, unless a decision stands."""
    failed = position.stage is Stage.FAILED and not position.final
    if position.decided and failed:
        return replace(position, stage=passed_stage(turn.family, other(turn.chamber)))
    if position.decided or position.final or turn.chamber is not turn.origin:
        return position
    usc = position.status_usc or "INTRODUCED"
    if stage is Stage.REFERRED and usc == "INTRODUCED":
        usc = "REFERRED"
    elif stage in {Stage.ORDERED_REPORTED, Stage.REPORTED} and usc in {"INTRODUCED", "REFERRED"}:
        usc = "REPORTED"
    return replace(position, stage=stage, stage_date=turn.event.main.action_date, status_usc=usc)


def discharged(turn: Turn) -> Move:
    """Take it from its committee, without a report."""
    place = replace(turn.position.place(turn.chamber), is_discharged=True)
    position = turn.position.at(turn.chamber, place)
    if turn.chamber is turn.origin and position.status_usc in {None, "INTRODUCED", "REFERRED"}:
        position = replace(position, status_usc="REPORTED")
    return Move(position)


def received(turn: Turn) -> Move:
    """Let it arrive, or come back, with nothing done here yet."""
    return Move(turn.position.at(turn.chamber, Place()))


def held_at_desk(turn: Turn) -> Move:
    """Keep it at the desk, before no committee."""
    return Move(turn.position.at(turn.chamber, Place(is_at_desk=True)))


def taken_up(turn: Turn) -> Move:
    """Remember how the chamber takes it up: the vote may come days later."""
    mode = read_mode(turn.reading.words)
    if mode is None:
        return Move(turn.position)
    place = turn.position.place(turn.chamber)
    return Move(turn.position.at(turn.chamber, replace(place, taken_up=mode)))


# ------------------------------------------------------------------------------- on the floor


def passed(turn: Turn) -> Move:
    """Pass or agree to it, as its family ends or goes on."""
    one_chamber = turn.family in {Family.SIMPLE, Family.CONCURRENT}
    outcome = turn.outcome(Result.AGREED_TO if one_chamber else Result.PASSED)
    problem = untimely(turn)
    if turn.family is Family.SIMPLE:
        if turn.chamber is not turn.origin:
            return Move(turn.position, problem=problem)
        moved = replace(turn.moved_to(Stage.AGREED_TO, "PASSED:SIMPLERES"), outcome=outcome, final=True)
        return Move(moved, Stage.AGREED_TO, problem)
    if turn.chamber in turn.position.agreed:
        problem = problem or f"the {chamber_name(turn.chamber)} passed it twice"
    return _after_passage(turn, outcome, problem)


def _after_passage(turn: Turn, outcome: Outcome, problem: str | None) -> Move:
    """Both chambers count: the second agrees to the first's words, or sends them back with its own."""
    decided = turn.position.decided | {turn.chamber}
    if other(turn.chamber) not in turn.position.decided:
        stage = passed_stage(turn.family, turn.chamber)
        usc = f"PASS_OVER:{turn.chamber.upper()}"
        alone = frozenset({turn.chamber})
        moved = replace(turn.moved_to(stage, usc), outcome=outcome, decided=decided, agreed=alone, final=False)
        return Move(moved, stage, problem)
    ready = replace(turn, position=replace(turn.position, decided=decided))
    if outcome.as_amended or outcome.title_amended:
        return replace(sent_back(ready, outcome), problem=problem)
    return replace(cleared(ready, outcome), problem=problem)


def failed(turn: Turn) -> Move:
    """A vote lost; one short of two thirds under suspension, or of sixty senators, may be taken again."""
    outcome = turn.outcome(Result.FAILED)
    suspension = outcome.mode is Mode.SUSPENSION
    usc = "PROV_KILL:SUSPENSIONFAILED" if suspension else f"FAIL:{which_chamber(turn)}:{turn.chamber.upper()}"
    short_of_sixty = "not having achieved" in turn.reading.words
    moved = replace(turn.moved_to(Stage.FAILED, usc), outcome=outcome, final=not (suspension or short_of_sixty))
    return Move(moved, Stage.FAILED, untimely(turn))


def reconsideration(turn: Turn) -> Move:
    """A motion to reconsider is pending: a failure is not the end."""
    return Move(replace(turn.position, final=turn.position.final and turn.position.stage is not Stage.FAILED))


def title_amended(turn: Turn) -> Move:
    """Add to a decision of the day that the title was amended too."""
    outcome = turn.position.outcome
    if outcome is None or outcome.chamber != turn.chamber or outcome.date != turn.event.main.action_date:
        return Move(turn.position)
    return Move(replace(turn.position, outcome=replace(outcome, title_amended=True)))


def put_away(turn: Turn, *, stage: Stage, result: Result) -> Move:
    """Laid on the table or postponed indefinitely: no vote on the measure, and its end."""
    usc = None
    if stage is Stage.LAID_ON_TABLE:
        usc = f"FAIL:{which_chamber(turn)}:{turn.chamber.upper()}"
    return Move(replace(turn.moved_to(stage, usc), outcome=turn.outcome(result), final=True), stage, untimely(turn))


def cloture_failed(turn: Turn) -> Move:
    """Debate goes on: the stage stays."""
    return Move(replace(turn.position, status_usc="PROV_KILL:CLOTUREFAILED"))
