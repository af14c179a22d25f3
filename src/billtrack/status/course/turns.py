"""Where a measure is, an event about to be taken, and the move it makes; the questions every transition asks."""

from __future__ import annotations

import datetime as dt

from billtrack.model.lawmaking import Family
from billtrack.model.measure import Chamber, CommitteeName
from billtrack.model.values import Value, replace
from billtrack.status.course.folding import Fold
from billtrack.status.course.milestones import ActionReading
from billtrack.status.course.outcome import read_outcome
from billtrack.status.stages import Calendar, Mode, Outcome, Result, Stage


def other(chamber: Chamber) -> Chamber:
    """The other chamber."""
    return Chamber.SENATE if chamber is Chamber.HOUSE else Chamber.HOUSE


class ChamberState(Value, frozen=True):
    """Where a measure is in one chamber; ``stage`` is one before the floor, ``None`` if it has not arrived.

    ``committees``: those that acted last; ``holding``: the committees of referral that have neither reported it nor
    been discharged.  ``petition``: the number of a discharge petition.  ``is_amended``: the chamber adopted
    amendments before its vote.
    """

    stage: Stage | None = None
    committees: tuple[CommitteeName, ...] = ()
    holding: tuple[CommitteeName, ...] = ()
    calendar: Calendar | None = None
    calendar_number: str | None = None
    petition: str | None = None
    is_discharged: bool = False
    is_at_desk: bool = False
    is_amended: bool = False
    taken_up: Mode | None = None


class CourseState(Value, frozen=True):
    """Where a measure is after an event.

    ``agreed``: the chambers that agreed to its present words; ``decided``: those that ever passed it; ``awaited``:
    the one that must answer the other's amendment; ``took_report``: those that agreed to the conference report;
    ``overrode``: those that passed it over a veto.

    ``unsettled``: the second chamber, if it is unknown whether it passed the measure with amendments; it counts among
    the ``agreed``.  ``reconsidering``: the chamber where a motion to reconsider is pending.  ``papers``: the chamber
    the other one returned the papers to.  ``veto_committees``: the names of those the veto message was
    referred to, empty if the row names none; ``None`` if it was not referred.  ``is_divided``: a chamber voted on the
    other's amendment in portions, and rejected none.

    ``is_open``: the question decided last may be put again.  ``veto_stands``: a pocket veto, a veto message laid on the
    table, or a failed override.  ``final``: nothing can follow while its Congress lasts (``course.prospects`` decides).
    """

    stage: Stage = Stage.UNRECOGNISED
    stage_date: dt.date | None = None
    status_usc: str | None = None
    house: ChamberState = ChamberState()
    senate: ChamberState = ChamberState()
    agreed: frozenset[Chamber] = frozenset()
    decided: frozenset[Chamber] = frozenset()
    awaited: Chamber | None = None
    is_in_conference: bool = False
    took_report: frozenset[Chamber] = frozenset()
    overrode: frozenset[Chamber] = frozenset()
    unsettled: Chamber | None = None
    reconsidering: Chamber | None = None
    papers: Chamber | None = None
    veto_committees: tuple[str, ...] | None = None
    is_divided: bool = False
    outcome: Outcome | None = None
    is_open: bool = False
    veto_stands: bool = False
    final: bool = False

    def place(self, chamber: Chamber) -> ChamberState:
        """Where it is inside a chamber."""
        return self.house if chamber is Chamber.HOUSE else self.senate

    def at(self, chamber: Chamber, place: ChamberState) -> CourseState:
        """The same position with another place inside a chamber."""
        return replace(self, house=place) if chamber is Chamber.HOUSE else replace(self, senate=place)

    def holder(self, origin: Chamber) -> Chamber:
        """The chamber that has the measure and is to act on it."""
        return other(origin) if self.decided == {origin} else origin

    @property
    def is_cleared(self) -> bool:
        """Whether both chambers are known to have agreed to the same words."""
        return len(self.agreed) == 2 and self.unsettled is None


class Turn(Value, frozen=True):
    """An event about to be taken: where the measure was, and in which chamber the event is."""

    position: CourseState
    event: Fold
    reading: ActionReading
    chamber: Chamber
    origin: Chamber
    family: Family

    def moved_to(self, stage: Stage, status_usc: str | None) -> CourseState:
        """The position at another stage, dated by the event; how it was taken up no longer counts.

        A *status_usc* of ``None`` keeps the present code.
        """
        day = self.event.main.action_date
        usc = status_usc or self.position.status_usc
        place = replace(self.position.place(self.chamber), taken_up=None, is_amended=False)
        settled = self.position.at(self.chamber, place)
        return replace(
            settled,
            stage=stage,
            stage_date=day,
            status_usc=usc,
            is_open=False,
            reconsidering=None,
            papers=None,
            veto_committees=None,
        )

    def outcome(self, result: Result) -> Outcome:
        """The decision the event reports."""
        place = self.position.place(self.chamber)
        outcome = read_outcome(self.reading, self.event, result, taken_up=place.taken_up)
        return replace(outcome, as_amended=True) if place.is_amended and outcome.as_amended is None else outcome


class Move(Value, frozen=True):
    """The result of a turn; ``milestone`` is the stage the row itself led to, ``None`` if none."""

    position: CourseState
    milestone: Stage | None = None
    problem: str | None = None


def untimely(turn: Turn) -> str | None:
    """Name an event in a chamber that has finished the measure, or does not have it yet."""
    position = turn.position
    if turn.family is Family.SIMPLE and turn.chamber is not turn.origin:
        return f"{_event(turn)}, which does not decide it"
    if position.final:
        return f"{_event(turn)} after it was {in_words(position.stage)}"
    if turn.chamber is not turn.origin and turn.origin not in position.decided:
        return f"{_event(turn)} before the {turn.origin.title()} decided"
    return None


def _event(turn: Turn) -> str:
    return f"{turn.reading.kind.name.lower().replace('_', ' ')} in the {turn.chamber.title()}"


def passed_stage(family: Family, chamber: Chamber) -> Stage:
    """The stage after one chamber's decision."""
    verb = "agreed_to_in" if family is Family.CONCURRENT else "passed"
    return Stage(f"{verb}_{chamber}")


def which_chamber(turn: Turn) -> str:
    """The chamber's place as the unitedstates/congress codes call it."""
    return "ORIGINATING" if turn.chamber is turn.origin else "SECOND"


def in_words(stage: Stage) -> str:
    """A stage in words."""
    return stage.replace("_", " ")
