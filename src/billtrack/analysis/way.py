"""What is left of a measure's way, and whether its record may have missed some of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from billtrack.analysis.stages import Stage
from billtrack.identifiers import MeasureId, MeasureType, congress_end

DAYS_UNTIL_OLD = 7
"""A record of a living measure is called old after so many days: the official files are made anew daily."""


def stages_ahead(measure_type: MeasureType, reached: Iterable[Stage]) -> tuple[Stage, ...]:
    """List the decisions a living measure still needs, in order; those *reached* are left out.

    A joint resolution that proposes an amendment of the Constitution skips the President, and its type does not say
    which it is: for joint resolutions only the chambers are listed.
    """
    done = frozenset(reached)
    return tuple(stage for stage in _way(measure_type) if stage not in done)


def _way(measure_type: MeasureType) -> tuple[Stage, ...]:
    if measure_type.is_simple:
        return (Stage.AGREED_TO,)
    house_first = measure_type.chamber == "house"
    if measure_type.is_concurrent:
        chambers = (Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE)
        return chambers if house_first else chambers[::-1]
    both = (Stage.PASSED_HOUSE, Stage.PASSED_SENATE)
    both = both if house_first else both[::-1]
    is_bill = measure_type in {MeasureType.HR, MeasureType.S}
    return (*both, Stage.PRESENTED, Stage.ENACTED) if is_bill else both


def is_old(measure: MeasureId, *, as_of: dt.date | None, is_settled: bool, today: dt.date) -> bool:
    """Whether actions may be missing because the official file is older than the measure's last possible day.

    *is_settled*: an action ended it.  Without a date nothing is known, which is not "old".
    """
    if as_of is None or is_settled:
        return False
    last_day = min(today, congress_end(measure.congress))
    return (last_day - as_of).days > DAYS_UNTIL_OLD
