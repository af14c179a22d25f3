"""A roll-call vote: what was asked, how it ended, and how each member voted, as the chamber's own file says.

Names, parties and states are those printed in the file on the day of the vote.  Members are identified by Bioguide ID
(House) or LIS ID (Senate); a person is never guessed from a name.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.measure import Action, Chamber, Measure, RecordedVote
from billtrack.model.patterns import pattern
from billtrack.model.record_parts import VOTE
from billtrack.model.values import Value

CLERK, SENATE = "https://clerk.house.gov", "https://www.senate.gov"
_ID = pattern(r"(house|senate)-([1-9][0-9]{0,2})-([1-9])-([1-9][0-9]{0,4})")


class VotePosition(StrEnum):
    """How a member voted, in whatever words the chamber used."""

    YEA = "yea"
    NAY = "nay"
    PRESENT = "present"
    NOT_VOTING = "not_voting"
    CHOICE = "choice"


class VoteKind(StrEnum):
    """What a vote decides, told by its question; ``RULE``: a resolution of the House on how to take up a measure."""

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
    RULE = "rule"
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

    @property
    def url(self) -> str:
        """The address where the chamber publishes it; those in BILLSTATUS are outdated or missing."""
        return f"{CLERK if self.chamber is Chamber.HOUSE else SENATE}{self.path}"

    @property
    def path(self) -> str:
        """The path of its official file below the chamber's site."""
        if self.chamber is Chamber.HOUSE:
            return f"/evs/{self.year}/roll{self.roll_number:03d}.xml"
        session = f"{self.congress:03d}{self.session}"
        return (
            f"/legislative/LIS/roll_call_votes/vote{session}/"
            f"vote_{self.congress:03d}_{self.session}_{self.roll_number:05d}.xml"
        )

    @property
    def part(self) -> str:
        """The part of a record that this vote's file is the source of: ``vote:house-117-1-149``."""
        return f"{VOTE}{self}"

    @property
    def file(self) -> str:
        """The name of its official file beside the records."""
        return f"votes/{self}.xml"

    def __str__(self) -> str:
        return f"{self.chamber.value}-{self.congress}-{self.session}-{self.roll_number}"


def parse_vote_id(text: str) -> VoteId:
    """Parse what ``str`` of a ``VoteId`` gives: ``house-117-1-149``.

    Raises:
        InputError: it is something else.
    """
    found = _ID.fullmatch(text)
    if found is None:
        raise InputError(f"{text[:60]!r} does not name a vote (expected one like house-117-1-149)")
    return VoteId(Chamber(found[1]), int(found[2]), int(found[3]), int(found[4]))


class Totals(Value, frozen=True):
    """Members counted by position; the Vice President is never among them."""

    yea: int = 0
    nay: int = 0
    present: int = 0
    not_voting: int = 0


class MemberVote(Value, frozen=True, gc=False):
    """How one member voted; ``vote_cast`` is the word in the file (``Aye``, ``Guilty``, a candidate's name).

    ``bioguide_id`` is ``None`` in House files before 2003 and for senators; ``lis_id`` is the Senate's own ID.
    It holds text alone, so the garbage collector need not look at it: there are 435 in a House vote.
    """

    name: str
    party: str
    state: str
    position: VotePosition
    vote_cast: str
    bioguide_id: str | None = None
    lis_id: str | None = None


class Vote(Value, frozen=True):
    """One roll call.

    ``totals`` are the printed ones; ``None`` for the election of a Speaker, whose ``candidates`` have the counts.
    ``measure`` and ``amendment`` are as printed (``H RES 275``, ``S.Amdt. 12``); a vote belongs to a measure only
    by the reference of an official action.  ``moment`` is Washington time, midnight if the file has only the day
    (``has_time``).  ``tie_breaker`` is the Vice President's vote, if it decided.
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
    has_time: bool = True

    @property
    def date(self) -> dt.date:
        """The calendar day of the vote in Washington."""
        return self.moment.date()


def counted(positions: tuple[MemberVote, ...]) -> Totals:
    """Count *positions* member by member."""
    times = Counter(each.position for each in positions)
    return Totals(*(times[VotePosition(name)] for name in Totals.__struct_fields__))


class HeldVote(Value, frozen=True):
    """A vote that is loaded: where its file is published, and the SHA-256 of the file's bytes."""

    vote: Vote
    url: str
    sha256: str


class VoteCitation(NamedTuple):
    """An official action that refers to a roll call; ``amendment`` is the one whose action it is: ``S.Amdt. 12``."""

    id: VoteId
    reference: RecordedVote
    action: Action
    amendment: str | None


def citations(measure: Measure) -> Iterator[VoteCitation]:
    """Give every reference to a roll call, those of the measure's own actions first; one vote may be cited by several.

    Source:
        BILLSTATUS ``recordedVotes/recordedVote``, of the measure and of its amendments.
    """
    for action in measure.actions or ():
        if action.recorded_votes:  # few have; asking first takes a fifth of the time
            yield from _of(action, None)
    for amendment in measure.amendments or ():
        printed = _AMENDMENTS.get(amendment.amendment_type, amendment.amendment_type)
        for action in amendment.actions or ():
            yield from _of(action, f"{printed} {amendment.number}")


_AMENDMENTS = {"HAMDT": "H.Amdt.", "SAMDT": "S.Amdt.", "SUAMDT": "S.Up.Amdt."}


def _of(action: Action, amendment: str | None) -> Iterator[VoteCitation]:
    for each in action.recorded_votes:
        if each.chamber is not Chamber.JOINT and min(each.congress, each.session_number, each.roll_number) > 0:
            vote = VoteId(each.chamber, each.congress, each.session_number, each.roll_number)
            yield VoteCitation(vote, each, action, amendment)


def why_vote_kept(present: dt.datetime | None, offered: dt.datetime | None) -> str | None:
    """Why the present file of a vote stays: by the times in the files, the one offered is older."""
    if present is not None and offered is not None and offered < present:
        return f"the vote held was modified on {present:%Y-%m-%d %H:%M}, after this document ({offered:%Y-%m-%d %H:%M})"
    return None
