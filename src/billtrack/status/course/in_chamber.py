"""What an event changes inside one chamber before the vote: committee, calendar, floor."""

from __future__ import annotations

import re

from billtrack.model.measure import Chamber, CommitteeName
from billtrack.model.patterns import pattern
from billtrack.model.values import replace
from billtrack.status.course.outcome import read_mode
from billtrack.status.course.turns import ChamberState, CourseState, Move, Turn, in_words, other, passed_stage, untimely
from billtrack.status.stages import Calendar, Stage

_BEFORE_FLOOR = (Stage.INTRODUCED, Stage.REFERRED, Stage.ORDERED_REPORTED, Stage.REPORTED, Stage.ON_CALENDAR)
_CALENDAR_NUMBER = pattern(r"Calendar No\. ?(\d+)", re.IGNORECASE)
_CALENDAR = pattern(r"\b(union|house|private|consensus|discharge|executive|legislative) calendar\b", re.IGNORECASE)
_PETITION = pattern(r"Petition No\W*([\d-]+)", re.IGNORECASE)
_IN_PARTS = pattern(r"\bH\. ?Rept\.[^;]*\bPart [IVX\d]+\b", re.IGNORECASE)


def introduced(turn: Turn) -> Move:
    """Begin; a repeated introduction changes nothing."""
    if turn.position.stage is not Stage.UNRECOGNISED:
        late = turn.position.stage_date != turn.event.main.action_date
        return Move(turn.position, problem=f"introduced after it was {in_words(turn.position.stage)}" if late else None)
    moved = turn.moved_to(Stage.INTRODUCED, "INTRODUCED")
    return Move(moved.at(turn.origin, ChamberState(Stage.INTRODUCED)), Stage.INTRODUCED)


def before_floor(turn: Turn, *, stage: Stage) -> Move:
    """Move forward in a chamber, or back to committee; a later committee's step does not undo an earlier one's."""
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
    """The committees of referral that still have it.

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
    """Record the petition: 218 signatures put its motion on the Discharge Calendar (House Rule XV, clause 2)."""
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


def discharge_lost(turn: Turn) -> Move:
    """Take the motion to discharge off its calendar: the committee keeps the measure."""
    place = turn.position.place(turn.chamber)
    if place.calendar is not Calendar.DISCHARGE:
        return Move(turn.position)
    place = replace(place, stage=Stage.REFERRED, calendar=None, calendar_number=None)
    position = turn.position.at(turn.chamber, place)
    return Move(_shown(turn, position, Stage.REFERRED), Stage.REFERRED)


def _goes_back(stage: Stage, before: Stage) -> bool:
    return stage is not Stage.REFERRED and _BEFORE_FLOOR.index(stage) < _BEFORE_FLOOR.index(before)


def _shown(turn: Turn, position: CourseState, stage: Stage) -> CourseState:
    """Make the place in a chamber the stage, unless a decision stands."""
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
    """Take it from a committee without a report; other committees of referral keep it."""
    if turn.position.stage is Stage.VETOED:
        return Move(replace(turn.position, veto_committees=None))
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
    """Receive it, or receive it back, with nothing done here yet."""
    return Move(turn.position.at(turn.chamber, ChamberState()))


def held_at_desk(turn: Turn) -> Move:
    """Hold it at the desk, without a committee."""
    return Move(turn.position.at(turn.chamber, ChamberState(is_at_desk=True)))


def taken_up(turn: Turn) -> Move:
    """Record how the chamber takes it up: the vote may come days later."""
    mode = read_mode(turn.reading.words)
    if mode is None:
        return Move(turn.position)
    place = turn.position.place(turn.chamber)
    return Move(turn.position.at(turn.chamber, replace(place, taken_up=mode)))


def papers_returned(turn: Turn) -> Move:
    """Return the papers: only the chamber that has the official papers can act (H.R. 1834 of the 119th).

    The row may be either chamber's; its words name the one that returned them.
    """
    sender = Chamber.SENATE if "senate returned" in turn.reading.words.lower() else Chamber.HOUSE
    return Move(replace(turn.position.at(sender, ChamberState()), papers=other(sender)))


def amendment_adopted(turn: Turn) -> Move:
    """Record that the House adopted amendments: its row on passage does not say so."""
    place = replace(turn.position.place(turn.chamber), is_amended=True)
    return Move(turn.position.at(turn.chamber, place))
