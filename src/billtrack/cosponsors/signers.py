"""Who has put their name to a measure: its sponsor and the cosponsors standing, each person once.

A sponsor is no cosponsor and is in no tally; whoever asks who supports a measure, or who is left to ask, counts both.
"""

from __future__ import annotations

import datetime as dt

from billtrack.errors import InputError
from billtrack.model.measure import Cosponsor, Measure, Sponsor
from billtrack.model.tally import is_standing
from billtrack.model.values import Value


class Signer(Value, frozen=True):
    """A member as the measure names them; ``district`` is ``None`` for a senator and where the source has none."""

    bioguide_id: str
    name: str
    party: str
    state: str
    district: int | None
    is_sponsor: bool


def signers(measure: Measure, *, on: dt.date | None = None) -> tuple[Signer, ...]:
    """List who stood behind *measure* at the end of *on* (``None``: as loaded), the sponsor first, no one twice.

    Raises:
        InputError: the record has no cosponsors and does not say there are none.
    """
    if measure.cosponsors is None:
        raise InputError(
            f"the cosponsors of {measure.id} are not loaded",
            hint=f"`billtrack sync {measure.id}` loads them, on a connected machine",
        )
    people: dict[str, Signer] = {}
    introduced = on is None or measure.introduced_date is None or measure.introduced_date <= on
    if measure.sponsor is not None and introduced:
        people[measure.sponsor.bioguide_id] = _signer(measure.sponsor)
    for cosponsor in measure.cosponsors:
        if is_standing(cosponsor, on=on):
            people.setdefault(cosponsor.bioguide_id, _signer(cosponsor))
    return tuple(people.values())


def _signer(member: Sponsor | Cosponsor) -> Signer:
    return Signer(
        bioguide_id=member.bioguide_id,
        name=member.name,
        party=member.party,
        state=member.state,
        district=member.district,
        is_sponsor=isinstance(member, Sponsor),
    )
