"""What ``cosponsors``, ``overlap`` and ``gaps --json`` print, for their JSON Schemas; keys may be added."""

from typing import Literal, NotRequired, TypedDict

from billtrack.output.shapes import AnswerShape, FirstSponsorShape, MemberShape, NameShape, OfMeasureShape, TallyShape
from billtrack.status.stages import Stage


class CosponsorShape(MemberShape):
    """A cosponsor."""

    sponsorship_date: str
    is_original_cosponsor: bool
    sponsorship_withdrawn_date: str | None


class SignedAgainShape(NameShape):
    """A member who signed, withdrew and signed again."""

    sponsorship_dates: list[str]


class GroupShape(TallyShape):
    """The cosponsors of a party, a state or a day, as ``--by`` says."""

    party: NotRequired[str]
    state: NotRequired[str]
    date: NotRequired[str]


class PassageShape(TypedDict):
    """What happened on a day."""

    text: str | None
    stage: Stage | None


class GrowthShape(TallyShape):
    """The cosponsors at the end of a day, and who came and went on it."""

    date: str
    joined: list[str]
    withdrew: list[str]
    actions: list[PassageShape]


class SignedShape(OfMeasureShape):
    """The cosponsors of a measure, or with ``--growth`` how they grew; null is not loaded."""

    sponsor: NotRequired[MemberShape | None]
    tally: NotRequired[TallyShape | None]
    cosponsors: NotRequired[list[CosponsorShape] | None]
    signed_again: NotRequired[list[SignedAgainShape]]
    as_of: NotRequired[str]
    groups: NotRequired[list[GroupShape]]
    growth: NotRequired[list[GrowthShape] | None]


class CosponsorsShape(AnswerShape):
    """The answer of ``cosponsors``."""

    measures: list[SignedShape]


class SignersShape(OfMeasureShape):
    """How many signed a measure; ``sponsor`` is a Bioguide ID."""

    signers: int
    sponsor: str | None
    by_party: dict[str, int]


class SharedShape(TypedDict):
    """Those who signed exactly these measures."""

    signed: list[str]
    signers: int
    by_party: dict[str, int]
    by_state: dict[str, int]
    members: list[str]


class DelegationShape(TypedDict):
    """The signers of a state."""

    state: str
    signers: int
    by_measure: dict[str, int]
    by_party: dict[str, int]
    cross_party_pairs: int
    members: list[str]


class ChamberPairShape(TypedDict):
    """States whose members signed a House and a Senate measure."""

    house: str
    senate: str
    both: list[str]
    house_only: list[str]
    senate_only: list[str]
    without_senators: list[str]


class OverlapShape(AnswerShape):
    """The answer of ``overlap``."""

    measures: list[SignersShape]
    groups: list[SharedShape]
    delegations: list[DelegationShape]
    chamber_pairs: list[ChamberPairShape]


class ReasonShape(TypedDict):
    """A reason to ask a member; which keys it has depends on ``reason``."""

    reason: Literal["signed", "voted_yea", "committee_of_referral", "neighbours_signed"]
    measure: NotRequired[str]
    relationship_type: NotRequired[str]
    roll: NotRequired[str]
    system_code: NotRequired[str]
    name: NotRequired[str]
    title: NotRequired[str | None]
    members: NotRequired[list[str]]


class CandidateShape(MemberShape):
    """A member who has not signed."""

    leadership: list[str]
    phone: str | None
    office: str | None
    reasons: list[ReasonShape]


class CheckedMeasureShape(TypedDict):
    """A related measure whose signers were looked at."""

    id: str
    relationship_type: str
    signers: int


class MissingShape(TypedDict):
    """What is not loaded."""

    committee_membership: bool
    related_measures: list[str]
    signers: list[str]
    committee_members: list[NameShape]


class MeasureGapsShape(OfMeasureShape):
    """Who has not signed a measure."""

    as_of: str
    as_of_is_latest_covered: bool
    members_file_of: str
    first_sponsor: FirstSponsorShape | None
    may_be_first_sponsor: list[str]
    chamber: str
    serving: int
    signed: int
    not_signed: int
    members: list[CandidateShape]
    related_measures: list[CheckedMeasureShape]
    related_unidentified: list[str]
    committees_not_loaded: list[str]
    not_loaded: MissingShape


class GapsShape(AnswerShape):
    """The answer of ``gaps``."""

    measures: list[MeasureGapsShape]
