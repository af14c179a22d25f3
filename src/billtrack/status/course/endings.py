"""When a measure is at its end: by a decision (``ended``), or with its Congress (``expired``)."""

from __future__ import annotations

import datetime as dt

from billtrack.model.identifiers import congress_end
from billtrack.model.lawmaking import Family
from billtrack.model.measure import Measure
from billtrack.model.values import replace
from billtrack.status.positions import Position
from billtrack.status.stages import PASSED_ONE, UNKNOWN_STAGES, Stage

_PRESIDENTS_DAYS = dt.timedelta(days=30)
"""A measure both chambers passed may be signed, and the law numbered, some weeks after the Congress ended."""

_TEN_DAYS_AND_NEWS = dt.timedelta(days=12 + 7)
"""Ten days with two Sundays, and a week for the action to reach the official file."""


def ended(position: Position, family: Family) -> Position:
    """Set ``final``: true if nothing more can happen to the measure in its Congress."""
    return replace(position, final=_is_final(position, family))


def _is_final(position: Position, family: Family) -> bool:
    if position.reconsidering is not None or position.is_open:
        return False
    if position.stage in _LAST:
        return True
    if position.stage is Stage.VETOED:
        return position.veto_stands
    # an amendment of the Constitution that both chambers passed goes to the states, not to the President (Article V)
    return family is Family.CONSTITUTION and position.stage in PASSED_ONE and position.is_cleared


_LAST = frozenset({Stage.AGREED_TO, Stage.ENACTED, Stage.FAILED, Stage.LAID_ON_TABLE})
"""A concurrent resolution is ``agreed_to`` when both chambers agreed, a simple one when its own did."""


def expired(measure: Measure, position: Position, today: dt.date) -> Position:
    """End a measure its Congress did not finish, unless the President may have signed it.

    All business ends with its Congress: an unanswered veto stands, and so does a decision under a motion to
    reconsider.
    """
    end = congress_end(measure.id.congress)
    if today < end or position.final or position.stage in UNKNOWN_STAGES or _may_be_signed(measure, position, end):
        return position
    if position.stage in {Stage.RESERVED, Stage.VETOED} or position.reconsidering is not None:
        return replace(position, final=True, reconsidering=None)
    return replace(position, stage=Stage.EXPIRED, stage_date=end, final=True)


def _may_be_signed(measure: Measure, position: Position, end: dt.date) -> bool:
    """Whether the record stops too early to tell that the President did not sign.

    The President has ten days, Sundays excepted; a bill whose return the adjournment prevents is not a law
    (Constitution, Article I, section 7).
    """
    if len(position.agreed) < 2 or position.stage is Stage.VETOED:
        return False
    last = end + _PRESIDENTS_DAYS
    if position.stage is Stage.PRESENTED and position.stage_date is not None:
        last = position.stage_date + _TEN_DAYS_AND_NEWS
    return measure.update_date is None or measure.update_date.date() < last
