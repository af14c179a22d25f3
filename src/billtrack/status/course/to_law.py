"""What an event changes from enrollment to law: presentment, signature, veto and override.

Source: Constitution, Article I, section 7.
"""

from __future__ import annotations

from billtrack.model.patterns import pattern
from billtrack.model.values import replace
from billtrack.status.course.turns import Move, Turn, which_chamber
from billtrack.status.positions import Position, other
from billtrack.status.stages import Outcome, Result, Stage

_COMMITTEE = pattern(r"\bto the (Committee on [^.;:]+?)(?= (?:[Aa]greed|by|without) |[.;:]|$)")


def enrolled(turn: Turn) -> Move:
    """Enroll it: make the copy for the President."""
    return Move(_settled(turn, Stage.ENROLLED), Stage.ENROLLED, _not_cleared(turn))


def presented(turn: Turn) -> Move:
    """Present it to the President; only the first day counts."""
    if turn.position.stage in {Stage.PRESENTED, Stage.VETOED}:
        return Move(turn.position)
    return Move(_settled(turn, Stage.PRESENTED), Stage.PRESENTED, _not_cleared(turn))


def _settled(turn: Turn, stage: Stage) -> Position:
    """The position with a stage only identical texts can reach."""
    return replace(turn.moved_to(stage, None), unsettled=None, is_divided=False)


def _not_cleared(turn: Turn) -> str | None:
    if len(turn.position.agreed) == 2 or turn.position.is_divided:
        return None
    return "sent to the President before both chambers agreed to the same words"


def enacted(turn: Turn, *, status_usc: str | None) -> Move:
    """Make it law: signed, unsigned after ten days, or numbered; the date of signature counts, or else the first.

    A number alone does not say how it became law: there is no code for that.
    """
    position = turn.position
    if position.stage is Stage.ENACTED and (status_usc is None or position.status_usc is not None):
        return Move(position, Stage.ENACTED, _signed_again(turn, status_usc))
    if position.stage is Stage.ENACTED:
        by_president = _by_president(turn, Result.ENACTED)
        return Move(replace(turn.moved_to(Stage.ENACTED, status_usc), outcome=by_president), Stage.ENACTED)
    usc = status_usc or ("ENACTED:VETO_OVERRIDE" if position.stage is Stage.VETOED else None)
    awaited = position.stage in {Stage.PRESENTED, Stage.VETOED}
    problem = None if awaited else "enacted without presentment to the President"
    moved = replace(turn.moved_to(Stage.ENACTED, None), outcome=_by_president(turn, Result.ENACTED))
    return Move(replace(moved, status_usc=usc), Stage.ENACTED, problem)


def _signed_again(turn: Turn, status_usc: str | None) -> str | None:
    first = turn.position.stage_date
    if status_usc is None or status_usc != turn.position.status_usc or first == turn.event.main.action_date:
        return None
    return f"signed on {turn.event.main.action_date}, and before that on {first}"


def vetoed(turn: Turn, *, pocket: bool) -> Move:
    """Veto it; only the first day counts, and a pocket veto cannot be overridden."""
    if turn.position.stage is Stage.VETOED:
        return Move(turn.position)
    problem = None if turn.position.stage is Stage.PRESENTED else "vetoed without presentment to the President"
    usc = "VETOED:POCKET" if pocket else "PROV_KILL:VETO"
    outcome = _by_president(turn, Result.VETOED)
    moved = replace(turn.moved_to(Stage.VETOED, usc), outcome=outcome, awaited=turn.origin, veto_stands=pocket)
    return Move(moved, Stage.VETOED, problem)


def _by_president(turn: Turn, result: Result) -> Outcome:
    return replace(turn.outcome(result), chamber=None, mode=None)


def veto_tabled(turn: Turn) -> Move:
    """Table the veto message: the veto stands (S.J.Res. 8 of the 114th)."""
    return Move(replace(turn.position, veto_stands=turn.position.stage is Stage.VETOED))


def veto_referred(turn: Turn) -> Move:
    """Refer the veto message: the committee has it, and the chamber has yet to reconsider the measure."""
    if turn.position.stage is not Stage.VETOED or turn.position.final:
        return Move(turn.position)
    named = tuple(each.name for each in turn.event.committees) or tuple(_COMMITTEE.findall(turn.reading.words))
    return Move(replace(turn.position, veto_committees=named))


def overrode(turn: Turn) -> Move:
    """Pass it over the veto; both chambers must."""
    if turn.chamber in turn.position.overrode:
        return Move(turn.position)
    overrode = turn.position.overrode | {turn.chamber}
    outcome = replace(turn.outcome(Result.PASSED), is_over_veto=True)
    problem = None if turn.position.stage is Stage.VETOED else "passed over a veto that no action reports"
    if len(overrode) == 2:
        law = replace(turn.moved_to(Stage.ENACTED, "ENACTED:VETO_OVERRIDE"), outcome=outcome)
        return Move(law, Stage.ENACTED, problem)
    usc = f"VETOED:OVERRIDE_PASS_OVER:{turn.chamber.upper()}"
    moved = replace(turn.moved_to(Stage.VETOED, usc), outcome=outcome, overrode=overrode, awaited=other(turn.chamber))
    return Move(moved, Stage.VETOED, problem)


def override_failed(turn: Turn) -> Move:
    """Fail to override: the veto stands."""
    usc = f"VETOED:OVERRIDE_FAIL_{which_chamber(turn)}:{turn.chamber.upper()}"
    problem = None if turn.position.stage is Stage.VETOED else "failed over a veto that no action reports"
    outcome = replace(turn.outcome(Result.FAILED), is_over_veto=True)
    moved = replace(turn.moved_to(Stage.VETOED, usc), outcome=outcome, veto_stands=True)
    return Move(moved, Stage.VETOED, problem)
