"""What is left of a measure's way, and whether its record may have missed some of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from types import MappingProxyType

from billtrack.analysis.positions import Family, family_of
from billtrack.analysis.stages import Stage
from billtrack.identifiers import MeasureId, congress_end
from billtrack.model import Measure

DAYS_UNTIL_OLD = 7
"""A record of a living measure is called old after so many days: the official files are made anew daily."""


def stages_ahead(measure: Measure, reached: Iterable[Stage]) -> tuple[Stage, ...]:
    """List the decisions a living measure still needs, in order; those *reached* are left out."""
    done = frozenset(reached)
    way = _WAYS[family_of(measure.id, measure.title)]
    if measure.id.measure_type.chamber == "senate":
        way = (*way[1::-1], *way[2:])
    return tuple(stage for stage in way if stage not in done)


_WAYS = MappingProxyType(
    {
        Family.SIMPLE: (Stage.AGREED_TO,),
        Family.CONCURRENT: (Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE),
        Family.LAW: (Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.PRESENTED, Stage.ENACTED),
        Family.CONSTITUTION: (Stage.PASSED_HOUSE, Stage.PASSED_SENATE),
    }
)
"""The decisions on the way of a measure of the House; one of the Senate has the first two in the other order."""


def is_old(measure: MeasureId, *, as_of: dt.date | None, is_settled: bool, today: dt.date) -> bool:
    """Whether actions may be missing: the measure lives and its official file is some days old.

    *is_settled*: it has come to its end.  Without a date nothing is known, which is not "old"; a record that stops
    before its Congress did is told among the problems of its status.
    """
    if as_of is None or is_settled or today >= congress_end(measure.congress):
        return False
    return (today - as_of).days > DAYS_UNTIL_OLD
