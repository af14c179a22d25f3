"""What an event changes between the chambers, and on the way to the law.

Knows amendments between the chambers, conference, presentment, veto and override.
"""

from __future__ import annotations

from billtrack.analysis.course.turns import Move, Turn, passed_stage, which_chamber
from billtrack.analysis.positions import Family, other
from billtrack.analysis.stages import Outcome, Result, Stage
from billtrack.model import Chamber
from billtrack.values import replace


def sent_back(turn: Turn, outcome: Outcome | None) -> Move:
    """Send it to the other chamber with words that chamber has not agreed to."""
    moved = replace(
        turn.moved_to(Stage.RESOLVING_DIFFERENCES, f"PASS_BACK:{turn.chamber.upper()}"),
        outcome=outcome or turn.position.outcome,
        agreed=frozenset({turn.chamber}),
        awaited=other(turn.chamber),
        final=False,
    )
    return Move(moved, Stage.RESOLVING_DIFFERENCES)


def cleared(turn: Turn, outcome: Outcome) -> Move:
    """Both chambers agreed to the same words."""
    stage, usc = {
        Family.CONCURRENT: (Stage.AGREED_TO, "PASSED:CONCURRENTRES"),
        Family.CONSTITUTION: (passed_stage(turn.family, turn.chamber), "PASSED:CONSTAMEND"),
    }.get(turn.family, (passed_stage(turn.family, turn.chamber), "PASSED:BILL"))
    moved = replace(
        turn.moved_to(stage, usc),
        outcome=outcome,
        agreed=frozenset({Chamber.HOUSE, Chamber.SENATE}),
        awaited=None,
        is_in_conference=False,
        final=turn.family is not Family.LAW,
    )
    return Move(moved, stage)


def amended_again(turn: Turn) -> Move:
    """Agree to the other chamber's amendment with a further one."""
    return replace(sent_back(turn, turn.outcome(_agreement(turn))), problem=_undecided(turn))


def disagreed(turn: Turn) -> Move:
    """Refuse the other chamber's words: a conference is asked for, or agreed to."""
    conference = replace(turn.position, is_in_conference=True)
    move = sent_back(replace(turn, position=conference), None)
    position = replace(move.position, status_usc=turn.position.status_usc)
    return Move(position, move.milestone, _undecided(turn))


def concurred(turn: Turn) -> Move:
    """Agree to the other chamber's amendment: both now agree to the same words."""
    return replace(cleared(turn, turn.outcome(_agreement(turn))), problem=_undecided(turn))


def concurrence_failed(turn: Turn) -> Move:
    """The motion is lost, and the question stays open."""
    return Move(replace(turn.position, status_usc="PROV_KILL:PINGPONGFAIL"))


def message_of_amendment(turn: Turn) -> Move:
    """The message shows that the other chamber amended, where its own row did not say so (S. 1301 of the 117th)."""
    if not turn.position.is_cleared or turn.position.stage in {Stage.PRESENTED, Stage.ENACTED, Stage.VETOED}:
        return Move(turn.position)
    sender = replace(turn, chamber=other(turn.chamber))
    return sent_back(sender, None)


def conference_agreed(turn: Turn) -> Move:
    """Agree to the conference report; both must."""
    took = turn.position.took_report | {turn.chamber}
    outcome = turn.outcome(_agreement(turn))
    if len(took) == 2:
        return cleared(turn, outcome)
    moved = replace(
        turn.moved_to(Stage.RESOLVING_DIFFERENCES, f"CONFERENCE:PASSED:{turn.chamber.upper()}"),
        took_report=took,
        outcome=outcome,
        awaited=other(turn.chamber),
    )
    return Move(moved, Stage.RESOLVING_DIFFERENCES, _undecided(turn))


def conference_rejected(turn: Turn) -> Move:
    """Refuse the conference report: back to amendments."""
    return Move(replace(turn.position, took_report=frozenset(), awaited=turn.chamber, is_in_conference=False))


def _agreement(turn: Turn) -> Result:
    return Result.AGREED_TO if turn.family is Family.CONCURRENT else Result.PASSED


def _undecided(turn: Turn) -> str | None:
    if len(turn.position.decided) == 2:
        return None
    return "amendments between the chambers before both passed it"


# --------------------------------------------------------------------------------- to the law


def enrolled(turn: Turn) -> Move:
    """Make the copy for the President."""
    return Move(turn.moved_to(Stage.ENROLLED, None), Stage.ENROLLED, _not_cleared(turn))


def presented(turn: Turn) -> Move:
    """Bring it to the President."""
    return Move(turn.moved_to(Stage.PRESENTED, None), Stage.PRESENTED, _not_cleared(turn))


def _not_cleared(turn: Turn) -> str | None:
    if turn.family is not Family.LAW:
        return "sent to the President, who does not decide it"
    return None if turn.position.is_cleared else "sent to the President before both chambers agreed to the same words"


def enacted(turn: Turn, *, status_usc: str | None) -> Move:
    """Make it law: signed, unsigned after ten days, or numbered; the first of these days counts.

    A number alone does not say how it became law: there is no code for that.
    """
    position = turn.position
    if position.stage is Stage.ENACTED:
        return Move(replace(position, status_usc=position.status_usc or status_usc), Stage.ENACTED)
    usc = status_usc or ("ENACTED:VETO_OVERRIDE" if position.stage is Stage.VETOED else None)
    awaited = position.stage in {Stage.PRESENTED, Stage.VETOED}
    problem = None if awaited else "enacted without presentment to the President"
    moved = replace(turn.moved_to(Stage.ENACTED, None), outcome=_by_president(turn, Result.ENACTED), final=True)
    return Move(replace(moved, status_usc=usc), Stage.ENACTED, problem)


def vetoed(turn: Turn, *, pocket: bool) -> Move:
    """Return it without signature; a pocket veto cannot be answered."""
    problem = None if turn.position.stage is Stage.PRESENTED else "vetoed without presentment to the President"
    usc = "VETOED:POCKET" if pocket else "PROV_KILL:VETO"
    outcome = _by_president(turn, Result.VETOED)
    moved = replace(turn.moved_to(Stage.VETOED, usc), outcome=outcome, awaited=turn.origin, final=pocket)
    return Move(moved, Stage.VETOED, problem)


def _by_president(turn: Turn, result: Result) -> Outcome:
    return replace(turn.outcome(result), chamber=None, mode=None)


def overrode(turn: Turn) -> Move:
    """Pass it over the veto; both chambers must."""
    overrode = turn.position.overrode | {turn.chamber}
    outcome = turn.outcome(Result.PASSED)
    problem = None if turn.position.stage is Stage.VETOED else "passed over a veto no action tells of"
    if len(overrode) == 2:
        law = replace(turn.moved_to(Stage.ENACTED, "ENACTED:VETO_OVERRIDE"), outcome=outcome, final=True)
        return Move(law, Stage.ENACTED, problem)
    usc = f"VETOED:OVERRIDE_PASS_OVER:{turn.chamber.upper()}"
    moved = replace(turn.moved_to(Stage.VETOED, usc), outcome=outcome, overrode=overrode, awaited=other(turn.chamber))
    return Move(moved, Stage.VETOED, problem)


def override_failed(turn: Turn) -> Move:
    """Let the veto stand."""
    usc = f"VETOED:OVERRIDE_FAIL_{which_chamber(turn)}:{turn.chamber.upper()}"
    problem = None if turn.position.stage is Stage.VETOED else "failed over a veto no action tells of"
    moved = replace(turn.moved_to(Stage.VETOED, usc), outcome=turn.outcome(Result.FAILED), final=True)
    return Move(moved, Stage.VETOED, problem)
