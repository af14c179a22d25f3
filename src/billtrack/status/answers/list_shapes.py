"""What ``list --json`` and ``mark --json`` print, for their JSON Schemas; keys may be added."""

from typing import Literal, TypedDict

from billtrack.model.measure import Position
from billtrack.status.answers.shapes import ActionShape
from billtrack.status.stages import Stage


class ListedShape(TypedDict):
    """One measure of the list; null is not loaded, or not set by the keeper."""

    id: str
    title: str
    stage: Stage
    latest_action: ActionShape | None
    cosponsors: int | None
    measure: str
    congress: int
    type: str
    number: int
    introduced_date: str | None
    sponsor: str | None
    policy_area: str | None
    committees: list[str]
    position: Position | None
    priority: int | None
    owner: str | None
    tags: list[str]


class ListShape(TypedDict):
    """The answer of ``list``."""

    schema_version: Literal[1]
    measures: list[ListedShape]


class MarkedShape(TypedDict):
    """What the keeper wrote into a record."""

    id: str
    measure: str
    position: Position | None
    priority: int | None
    owner: str | None
    tags: list[str]
    notes: str | None


class MarkShape(TypedDict):
    """The answer of ``mark``."""

    schema_version: Literal[1]
    measures: list[MarkedShape]
