"""Members of Congress with their terms, committees and committee seats.

Values from the files of unitedstates/congress-legislators, with party letters and ``system_code`` as in BILLSTATUS.
One file describes one day.
"""

from __future__ import annotations

import datetime as dt

from billtrack.model.measure import Chamber
from billtrack.model.values import Value


class Affiliation(Value, frozen=True):
    """The party of a member from a day within a term on."""

    start: dt.date
    party: str


class Term(Value, frozen=True):
    """One term: from ``start`` up to, not including, ``end``.

    ``party`` is a letter if billtrack knows one for the name.  ``affiliations``: changes of party within the term,
    oldest first.  ``phone`` and ``office`` (``513 Hart Senate Office Building``) of the Washington office, as the file
    has them; ``None``: not loaded.
    """

    chamber: Chamber
    start: dt.date
    end: dt.date
    state: str
    district: int | None
    party: str
    affiliations: tuple[Affiliation, ...] = ()
    phone: str | None = None
    office: str | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the member served in it on *day*."""
        return self.start <= day < self.end

    def party_on(self, day: dt.date) -> str:
        """The party on a day of the term: the latest affiliation that had begun, or else that of the term.

        Only starts count: in some files an affiliation ends the day before the next begins, in others the same day.
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
    """A person with all terms and offices in the file; ``name`` is like ``Booker, Cory A.``.

    ``lis_id`` is the Senate's own ID, for current and former senators.
    """

    bioguide_id: str
    name: str
    terms: tuple[Term, ...]
    roles: tuple[LeadershipRole, ...] = ()
    lis_id: str | None = None


class CommitteeInfo(Value, frozen=True):
    """A committee or subcommittee; ``parent`` is the code of a subcommittee's committee."""

    system_code: str
    name: str
    parent: str | None = None


class Seat(Value, frozen=True):
    """A seat on a committee; ``title`` as the file has it (``Chairman``, ``Ranking Member``)."""

    system_code: str
    bioguide_id: str
    name: str
    title: str | None = None


class Legislators(Value, frozen=True, tag="legislators"):
    """The contents of a day's ``legislators-current.yaml``."""

    people: tuple[Legislator, ...]


class Committees(Value, frozen=True, tag="committees"):
    """The contents of a day's ``committees-current.yaml``, subcommittees after their committee."""

    committees: tuple[CommitteeInfo, ...]


class Membership(Value, frozen=True, tag="committee-membership"):
    """The contents of a day's ``committee-membership-current.yaml``, by committee, in order of rank."""

    seats: tuple[Seat, ...]


Contents = Legislators | Committees | Membership

LEGISLATORS, COMMITTEES, MEMBERSHIP = "legislators", "committees", "committee-membership"
"""The kinds of files, by the beginnings of their names."""


def kind_of(contents: Contents | type[Contents]) -> str:
    """The kind of file *contents* come from."""
    return str(contents.__struct_config__.tag)
