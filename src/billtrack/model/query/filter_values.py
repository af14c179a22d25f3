"""Read the value of a filter, the part after the colon, as the facts it asks for."""

from __future__ import annotations

from collections.abc import Callable

from billtrack.errors import InputError
from billtrack.model import days
from billtrack.model.identifiers import MeasureType, parse_version_code
from billtrack.model.query import typed
from billtrack.model.query.tree import Fact, Field, Introduced, Is, Named
from billtrack.model.query.typed import UnreadableError
from billtrack.model.search_terms import terms


def read_types(value: str) -> list[Fact]:
    """Read a type of measure, or a group of types."""
    kinds = typed.read_types(value)
    return [Is(Field.TYPE, kind.value) for kind in MeasureType if kind in kinds]


def read_one(field: Field, read: Callable[[str], object]) -> Callable[[str], list[Fact]]:
    """Read a value that stands for one fact, as *read* reads it."""
    return lambda value: [Is(field, str(read(value)))]


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
    """Read a member: a Bioguide ID, a state by its code, or words of a name, which may be that of a state."""

    def read(value: str) -> list[Fact]:
        bioguide = typed.read_bioguide(value)
        if bioguide is not None:
            return [Is(Field(f"{of}.bioguide_id"), bioguide)]
        state = [Is(Field(f"{of}.state"), typed.read_state(value))] if typed.is_state(value) else []
        return [*state] if len(value) == 2 and state else [*state, Named(Field(f"{of}.name"), _name(value))]

    return read


def read_committee(value: str) -> list[Fact]:
    """Read a committee: its code, four letters (``hsfa``) for it and its subcommittees, or words of its name."""
    code = typed.read_committee_code(value)
    if code is not None:
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
    last = last.lstrip(".")
    if not dots:
        return [Introduced(*_days(first))]
    if not first and not last:
        raise UnreadableError(_DATES)
    return [Introduced(_days(first).first if first else None, _days(last).last if last else None)]


_DATES = "expected a year, month or day, or a range: 2025, 2025-01, 2025-01-31..2025-06, 2025-01.."


def _days(text: str) -> days.Days:
    try:
        return days.read_days(text)
    except UnreadableError as problem:
        raise UnreadableError(_DATES if "not a date" in str(problem) else str(problem)) from None
