"""Folding the official history: one event, though two systems report it.

Finds the rows of one day that repeat each other, not what they mean for the measure.  No row is dropped: a fold keeps
all its rows.

Two official systems report an event: the chamber's own, and the Library of Congress, which puts a heading before the
words ("Passed/agreed to in House: ") and drops spaces, periods and page references.  Apart from those the words are
equal in every outcome row of the official files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from billtrack.model.measure import Action, CommitteeName
from billtrack.model.patterns import pattern
from billtrack.model.values import Value, replace

LIBRARY = "library_of_congress"
"""``Action.source_system`` of the second official system."""

_HEADINGS = (
    *("Passed/agreed to in House", "Passed/agreed to in Senate"),
    *("Failed of passage/not agreed to in House", "Failed of passage/not agreed to in Senate"),
    *("Passed House over veto", "Passed Senate over veto"),
    *("Failed of passage in House over veto", "Failed of passage in Senate over veto"),
    *("Resolving differences -- House actions", "Resolving differences -- Senate actions"),
    *("To conference", "Conference committee actions", "Conference report filed"),
    *("Conference report agreed to in House", "Conference report agreed to in Senate"),
    *("Conference report disagreed to in House", "Conference report disagreed to in Senate"),
)
"""What the Library puts before the chamber's words; a colon or " On " follows."""

_TAG = r"</?[A-Za-z][^<>]*>"
_PAGES = pattern(r"\(\s*(?::\s*)?(?:text|consideration|CR)\b[^()]*\)", re.IGNORECASE)
_REFERRAL = pattern(r"(?:re-?)?referred\b|read twice and referred\b", re.IGNORECASE)
_ROLL_CALL = pattern(r"\b(?:Roll no\.|Record Vote Number:) ?\d", re.IGNORECASE)
_REMARKS = r"(?i)Sponsor introductory remarks\b"  # on several pages of one day: several remarks
_INTRODUCTIONS = {
    "Intro-H": ("IntroducedinHouse", "SubmittedinHouse"),
    "Intro-S": ("IntroducedinSenate", "SubmittedinSenate"),
}


class Fold(Value, frozen=True):
    """One event: ``actions`` are all its rows in the source's order, ``main`` the one whose words are shown.

    ``main`` is the chamber's row if there is one.  ``explanation`` says why several rows are one event.
    """

    actions: tuple[Action, ...]
    main: Action
    explanation: str | None = None

    @property
    def committees(self) -> tuple[CommitteeName, ...]:
        """The committees its rows name, each once."""
        return tuple(dict.fromkeys(name for action in self.actions for name in action.committees))

    @property
    def codes(self) -> frozenset[str]:
        """The codes its rows carry."""
        return frozenset(action.action_code for action in self.actions if action.action_code)


def plain_words(text: str | None) -> str:
    """The words of an action without heading, links and page references, with single spaces."""
    words = text or ""
    return _plain_words(words) if len(words) < _LONG else _plain_words.__wrapped__(words)


_LONG = 2_000
"""A text this long is not cached; the longest official row found has 862 characters (BILLSTATUS-119hconres61)."""


def without_tags(text: str) -> str:
    """The words of an action without the HTML some have (the link to a discharge petition)."""
    return re.sub(_TAG, "", text) if "<" in text else text


@lru_cache(maxsize=4096)
def _plain_words(text: str) -> str:
    bare = without_tags(text)
    return " ".join(_without_heading(_PAGES.sub(" ", bare).lstrip()).split())


def _without_heading(text: str) -> str:
    if not text.startswith(_HEADINGS):
        return text
    heading = next(heading for heading in _HEADINGS if text.startswith(heading))
    rest = text.removeprefix(heading)
    return rest.removeprefix(":") if rest.startswith((":", " On ")) else text


def fold(actions: Iterable[Action]) -> tuple[Fold, ...]:
    """Fold the rows of a measure, oldest first.

    Rows are ordered by date.  Within a day, rows with a time are ordered among themselves; the others keep their place
    in the source.
    """
    by_date = sorted(actions, key=lambda action: action.action_date)
    return tuple(
        event
        for _, day in groupby(by_date, key=lambda action: action.action_date)
        for event in _fold_day(_in_time_order(list(day)))
    )


def _in_time_order(day: list[Action]) -> list[Action]:
    if len(day) == 1:
        return day
    timed = [each for each in day if each.action_time is not None]
    in_order = iter(sorted(timed, key=lambda each: each.action_time or dt.time.min))
    return [action if action.action_time is None else next(in_order) for action in day]


class _EventRows:
    """Rows found to be one event so far, each with its position in the day."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.rows: list[tuple[int, Action]] = []

    @property
    def first(self) -> Action:
        return self.rows[0][1]


def _fold_day(day: Sequence[Action]) -> list[Fold]:
    """Take the chambers' rows first, so that the Library's find the event they repeat anywhere in the day."""
    if len(day) == 1:
        return [Fold(tuple(day), day[0])]
    groups: list[_EventRows] = []
    for place, action in sorted(enumerate(day), key=lambda each: (each[1].source_system == LIBRARY, not each[1].text)):
        group = _event_of(action, groups)
        if group is None:
            group = _EventRows(_comparable(action.text))
            groups.append(group)
        group.rows.append((place, action))
    groups.sort(key=lambda group: group.rows[0][0])
    return [_folded(group) for group in groups]


def _comparable(text: str | None) -> str:
    return plain_words(text).replace(" ", "").replace(".", "")


def _event_of(action: Action, groups: list[_EventRows]) -> _EventRows | None:
    """The event a row repeats, if any; an introduction without words repeats the day's introduction with words."""
    wordless = not action.text and action.source_system == LIBRARY
    words = _INTRODUCTIONS.get(action.action_code or "", ()) if wordless else (_comparable(action.text),)
    alike = [group for group in groups if group.words in words and group.words and _repeats(action, group)]
    return min(alike, key=lambda group: group.first.action_time != action.action_time) if alike else None


def _repeats(action: Action, group: _EventRows) -> bool:
    """Whether *action* reports the event of *group* again; their words are equal."""
    times = {action.action_time, group.first.action_time}
    if len(times) > 1 and None not in times:
        return False
    if action.source_system == LIBRARY:
        return re.match(_REMARKS, action.text or "") is None or action.text == group.first.text
    same_row = (action.source_system, action.action_code) == (group.first.source_system, group.first.action_code)
    is_referral = _REFERRAL.match(action.text or "") is not None
    return same_row and (is_referral or _is_one_event(action, group.first))


def _is_one_event(one: Action, other: Action) -> bool:
    """Whether equal rows of a chamber are one event: they have one time, or are one roll call.

    The link and the session given with a recorded vote may differ (H.R. 2799 of the 118th); its number is in the
    words.
    """
    if replace(one, recorded_votes=()) != replace(other, recorded_votes=()):
        return False
    return one.action_time is not None or _ROLL_CALL.search(one.text or "") is not None


def _folded(group: _EventRows) -> Fold:
    if len(group.rows) == 1:
        return Fold((group.first,), group.first)
    rows = tuple(action for _, action in sorted(group.rows, key=lambda pair: pair[0]))
    return Fold(rows, group.first, _explanation(group))


def _explanation(group: _EventRows) -> str | None:
    chamber = [action for _, action in group.rows if action.source_system != LIBRARY]
    library = [action for _, action in group.rows if action.source_system == LIBRARY]
    reasons = []
    if len(chamber) > 1:
        several = len({action.committees for action in chamber}) > 1
        reasons.append(f"one row for each of {len(chamber)} committees" if several else f"{len(chamber)} equal rows")
    if chamber and library:
        reasons.append(f"also reported by the Library of Congress{_codes(library)}")
    elif len(library) > 1:
        times = "twice" if len(library) == 2 else f"{len(library)} times"
        reasons.append(f"reported {times} by the Library of Congress{_codes(library)}")
    return "; ".join(reasons) or None


def _codes(rows: list[Action]) -> str:
    codes = list(dict.fromkeys(action.action_code for action in rows if action.action_code))
    if not codes:
        return ""
    return f" (code {codes[0]})" if len(codes) == 1 else f" (codes {', '.join(codes[:-1])} and {codes[-1]})"
