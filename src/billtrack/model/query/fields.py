"""The table of search filters: the one declaration of each.

The parser reads values with ``read``.  The archive finds them in ``places``.  Help and completion show ``help`` and
``choices``.  Facets count the filters that name a ``facet``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from billtrack.model.identifiers import MeasureType
from billtrack.model.lawmaking import Stage
from billtrack.model.query.filter_values import (
    read_committee,
    read_introduced,
    read_member,
    read_name,
    read_one,
    read_types,
    read_version,
)
from billtrack.model.query.tree import Fact, Field
from billtrack.model.query.typed import TYPE_GROUPS, read_congress, read_party, read_stage
from billtrack.model.states_parties import PARTIES
from billtrack.model.values import Value


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
        "congress", "number of the Congress", read_one(Field.CONGRESS, read_congress), _measures(CONGRESS="congress")
    ),
    Filter(
        "stage",
        "where the measure stands",
        read_one(Field.STAGE, read_stage),
        _measures(STAGE="stage"),
        choices=tuple(stage.value for stage in Stage),
        facet="stage",
    ),
    Filter(
        "party",
        "party of the sponsor",
        read_one(Field.PARTY, read_party),
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
