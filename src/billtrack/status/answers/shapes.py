"""What ``status``, ``list`` and ``mark --json`` print, for their JSON Schemas; keys may be added."""

from typing import Literal, NotRequired, TypedDict

from billtrack.model.measure import Authority, Coverage, Position
from billtrack.output.shapes import FirstSponsorShape, MemberShape, TallyShape, TotalsShape
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


class RelatedShape(TypedDict):
    """An officially related measure."""

    id: str | None
    as_printed: str | None
    relationship_type: str | None
    identified_by: str | None


class LawShape(TypedDict):
    """The law a measure became."""

    number: str
    type: str


class StandingShape(TypedDict):
    """Where one measure stands; a part that is null and named in ``not_loaded`` is not loaded."""

    id: str
    measure: str
    congress: int
    type: str
    number: int
    title: str
    introduced_date: str | None
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


class StatusShape(TypedDict):
    """The answer of ``status``."""

    schema_version: Literal[1]
    measures: list[StandingShape]


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
