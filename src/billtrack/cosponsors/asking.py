"""Who to ask next about a measure: every member who has not signed, as of the latest day the loaded files cover."""

from __future__ import annotations

import datetime as dt

from billtrack.cosponsors.gaps import EVERYBODY, Gaps, chamber_of, gaps
from billtrack.cosponsors.reasons import RelatedSigners, beside
from billtrack.cosponsors.roster import Roster
from billtrack.cosponsors.rosters import latest_roster
from billtrack.cosponsors.signers import signers
from billtrack.errors import InputError, StoreError
from billtrack.model.measure import Measure
from billtrack.model.values import Value
from billtrack.store.library import Holdings
from billtrack.votes.outcome import Yeas, yeas_on
from billtrack.votes.senators import senators_of


class AskNext(Value, frozen=True):
    """Who has not signed a measure, or why that is not known."""

    measure: Measure
    gaps: Gaps | InputError | StoreError


def ask_next(measure: Measure, holdings: Holdings) -> AskNext:
    """Find who to ask next about *measure*."""
    try:
        roster = latest_roster(
            holdings.archive, measure, chamber_of(measure), lambda each, latest: has_reasons(each, latest, measure)
        )
        related = related_signers(measure, holdings, on=roster.day)
        return AskNext(measure, gaps(measure, roster, wanted=EVERYBODY, related=related, picked_day=True))
    except (InputError, StoreError) as error:
        return AskNext(measure, error)


def related_signers(measure: Measure, holdings: Holdings, *, on: dt.date) -> tuple[RelatedSigners, ...]:
    """Give the related measures held, with who had signed them on a day and who voted yea on them."""
    senators = senators_of(holdings.senators)

    def yeas(other: Measure) -> Yeas | None:
        return yeas_on(other, chamber_of(measure), holdings.vote, senators, on=on)

    return beside(measure, holdings.related(measure), on=on, yeas=yeas)


def has_reasons(roster: Roster, latest: Roster, measure: Measure) -> bool:
    """Whether *roster* has committee seats to give as reasons, and nobody signed between it and *latest*.

    Seats only add reasons: an earlier day that has them is as good as the latest one if the same people had signed.
    """
    return roster.has_seats(chamber_of(measure)) and signers(measure, on=roster.day) == signers(measure, on=latest.day)
