"""The table of search filters: the one declaration of each.

The parser reads a value, the part after the colon, with ``read``.  The archive finds it in ``places``.  Help and
completion show ``help`` and ``choices``.  Facets count the filters that name a ``facet``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from billtrack.errors import InputError
from billtrack.model import days
from billtrack.model.lawmaking import Stage
from billtrack.model.measure_names import MeasureType
from billtrack.model.query import typed
from billtrack.model.query.tree import Fact, Field, Introduced, Is, Named
from billtrack.model.query.typed import TYPE_GROUPS, UnreadableError
from billtrack.model.search_terms import terms
from billtrack.model.states_parties import PARTIES
from billtrack.model.values import Value
from billtrack.model.versions import parse_version_code


class FactPlace(Value, frozen=True):
    """Where an archive keeps a fact.

    ``table`` is ``measures``, ``texts``, or a table with several rows for one measure.
    """

    table: str
    column: str

    @property
    def is_single(self) -> bool:
        """Whether a measure, or a text, has at most one value."""
        return self.table in {"measures", "texts"}


class Filter(Value, frozen=True):
    """One filter, ``key:value``.

    ``read`` turns a value into the facts it asks for, one of which must hold; it raises ``UnreadableError``.
    ``choices`` are the values to complete; empty where there are too many to list.  ``facet`` is the name its counts
    have, if it is counted.
    """

    key: str
    help: str
    read: Callable[[str], list[Fact]]
    places: Mapping[Field, FactPlace]
    choices: tuple[str, ...] = ()
    facet: str | None = None

    @property
    def is_single(self) -> bool:
        """Whether a measure has at most one value, so that the filter given twice asks for either."""
        return all(place.is_single for place in self.places.values())


def read_types(value: str) -> list[Fact]:
    """Read a type of measure, or a group of types."""
    kinds = typed.read_types(value)
    return [Is(Field.TYPE, kind.value) for kind in MeasureType if kind in kinds]


def read_one(field: Field, read: Callable[[str], object]) -> Callable[[str], list[Fact]]:
    """Read a value that stands for one fact, as *read* reads it."""
    return lambda value: [Is(field, str(read(value)))]


def read_name(field: Field) -> Callable[[str], list[Fact]]:
    """Read words of a name: all of them, in any order."""
    return lambda value: [Named(field, _name(value))]


def read_version(value: str) -> list[Fact]:
    """Read a version code."""
    try:
        return [Is(Field.VERSION, parse_version_code(value))]
    except InputError:
        raise UnreadableError("expected a version code, as ih, eh or enr") from None


def read_member(of: str) -> Callable[[str], list[Fact]]:
    """Read a member: a Bioguide ID, a state by its code, or words of a name, which may be that of a state."""

    def read(value: str) -> list[Fact]:
        bioguide = typed.read_bioguide(value)
        if bioguide is not None:
            return [Is(Field(f"{of}.bioguide_id"), bioguide)]
        state = [Is(Field(f"{of}.state"), typed.read_state(value))] if typed.is_state(value) else []
        return [*state] if len(value) == 2 and state else [*state, Named(Field(f"{of}.name"), _name(value))]

    return read


def read_committee(value: str) -> list[Fact]:
    """Read a committee: its code, four letters (``hsfa``) for it and its subcommittees, or words of its name."""
    code = typed.read_committee_code(value)
    if code is not None:
        return [Is(Field.COMMITTEE_CODE, code if len(code) == 6 else f"{code}*")]
    return [Named(Field.COMMITTEE_NAME, _name(value))]


def _name(value: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(terms(value)))
    if not found:
        raise UnreadableError("expected a name")
    return found


def read_introduced(value: str) -> list[Fact]:
    """Read a day, a month, a year, or a range of them; a range may be open at one end."""
    first, dots, last = value.partition("..")
    last = last.lstrip(".")
    if not dots:
        return [Introduced(*_days(first))]
    if not first and not last:
        raise UnreadableError(_DATES)
    return [Introduced(_days(first).first if first else None, _days(last).last if last else None)]


_DATES = "expected a year, month or day, or a range: 2025, 2025-01, 2025-01-31..2025-06, 2025-01.."


def _days(text: str) -> days.Days:
    try:
        return days.read_days(text)
    except UnreadableError as problem:
        raise UnreadableError(_DATES if "not a date" in str(problem) else str(problem)) from None


def _measures(**columns: str) -> Mapping[Field, FactPlace]:
    return _in("measures", **columns)


def _in(table: str, **columns: str) -> Mapping[Field, FactPlace]:
    return MappingProxyType({Field[name]: FactPlace(table, column) for name, column in columns.items()})


_ALL = (
    Filter(
        "type",
        "type of measure",
        read_types,
        _measures(TYPE="type"),
        choices=(*(kind.value for kind in MeasureType), *TYPE_GROUPS),
        facet="type",
    ),
    Filter(
        "congress",
        "number of the Congress",
        read_one(Field.CONGRESS, typed.read_congress),
        _measures(CONGRESS="congress"),
    ),
    Filter(
        "stage",
        "where the measure stands",
        read_one(Field.STAGE, typed.read_stage),
        _measures(STAGE="stage"),
        choices=tuple(stage.value for stage in Stage),
        facet="stage",
    ),
    Filter(
        "party",
        "party of the sponsor",
        read_one(Field.PARTY, typed.read_party),
        _measures(PARTY="sponsor_party"),
        choices=tuple(PARTIES),
        facet="party",
    ),
    Filter("policy", "policy area", read_name(Field.POLICY), _measures(POLICY="policy_area")),
    Filter("subject", "legislative subject", read_name(Field.SUBJECT), _in("subjects", SUBJECT="name")),
    Filter("version", "version of the text", read_version, _in("texts", VERSION="version_code")),
    Filter(
        "introduced", "date or range of dates", read_introduced, _measures(INTRODUCED="introduced_date"), facet="month"
    ),
    Filter(
        "sponsor",
        "name, state or bioguide id",
        read_member("sponsor"),
        _measures(SPONSOR_ID="sponsor", SPONSOR_STATE="sponsor_state", SPONSOR_NAME="sponsor_name"),
    ),
    Filter(
        "cosponsor",
        "name, state or bioguide id; withdrawn cosponsors do not count",
        read_member("cosponsor"),
        _in("cosponsors", COSPONSOR_ID="bioguide_id", COSPONSOR_STATE="state", COSPONSOR_NAME="name"),
    ),
    Filter(
        "committee",
        "name or code; a code of four letters includes its subcommittees",
        read_committee,
        _in("committees", COMMITTEE_CODE="system_code", COMMITTEE_NAME="name"),
    ),
)
FILTERS: Mapping[str, Filter] = MappingProxyType({each.key: each for each in _ALL})
"""Every filter by its key."""
PLACES: Mapping[Field, FactPlace] = MappingProxyType(
    {field: place for each in _ALL for field, place in each.places.items()}
)
"""Where an archive keeps each fact."""
FACETS: Mapping[str, Field] = MappingProxyType({each.facet: next(iter(each.places)) for each in _ALL if each.facet})
"""The facts a search counts, by the name of the facet; the month is that of introduction."""
