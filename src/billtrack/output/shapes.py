"""Parts that the JSON of several commands has, for the JSON Schemas; keys may be added.  Dates are ISO dates."""

from typing import Literal, NotRequired, TypedDict


class AnswerShape(TypedDict):
    """What every answer begins with."""

    schema_version: Literal[1]


class OfMeasureShape(TypedDict):
    """What every part about one measure begins with."""

    id: str
    measure: str


class RelationShape(TypedDict):
    """An official relation."""

    relationship_type: str | None
    identified_by: str | None


class NameShape(TypedDict):
    """A member by name."""

    bioguide_id: str
    name: str


class MemberShape(TypedDict):
    """A member, as the official documents name them."""

    bioguide_id: str | None
    name: str
    party: str | None
    state: str | None
    district: int | None


class FirstSponsorShape(MemberShape):
    """The member who became first sponsor."""

    as_printed: str
    since: str


class RollCallShape(TypedDict):
    """The name of a roll call."""

    chamber: str
    congress: int
    session: int
    roll_number: int


class TotalsShape(TypedDict):
    """Members counted by position."""

    yea: int
    nay: int
    present: int
    not_voting: int


class TallyShape(TypedDict):
    """Cosponsors counted."""

    current: int
    original: int
    added: int
    withdrawn: int
    by_party: dict[str, int]


SpanShape = TypedDict(
    "SpanShape",
    {
        "op": str,
        "text": str,
        "old": NotRequired[str],
        "class": NotRequired[str],
        "fragment": NotRequired[int],
    },
)
"""Words kept (``=``), deleted (``-``) or inserted (``+``)."""
