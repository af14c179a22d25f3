"""Who has signed a measure: its sponsor and current cosponsors, each person once.

A sponsor is not a cosponsor and is in no tally, but both are signers.
"""

from __future__ import annotations

import datetime as dt

from billtrack.errors import InputError
from billtrack.model.measure import Cosponsor, Measure, Member, Sponsor
from billtrack.model.tally import is_standing


class Signer(Member, frozen=True):
    """A member as the measure names them."""

    is_sponsor: bool


def signers(measure: Measure, *, on: dt.date | None = None) -> tuple[Signer, ...]:
    """List the signers of *measure* at the end of *on* (``None``: as loaded), the sponsor first, nobody twice.

    Raises:
        InputError: the cosponsors are not loaded.
    """
    if measure.cosponsors is None:
        raise InputError(
            f"not loaded: the cosponsors of {measure.id}",
            hint=f"go online and run `billtrack sync {measure.id}`",
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
    named = {name: getattr(member, name) for name in Member.__struct_fields__}
    return Signer(**named, is_sponsor=isinstance(member, Sponsor))
