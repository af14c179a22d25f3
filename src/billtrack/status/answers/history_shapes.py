"""What ``history --json`` prints, for its JSON Schema; keys may be added."""

from typing import Literal, NotRequired, TypedDict

from billtrack.output.shapes import MemberShape, TotalsShape
from billtrack.status.answers.shapes import ActionShape
from billtrack.status.stages import Stage


class RowShape(TypedDict):
    """A row of an official file."""

    action_date: str
    action_time: str | None
    source_system: str | None
    action_code: str | None
    type: str | None
    text: str | None


class CommitteeNameShape(TypedDict):
    """A committee."""

    system_code: str
    name: str


class CitedVoteShape(TypedDict):
    """A roll call that an event cites."""

    chamber: str
    congress: int
    session: int
    roll_number: int
    totals: TotalsShape
    by_party: dict[str, TotalsShape]


class EventShape(TypedDict):
    """An event, and the official rows that tell it."""

    action_date: str
    action_time: str | None
    text: str | None
    stage: Stage | None
    explanation: str | None
    committees: list[CommitteeNameShape]
    actions: list[RowShape]
    votes: list[CitedVoteShape]


class RecordedVoteShape(TypedDict):
    """A roll call about an amendment, by the official file."""

    chamber: str
    congress: int
    session: int
    roll_number: int
    date: str | None
    url: str | None


class AmendmentShape(TypedDict):
    """An amendment, and what became of it."""

    amendment_type: str
    number: int
    congress: int
    sponsor: MemberShape | None
    purpose: str | None
    description: str | None
    submitted_date: str | None
    amended_amendment: str | None
    amends: str | None
    disposition: str
    disposition_date: str | None
    action: str | None
    vote: str | None
    recorded_votes: list[RecordedVoteShape]
    actions: list[ActionShape] | None


class MeasureHistoryShape(TypedDict):
    """The history of a measure, or with ``--amendments`` its amendments; null is not loaded."""

    id: str
    measure: str
    title: str
    history: NotRequired[list[EventShape] | None]
    amendments: NotRequired[list[AmendmentShape] | None]


class HistoryShape(TypedDict):
    """The answer of ``history``."""

    schema_version: Literal[1]
    measures: list[MeasureHistoryShape]
