"""One turn of a measure: an event about to be taken, and the move it makes; the questions every transition asks."""

from __future__ import annotations

from billtrack.model.lawmaking import Family
from billtrack.model.measure import Chamber
from billtrack.model.values import Value, replace
from billtrack.status.course.folding import Fold
from billtrack.status.course.milestones import ActionReading
from billtrack.status.course.outcome import read_outcome
from billtrack.status.positions import Position
from billtrack.status.stages import Outcome, Result, Stage


class Turn(Value, frozen=True):
    """An event about to be taken: where the measure was, and in which chamber the event is."""

    position: Position
    event: Fold
    reading: ActionReading
    chamber: Chamber
    origin: Chamber
    family: Family

    def moved_to(self, stage: Stage, status_usc: str | None) -> Position:
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

    position: Position
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
        return f"{_event(turn)} before the {chamber_name(turn.origin)} decided"
    return None


def _event(turn: Turn) -> str:
    return f"{turn.reading.kind.name.lower().replace('_', ' ')} in the {chamber_name(turn.chamber)}"


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


def chamber_name(chamber: Chamber) -> str:
    """A chamber's name."""
    return chamber.title()
