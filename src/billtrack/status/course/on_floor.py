"""What an event changes on the floor of one chamber: votes, and motions to reconsider them."""

from __future__ import annotations

from billtrack.model.lawmaking import Family
from billtrack.model.values import replace
from billtrack.status.course.after_passage import cleared, sent_back
from billtrack.status.course.turns import Move, Turn, other, passed_stage, untimely, which_chamber
from billtrack.status.stages import Mode, Outcome, Result, Stage


def passed(turn: Turn) -> Move:
    """Pass or agree to it: a simple resolution is done, any other measure goes on."""
    one_chamber = turn.family in {Family.SIMPLE, Family.CONCURRENT}
    outcome = turn.outcome(Result.AGREED_TO if one_chamber else Result.PASSED)
    if _is_told(turn, outcome):
        return Move(turn.position)
    problem = untimely(turn)
    if turn.family is Family.SIMPLE:
        moved = replace(turn.moved_to(Stage.AGREED_TO, "PASSED:SIMPLERES"), outcome=outcome)
        return Move(moved, Stage.AGREED_TO, problem)
    if turn.chamber in turn.position.agreed and turn.position.papers is not turn.chamber:
        problem = problem or f"the {turn.chamber.title()} passed it twice"
    return _after_passage(turn, outcome, problem)


def _is_told(turn: Turn, outcome: Outcome) -> bool:
    """Whether an earlier row already reported this decision: one roll call decides once."""
    before = turn.position.outcome
    if before is None or outcome.roll_number is None:
        return False
    return (before.result, before.chamber, before.date, before.roll_number) == (
        *(outcome.result, outcome.chamber, outcome.date, outcome.roll_number),
    )


def _after_passage(turn: Turn, outcome: Outcome, problem: str | None) -> Move:
    """Both chambers count: the second agrees to the first's words, or sends them back with its own.

    "On passage" does not say whether the House amended; a suspension and "on agreeing to the resolution" do.  Until
    a later row says so, it is unsettled whether both agreed to the same words (Constitution, Article I, section 7).
    """
    decided = turn.position.decided | {turn.chamber}
    if other(turn.chamber) not in turn.position.decided:
        stage = passed_stage(turn.family, turn.chamber)
        usc = f"PASS_OVER:{turn.chamber.upper()}"
        alone = frozenset({turn.chamber})
        moved = replace(turn.moved_to(stage, usc), outcome=outcome, decided=decided, agreed=alone)
        return Move(moved, stage, problem)
    ready = replace(turn, position=replace(turn.position, decided=decided))
    if outcome.as_amended or outcome.title_amended:
        return replace(sent_back(ready, outcome), problem=problem)
    is_settled = outcome.as_amended is False or turn.family is Family.CONCURRENT
    return replace(cleared(ready, outcome, is_settled=is_settled), problem=problem)


def portion_agreed_to(turn: Turn) -> Move:
    """Agree to a part of a divided resolution: it is agreed to with those parts (H.Res. 755 of the 116th).

    The question on articles of impeachment is divided on demand.  Each vote decides its article; one that is agreed to
    stands even if another fails (House Rule XVI, clause 5).
    """
    if _decided_today(turn, Result.AGREED_TO):
        return Move(turn.position)
    if not _decided_today(turn, Result.FAILED):
        return passed(turn)
    return passed(replace(turn, position=replace(turn.position, final=False)))


def portion_failed(turn: Turn) -> Move:
    """Reject a part of a divided resolution: only that part fails if another was agreed to."""
    is_decided = _decided_today(turn, Result.AGREED_TO) or _decided_today(turn, Result.FAILED)
    return Move(turn.position) if is_decided else failed(turn)


def _decided_today(turn: Turn, result: Result) -> bool:
    outcome = turn.position.outcome
    today = turn.event.main.action_date
    return outcome is not None and (outcome.result, outcome.chamber, outcome.date) == (result, turn.chamber, today)


def failed(turn: Turn) -> Move:
    """Lose a vote; one short of two thirds under suspension, or of sixty senators, may be taken again."""
    outcome = turn.outcome(Result.FAILED)
    if _is_told(turn, outcome):
        return Move(turn.position)
    suspension = outcome.mode is Mode.SUSPENSION
    usc = "PROV_KILL:SUSPENSIONFAILED" if suspension else f"FAIL:{which_chamber(turn)}:{turn.chamber.upper()}"
    short_of_sixty = "not having achieved" in turn.reading.words
    moved = replace(turn.moved_to(Stage.FAILED, usc), outcome=outcome, is_open=suspension or short_of_sixty)
    return Move(moved, Stage.FAILED, untimely(turn))


def reconsideration_moved(turn: Turn) -> Move:
    """Enter a motion to reconsider: the decision is not final (House Rule XIX, clause 3; Senate Rule XIII)."""
    if not _may_be_reconsidered(turn):
        return Move(turn.position)
    return Move(replace(turn.position, reconsidering=turn.chamber))


def reconsideration_refused(turn: Turn) -> Move:
    """Table, lose or withdraw the motion: the decision is final.

    A measure short of two thirds under suspension may still come up again under another procedure.
    """
    if not _may_be_reconsidered(turn):
        return Move(turn.position)
    position, outcome = turn.position, turn.position.outcome
    suspension = outcome is not None and (outcome.result, outcome.mode) == (Result.FAILED, Mode.SUSPENSION)
    is_settled = position.stage is Stage.FAILED or position.reconsidering is not None
    return Move(replace(position, reconsidering=None, is_open=suspension if is_settled else position.is_open))


def _may_be_reconsidered(turn: Turn) -> bool:
    """Whether the position is a decision of this chamber that would end the measure."""
    outcome = turn.position.outcome
    return turn.position.stage in _ENDS and outcome is not None and outcome.chamber is turn.chamber


_ENDS = frozenset({Stage.FAILED, Stage.AGREED_TO, Stage.LAID_ON_TABLE})


def title_amended(turn: Turn) -> Move:
    """Add to a decision of the same day that the title was amended too."""
    outcome = turn.position.outcome
    if outcome is None or outcome.chamber != turn.chamber or outcome.date != turn.event.main.action_date:
        return Move(turn.position)
    return Move(replace(turn.position, outcome=replace(outcome, title_amended=True)))


def put_away(turn: Turn, *, stage: Stage, result: Result) -> Move:
    """Lay it on the table or postpone it indefinitely: its end, without a vote on the measure."""
    usc = None
    if stage is Stage.LAID_ON_TABLE:
        usc = f"FAIL:{which_chamber(turn)}:{turn.chamber.upper()}"
    return Move(replace(turn.moved_to(stage, usc), outcome=turn.outcome(result)), stage, untimely(turn))


def cloture_failed(turn: Turn) -> Move:
    """Fail to end debate: the stage stays."""
    return Move(replace(turn.position, status_usc="PROV_KILL:CLOTUREFAILED"))
