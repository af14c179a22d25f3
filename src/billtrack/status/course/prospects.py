"""Whether a measure is at its end, by a decision or with its Congress; if not, what can come next and who decides it.

It does not say how likely that is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from billtrack.model.congresses import congress_end
from billtrack.model.lawmaking import Family
from billtrack.model.measure import Chamber, CommitteeName, Measure
from billtrack.model.values import replace
from billtrack.status.course.turns import ChamberState, CourseState, other
from billtrack.status.stages import PASSED_ONE, UNKNOWN_STAGES, Calendar, Next, Stage

_PRESIDENTS_DAYS = dt.timedelta(days=30)
"""A measure both chambers passed may be signed, and the law numbered, some weeks after the Congress ended."""

_TEN_DAYS_AND_NEWS = dt.timedelta(days=12 + 7)
"""Ten days with two Sundays, and a week for the action to reach the official file."""


def ended(position: CourseState, family: Family) -> CourseState:
    """Set ``final``: true if nothing more can happen to the measure in its Congress."""
    return replace(position, final=_is_final(position, family))


def _is_final(position: CourseState, family: Family) -> bool:
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


def expired(measure: Measure, position: CourseState, today: dt.date) -> CourseState:
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


def _may_be_signed(measure: Measure, position: CourseState, end: dt.date) -> bool:
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


_PRESIDENT = (
    "signs it or vetoes it within ten days, Sundays excepted; unsigned it becomes law, unless the adjournment of "
    "Congress prevents its return"
)


def what_next(position: CourseState, origin: Chamber, family: Family) -> Next | None:
    """Say who decides next and what can come; ``None`` if the measure is final or its actions could not be read."""
    if position.final or position.stage in UNKNOWN_STAGES:
        return None
    first = _before_all_else(position, family)
    if first is not None:
        return first
    late = _after_the_floor(position, origin)
    if late is not None:
        return late
    chamber = other(origin) if position.stage in PASSED_ONE else origin
    return _in_chamber(position.place(chamber), chamber, family)


def _before_all_else(position: CourseState, family: Family) -> Next | None:
    """What must come before the usual next step."""
    if position.reconsidering is not None:
        return Next(_the(position.reconsidering), "may reconsider its vote: a motion to reconsider is pending")
    if position.papers is not None:
        return _has_papers(position.papers)
    if position.unsettled is not None and position.stage in PASSED_ONE:
        return _unsettled(position.unsettled, family)
    return None


def _in_chamber(place: ChamberState, chamber: Chamber, family: Family) -> Next:
    """The next step in one chamber before it decides: the first whose condition holds."""
    decides = "agree to it" if family is Family.SIMPLE or family is Family.CONCURRENT else "pass it"
    kind = "Discharge Calendar" if place.calendar is Calendar.DISCHARGE else "Calendar"
    calendar = f" ({kind} No. {place.calendar_number})" if place.calendar_number else ""
    floor, committee = _the(chamber), _named(_names(place.committees), chamber)
    unreported = " under suspension of the rules" if chamber is Chamber.HOUSE else " by unanimous consent"
    steps = (
        (
            place.calendar is Calendar.DISCHARGE,
            floor,
            f"may call up the motion to discharge the committee after seven legislative days on its calendar{calendar}",
        ),
        (place.stage is Stage.ON_CALENDAR, floor, f"may take it up from the calendar{calendar}"),
        (place.is_at_desk, floor, "holds it at the desk: may take it up, or refer it to a committee"),
        (place.is_discharged, floor, f"may take it up and {decides}: its committee is discharged"),
        (
            place.stage is Stage.REPORTED and bool(place.holding),
            _named(_names(place.holding), chamber),
            "must report it or be discharged; then it goes on the Union or the House Calendar",
        ),
        (place.stage is Stage.REPORTED, floor, f"may take it up and {decides}"),
        (
            place.stage is Stage.ORDERED_REPORTED,
            committee,
            f"may report it; {floor} may also take it up without a report{unreported}",
        ),
        (place.stage is Stage.REFERRED, committee, f"may consider it and order it reported{_petition(place)}"),
        (True, floor, f"may refer it to a committee, or take it up and {decides}"),
    )
    return next(Next(who, what) for holds, who, what in steps if holds)


def _petition(place: ChamberState) -> str:
    if place.petition is None:
        return ""
    return (
        f"; 218 members who sign discharge petition No. {place.petition} put the motion to discharge on the Discharge "
        "Calendar"
    )


def _names(committees: Iterable[CommitteeName]) -> tuple[str, ...]:
    return tuple(each.name for each in committees)


def _named(names: Sequence[str], chamber: Chamber) -> str:
    if not names:
        return f"the {chamber.title()} committee"
    return " and ".join(f"the {_with_chamber(name, chamber)}" for name in names)


def _with_chamber(name: str, chamber: Chamber) -> str:
    """A committee's name with its chamber: each chamber has a Judiciary Committee."""
    return name if name.startswith(chamber.title()) else f"{chamber.title()} {name}"


def _has_papers(chamber: Chamber) -> Next:
    back, sender = _the(chamber), _the(other(chamber))
    return Next(back, f"has the papers back and may act on it again; {sender} cannot act until they are sent again")


def _unsettled(second: Chamber, family: Family) -> Next:
    first = _the(other(second))
    goes = "; if not, it goes to the President" if family is Family.LAW else ""
    return Next(first, f"must agree if {_the(second)} amended it, which is not known from the actions yet{goes}")


def _after_the_floor(position: CourseState, origin: Chamber) -> Next | None:
    """What follows the decision of a chamber, unless the other chamber is still to take the measure up."""
    match position.stage:
        case Stage.RESOLVING_DIFFERENCES:
            return _between_chambers(position)
        case Stage.PRESENTED:
            return Next("the President", _PRESIDENT)
        case Stage.VETOED:
            return _after_veto(position, origin)
        case Stage.FAILED:
            chamber = position.outcome.chamber if position.outcome else None
            return Next(_the(chamber or origin), "may vote on it again")
    if position.stage is Stage.ENROLLED or position.is_cleared:
        return Next("the House and the Senate", "sign the enrolled measure and present it to the President")
    return None


def _between_chambers(position: CourseState) -> Next:
    awaited = position.awaited
    if position.took_report and awaited is not None:
        return Next(_the(awaited), "votes on the conference report")
    if position.is_in_conference or awaited is None:
        return Next("the House and the Senate", "may settle their differences in conference, or by further amendments")
    mover = other(awaited).title()
    return Next(_the(awaited), f"may agree to the {mover}'s amendment, amend it further, or ask for a conference")


def _after_veto(position: CourseState, origin: Chamber) -> Next:
    chamber = position.awaited or origin
    override = "may vote to pass it over the veto, by two thirds"
    if position.veto_committees is None:
        return Next(_the(chamber), override)
    return Next(_named(position.veto_committees, chamber), f"has the veto message; {_the(chamber)} {override}")


def _the(chamber: Chamber) -> str:
    return f"the {chamber.title()}"
