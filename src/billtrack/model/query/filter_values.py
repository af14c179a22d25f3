"""Read the value of a filter, the part after the colon, as the facts it asks for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeVar

from billtrack.errors import InputError
from billtrack.model.congresses import LAST_CONGRESS
from billtrack.model.identifiers import MeasureType, parse_version_code
from billtrack.model.query.tree import Fact, Field, Introduced, Is, Named
from billtrack.model.search_terms import terms
from billtrack.model.stages import Stage

T = TypeVar("T")

_STATES = re.compile(
    "A[KLRSZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|"
    "W[AIVY]"
)
TYPE_GROUPS: Mapping[str, frozenset[MeasureType]] = MappingProxyType(
    {
        "bill": frozenset({MeasureType.HR, MeasureType.S}),
        "resolution": frozenset(set(MeasureType) - {MeasureType.HR, MeasureType.S}),
        "simple": frozenset({MeasureType.HRES, MeasureType.SRES}),
        "concurrent": frozenset({MeasureType.HCONRES, MeasureType.SCONRES}),
        "joint": frozenset({MeasureType.HJRES, MeasureType.SJRES}),
    }
)
_PARTIES = {"democrat": "D", "democratic": "D", "republican": "R", "independent": "I", "libertarian": "L"}
_BIOGUIDE = re.compile(r"[A-Za-z][0-9]{6}")
_COMMITTEE = re.compile(r"[hsj][a-z]{2,3}[0-9]{0,2}")


class UnreadableError(ValueError):
    """Not a value of this filter; the message says what is."""


def choice(value: str, choices: Mapping[str, T]) -> T:
    """Find *value*, in any spelling of its spaces and hyphens, among *choices*."""
    name = re.sub("[ .-]+", "_", value.strip().lower()).strip("_")
    if name in choices:
        return choices[name]
    near = get_close_matches(name[:40], choices, n=1)
    raise UnreadableError(f"did you mean {near[0]}?" if near else f"expected one of {', '.join(choices)}")


# ------------------------------------------------------------------------------- the values


def read_types(value: str) -> list[Fact]:
    """Read a type of measure, or a group of types."""
    plain = re.sub("[ .]+", "", value.lower())
    kinds = choice(plain, {**{kind.value: frozenset({kind}) for kind in MeasureType}, **TYPE_GROUPS})
    return [Is(Field.TYPE, kind.value) for kind in MeasureType if kind in kinds]


def read_congress(value: str) -> list[Fact]:
    """Read the number of a Congress: 119 or 119th."""
    number = re.fullmatch(r"([0-9]{1,3})(?:st|nd|rd|th|d)?", value.lower())
    if number is None or not 0 < int(number[1]) <= LAST_CONGRESS:
        raise UnreadableError("expected the number of a Congress, as 119")
    return [Is(Field.CONGRESS, str(int(number[1])))]


def read_stage(value: str) -> list[Fact]:
    """Read a stage."""
    return [Is(Field.STAGE, choice(value, {stage.value: stage.value for stage in Stage}))]


def read_party(value: str) -> list[Fact]:
    """Read a party: its letter or its name."""
    plain = value.lower().rstrip("s") if len(value) > 2 else value.lower()
    if plain not in _PARTIES and not re.fullmatch("[a-z]{1,2}", plain):
        raise UnreadableError("expected D, R or I")
    return [Is(Field.PARTY, _PARTIES.get(plain, plain.upper()))]


def read_name(field: Field) -> Callable[[str], list[Fact]]:
    """Read words of a name: all of them, in any order."""
    return lambda value: [Named(field, _name(value))]


def read_version(value: str) -> list[Fact]:
    """Read a version code."""
    try:
        return [Is(Field.VERSION, parse_version_code(value))]
    except InputError:
        raise UnreadableError("expected a version code, as ih, eh or enr") from None


def read_member(of: str) -> Callable[[str], list[Fact]]:
    """Read a member: a bioguide id, a state, or words of a name."""

    def read(value: str) -> list[Fact]:
        if _BIOGUIDE.fullmatch(value):
            return [Is(Field(f"{of}.bioguide_id"), value.upper())]
        if _STATES.fullmatch(value.upper()):
            return [Is(Field(f"{of}.state"), value.upper())]
        return [Named(Field(f"{of}.name"), _name(value))]

    return read


def read_committee(value: str) -> list[Fact]:
    """Read a committee: its code, four letters (``hsfa``) for it and its subcommittees, or words of its name."""
    code = value.lower().rstrip("*")
    if _COMMITTEE.fullmatch(code) and (code[-1].isdigit() or len(code) == 4):
        return [Is(Field.COMMITTEE_CODE, code if len(code) == 6 else f"{code}*")]
    return [Named(Field.COMMITTEE_NAME, _name(value))]


def _name(value: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(terms(value)))
    if not found:
        raise UnreadableError("expected a name")
    return found


def read_introduced(value: str) -> list[Fact]:
    """Read a day, a month, a year, or a range of them; a range may be open at one end."""
    first, dots, last = value.partition("..")
    since, until = (_days(first) if first else None), (_days(last.lstrip(".")) if last.lstrip(".") else None)
    if not dots and since:
        return [Introduced(since[0], since[1])]
    if since is None and until is None:
        raise UnreadableError(_DATES)
    return [Introduced(since[0] if since else None, until[1] if until else None)]


_DATES = "expected a year, month or day, or a range: 2025, 2025-01, 2025-01-31..2025-06, 2025-01.."


def _days(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a year, month or day."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text.strip())
    if found is None:
        raise UnreadableError(_DATES)
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        first = dt.date(year, month, day)
        if found[3]:
            return first, first
        following = dt.date(year + 1, 1, 1) if not found[2] else dt.date(year + month // 12, month % 12 + 1, 1)
    except ValueError:
        raise UnreadableError(_DATES) from None
    return first, following - dt.timedelta(days=1)
