"""What ``member --json`` and ``members --json`` print, for their JSON Schemas; keys may be added."""

from typing import NotRequired, TypedDict

from billtrack.output.shapes import AnswerShape, NameShape, RollCallShape


class SponsoredShape(TypedDict):
    """A measure the member sponsored."""

    id: str
    title: str
    introduced_date: str | None


class SignedMeasureShape(TypedDict):
    """A measure the member signed."""

    id: str
    title: str
    sponsorship_date: str
    is_original_cosponsor: bool
    sponsorship_withdrawn_date: str | None


class VotedOnShape(TypedDict):
    """A measure a vote was about, or an amendment of it."""

    id: str
    amendment: str | None


class MemberVoteShape(RollCallShape):
    """How the member voted."""

    date: str
    question: str
    kind: str
    result: str
    position: str
    vote_cast: str
    measures: list[VotedOnShape]


class MemberRecordShape(NameShape):
    """A member, and what they did in what is held."""

    party: str
    state: str
    sponsored: list[SponsoredShape]
    signed: list[SignedMeasureShape]
    votes: list[MemberVoteShape]


class HeldShape(TypedDict):
    """How many measures were looked at."""

    records: int
    archived: int


class MemberShape(AnswerShape):
    """The answer of ``member``."""

    scanned: HeldShape
    members: list[MemberRecordShape]


class MemberFileShape(TypedDict):
    """A file of members or committees; a file of an import has ``fate``, one that is held ``sha256``."""

    file: str | None
    day: str | None
    kind: str | None
    fate: NotRequired[str | None]
    holds: NotRequired[str | None]
    reason: NotRequired[str | None]
    sha256: NotRequired[str]
    imported: NotRequired[str]


class MembersShape(AnswerShape):
    """The answer of ``members import`` and ``members fetch``, which have ``into``, or of ``members list``."""

    into: NotRequired[str]
    archive: NotRequired[str]
    files: list[MemberFileShape]
