"""The day to use for a measure's gaps if none is given."""

from __future__ import annotations

from billtrack.cosponsors.gaps import chamber_of
from billtrack.cosponsors.roster import Roster
from billtrack.cosponsors.rosters import latest_roster
from billtrack.cosponsors.signers import signers
from billtrack.model.measure import Measure
from billtrack.store.archive import Archive


def usual_roster(archive: Archive | None, measure: Measure) -> Roster:
    """Load the latest day of *measure*'s Congress with members.

    Committee seats only add reasons: an earlier day that has them is as good if the same people had signed.

    Raises:
        InputError: no members are loaded for that Congress.
        StoreError: there is no archive, or it cannot be read.
    """
    chamber = chamber_of(measure)

    def is_as_good(roster: Roster, latest: Roster) -> bool:
        return roster.has_seats(chamber) and signers(measure, on=roster.day) == signers(measure, on=latest.day)

    return latest_roster(archive, measure, chamber, is_as_good)
