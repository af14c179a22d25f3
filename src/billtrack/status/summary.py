"""Where one measure stands on one day: its status, its cosponsors counted, its age; and the decisions still ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from billtrack.model.identifiers import congress_end
from billtrack.model.lawmaking import Family, family_of
from billtrack.model.measure import Measure
from billtrack.model.tally import Tally, tally
from billtrack.model.values import Value
from billtrack.status.stages import PASSED_ONE, Stage
from billtrack.status.status import Status, status

if TYPE_CHECKING:
    from billtrack.votes.outcome import FindVote, OutcomeVote

DAYS_UNTIL_OLD = 7
"""A record of a measure still pending is old after this many days: the official files are updated daily."""


class StatusSummary(Value, frozen=True):
    """Where one measure stands.

    ``tally`` is ``None`` if no cosponsors are loaded, ``days_old`` if the official file has no date.  ``is_old``: the
    measure is pending and its official file is some days old, so actions may be missing.  A record that stops before
    its Congress ended has a problem in its status instead.  ``vote`` is the roll call of its outcome.
    """

    measure: Measure
    status: Status
    tally: Tally | None
    days_old: int | None
    is_old: bool
    vote: OutcomeVote | None = None


def summarize(measure: Measure, *, today: dt.date, find: FindVote | None = None) -> StatusSummary:
    """Find where *measure* stands on *today*, a date in Washington; *find* gives the roll calls that are loaded."""
    found = status(measure, today=today)
    days = (today - measure.update_date.date()).days if measure.update_date else None
    lives = not found.final and today < congress_end(measure.id.congress)
    counted = None if measure.cosponsors is None else tally(measure.cosponsors)
    is_old = lives and days is not None and days > DAYS_UNTIL_OLD
    return StatusSummary(measure, found, counted, days, is_old, _vote(measure, found, find))


def _vote(measure: Measure, found: Status, find: FindVote | None) -> OutcomeVote | None:
    outcome = found.outcome
    if outcome is None or outcome.roll_number is None:
        return None
    from billtrack.votes.outcome import no_vote, vote_of_outcome  # noqa: PLC0415 - few outcomes have a roll call

    return vote_of_outcome(measure, outcome.chamber, outcome.roll_number, outcome.date, find or no_vote)


def stages_ahead(measure: Measure, reached: Iterable[Stage]) -> tuple[Stage, ...]:
    """List the decisions a pending measure still needs, in order, without those *reached*.

    A measure whose differences are being resolved has passed both chambers.
    """
    done = frozenset(reached)
    if Stage.RESOLVING_DIFFERENCES in done:
        done |= PASSED_ONE
    route = _ROUTES[family_of(measure)]
    if measure.id.measure_type.chamber == "senate":
        route = (*route[1::-1], *route[2:])
    return tuple(stage for stage in route if stage not in done)


_ROUTES = {
    Family.SIMPLE: (Stage.AGREED_TO,),
    Family.CONCURRENT: (Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE),
    Family.LAW: (Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.PRESENTED, Stage.ENACTED),
    Family.CONSTITUTION: (Stage.PASSED_HOUSE, Stage.PASSED_SENATE),
}
"""The decisions a House measure needs; a Senate measure has the first two in the other order."""
