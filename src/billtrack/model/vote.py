"""A roll-call vote: what was asked, how it ended, and how each member voted, as the chamber's own file says.

Names, parties and states are those printed in the file on the day of the vote.  Members are known by their Bioguide
ID (House) or LIS ID (Senate); whether a LIS ID belongs to somebody is answered elsewhere, never guessed from a name.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from billtrack.model.measure import Chamber
from billtrack.model.values import Value


class Position(StrEnum):
    """How a member voted, whatever words the chamber used for it."""

    YEA = "yea"
    NAY = "nay"
    PRESENT = "present"
    NOT_VOTING = "not_voting"
    CHOICE = "choice"


class VoteKind(StrEnum):
    """What a vote decides, told by its question."""

    PASSAGE = "passage"
    CONCUR = "concur"
    CONFERENCE = "conference"
    VETO = "veto"
    AMENDMENT = "amendment"
    RECOMMIT = "recommit"
    CLOTURE = "cloture"
    MOTION = "motion"
    ELECTION = "election"
    QUORUM = "quorum"
    OTHER = "other"


class VoteId(Value, frozen=True, order=True):
    """Which vote it is: rolls are numbered anew in each session of a chamber."""

    chamber: Chamber
    congress: int
    session: int
    roll_number: int

    @property
    def year(self) -> int:
        """The year of the session."""
        return 1789 + 2 * (self.congress - 1) + self.session - 1

    def __str__(self) -> str:
        return f"{self.chamber.value}-{self.congress}-{self.session}-{self.roll_number}"


class Totals(Value, frozen=True):
    """Members counted by position; the Vice President is never among them."""

    yea: int = 0
    nay: int = 0
    present: int = 0
    not_voting: int = 0


class MemberVote(Value, frozen=True):
    """How one member voted; ``vote_cast`` is the word in the file (``Aye``, ``Guilty``, a candidate's name).

    ``bioguide_id`` is ``None`` in House files before 2003 and for senators; ``lis_id`` is the Senate's own ID.
    """

    name: str
    party: str
    state: str
    position: Position
    vote_cast: str
    bioguide_id: str | None = None
    lis_id: str | None = None


class Vote(Value, frozen=True):
    """One roll call.

    ``totals`` are the printed ones; ``None`` for the election of a Speaker, whose ``candidates`` have the counts.
    ``measure`` and ``amendment`` are as printed (``H RES 275``, ``S.Amdt. 12``); a vote belongs to a measure only
    by the reference of an official action.  ``moment`` is Washington time.  ``tie_breaker`` names the Vice
    President's vote where it decided.
    """

    id: VoteId
    moment: dt.datetime
    question: str
    kind: VoteKind
    result: str
    requirement: str
    totals: Totals | None
    positions: tuple[MemberVote, ...]
    title: str | None = None
    measure: str | None = None
    amendment: str | None = None
    candidates: tuple[tuple[str, int], ...] = ()
    tie_breaker: str | None = None
    modified: dt.datetime | None = None
    in_committee_of_the_whole: bool = False

    @property
    def date(self) -> dt.date:
        """The calendar day of the vote in Washington."""
        return self.moment.date()


def counted(positions: tuple[MemberVote, ...]) -> Totals:
    """Count *positions* member by member."""
    of = [each.position for each in positions]
    return Totals(
        of.count(Position.YEA), of.count(Position.NAY), of.count(Position.PRESENT), of.count(Position.NOT_VOTING)
    )
