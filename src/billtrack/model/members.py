"""Who sits in Congress: members with their terms, committees, and who sits on them.

Values as the files of unitedstates/congress-legislators tell them, under the names billtrack uses: party letters and
``system_code`` as in BILLSTATUS.  One file describes one day; on another day it says nothing.
"""

from __future__ import annotations

import datetime as dt

from billtrack.model.measure import Chamber
from billtrack.model.values import Value


class Affiliation(Value, frozen=True):
    """The party a member was of from a day inside a term on."""

    start: dt.date
    party: str


class Term(Value, frozen=True):
    """One term: from ``start`` up to, not including, ``end``.

    ``party`` is a letter where billtrack knows one for its name.  ``affiliations``: where it changed inside the term,
    oldest first.
    """

    chamber: Chamber
    start: dt.date
    end: dt.date
    state: str
    district: int | None
    party: str
    affiliations: tuple[Affiliation, ...] = ()

    def covers(self, day: dt.date) -> bool:
        """Whether the member served in it on *day*."""
        return self.start <= day < self.end

    def party_on(self, day: dt.date) -> str:
        """The party on a day of the term: the latest affiliation that had begun, else that of the term.

        Where one affiliation ends on the day before the next begins and where on the same day differs from file to
        file; only beginnings are looked at.
        """
        begun = [each.party for each in self.affiliations if each.start <= day]
        return begun[-1] if begun else self.party


class LeadershipRole(Value, frozen=True):
    """An office of a chamber or a party, from ``start`` up to, not including, ``end`` (``None``: still held)."""

    title: str
    chamber: Chamber
    start: dt.date
    end: dt.date | None = None


class Legislator(Value, frozen=True):
    """A person, all terms and offices of theirs the file knows; ``name`` as ``Booker, Cory A.``.

    ``lis_id`` is the Senate's own ID of those who ever sat there.
    """

    bioguide_id: str
    name: str
    terms: tuple[Term, ...]
    roles: tuple[LeadershipRole, ...] = ()
    lis_id: str | None = None


class CommitteeInfo(Value, frozen=True):
    """A committee, or a subcommittee: ``parent`` is then the code of the whole."""

    system_code: str
    name: str
    parent: str | None = None


class Seat(Value, frozen=True):
    """A place on a committee; ``title`` as the file has it (``Chairman``, ``Ranking Member``)."""

    system_code: str
    bioguide_id: str
    name: str
    title: str | None = None


class Legislators(Value, frozen=True, tag="legislators"):
    """What ``legislators-current.yaml`` of a day says."""

    people: tuple[Legislator, ...]


class Committees(Value, frozen=True, tag="committees"):
    """What ``committees-current.yaml`` of a day says, subcommittees after their committee."""

    committees: tuple[CommitteeInfo, ...]


class Membership(Value, frozen=True, tag="committee-membership"):
    """What ``committee-membership-current.yaml`` of a day says, committee by committee, in the order of rank."""

    seats: tuple[Seat, ...]


Contents = Legislators | Committees | Membership

LEGISLATORS, COMMITTEES, MEMBERSHIP = "legislators", "committees", "committee-membership"
KINDS = (LEGISLATORS, COMMITTEES, MEMBERSHIP)
"""The kinds of files, by the beginnings of their names."""


def kind_of(contents: Contents) -> str:
    """Tell which kind of file *contents* are of."""
    match contents:
        case Legislators():
            return LEGISLATORS
        case Committees():
            return COMMITTEES
        case Membership():
            return MEMBERSHIP
