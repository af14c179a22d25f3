"""What an event changes between the chambers: amendments and conference."""

from __future__ import annotations

from billtrack.model.lawmaking import Family
from billtrack.model.measure import Chamber
from billtrack.model.values import replace
from billtrack.status.course.turns import Move, Turn, passed_stage
from billtrack.status.positions import other
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
