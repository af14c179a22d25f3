"""Recognizing the rows that move a measure, one at a time.

The words decide.  A code only says that a row should be readable (``E30000`` is also on "Vetoed by President.",
``H37100`` also on a measure that failed).  A row that should be readable and is not stays ``UNREAD``; it never gets
the nearest kind.
"""

from __future__ import annotations

import re
from functools import lru_cache

from billtrack.model.measure import Chamber
from billtrack.model.measure_names import MeasureId
from billtrack.model.patterns import pattern
from billtrack.model.values import Value
from billtrack.status.course.folding import LIBRARY, Fold, plain_words
from billtrack.status.course.wordings import ActionKind, kind_of, looks_decisive


class ActionReading(Value, frozen=True):
    """What a fold says: its kind, the chamber that acted if known, the words it was read from."""

    kind: ActionKind
    chamber: Chamber | None
    words: str


MILESTONE_CODES = frozenset(
    (
        *("Intro-H", "1000", "1010", "1025", "10000", "10025", "2000", "11000"),
        *("5000", "14000", "5500", "14500", "14900", "8000", "9000", "17000", "18000"),
        *("19500", "20500", "20700", "20800", "20900", "21000", "23000"),
        *("28000", "E20000", "31000", "33000", "36000", "41000", "E30000", "E40000"),
    )
)
"""Codes of the Library of Congress on milestones; the words may still say something else."""

_CHAMBER_CODES = frozenset(
    (
        *("H11100", "H12100", "H12200", "H12300", "H12410", "H12420", "H12430", "H12440"),
        *("H14000", "H15000", "H36510", "H37100", "H37300", "H41610", "H42510", "H43410"),
    )
)

_EN_BLOC = pattern(
    r"(Pursuant to\b.*?\bthe following\b.*?\b(?:passed|agreed to) under suspension of the rules): (.*)",
    re.IGNORECASE,
)
_ANY_CITE = r"(?<![\w.])(?:H|S)\.[A-Za-z. ]*\d+"
_OTHERS_FATE = pattern(rf"({_ANY_CITE}) (?:is|are|was|were) (?:considered|hereby|laid)\b", re.IGNORECASE)
_NAMED = pattern(r"\b(?:in|by|--) (?:the )?(House|Senate)\b")


LONGEST = 10_000
"""A row longer than this is not read; the longest official row has a tenth of these characters."""


def read(event: Fold, *, of: MeasureId) -> ActionReading:
    """Read one event in the history of the measure *of*.

    An event that moves nothing (debate, hearings, the end of another measure) is ``ORDINARY``.
    """
    words = plain_words(event.main.text)
    if len(words) > LONGEST:
        return ActionReading(ActionKind.UNREAD, _chamber(event), words)
    listed = _EN_BLOC.match(words)
    if listed is not None:
        return _read_listed(listed[1], listed[2], _chamber(event), of)
    return ActionReading(_kind(event, words, of), _chamber(event), words)


def is_milestone_row(event: Fold) -> bool:
    """Whether the Library of Congress puts one of ``MILESTONE_CODES`` on it."""
    return any(a.source_system == LIBRARY and a.action_code in MILESTONE_CODES for a in event.actions)


def _read_listed(head: str, measures: str, chamber: Chamber | None, of: MeasureId) -> ActionReading:
    """Read a row that decides many measures at once: "...: H.R. 1638, as amended; H.R. 3304; ..."."""
    item = next((item.strip(" .") for item in measures.split(";") if _names(item, of)), None)
    if item is None:
        return ActionReading(ActionKind.UNREAD, chamber, f"{head}: {measures}")
    kind = ActionKind.CONCURRED if "Senate amendment" in item else ActionKind.PASSED
    return ActionReading(kind, chamber, f"{head}: {item}")


def _names(words: str, measure_id: MeasureId) -> bool:
    letters = [re.escape(part) for part in measure_id.measure_type.printed.split(".") if part]
    name = r"\.? ?".join(letters)
    return re.search(rf"(?<![\w.]){name}\.? ?{measure_id.number}(?!\d)", words) is not None


def _kind(event: Fold, words: str, of: MeasureId) -> ActionKind:
    other = _other_decided(words)
    if other is not None and not _names(other, of):
        return ActionKind.ORDINARY
    found = kind_of(words)
    if found is not None:
        return found
    if "H36510" in event.codes and words.startswith("On motion to table Agreed to"):
        return ActionKind.LAID_ON_TABLE
    ought = is_milestone_row(event) or not event.codes.isdisjoint(_CHAMBER_CODES) or looks_decisive(words)
    return ActionKind.UNREAD if ought else ActionKind.ORDINARY


@lru_cache(maxsize=4096)
def _other_decided(words: str) -> str | None:
    """The measure whose end the words report in passing, this one or another."""
    named = _OTHERS_FATE.search(words)
    return None if named is None else named[1]


def _chamber(event: Fold) -> Chamber | None:
    """Whose row it is; a row of the Library alone says so in its words or by its code."""
    source = event.main.source_system or ""
    if source.startswith("house"):
        return Chamber.HOUSE
    if source == "senate":
        return Chamber.SENATE
    named = _NAMED.search(event.main.text or "")
    if named is not None:
        return Chamber(named[1].lower())
    return next((_CHAMBER_OF_CODE[code] for code in sorted(event.codes) if code in _CHAMBER_OF_CODE), None)


_CHAMBER_OF_CODE = {
    **dict.fromkeys(("1000", "1010", "1025", "2000", "5000", "5500", "8000", "9000"), Chamber.HOUSE),
    **dict.fromkeys(("Intro-H", "19500", "21000", "33000", *sorted(_CHAMBER_CODES)), Chamber.HOUSE),
    **dict.fromkeys(("Intro-S", "10000", "10025", "11000", "14000", "14500", "14900"), Chamber.SENATE),
    **dict.fromkeys(("17000", "18000", "20500", "23000"), Chamber.SENATE),
}
