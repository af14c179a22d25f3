"""What can come next, and who decides it: from where a measure is, in plain words.

Knows the steps of each family of measure, not their likelihood.
"""

from __future__ import annotations

from billtrack.analysis.positions import Family, Place, Position, other
from billtrack.analysis.stages import Next, Stage
from billtrack.model import Chamber

_PASSED = {
    *(Stage.PASSED_HOUSE, Stage.PASSED_SENATE),
    *(Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE),
}
_PRESIDENT = (
    "signs it or vetoes it within ten days, Sundays excepted; unsigned it becomes law, unless the adjournment of "
    "Congress prevents its return"
)


def what_next(position: Position, origin: Chamber, family: Family) -> Next | None:
    """Say who decides next and what can come; ``None`` where the measure is done with, or not understood."""
    if position.final or position.stage is Stage.UNRECOGNISED:
        return None
    if position.stage is Stage.RESOLVING_DIFFERENCES:
        return _between_chambers(position)
    if position.stage is Stage.VETOED:
        return Next(_the(position.awaited or origin), "may vote to pass it over the veto, by two thirds")
    if position.stage is Stage.PRESENTED:
        return Next("the President", _PRESIDENT)
    if position.stage is Stage.ENROLLED or position.is_cleared:
        return Next("the House and the Senate", "sign the enrolled measure and present it to the President")
    if position.stage is Stage.FAILED:
        return Next(_the(_failed_in(position, origin)), "may vote on it again")
    chamber = other(origin) if position.stage in _PASSED else origin
    return _in_chamber(position.place(chamber), chamber, family)


def _in_chamber(place: Place, chamber: Chamber, family: Family) -> Next:
    """The steps inside one chamber, before it decides."""
    decides = "agree to it" if family in {Family.SIMPLE, Family.CONCURRENT} else "pass it"
    if place.stage is Stage.ON_CALENDAR:
        calendar = f" (Calendar No. {place.calendar})" if place.calendar else ""
        return Next(_the(chamber), f"may take it up from the calendar{calendar}")
    if place.is_at_desk:
        return Next(_the(chamber), "holds it at the desk: may take it up, or refer it to a committee")
    if place.is_discharged:
        return Next(_the(chamber), f"may take it up and {decides}: its committee is discharged")
    if place.stage is Stage.REPORTED:
        return Next(_the(chamber), f"may take it up and {decides}")
    if place.stage is Stage.ORDERED_REPORTED:
        without = " under suspension of the rules" if chamber is Chamber.HOUSE else ""
        return Next(_committee(place, chamber), f"files its report; {_the(chamber)} may take it up{without} before")
    if place.stage is Stage.REFERRED:
        return Next(
            _committee(place, chamber), f"may consider it and report it; {_the(chamber)} may also take it up"
        )
    return Next(_the(chamber), f"may refer it to a committee, or take it up and {decides}")


def _committee(place: Place, chamber: Chamber) -> str:
    names = [name.name for name in place.committees]
    if not names:
        return f"the {chamber.value.title()} committee"
    return " and ".join(f"the {_with_chamber(name, chamber)}" for name in names)


def _with_chamber(name: str, chamber: Chamber) -> str:
    """A committee's name with its chamber: both have a Judiciary Committee; House Administration says it already."""
    return name if name.startswith(chamber.value.title()) else f"{chamber.value.title()} {name}"


def _between_chambers(position: Position) -> Next:
    awaited = position.awaited
    if position.took_report and awaited is not None:
        return Next(_the(awaited), "votes on the conference report")
    if position.is_in_conference or awaited is None:
        return Next(
            "the House and the Senate", "may settle their differences in conference, or by further amendments"
        )
    mover = other(awaited).value.title()
    return Next(_the(awaited), f"may agree to the {mover}'s amendment, amend it further, or ask for a conference")


def _failed_in(position: Position, origin: Chamber) -> Chamber:
    return (position.outcome.chamber if position.outcome else None) or origin


def _the(chamber: Chamber) -> str:
    return f"the {chamber.value.title()}"
