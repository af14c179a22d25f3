"""Who to ask next about a measure: every member who has not signed, as of the latest day the loaded files cover."""

from __future__ import annotations

from billtrack.cosponsors.gaps import Gaps
from billtrack.cosponsors.gaps_request import find_gaps
from billtrack.errors import InputError, StoreError
from billtrack.model.measure import Measure
from billtrack.model.values import Value
from billtrack.store.library import Holdings


class AskNext(Value, frozen=True):
    """Who has not signed a measure, or why that is not known."""

    measure: Measure
    gaps: Gaps | InputError | StoreError


def ask_next(measure: Measure, holdings: Holdings) -> AskNext:
    """Find who to ask next about *measure*."""
    try:
        return AskNext(measure, find_gaps(measure, holdings))
    except (InputError, StoreError) as error:
        return AskNext(measure, error)
