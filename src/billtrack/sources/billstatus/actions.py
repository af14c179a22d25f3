"""The history in a BILLSTATUS document: its action rows, oldest first, with their votes and calendars.

Knows the order of the rows and which row a vote belongs to, but not what a row means.  In 3.0.0 votes and calendar
numbers are inside the rows.  In 1.0.0 they are separate and belong to the rows that cite them: ``Roll no. 699``,
``Record Vote Number: 303``, ``Calendar No. 243``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeVar

from billtrack.model import measure as model
from billtrack.model.values import replace
from billtrack.sources.rows import CLOCK, DAY, MOMENT, WHOLE, Branch, Row, each, read_whole, washington_day

CHAMBERS = {
    "House": model.Chamber.HOUSE,
    "House of Representatives": model.Chamber.HOUSE,
    "Senate": model.Chamber.SENATE,
    "Joint": model.Chamber.JOINT,
}
"""The chambers as the documents write them."""

_CITED_VOTE = {
    model.Chamber.HOUSE: re.compile(r"\bRoll no\. (\d+)", re.IGNORECASE | re.ASCII),
    model.Chamber.SENATE: re.compile(r"\bRecord Vote Number: (\d+)", re.IGNORECASE | re.ASCII),
}
_CITED_CALENDAR = re.compile(r"\bCalendar No\. (\d+)", re.ASCII)
_LETTERED_CALENDAR = re.compile(r"[A-Z](\d+)", re.ASCII)
_A_DAY = dt.timedelta(days=1)

T = TypeVar("T")


class _Calendar(NamedTuple):
    name: str
    number: str | None


def read_actions(bill: Branch) -> tuple[model.Action, ...]:
    """Read every action row, oldest first; raises ``Unreadable`` for one without a day.

    Rows of one day are in reverse file order, but rows with a time are in the order of their times.
    """
    actions = [read_action(row) for row in bill.branches("actions")]
    if "recordedVotes" in bill or "calendarNumbers" in bill:
        _add_beside(bill, actions)
    return oldest_first(actions)


def oldest_first(actions: list[model.Action]) -> tuple[model.Action, ...]:
    """Sort rows from file order, which is newest first."""
    actions.reverse()
    actions.sort(key=attrgetter("action_date"))
    if all(action.action_time is None for action in actions):
        return tuple(actions)
    return tuple(
        action
        for _, day in groupby(actions, key=attrgetter("action_date"))
        for action in in_order(list(day), attrgetter("action_time"))
    )


def _add_beside(bill: Branch, actions: list[model.Action]) -> None:
    """Add the separate votes and calendar numbers of 1.0.0 to their rows."""
    for at, votes in _votes_beside(bill, actions).items():
        actions[at] = replace(actions[at], recorded_votes=(*actions[at].recorded_votes, *votes))
    for at, calendar in _calendars_beside(bill, actions).items():
        if actions[at].calendar is None:
            actions[at] = replace(actions[at], calendar=calendar.name, calendar_number=calendar.number)


def in_order(values: Sequence[T], key: Callable[[T], dt.date | dt.time | None]) -> Iterator[T]:
    """Sort the values that have a key among their positions; the others keep theirs."""
    ordered = iter(sorted((value for value in values if key(value) is not None), key=key))  # type: ignore[arg-type]
    return (value if key(value) is None else next(ordered) for value in values)


def read_action(row: Branch) -> model.Action:
    """Read one row; raises ``Unreadable`` for one without a day."""
    inner = row.branch("calendarNumber")
    calendar = None if inner is None else inner.line("calendar")
    return model.Action(
        action_date=row.need("actionDate", DAY),
        action_time=row.value("actionTime", CLOCK),
        source_system=_snake(row.line_inside("sourceSystem", "name")),
        action_code=row.line("actionCode"),
        type=row.line("type"),
        text=row.line("text"),
        committees=_committees(row),
        calendar=calendar,
        calendar_number=None if inner is None or calendar is None else inner.line("number"),
        recorded_votes=each(row.rows("recordedVotes", "recordedVote", "item"), _vote),
    )


def _committees(row: Branch) -> tuple[model.CommitteeName, ...]:
    """Read the committees of a row: a list since 2020, one element before, possibly empty."""
    if "committees" in row.texts:
        return each(row.rows("committees"), _committee)
    one = row.branch("committee")
    return each([one], _committee) if one is not None and one.children else ()


def _committee(row: Row) -> model.CommitteeName:
    return _committee_name(row.need_line("systemCode"), row.need_line("name"))


@lru_cache(maxsize=1024)
def _committee_name(system_code: str, name: str) -> model.CommitteeName:
    return model.CommitteeName(system_code=system_code, name=name)


@lru_cache(maxsize=64)
def _snake(name: str | None) -> str | None:
    """Write ``House floor actions`` as ``house_floor_actions``."""
    return "_".join(re.findall(r"[a-z0-9]+", name.lower())) or None if name else None


def _vote(row: Row) -> model.RecordedVote:
    return model.RecordedVote(
        chamber=CHAMBERS.get(row.line("chamber") or "") or row.lack("chamber"),
        congress=row.need("congress", WHOLE),
        session_number=row.need("sessionNumber", WHOLE),
        roll_number=row.need("rollNumber", WHOLE),
        date=row.value("date", MOMENT),
        url=row.line("url"),
    )


def _votes_beside(bill: Branch, actions: Sequence[model.Action]) -> dict[int, list[model.RecordedVote]]:
    """Find the votes of 1.0.0 by the index of the row that cites them; the day distinguishes the two sessions."""
    found: defaultdict[int, list[model.RecordedVote]] = defaultdict(list)

    def place(row: Row) -> None:
        vote = _vote(row)
        cited = _CITED_VOTE.get(vote.chamber)
        day = vote.date and washington_day(vote.date)
        places = [
            at
            for at, action in enumerate(actions)
            if cited is not None
            and any(read_whole(number) == vote.roll_number for number in cited.findall(action.text or ""))
            and (day is None or abs(action.action_date - day) <= _A_DAY)
        ]
        for at in places:
            found[at].append(vote)
        if not places:
            row.leave_out("no action cites this vote")

    each(bill.rows("recordedVotes", "recordedVote"), place)
    return found


def _calendars_beside(bill: Branch, actions: Sequence[model.Action]) -> dict[int, _Calendar]:
    """Find the calendar numbers of 1.0.0 by the index of the row that cites them.

    The House writes ``U00302`` and no ``number``; the Senate names the calendar and gives a number.
    """
    found: dict[int, _Calendar] = {}

    def place(row: Row) -> None:
        calendar, number = row.need_line("calendar"), row.line("number")
        lettered = _LETTERED_CALENDAR.fullmatch(calendar)
        wanted = read_whole(number or (lettered[1] if lettered else ""))
        places = [
            at
            for at, action in enumerate(actions)
            if (cited := _CITED_CALENDAR.search(action.text or "")) is not None
            and read_whole(cited[1]) == wanted
            and ("Senate" in (action.text or "")) == (number is not None)
        ]
        for at in places:
            found[at] = _Calendar(calendar, number)
        if not places:
            row.leave_out("no action cites this calendar number")

    each(bill.rows("calendarNumbers"), place)
    return found
