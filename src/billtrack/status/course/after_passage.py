"""What an event changes once a chamber has passed a measure: between the chambers, and from enrollment to law.

Amendments and conference; then presentment, signature, veto and override (Constitution, Article I, section 7).
"""

from __future__ import annotations

from billtrack.model.lawmaking import Family
from billtrack.model.measure import Chamber
from billtrack.model.patterns import pattern
from billtrack.model.values import replace
from billtrack.status.course.turns import CourseState, Move, Turn, other, passed_stage, which_chamber
from billtrack.status.stages import Outcome, Result, Stage


def sent_back(turn: Turn, outcome: Outcome | None) -> Move:
    """Send it to the other chamber in words that chamber has not agreed to."""
    moved = replace(
        turn.moved_to(Stage.RESOLVING_DIFFERENCES, f"PASS_BACK:{turn.chamber.upper()}"),
        outcome=outcome or turn.position.outcome,
        agreed=frozenset({turn.chamber}),
        awaited=other(turn.chamber),
        unsettled=None,
        is_divided=False,
    )
    return Move(moved, Stage.RESOLVING_DIFFERENCES)


def cleared(turn: Turn, outcome: Outcome, *, is_settled: bool = True) -> Move:
    """Both chambers agreed to the same words; unless *is_settled*, the second may have amended them."""
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
        unsettled=None if is_settled else turn.chamber,
        is_divided=False,
    )
    return Move(moved, stage)


def amended_again(turn: Turn) -> Move:
    """Agree to the other chamber's amendment with a further one."""
    return replace(sent_back(turn, turn.outcome(_agreement(turn))), problem=_undecided(turn))


def disagreed(turn: Turn) -> Move:
    """Refuse the other chamber's words: ask for a conference, or agree to one."""
    conference = replace(turn.position, is_in_conference=True)
    move = sent_back(replace(turn, position=conference), None)
    position = replace(move.position, status_usc=turn.position.status_usc)
    return Move(position, move.milestone, _undecided(turn))


def concurred(turn: Turn) -> Move:
    """Agree to the other chamber's amendment: both now agree to the same words."""
    return replace(cleared(turn, turn.outcome(_agreement(turn))), problem=_undecided(turn))


def concurrence_failed(turn: Turn) -> Move:
    """Lose the motion to concur, or one portion of it: the question stays open."""
    return Move(replace(turn.position, status_usc="PROV_KILL:PINGPONGFAIL", is_divided=False))


def portion_concurred(turn: Turn) -> Move:
    """Agree to one portion of the other chamber's amendment; concurrence takes every portion.

    A question is divided on demand, and the House votes on each portion (House Rule XVI, clause 5; H.R. 1314 of the
    114th).
    """
    return Move(replace(turn.position, is_divided=turn.position.status_usc != "PROV_KILL:PINGPONGFAIL"))


def message_of_amendment(turn: Turn) -> Move:
    """Learn from the message that the other chamber amended, though its own row did not say (S. 1301 of the 117th)."""
    position = turn.position
    if len(position.agreed) < 2 or position.stage in {Stage.PRESENTED, Stage.ENACTED, Stage.VETOED}:
        return Move(position)
    return found_amended(replace(turn, chamber=other(turn.chamber)))


def found_amended(turn: Turn) -> Move:
    """Learn that the chamber of the turn amended what it passed."""
    outcome = turn.position.outcome
    return sent_back(turn, replace(outcome, as_amended=True) if outcome else None)


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


_COMMITTEE = pattern(r"\bto the (Committee on [^.;:]+?)(?= (?:[Aa]greed|by|without) |[.;:]|$)")


def enrolled(turn: Turn) -> Move:
    """Enroll it: make the copy for the President."""
    return Move(_settled(turn, Stage.ENROLLED), Stage.ENROLLED, _not_cleared(turn))


def presented(turn: Turn) -> Move:
    """Present it to the President; only the first day counts."""
    if turn.position.stage in {Stage.PRESENTED, Stage.VETOED}:
        return Move(turn.position)
    return Move(_settled(turn, Stage.PRESENTED), Stage.PRESENTED, _not_cleared(turn))


def _settled(turn: Turn, stage: Stage) -> CourseState:
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
