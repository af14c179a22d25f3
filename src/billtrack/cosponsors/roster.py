"""Who served on a day, and on which committees, from a file of members."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches

from billtrack.errors import InputError, OptionError
from billtrack.model.measure import Chamber, Member
from billtrack.model.members import CommitteeInfo, Committees, Contents, Legislator, Legislators, Membership, Seat, Term
from billtrack.model.values import Value
from billtrack.output.answers import counted


class Serving(Member, frozen=True):
    """A member on a day; ``leadership``: the titles of offices they held in their chamber.

    ``phone`` and ``office``: their Washington office; ``None``: the file does not say.
    """

    chamber: Chamber
    leadership: tuple[str, ...]
    phone: str | None = None
    office: str | None = None


class Roster(Value, frozen=True):
    """Who served on a day, the committees and who sat on them (``None``: not loaded).

    ``described``: the day the file of members describes, the same or later.
    """

    day: dt.date
    described: dt.date
    serving: tuple[Serving, ...]
    committees: tuple[CommitteeInfo, ...] | None
    seats: tuple[Seat, ...] | None

    def of_chamber(self, chamber: Chamber) -> tuple[Serving, ...]:
        """The members of one chamber, by name."""
        return tuple(who for who in self.serving if who.chamber is chamber)

    def seats_of(self, system_code: str) -> tuple[Seat, ...] | None:
        """Who sits on a committee, in order of rank; ``None`` if the file does not say.

        Every committee has members, so one without seats is not loaded: early in a Congress the files have only some
        committees.
        """
        return tuple(seat for seat in self.seats or () if seat.system_code == system_code) or None

    def has_seats(self, chamber: Chamber) -> bool:
        """Whether the file has the seats of any committee of *chamber*."""
        return any(_CHAMBERS.get(seat.system_code[0]) is chamber for seat in self.seats or ())

    def committee_name(self, system_code: str) -> str:
        """The name of a committee; its code if no names are loaded."""
        return next((each.name for each in self.committees or () if each.system_code == system_code), system_code)


def serving(legislators: Legislators, day: dt.date) -> tuple[Serving, ...]:
    """List who served on *day*, by name: those whose term had begun and not ended."""
    found = (
        _serving(person, term, day)
        for person in legislators.people
        if (term := next((term for term in person.terms if term.covers(day)), None)) is not None
    )
    return tuple(sorted(found, key=lambda who: (who.name.casefold(), who.bioguide_id)))


def _serving(person: Legislator, term: Term, day: dt.date) -> Serving:
    offices = (
        role.title
        for role in person.roles
        if role.chamber is term.chamber and role.start <= day and (role.end is None or day < role.end)
    )
    return Serving(
        bioguide_id=person.bioguide_id,
        name=person.name,
        party=term.party_on(day),
        state=term.state,
        district=term.district,
        chamber=term.chamber,
        leadership=tuple(dict.fromkeys(offices)),
        phone=term.phone,
        office=term.office,
    )


_LEAST_SERVING = 0.9
"""The least share of a file's people who serve on the day it describes; the rest just left or are to come."""


def checked_for(contents: Contents, day: dt.date, *, name: str) -> str:
    """Describe briefly what a file has for the day it should describe.

    Raises:
        InputError: nobody in a file of legislators served on that day; *name* is the file's.
    """
    match contents:
        case Legislators(people=people):
            found = serving(contents, day)
            if len(found) < len(people) * _LEAST_SERVING:
                raise InputError(
                    f"{name}: only {len(found)} of its {len(people)} people served on {day}; it describes another "
                    "day, or former members",
                    hint="add --as-of DATE with the day it describes; a file of former members describes none",
                )
            senators = sum(who.chamber is Chamber.SENATE for who in found)
            return f"{len(found)} members: Senate {senators}, House {len(found) - senators}"
        case Committees(committees=committees):
            parts = sum(each.parent is not None for each in committees)
            return f"{counted(len(committees) - parts, 'committee')}, {counted(parts, 'subcommittee')}"
        case Membership(seats=seats):
            bodies = len({seat.system_code for seat in seats})
            return f"{counted(len(seats), 'seat')} on {counted(bodies, 'committee')}, subcommittees counted"


_CHAMBERS = {"h": Chamber.HOUSE, "s": Chamber.SENATE, "j": Chamber.JOINT}


def find_committee(asked: str, roster: Roster, chamber: Chamber, *, is_part: bool = False) -> CommitteeInfo:
    """Find a committee by code (``HSFA``, ``hsfa00``, ``HSFA07``) or by a name no other committee shares.

    *chamber*: the one whose members are asked about.  *is_part*: find only subcommittees.

    Raises:
        InputError: several committees, or one of the other chamber; or the committees are not loaded.
        OptionError: no committee.
    """
    known = _known(roster, is_part=is_part)
    code = asked.strip().lower()
    code = f"{code}00" if len(code) == 4 and f"{code}00" in known else code
    if code not in known:
        code = _by_name(asked, known, chamber, noun="subcommittee" if is_part else "committee")
    of = _CHAMBERS.get(code[0], Chamber.JOINT)
    if of not in {chamber, Chamber.JOINT}:
        raise InputError(
            f"{code} is a committee of the {of.value.title()}; expected one of the {chamber.value.title()}"
        )
    return CommitteeInfo(code, known[code])


def _known(roster: Roster, *, is_part: bool) -> dict[str, str]:
    """Codes to names."""
    codes = [
        *(each.system_code for each in roster.committees or ()),
        *(seat.system_code for seat in roster.seats or ()),
    ]
    return {code: roster.committee_name(code) for code in dict.fromkeys(codes) if not (is_part and code.endswith("00"))}


def _by_name(asked: str, known: dict[str, str], chamber: Chamber, *, noun: str) -> str:
    words = " ".join(asked.casefold().split())
    ours = {code: name for code, name in known.items() if _CHAMBERS.get(code[0]) in {chamber, Chamber.JOINT}}
    fits = [code for code, name in ours.items() if words and words in " ".join(name.casefold().split())]
    whole = [code for code in fits if code.endswith("00")]
    fits = whole if len(whole) == 1 else fits
    if len(fits) == 1:
        return fits[0]
    if fits:
        listed = ", ".join(f"{code} {known[code]}" for code in fits[:5])
        raise InputError(f"{asked!r} could be any of {len(fits)} {noun}s: {listed}", hint="use its code")
    if not any(_CHAMBERS.get(code[0]) is chamber for code in known):
        raise InputError(
            f"not loaded: the {noun}s of the {chamber.value.title()}",
            hint="run `billtrack members fetch --as-of DATE` to load the members and committees of a day",
        )
    raise OptionError(f"unknown {noun} {asked!r}", hint=_nearest(asked, ours))


def _nearest(asked: str, known: dict[str, str]) -> str | None:
    by_spelling = {code: code for code in known} | {name.casefold(): code for code, name in known.items()}
    near = get_close_matches(asked.casefold(), by_spelling, n=3, cutoff=0.5)
    codes = dict.fromkeys(by_spelling[each] for each in near)
    return f"did you mean {' or '.join(f'{code} ({known[code]})' for code in codes)}?" if codes else None
