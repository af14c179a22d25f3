"""The values of options as people type them: dates, parties, states, stages, types; an unknown one is a usage error.

``billtrack.model`` reads them; a command that is not given such an option does not load it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from billtrack.cli import clock

if TYPE_CHECKING:
    from billtrack.model.query.tree import Fact

T = TypeVar("T")


def _read(kind: str, text: str, read: Callable[[str], T]) -> T:
    from billtrack.model.query.typed import UnreadableError  # noqa: PLC0415 - help reads no values

    try:
        return read(text)
    except UnreadableError as problem:
        raise typer.BadParameter(f"unknown {kind} {text!r}; {problem}") from problem


def _reader(kind: str, function: str) -> Callable[[str], Any]:
    """Make what reads an option of one *kind* with a function of ``model.query.typed``."""

    def read(text: str) -> Any:  # noqa: ANN401 - what the function gives
        from billtrack.model.query import typed  # noqa: PLC0415 - the same

        return _read(kind, text, getattr(typed, function))

    return read


parse_party, parse_state = _reader("party", "read_party"), _reader("state", "read_state")
parse_congress = _reader("Congress", "read_congress")
_parse_stage, _parse_types = _reader("stage", "read_stage"), _reader("type", "read_types")


def parse_stage(text: str) -> str:
    """Read the name of a stage; spaces and hyphens may stand for its underscores."""
    return str(_parse_stage(text).value)


def parse_types(text: str) -> frozenset[str]:
    """Read a type of measure, or a group of types, as their codes."""
    return frozenset(kind.value for kind in _parse_types(text))


def parse_member(text: str) -> "tuple[Fact, ...]":
    """Read a sponsor, by name, state or Bioguide ID, as the facts that may hold."""
    from billtrack.model.query.fields import read_member  # noqa: PLC0415 - the same

    return tuple(_read("member", text, read_member("sponsor")))


def parse_first_day(text: str) -> dt.date:
    """Read a day; a month or a year is its first day."""
    return _days(text)[0]


def parse_last_day(text: str) -> dt.date:
    """Read a day; a month or a year is its last day."""
    return _days(text)[1]


first_day = partial(typer.Option, parser=parse_first_day, metavar="DATE")
last_day = partial(typer.Option, parser=parse_last_day, metavar="DATE")
"""Make an option for a day."""


def _days(text: str) -> tuple[dt.date, dt.date]:
    from billtrack.model.days import read_days  # noqa: PLC0415 - the same
    from billtrack.model.query.typed import UnreadableError  # noqa: PLC0415 - the same

    try:
        return read_days(text, today=clock.today())
    except UnreadableError as problem:
        raise typer.BadParameter(f"{text!r} {problem}") from problem


def unknown_value(kind: str, text: str, known: Sequence[str]) -> typer.BadParameter:
    """Make the error for *text*, which is not one of the *known* values: ``unknown stage 'foo'; did you mean ...``."""
    from billtrack.model.query.typed import nearest  # noqa: PLC0415 - only a mistake needs it

    near = nearest(text, known)
    meant = f"; did you mean {near}?" if near else f" (one of {', '.join(known)})"
    return typer.BadParameter(f"unknown {kind} {text!r}{meant}")
