"""The facts of a measure a search can ask about, and whether one is as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from billtrack.model.measure import Committee, Measure, Subcommittee
from billtrack.model.query.tree import Fact, Field, Introduced, Is, Named
from billtrack.model.search_terms import terms


def fits(fact: Fact, value: str) -> bool:
    """Whether *value*, one the fact has, is as asked; days are ISO dates."""
    match fact:
        case Is(_, wanted):
            return value.startswith(wanted[:-1]) if wanted.endswith("*") else value == wanted
        case Named(_, wanted):
            return _terms_of(value).issuperset(wanted)
        case Introduced(since, until):
            return (since is None or since.isoformat() <= value) and (until is None or value <= until.isoformat())


@lru_cache(maxsize=8192)
def _terms_of(name: str) -> frozenset[str]:
    return frozenset(terms(name))


def values_of(field: Field, measure: Measure, stage: str) -> tuple[str, ...]:
    """The values *measure*, which is at *stage*, has of a fact; none where it is not known.

    ``Field.VERSION`` is none of them: it is a fact of a text.
    """
    of, _, attribute = field.value.partition(".")
    if of == "cosponsor":
        standing = (each for each in measure.cosponsors or () if each.sponsorship_withdrawn_date is None)
        return tuple(getattr(each, attribute) for each in standing)
    if of == "committee":
        return tuple(getattr(each, attribute) for each in _committees(measure))
    value = _ONE[field](measure, stage)
    return () if value is None else (value,)


_ONE: Mapping[Field, Callable[[Measure, str], str | None]] = MappingProxyType(
    {
        Field.TYPE: lambda measure, _: measure.id.measure_type.value,
        Field.CONGRESS: lambda measure, _: str(measure.id.congress),
        Field.STAGE: lambda _, stage: stage,
        Field.POLICY: lambda measure, _: measure.policy_area,
        Field.INTRODUCED: lambda measure, _: measure.introduced_date.isoformat() if measure.introduced_date else None,
        Field.PARTY: lambda measure, _: measure.sponsor.party if measure.sponsor else None,
        Field.SPONSOR_ID: lambda measure, _: measure.sponsor.bioguide_id if measure.sponsor else None,
        Field.SPONSOR_STATE: lambda measure, _: measure.sponsor.state if measure.sponsor else None,
        Field.SPONSOR_NAME: lambda measure, _: measure.sponsor.name if measure.sponsor else None,
    }
)
"""What reads a fact of which a measure has one value at most."""


def _committees(measure: Measure) -> Iterator[Committee | Subcommittee]:
    for committee in measure.committees or ():
        yield committee
        yield from committee.subcommittees
