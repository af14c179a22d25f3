"""What an event changes inside one chamber: committee, calendar, floor.

Knows the ways of the four families of measure there; what follows when both chambers have decided is elsewhere.
"""

from __future__ import annotations

import re

from billtrack.analysis.course.between_chambers import cleared, sent_back
from billtrack.analysis.course.outcome import read_mode
from billtrack.analysis.course.turns import Move, Turn, chamber_name, passed_stage, said, untimely, which_chamber
from billtrack.analysis.positions import Family, Place, Position, other
from billtrack.analysis.stages import Calendar, Mode, Outcome, Result, Stage
from billtrack.model import Chamber, CommitteeName
from billtrack.values import replace

_BEFORE_FLOOR = (Stage.INTRODUCED, Stage.REFERRED, Stage.ORDERED_REPORTED, Stage.REPORTED, Stage.ON_CALENDAR)
_CALENDAR_NUMBER = re.compile(r"Calendar No\. ?(\d+)", re.IGNORECASE)
_CALENDAR = re.compile(r"\b(union|house|private|consensus|discharge|executive|legislative) calendar\b", re.IGNORECASE)
_PETITION = re.compile(r"Petition No\W*([\d-]+)", re.IGNORECASE)
_IN_PARTS = re.compile(r"\bH\. ?Rept\.[^;]*\bPart [IVX\d]+\b", re.IGNORECASE)


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
        if stage is Stage.REPORTED:
            place = replace(place, holding=_still_holding(turn, stage))
        return Move(turn.position.at(turn.chamber, place), stage, untimely(turn))
    committees = turn.event.committees
    if stage is place.stage is Stage.REFERRED:
        committees = tuple(dict.fromkeys((*place.committees, *committees)))
    place = replace(
        place,
        stage=stage,
        committees=committees or place.committees,
        holding=_still_holding(turn, stage),
        calendar=_calendar(turn.reading.words) if stage is Stage.ON_CALENDAR else None,
        calendar_number=_calendar_number(turn.reading.words),
        petition=place.petition if stage is not Stage.ON_CALENDAR else None,
        is_discharged=False,
        is_at_desk=False,
    )
    position = turn.position.at(turn.chamber, place)
    return Move(_shown(turn, position, stage), stage, untimely(turn))


def _still_holding(turn: Turn, stage: Stage) -> tuple[CommitteeName, ...]:
    """The committees of referral it still waits for.

    A measure referred to several committees of the House goes to a calendar when the last has reported it or been
    discharged; until then each files a part of the report (Rule XII, clause 2; Rule XIII, clause 2).
    """
    holding, acting = turn.position.place(turn.chamber).holding, turn.event.committees
    if stage is Stage.REFERRED:
        return tuple(dict.fromkeys((*holding, *acting)))
    if stage is Stage.ORDERED_REPORTED:
        return holding
    is_part = stage is Stage.REPORTED and _IN_PARTS.search(turn.reading.words) is not None
    return _without(holding, acting) if is_part else ()


def _without(holding: tuple[CommitteeName, ...], done: tuple[CommitteeName, ...]) -> tuple[CommitteeName, ...]:
    codes = {each.system_code or each.name for each in done}
    return tuple(each for each in holding if (each.system_code or each.name) not in codes)


def _calendar(words: str) -> Calendar | None:
    named = _CALENDAR.search(words)
    return Calendar(named[1].lower()) if named else None


def _calendar_number(words: str) -> str | None:
    number = _CALENDAR_NUMBER.search(words)
    return number[1] if number else None


def discharge_petition(turn: Turn) -> Move:
    """Remember the petition: with 218 signatures its motion goes to the Discharge Calendar (House Rule XV, clause 2)."""
    number = _PETITION.search(turn.reading.words)
    place = replace(turn.position.place(turn.chamber), petition=number[1] if number else None)
    return Move(turn.position.at(turn.chamber, place))


def discharge_calendar(turn: Turn) -> Move:
    """Enter the motion to discharge on its calendar; the committee keeps the measure until the House agrees to it.

    Source: House Rule XV, clause 2(c).
    """
    words = turn.reading.words
    place = replace(
        turn.position.place(turn.chamber),
        stage=Stage.ON_CALENDAR,
        calendar=Calendar.DISCHARGE,
        calendar_number=_calendar_number(words),
        petition=None,
    )
    position = turn.position.at(turn.chamber, place)
    return Move(_shown(turn, position, Stage.ON_CALENDAR), Stage.ON_CALENDAR, untimely(turn))


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
    """Take it from its committee, without a report; others it was referred to keep it."""
    place = turn.position.place(turn.chamber)
    holding = _without(place.holding, turn.event.committees) if turn.event.committees else ()
    if place.calendar is Calendar.DISCHARGE:
        place = replace(place, stage=Stage.REFERRED, calendar=None, calendar_number=None)
    place = replace(place, holding=holding, is_discharged=not holding)
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


def papers_returned(turn: Turn) -> Move:
    """Give the papers back: only the chamber that has the official papers can act (H.R. 1834 of the 119th).

    Either chamber may tell of it; its words name the one that returned them.
    """
    sender = Chamber.SENATE if "senate returned" in turn.reading.words.lower() else Chamber.HOUSE
    return Move(replace(turn.position.at(sender, Place()), papers=other(sender)))


def amendment_adopted(turn: Turn) -> Move:
    """Remember that the House adopted amendments: its row on passage does not say so."""
    place = replace(turn.position.place(turn.chamber), is_amended=True)
    return Move(turn.position.at(turn.chamber, place))


# ------------------------------------------------------------------------------- on the floor


def passed(turn: Turn) -> Move:
    """Pass or agree to it, as its family ends or goes on."""
    one_chamber = turn.family in {Family.SIMPLE, Family.CONCURRENT}
    outcome = turn.outcome(Result.AGREED_TO if one_chamber else Result.PASSED)
    if _is_told(turn, outcome):
        return Move(turn.position)
    problem = untimely(turn)
    if turn.family is Family.SIMPLE:
        if turn.chamber is not turn.origin:
            return Move(turn.position, problem=problem)
        moved = replace(turn.moved_to(Stage.AGREED_TO, "PASSED:SIMPLERES"), outcome=outcome, final=True)
        return Move(moved, Stage.AGREED_TO, problem)
    if turn.chamber in turn.position.agreed and turn.position.papers is not turn.chamber:
        problem = problem or f"the {chamber_name(turn.chamber)} passed it twice"
    return _after_passage(turn, outcome, problem)


def _is_told(turn: Turn, outcome: Outcome) -> bool:
    """Whether the decision is one that was told before: one roll call decides once."""
    before = turn.position.outcome
    if before is None or outcome.roll_number is None:
        return False
    return (before.result, before.chamber, before.date, before.roll_number) == (
        *(outcome.result, outcome.chamber, outcome.date, outcome.roll_number),
    )


def _after_passage(turn: Turn, outcome: Outcome, problem: str | None) -> Move:
    """Both chambers count: the second agrees to the first's words, or sends them back with its own.

    "On passage" does not say whether the House amended; a suspension and "on agreeing to the resolution" do.  Until
    a later row tells, it is not settled whether both agreed to the same words (Constitution, Article I, section 7).
    """
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
    is_settled = outcome.as_amended is False or turn.family is Family.CONCURRENT
    return replace(cleared(ready, outcome, is_settled=is_settled), problem=problem)


def portion_agreed_to(turn: Turn) -> Move:
    """Agree to a part of a divided resolution: it is agreed to with the parts that were (H.Res. 755 of the 116th).

    The question on articles of impeachment is divided on demand; each vote decides its article, and what is agreed
    to stands though another article falls (House Rule XVI, clause 5).
    """
    if _decided_today(turn, Result.AGREED_TO):
        return Move(turn.position)
    if not _decided_today(turn, Result.FAILED):
        return passed(turn)
    return passed(replace(turn, position=replace(turn.position, final=False)))


def portion_failed(turn: Turn) -> Move:
    """Reject a part of a divided resolution: it falls alone, unless no other part was agreed to."""
    return Move(turn.position) if _decided_today(turn, Result.AGREED_TO) else failed(turn)


def _decided_today(turn: Turn, result: Result) -> bool:
    outcome = turn.position.outcome
    today = turn.event.main.action_date
    return outcome is not None and (outcome.result, outcome.chamber, outcome.date) == (result, turn.chamber, today)


def failed(turn: Turn) -> Move:
    """A vote lost; one short of two thirds under suspension, or of sixty senators, may be taken again."""
    outcome = turn.outcome(Result.FAILED)
    if _is_told(turn, outcome):
        return Move(turn.position)
    suspension = outcome.mode is Mode.SUSPENSION
    usc = "PROV_KILL:SUSPENSIONFAILED" if suspension else f"FAIL:{which_chamber(turn)}:{turn.chamber.upper()}"
    short_of_sixty = "not having achieved" in turn.reading.words
    moved = replace(turn.moved_to(Stage.FAILED, usc), outcome=outcome, final=not (suspension or short_of_sixty))
    return Move(moved, Stage.FAILED, untimely(turn))


def reconsideration_moved(turn: Turn) -> Move:
    """A motion to reconsider is pending: the decision is not the end (House Rule XIX, clause 3; Senate Rule XIII)."""
    if not _may_be_reconsidered(turn):
        return Move(turn.position)
    return Move(replace(turn.position, reconsidering=turn.chamber, final=False))


def reconsideration_refused(turn: Turn) -> Move:
    """The motion is tabled, lost or withdrawn: the decision stands for good.

    One short of two thirds under suspension may still come again, under another procedure.
    """
    if not _may_be_reconsidered(turn):
        return Move(turn.position)
    outcome = turn.position.outcome
    suspension = outcome is not None and (outcome.result, outcome.mode) == (Result.FAILED, Mode.SUSPENSION)
    is_final = turn.position.stage is Stage.FAILED or turn.position.reconsidering is not None or turn.position.final
    return Move(replace(turn.position, reconsidering=None, final=is_final and not suspension))


def _may_be_reconsidered(turn: Turn) -> bool:
    """Whether the position is a decision of the chamber that would end the measure there."""
    outcome = turn.position.outcome
    return turn.position.stage in _ENDS and outcome is not None and outcome.chamber is turn.chamber


_ENDS = frozenset({Stage.FAILED, Stage.AGREED_TO, Stage.LAID_ON_TABLE})


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
