"""The YAML files of unitedstates/congress-legislators -> members, committees and committee membership.

The kind of a file is recognized by its content.  Every scalar is read as text, so that no spelling of YAML turns a name
into a truth value, and typed here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal, TypeVar

import msgspec

from billtrack.errors import InputError
from billtrack.model import members as model
from billtrack.model.measure import Chamber
from billtrack.model.states_parties import PARTIES
from billtrack.sources.yaml_reader import YamlValue, read_yaml

MAX_BYTES = 32_000_000
MAX_VALUES = 5_000_000

_LETTERS = {name: letter for letter, name in PARTIES.items()}
_CODE = re.compile(r"[A-Z]{4}(?:[0-9]{2})?")
_Kind = TypeVar("_Kind")


def read_members(data: bytes, *, name: str) -> model.Contents:
    """Read one file; *name* is its name in messages.

    Raises:
        InputError: it is none of the three kinds, or a value is not valid.

    Source:
        https://github.com/unitedstates/congress-legislators, ``legislators-*``, ``committees-*`` and
        ``committee-membership-*``.
    """
    if name.casefold().endswith(".csv"):
        raise InputError(
            f"{name}: a CSV of legislators has no term dates, so it cannot say who served on a day",
            hint="import the YAML file for that day",
        )
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: {len(data):,} bytes, more than the limit of {MAX_BYTES:,}")
    match read_yaml(data, file=name, is_typed=False, max_values=MAX_VALUES).value:
        case [{"terms": _}, *_] as people:
            return model.Legislators(_legislators(_checked(people, list[_Person], name), name))
        case [{"thomas_id": _}, *_] as committees:
            return model.Committees(tuple(_committees(_checked(committees, list[_Committee], name), name)))
        case dict() as seats if seats and all(map(_CODE.fullmatch, seats)):
            listed = _checked(seats, dict[str, list[_SeatHeld]], name)
            return model.Membership(
                tuple(
                    model.Seat(f"{code}00".lower()[:6], place.bioguide, place.name, place.title)
                    for code, places in listed.items()
                    for place in places
                )
            )
        case _:
            raise InputError(
                f"{name}: not a file of legislators, committees or committee membership",
                hint="expected a YAML file of unitedstates/congress-legislators",
            )


class _Id(msgspec.Struct):
    bioguide: str
    lis: str | None = None


class _Name(msgspec.Struct):
    first: str
    last: str
    middle: str = ""
    suffix: str = ""


class _Term(msgspec.Struct):
    type: Literal["rep", "sen"]
    start: dt.date
    end: dt.date
    state: str
    party: str = ""
    district: int | None = None
    party_affiliations: list[model.Affiliation] = []
    phone: str = ""
    office: str = ""


class _Person(msgspec.Struct):
    id: _Id
    name: _Name
    terms: list[_Term]
    leadership_roles: list[model.LeadershipRole] = []


class _Committee(msgspec.Struct):
    name: str
    thomas_id: str
    subcommittees: list[_Committee] = []


class _SeatHeld(msgspec.Struct):
    name: str
    bioguide: str
    title: str | None = None


def _checked(node: YamlValue, kind: type[_Kind], name: str) -> _Kind:
    try:
        return msgspec.convert(node, kind, strict=False)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        raise InputError(f"{name}: {where.strip('`').lstrip('$') or 'the file'}: {what}") from error


def _legislators(people: list[_Person], name: str) -> tuple[model.Legislator, ...]:
    found = {person.id.bioguide: _legislator(person) for person in people}
    if len(found) < len(people):
        ids = [person.id.bioguide for person in people]
        twice = next(each for each in ids if ids.count(each) > 1)
        raise InputError(f"{name}: {twice} appears twice")
    return tuple(found.values())


def _legislator(person: _Person) -> model.Legislator:
    given = " ".join(filter(None, (person.name.first, person.name.middle)))
    return model.Legislator(
        bioguide_id=person.id.bioguide,
        name=", ".join(filter(None, (person.name.last, given, person.name.suffix))),
        terms=tuple(map(_term, person.terms)),
        roles=tuple(person.leadership_roles),
        lis_id=person.id.lis,
    )


def _term(term: _Term) -> model.Term:
    return model.Term(
        chamber=Chamber.SENATE if term.type == "sen" else Chamber.HOUSE,
        start=term.start,
        end=term.end,
        state=term.state,
        district=term.district,
        party=_letter(term.party),
        affiliations=tuple(
            model.Affiliation(each.start, _letter(each.party))
            for each in sorted(term.party_affiliations, key=lambda each: each.start)
        ),
        phone=term.phone.strip() or None,
        office=term.office.strip() or None,
    )


def _letter(party: str) -> str:
    """Give the letter BILLSTATUS uses; the party's name if there is none."""
    return _LETTERS.get(party, party)


def _committees(committees: list[_Committee], name: str) -> Iterator[model.CommitteeInfo]:
    for committee in committees:
        whole = _system_code(committee.thomas_id, name)
        yield model.CommitteeInfo(whole, committee.name)
        for part in committee.subcommittees:
            yield model.CommitteeInfo(_system_code(committee.thomas_id + part.thomas_id, name), part.name, whole)


def _system_code(code: str, name: str) -> str:
    """``HSFA`` is ``hsfa00``, ``HSFA07`` ``hsfa07``."""
    if _CODE.fullmatch(code) is None:
        raise InputError(f"{name}: {code!r} is not a committee code (expected one like HSFA or HSFA07)")
    return f"{code}00".lower()[:6]
