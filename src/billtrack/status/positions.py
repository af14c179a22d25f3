"""Where a measure is between two events: its place in each chamber and its position overall."""

from __future__ import annotations

import datetime as dt

from billtrack.model.measure import Chamber, CommitteeName
from billtrack.model.values import Value, replace
from billtrack.status.stages import Calendar, Mode, Outcome, Stage


def other(chamber: Chamber) -> Chamber:
    """The other chamber."""
    return Chamber.SENATE if chamber is Chamber.HOUSE else Chamber.HOUSE


class Place(Value, frozen=True):
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


class Position(Value, frozen=True):
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
    table, or a failed override.  ``final``: nothing can follow while its Congress lasts (``course.endings`` decides).
    """

    stage: Stage = Stage.UNRECOGNISED
    stage_date: dt.date | None = None
    status_usc: str | None = None
    house: Place = Place()
    senate: Place = Place()
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

    def place(self, chamber: Chamber) -> Place:
        """Where it is inside a chamber."""
        return self.house if chamber is Chamber.HOUSE else self.senate

    def at(self, chamber: Chamber, place: Place) -> Position:
        """The same position with another place inside a chamber."""
        return replace(self, house=place) if chamber is Chamber.HOUSE else replace(self, senate=place)

    @property
    def is_cleared(self) -> bool:
        """Whether both chambers are known to have agreed to the same words."""
        return len(self.agreed) == 2 and self.unsettled is None
