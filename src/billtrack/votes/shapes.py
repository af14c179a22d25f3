"""What ``votes --json`` prints, for its JSON Schema; keys may be added."""

from typing import Literal, NotRequired, TypedDict

from billtrack.output.shapes import AnswerShape, MemberShape, OfMeasureShape, RollCallShape, TotalsShape


class CosponsorTotalsShape(TotalsShape):
    """Cosponsors counted by position."""

    absent: int


class DisagreementShape(TypedDict):
    """Two sources that contradict each other."""

    one: str
    other: str


class ActionTotalsShape(TypedDict):
    """The count in the words of an official action."""

    yea: int
    nay: int


class PositionShape(MemberShape):
    """How a member voted."""

    lis_id: str | None
    position: str
    vote_cast: str
    is_cosponsor: bool | None


class VoteShape(RollCallShape):
    """A roll call; where ``coverage`` is ``none`` its file is not loaded, and what the file would tell is null."""

    date: str
    question: str | None
    kind: str | None
    result: str | None
    requirement: str | None
    totals: TotalsShape | None
    by_party: dict[str, TotalsShape] | None
    cosponsors: CosponsorTotalsShape | None
    disagreements: list[DisagreementShape]
    coverage: Literal["complete", "none"]
    source: str | None
    sha256: str | None
    time: str | None
    is_deciding: bool
    amendment: str | None
    measure: str | None
    question_kind: str | None
    candidates: dict[str, int] | None
    tie_breaker: str | None
    action_totals: ActionTotalsShape | None
    unresolved: int | None
    modified: str | None
    positions: NotRequired[list[PositionShape] | None]


class MeasureVotesShape(OfMeasureShape):
    """The roll calls of a measure."""

    votes: list[VoteShape]


class VotesShape(AnswerShape):
    """The answer of ``votes``."""

    measures: list[MeasureVotesShape]
