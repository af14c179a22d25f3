"""Who signed which of several measures: all, some or only one; and the same for each state's delegation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from billtrack.cosponsors.selection import Signer, signers
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.tally import largest_first
from billtrack.model.values import Value

NO_SENATORS = frozenset({"DC", "PR", "GU", "VI", "AS", "MP"})
"""Places with a delegate in the House and no senators."""


class Signatures(Value, frozen=True):
    """One person and the measures they signed, in the order asked about; ``sponsored`` are among them."""

    who: Signer
    signed: tuple[MeasureId, ...]
    sponsored: tuple[MeasureId, ...]


class SignerGroup(Value, frozen=True):
    """Everybody who signed exactly these of the measures asked about."""

    signed: tuple[MeasureId, ...]
    people: tuple[Signer, ...]


class Delegation(Value, frozen=True):
    """The signers of one state; ``counts`` has a number for each measure asked about, in order."""

    state: str
    counts: tuple[int, ...]
    people: tuple[Signer, ...]

    def by_party(self) -> tuple[tuple[str, int], ...]:
        """Its signers counted by party, largest first."""
        return largest_first(who.party for who in self.people)

    def cross_party_pairs(self) -> int:
        """Count the pairs of its signers with different party letters."""
        return sum(one * other for (_, one), (_, other) in combinations(self.by_party(), 2))


class ChamberPair(Value, frozen=True):
    """A House and a Senate measure: the states whose members signed in both chambers, or in only one.

    States are in alphabetical order.  ``without_senators``: places without senators whose delegate signed.
    """

    house: MeasureId
    senate: MeasureId
    both: tuple[str, ...]
    house_only: tuple[str, ...]
    senate_only: tuple[str, ...]
    without_senators: tuple[str, ...]


class Overlap(Value, frozen=True):
    """The signatures of several measures compared.

    ``people``: everybody, by name.  ``groups``: those who signed all measures first, perhaps nobody, then fewer.
    ``delegations``: largest first.  ``pairs``: every House measure with every Senate one.
    """

    measures: tuple[MeasureId, ...]
    people: tuple[Signatures, ...]
    groups: tuple[SignerGroup, ...]
    delegations: tuple[Delegation, ...]
    pairs: tuple[ChamberPair, ...]

    def signers_of(self, measure: MeasureId) -> tuple[Signer, ...]:
        """Everybody who signed *measure*."""
        return tuple(each.who for each in self.people if measure in each.signed)


def overlap(measures: Sequence[Measure]) -> Overlap:
    """Compare who signed *measures*, two or more different ones; a sponsor counts as a signer.

    Raises:
        InputError: the cosponsors of one are not loaded.
    """
    ids = tuple(measure.id for measure in measures)
    people = _people(measures)
    return Overlap(ids, people, _groups(ids, people), _delegations(ids, people), _pairs(ids, people))


def _people(measures: Sequence[Measure]) -> tuple[Signatures, ...]:
    by_member: dict[str, Signatures] = {}
    for measure in measures:
        for who in signers(measure):
            before = by_member.get(who.bioguide_id, Signatures(who, (), ()))
            sponsored = (*before.sponsored, measure.id) if who.is_sponsor else before.sponsored
            by_member[who.bioguide_id] = Signatures(before.who, (*before.signed, measure.id), sponsored)
    return tuple(sorted(by_member.values(), key=lambda each: (each.who.name.casefold(), each.who.bioguide_id)))


def _groups(ids: tuple[MeasureId, ...], people: Sequence[Signatures]) -> tuple[SignerGroup, ...]:
    by_measures: dict[tuple[MeasureId, ...], list[Signer]] = {ids: []}
    for each in people:
        by_measures.setdefault(each.signed, []).append(each.who)
    in_order = sorted(by_measures.items(), key=lambda group: (-len(group[0]), [ids.index(each) for each in group[0]]))
    return tuple(SignerGroup(signed, tuple(who)) for signed, who in in_order)


def _delegations(ids: tuple[MeasureId, ...], people: Sequence[Signatures]) -> tuple[Delegation, ...]:
    by_state: dict[str, list[Signatures]] = {}
    for each in people:
        by_state.setdefault(each.who.state, []).append(each)
    delegations = (
        Delegation(
            state,
            tuple(sum(measure in each.signed for each in group) for measure in ids),
            tuple(each.who for each in group),
        )
        for state, group in by_state.items()
    )
    return tuple(sorted(delegations, key=lambda each: (-len(each.people), each.state)))


def _pairs(ids: Sequence[MeasureId], people: Sequence[Signatures]) -> tuple[ChamberPair, ...]:
    house = [each for each in ids if each.measure_type.chamber == "house"]
    senate = [each for each in ids if each.measure_type.chamber == "senate"]
    return tuple(_pair(one, other, people) for one in house for other in senate)


def _pair(house: MeasureId, senate: MeasureId, people: Sequence[Signatures]) -> ChamberPair:
    in_house, in_senate = (
        frozenset(each.who.state for each in people if measure in each.signed) for measure in (house, senate)
    )
    return ChamberPair(
        house=house,
        senate=senate,
        both=tuple(sorted(in_house & in_senate)),
        house_only=tuple(sorted(in_house - in_senate - NO_SENATORS)),
        senate_only=tuple(sorted(in_senate - in_house)),
        without_senators=tuple(sorted(in_house & NO_SENATORS - in_senate)),
    )
