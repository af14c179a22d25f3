"""The YAML files of unitedstates/congress-legislators -> members, committees and who sits on them.

The kind of a file is told by its content.  Every scalar is read as text and checked where it is used, so that no
spelling of YAML turns a name into a truth value.  Aliases, anchors, tags and more than a file can have are refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Literal, NoReturn, TypeAlias, TypeVar

import msgspec
import yaml

from billtrack.errors import InputError
from billtrack.members import (
    Affiliation,
    CommitteeInfo,
    Committees,
    Contents,
    LeadershipRole,
    Legislator,
    Legislators,
    Membership,
    Seat,
    Term,
)
from billtrack.model import Chamber

MAX_BYTES = 32_000_000
MAX_EVENTS = 5_000_000
MAX_DEPTH = 12

_PARTIES = MappingProxyType({"Democrat": "D", "Republican": "R", "Independent": "I", "Libertarian": "L"})
_CODE = re.compile(r"[A-Z]{4}(?:[0-9]{2})?")
# PyYAML can be built without libyaml; its own parser gives the same events, ten times as slowly.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Node: TypeAlias = "str | list[_Node] | dict[str, _Node]"
_Kind = TypeVar("_Kind")


def read_members(data: bytes, *, name: str) -> Contents:
    """Read one file; *name* is its name in messages.

    Raises:
        InputError: it is none of the three kinds, or says something they cannot say.

    Source:
        https://github.com/unitedstates/congress-legislators, ``legislators-*``, ``committees-*`` and
        ``committee-membership-*``.
    """
    if name.casefold().endswith(".csv"):
        raise InputError(
            f"{name}: a CSV of legislators has no dates of terms, so it cannot say who served on a day",
            hint="import the YAML file of that day",
        )
    match _document(data, name):
        case [{"terms": _}, *_] as people:
            return Legislators(_legislators(_checked(people, list[_Person], name), name))
        case [{"thomas_id": _}, *_] as committees:
            return Committees(tuple(_committees(_checked(committees, list[_Committee], name), name)))
        case dict() as seats if seats and all(map(_CODE.fullmatch, seats)):
            return Membership(tuple(_seats(_checked(seats, dict[str, list[_Place]], name))))
        case _:
            raise InputError(
                f"{name}: not a file of legislators, committees or committee membership",
                hint="expected a YAML file of the project unitedstates/congress-legislators",
            )


# ----------------------------------------------------------------------------------- what they say


class _Id(msgspec.Struct):
    bioguide: str


class _Name(msgspec.Struct):
    first: str
    last: str
    middle: str = ""
    suffix: str = ""


class _Affiliation(msgspec.Struct):
    start: dt.date
    party: str


class _Term(msgspec.Struct):
    type: Literal["rep", "sen"]
    start: dt.date
    end: dt.date
    state: str
    party: str = ""
    district: int | None = None
    party_affiliations: list[_Affiliation] = []


class _Role(msgspec.Struct):
    title: str
    chamber: Literal["house", "senate"]
    start: dt.date
    end: dt.date | None = None


class _Person(msgspec.Struct):
    id: _Id
    name: _Name
    terms: list[_Term]
    leadership_roles: list[_Role] = []


class _Subcommittee(msgspec.Struct):
    name: str
    thomas_id: str


class _Committee(msgspec.Struct):
    name: str
    thomas_id: str
    subcommittees: list[_Subcommittee] = []


class _Place(msgspec.Struct):
    name: str
    bioguide: str
    title: str | None = None


def _checked(node: _Node, kind: type[_Kind], name: str) -> _Kind:
    try:
        return msgspec.convert(node, kind, strict=False)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        raise InputError(f"{name}: {where.strip('`').lstrip('$') or 'the file'}: {what}") from error


def _legislators(people: list[_Person], name: str) -> tuple[Legislator, ...]:
    found = {person.id.bioguide: _legislator(person) for person in people}
    if len(found) < len(people):
        ids = [person.id.bioguide for person in people]
        twice = next(each for each in ids if ids.count(each) > 1)
        raise InputError(f"{name}: {twice} is in it twice, expected each member once")
    return tuple(found.values())


def _legislator(person: _Person) -> Legislator:
    given = " ".join(filter(None, (person.name.first, person.name.middle)))
    return Legislator(
        bioguide_id=person.id.bioguide,
        name=", ".join(filter(None, (person.name.last, given, person.name.suffix))),
        terms=tuple(map(_term, person.terms)),
        roles=tuple(LeadershipRole(r.title, Chamber(r.chamber), r.start, r.end) for r in person.leadership_roles),
    )


def _term(term: _Term) -> Term:
    return Term(
        chamber=Chamber.SENATE if term.type == "sen" else Chamber.HOUSE,
        start=term.start,
        end=term.end,
        state=term.state,
        district=term.district,
        party=_letter(term.party),
        affiliations=tuple(
            Affiliation(each.start, _letter(each.party))
            for each in sorted(term.party_affiliations, key=lambda each: each.start)
        ),
    )


def _letter(party: str) -> str:
    """The letter BILLSTATUS uses; the name itself where it has none."""
    return _PARTIES.get(party, party)


def _committees(committees: list[_Committee], name: str) -> Iterator[CommitteeInfo]:
    for committee in committees:
        whole = _system_code(committee.thomas_id, name)
        yield CommitteeInfo(whole, committee.name)
        for part in committee.subcommittees:
            yield CommitteeInfo(_system_code(committee.thomas_id + part.thomas_id, name), part.name, whole)


def _system_code(code: str, name: str) -> str:
    """``HSFA`` is ``hsfa00``, ``HSFA07`` ``hsfa07``."""
    if _CODE.fullmatch(code) is None:
        raise InputError(f"{name}: {code!r} is no code of a committee (expected one like HSFA or HSFA07)")
    return f"{code}00".lower()[:6]


def _seats(committees: dict[str, list[_Place]]) -> Iterator[Seat]:
    for code, places in committees.items():
        for place in places:
            yield Seat(f"{code}00".lower()[:6], place.bioguide, place.name, place.title)


# ----------------------------------------------------------------------------------- guarded YAML


def _document(data: bytes, name: str) -> _Node:
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: {len(data):,} bytes, expected at most {MAX_BYTES:,}")
    try:
        return _Composer(name).compose(_events(data, name))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise InputError(f"{where}: not readable as YAML: {problem}") from error


def _events(data: bytes, name: str) -> Iterator[yaml.Event]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 (byte {error.start + 1})") from error
    parser = _PARSER(text)
    try:
        while True:
            event = parser.get_event()
            yield event
            if isinstance(event, yaml.StreamEndEvent):
                return
    finally:
        parser.dispose()


class _Composer:
    """Builds lists, mappings and texts from events, with a stack of its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[tuple[list[_Node] | dict[str, _Node], list[str]]] = []
        self._root: _Node = ""
        self._documents = 0

    def compose(self, events: Iterator[yaml.Event]) -> _Node:
        for count, event in enumerate(events):
            if count > MAX_EVENTS:
                self._refuse(event, f"more than {MAX_EVENTS:,} values")
            match event:
                case yaml.AliasEvent():
                    self._refuse(event, "an alias")
                case yaml.NodeEvent() if event.anchor is not None or getattr(event, "tag", None) is not None:
                    self._refuse(event, "an anchor or a tag")
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._start(event, {})
                case yaml.SequenceStartEvent():
                    self._start(event, [])
                case yaml.CollectionEndEvent():
                    self._open.pop()
                case yaml.DocumentStartEvent():
                    self._documents += 1
                    if self._documents > 1:
                        self._refuse(event, "a second document")
        return self._root

    def _start(self, event: yaml.Event, node: list[_Node] | dict[str, _Node]) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._refuse(event, f"more than {MAX_DEPTH} levels")
        if self._waits_for_key():
            self._refuse(event, "a list or mapping as a key")
        self._put(node)
        self._open.append((node, []))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if not self._waits_for_key():
            self._put(event.value)
            return
        parent, key = self._open[-1]
        if event.value in parent:
            self._refuse(event, f"the key {event.value[:60]!r} a second time")
        key.append(event.value)

    def _waits_for_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1][0], dict) and not self._open[-1][1]

    def _put(self, node: _Node) -> None:
        match self._open:
            case []:
                self._root = node
            case [*_, (dict() as parent, key)]:
                parent[key.pop()] = node
            case [*_, (list() as parent, _)]:
                parent.append(node)

    def _refuse(self, event: yaml.Event, found: str) -> NoReturn:
        mark = event.start_mark
        where = f"{self._name}:{mark.line + 1}:{mark.column + 1}" if mark else self._name
        raise InputError(f"{where}: found {found}, which these files do not have")
