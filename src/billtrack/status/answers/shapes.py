"""What ``status``, ``history``, ``list`` and ``mark --json`` print, for their JSON Schemas; keys may be added."""

from typing import NotRequired, TypedDict

from billtrack.model.choices import Position
from billtrack.model.measure import Authority, Coverage
from billtrack.output.shapes import (
    AnswerShape,
    FirstSponsorShape,
    MemberShape,
    OfMeasureShape,
    RelationShape,
    RollCallShape,
    TallyShape,
    TotalsShape,
)
from billtrack.status.stages import Stage


class ActionShape(TypedDict):
    """An action; dates are ISO dates."""

    action_date: str
    text: str | None


class OutcomeShape(TypedDict):
    """How the measure ended; null for what the source does not say."""

    result: str
    chamber: str | None
    date: str
    mode: str | None
    vote: str | None
    roll_number: int | None
    as_amended: bool | None
    preamble: str | None
    title_amended: bool | None
    action: str | None
    totals: NotRequired[TotalsShape]
    by_party: NotRequired[dict[str, TotalsShape]]


class NextShape(TypedDict):
    """What comes next, and who does it."""

    who: str
    what: str


class ActivityShape(TypedDict):
    """What a committee did."""

    name: str
    date: str | None


class CommitteeShape(TypedDict):
    """A committee of the measure."""

    system_code: str
    name: str
    chamber: str | None
    activities: list[ActivityShape]


class VersionShape(TypedDict):
    """A text version."""

    version_code: str
    date: str | None
    coverage: Coverage
    authority: Authority | None


class RelatedShape(RelationShape):
    """An officially related measure."""

    id: str | None
    as_printed: str | None


class LawShape(TypedDict):
    """The law a measure became."""

    number: str
    type: str


class NamedMeasureShape(OfMeasureShape):
    """A measure by its number and title."""

    congress: int
    type: str
    number: int
    title: str
    introduced_date: str | None


class StandingShape(NamedMeasureShape):
    """Where one measure stands; a part that is null and named in ``not_loaded`` is not loaded."""

    sponsor: MemberShape | None
    stage: Stage
    stage_date: str | None
    final: bool
    outcome: OutcomeShape | None
    status_usc: str | None
    latest_action: ActionShape | None
    next: NextShape | None
    cosponsors: TallyShape | None
    committees: list[CommitteeShape] | None
    text_versions: list[VersionShape] | None
    related_measures: list[RelatedShape] | None
    problems: list[str]
    as_of: str | None
    first_sponsor: FirstSponsorShape | None
    is_old: bool
    held_back: list[str]
    text_notes: dict[str, str]
    calendar: str | None
    law: LawShape | None
    unrecognised: list[ActionShape]
    computed: list[str]
    not_loaded: list[str]


class StatusShape(AnswerShape):
    """The answer of ``status``."""

    measures: list[StandingShape]


class ListedShape(NamedMeasureShape):
    """One measure of the list; null is not loaded, or not set by the keeper."""

    stage: Stage
    latest_action: ActionShape | None
    cosponsors: int | None
    sponsor: str | None
    policy_area: str | None
    committees: list[str]
    position: Position | None
    priority: int | None
    owner: str | None
    tags: list[str]


class ListShape(AnswerShape):
    """The answer of ``list``."""

    measures: list[ListedShape]


class MarkedShape(OfMeasureShape):
    """What the keeper wrote into a record."""

    position: Position | None
    priority: int | None
    owner: str | None
    tags: list[str]
    notes: str | None


class MarkShape(AnswerShape):
    """The answer of ``mark``."""

    measures: list[MarkedShape]


class RowShape(ActionShape):
    """A row of an official file."""

    action_time: str | None
    source_system: str | None
    action_code: str | None
    type: str | None


class CommitteeNameShape(TypedDict):
    """A committee."""

    system_code: str
    name: str


class CitedVoteShape(RollCallShape):
    """A roll call that an event cites."""

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


class RecordedVoteShape(RollCallShape):
    """A roll call about an amendment, by the official file."""

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


class MeasureHistoryShape(OfMeasureShape):
    """The history of a measure, or with ``--amendments`` its amendments; null is not loaded."""

    title: str
    history: NotRequired[list[EventShape] | None]
    amendments: NotRequired[list[AmendmentShape] | None]


class HistoryShape(AnswerShape):
    """The answer of ``history``."""

    measures: list[MeasureHistoryShape]
