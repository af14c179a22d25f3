"""The typed arguments and results of the tools, from which their JSON Schemas are made.

Results are described one level deep: the keys of the command's JSON and the kind of each value.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, TypeAlias, get_args

import msgspec
from msgspec import UNSET, Meta, UnsetType

from billtrack.search.companions import LEAST_SIMILARITY, USUAL_SIMILARITY

Name = Annotated[str, Meta(min_length=1, max_length=500)]
Letters = Annotated[str, Meta(min_length=1, max_length=20)]
Cursor = Annotated[str, Meta(max_length=30)]
Rows: TypeAlias = list[dict[str, Any]]
Object: TypeAlias = dict[str, Any]


class Arguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The arguments of a tool; unknown ones are refused."""


class NoArguments(Arguments, frozen=True):
    """No arguments."""


class OfMeasure(Arguments, frozen=True):
    """One measure."""

    measure: Name


class OfMeasures(Arguments, frozen=True):
    """Several measures."""

    measures: Annotated[list[Name], Meta(min_length=1, max_length=20)]


class FindMeasures(Arguments, frozen=True):
    """A query in the language of ``billtrack help search``."""

    query: Name
    cursor: Cursor | None = None


class ReadText(Arguments, frozen=True):
    """A text or a clause by its address."""

    text: Annotated[Name, Meta(description="hres351-115, hres351-115@ih or hres351-115@ih/whereas/4")]
    cursor: Cursor | None = None


class Compare(Arguments, frozen=True):
    """Two texts."""

    old: Name
    new: Name
    cursor: Cursor | None = None


class Cosponsors(Arguments, frozen=True):
    """A measure, and which cosponsors to list."""

    measure: Name
    party: Letters | None = None
    state: Letters | None = None
    as_of: dt.date | None = None


class OverlapGaps(Arguments, frozen=True):
    """Several measures for the overlap; one for the gaps, and whom to list."""

    measures: Annotated[list[Name], Meta(min_length=1, max_length=10)]
    committee: Name | None = None
    state: Letters | None = None
    party: Letters | None = None
    cursor: Cursor | None = None


class Votes(Arguments, frozen=True):
    """A measure, one of its roll calls, and which members to list."""

    measure: Name
    roll: Annotated[int, Meta(ge=1, le=9999)] | None = None
    who: Literal["nobody", "members", "cosponsors", "against_party"] = "nobody"
    position: Annotated[list[Literal["yea", "nay", "present", "not_voting"]], Meta(max_length=4)] = []


class Companions(Arguments, frozen=True):
    """A measure, and the least similarity of a companion."""

    measure: Name
    min: Annotated[float, Meta(ge=LEAST_SIMILARITY, le=1)] = USUAL_SIMILARITY


class Changes(Arguments, frozen=True):
    """Since when, and of which measure."""

    since: dt.date | None = None
    measure: Name | None = None
    cursor: Cursor | None = None


class CheckQuote(Arguments, frozen=True):
    """Quotations, and the measure they are said to be from."""

    quotes: Annotated[list[Annotated[str, Meta(min_length=1, max_length=5_000)]], Meta(min_length=1, max_length=10)]
    measure: Name | None = None


def _result(name: str, **keys: Any) -> type[msgspec.Struct]:  # noqa: ANN401 - types, which have no type
    """Declare the keys of a result; one that may be left out is ``| UnsetType``.

    Every result has ``availability`` too, which says what is none, not loaded, not published or failed.
    """
    every = {**keys, "schema_version": int, "availability": Object}
    fields = [(key, kind, UNSET) if UnsetType in get_args(kind) else (key, kind) for key, kind in every.items()]
    return msgspec.defstruct(name, fields, frozen=True, kw_only=True)


MeasuresResult = _result("MeasuresResult", measures=Rows)
FoundResult = _result("FoundResult", total=int, hits=Rows, scanned=Object, failed=list[str], next_cursor=str | None)
TextResult = _result("TextResult", measures=Rows, total=int, next_cursor=str | None)
ComparisonResult = _result(
    "ComparisonResult",
    identical=bool | None,
    old=Object,
    new=Object,
    summary=Object,
    units=Rows,
    total=int,
    next_cursor=str | None,
)
SignersResult = _result(
    "SignersResult",
    measures=Rows,
    total=int,
    next_cursor=str | None,
    groups=Rows | UnsetType,
    people=Rows | UnsetType,
)
PairsResult = _result("PairsResult", method=str, scanned=Object, pairs=Rows)
LogResult = _result("LogResult", changes=Rows, total=int, failed=list[str], next_cursor=str | None)
QuotesResult = _result("QuotesResult", quotes=Rows, scanned=Object, not_loaded=list[str], failed=list[str])
CoverageResult = _result("CoverageResult", records=Object, archive=Object | None, members=Object)


def schema_of(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """Make the JSON Schema of *shape*, without references, titles and words for programmers."""
    _, components = msgspec.json.schema_components((shape,), ref_template="{name}")
    schema: dict[str, Any] = components[shape.__name__]
    kept = ("type", "properties", "required", "additionalProperties")
    return {key: schema[key] for key in kept if schema.get(key) not in (None, [])}


def arguments_schema(shape: type[Arguments]) -> dict[str, Any]:
    """Make the JSON Schema of arguments; one that may be left out is described as if it were given."""
    schema = schema_of(shape)
    given = {name: _given(value) for name, value in schema["properties"].items()}
    return {**schema, "properties": given}


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    return kinds[0] if len(kinds) == 1 else schema
