"""Who signed a measure, each person once; which cosponsors to list, in which order, and how to count them.

A sponsor is not a cosponsor and is in no tally, but both are signers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from billtrack.errors import InputError
from billtrack.model.choices import CountBy, SortOrder
from billtrack.model.measure import Cosponsor, Measure, Member, Sponsor
from billtrack.model.tally import Tally, by_person, is_standing, signature_that_counts, tally
from billtrack.model.values import Value


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


class CosponsorFilter(Value, frozen=True, kw_only=True):
    """Which cosponsors to list; an empty or ``None`` field allows everyone.

    ``parties`` are letters, ``states`` postal codes.  ``since`` and ``until``, both inclusive, are dates of signing,
    or of withdrawing with ``only_withdrawn``.  ``on``: those who were cosponsors at the end of that day, or with
    ``only_withdrawn`` had withdrawn by then.
    """

    parties: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    only_original: bool = False
    only_withdrawn: bool = False
    on: dt.date | None = None

    def __contains__(self, cosponsor: Cosponsor) -> bool:
        return (
            (not self.parties or cosponsor.party in self.parties)
            and (not self.states or cosponsor.state in self.states)
            and (not self.only_original or cosponsor.is_original_cosponsor)
            and (self._withdrew(cosponsor) if self.only_withdrawn else self._signed(cosponsor))
        )

    def _signed(self, cosponsor: Cosponsor) -> bool:
        stood = self.on is None or is_standing(cosponsor, on=self.on)
        return stood and self._in_time(cosponsor.sponsorship_date)

    def _withdrew(self, cosponsor: Cosponsor) -> bool:
        day = cosponsor.sponsorship_withdrawn_date
        return day is not None and (self.on is None or day <= self.on) and self._in_time(day)

    def _in_time(self, day: dt.date) -> bool:
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


EVERYONE = CosponsorFilter()

_SORT_KEYS: dict[SortOrder, Callable[[Cosponsor], tuple[str, ...]]] = {
    SortOrder.NAME: lambda c: (c.name.casefold(),),
    SortOrder.PARTY: lambda c: (c.party, c.name.casefold()),
    SortOrder.STATE: lambda c: (c.state, c.name.casefold()),
    SortOrder.DATE: lambda c: (c.sponsorship_date.isoformat(),),
}
"""The first value of each is also what cosponsors are counted by."""


def chosen(cosponsors: Iterable[Cosponsor], wanted: CosponsorFilter, order: SortOrder) -> tuple[Cosponsor, ...]:
    """List the cosponsors *wanted* in *order*; ties keep the official order."""
    found = [cosponsor for cosponsor in cosponsors if cosponsor in wanted]
    return tuple(found if order is SortOrder.OFFICIAL else sorted(found, key=_SORT_KEYS[order]))


class CosponsorGroup(Value, frozen=True):
    """The count of cosponsors who share a party letter, a state or a sponsorship date."""

    key: str
    tally: Tally


def tallies_by(
    cosponsors: Iterable[Cosponsor], key: CountBy, *, on: dt.date | None = None
) -> tuple[CosponsorGroup, ...]:
    """Count *cosponsors* by *key* as of a day: parties and states largest first, dates oldest first.

    Each person is in one group, that of the signature that counts.
    """
    members: dict[str, list[Cosponsor]] = {}
    for signatures in by_person(cosponsors):
        name = _SORT_KEYS[SortOrder(key)](signature_that_counts(signatures, on=on))[0]
        members.setdefault(name, []).extend(signatures)
    groups = [CosponsorGroup(name, tally(group, on=on)) for name, group in members.items()]
    if key is CountBy.DATE:
        return tuple(sorted(groups, key=lambda group: group.key))
    return tuple(sorted(groups, key=lambda group: (-group.tally.current, group.key)))


class MeasureCosponsors(Value, frozen=True):
    """The cosponsors of one measure: ``tally`` counts all, ``listed`` and ``groups`` have those wanted.

    All three are ``None`` if no cosponsors are loaded; ``groups`` also unless a count was requested.
    """

    measure: Measure
    tally: Tally | None
    listed: tuple[Cosponsor, ...] | None
    groups: tuple[CosponsorGroup, ...] | None


def measure_cosponsors(
    measure: Measure,
    wanted: CosponsorFilter = EVERYONE,
    order: SortOrder = SortOrder.OFFICIAL,
    by: CountBy | None = None,
) -> MeasureCosponsors:
    """List the cosponsors of *measure* that are *wanted*, and count them *by* a key if one is given."""
    if measure.cosponsors is None:
        return MeasureCosponsors(measure, None, None, None)
    listed = chosen(measure.cosponsors, wanted, order)
    groups = tallies_by(listed, by, on=wanted.on) if by else None
    return MeasureCosponsors(measure, tally(measure.cosponsors, on=wanted.on), listed, groups)
