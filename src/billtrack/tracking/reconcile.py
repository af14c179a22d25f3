"""Where official sources disagree about one measure: each difference with both values and both sources.

The sources are copies made by different offices on different days, so some kinds of differences are known
(``KnownKind``).  Naming the kind explains a difference but does not excuse it.  Nothing is repaired here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from billtrack.model.measure import Action, Cosponsor, Measure
from billtrack.model.tally import tally
from billtrack.model.values import Value, replace
from billtrack.output.answers import counted
from billtrack.status.course.folding import fold, plain_words

NOTHING = "nothing"
INTRODUCED = frozenset({"ih", "is"})
"""The texts whose sponsor line names the sponsor and every original cosponsor."""


class KnownKind(StrEnum):
    """A kind of disagreement caused by how the official sources are made."""

    TWO_SYSTEMS = "two systems report one event, and only one source has both rows"
    WITHDRAWN_COUNTED = "one source lists cosponsors who withdrew, the other does not"
    TRAILING = "one source is older: bulk data lag the API by hours, sometimes days"
    SPELLING = "one name in two spellings: older files use capitals"


class Witness(Value, frozen=True):
    """A source, by the name readers know, and the measure according to it."""

    name: str
    measure: Measure


class Discrepancy(Value, frozen=True):
    """One difference: its field, its subject, both sources and both values.

    ``known`` is the kind of an expected disagreement, ``None`` for an unexpected one.
    """

    field: str
    subject: str
    first: str
    says: str
    second: str
    but: str
    known: KnownKind | None = None


class _Sides(NamedTuple):
    """One measure in two sources."""

    first: Witness
    second: Witness

    def both(self, field: str) -> tuple[Any, Any] | None:
        """Give *field* of each; ``None`` if a source lacks it entirely."""
        ours, theirs = getattr(self.first.measure, field), getattr(self.second.measure, field)
        return None if ours is None or theirs is None else (ours, theirs)

    def differ(
        self, field: str, subject: str, says: object, but: object, known: KnownKind | None = None
    ) -> Discrepancy:
        """Say that the first source says *says* of *subject*, and the second *but*."""
        return Discrepancy(field, subject, self.first.name, _said(says), self.second.name, _said(but), known)


def reconcile(first: Witness, second: Witness) -> tuple[Discrepancy, ...]:
    """Compare one measure in two sources; a list that one source lacks entirely is not compared."""
    sides = _Sides(first, second)
    found = (*_values(sides), *_sponsor(sides), *_signatures(sides), *_actions(sides), *_sets(sides))
    return tuple(each if each.known else replace(each, known=_trailing(each, sides)) for each in found)


def _values(sides: _Sides) -> Iterator[Discrepancy]:
    for field in ("title", "introduced_date", "policy_area"):
        values = sides.both(field)
        if values and values[0] != values[1]:
            yield sides.differ(field, field.replace("_", " "), *values)


def _sponsor(sides: _Sides) -> Iterator[Discrepancy]:
    sponsors = sides.both("sponsor")
    if sponsors is None:
        return
    for part in ("bioguide_id", "name", "party", "state", "district"):
        held, offered = (getattr(each, part) for each in sponsors)
        if held != offered and None not in {held, offered}:
            known = _spelling(held, offered) if part == "name" else None
            yield sides.differ(f"sponsor.{part}", f"sponsor {sponsors[0].name}", held, offered, known)


def _spelling(held: str, offered: str) -> KnownKind | None:
    return KnownKind.SPELLING if held.casefold() == offered.casefold() else None


def _signatures(sides: _Sides) -> Iterator[Discrepancy]:
    signed = sides.both("cosponsors")
    if signed is None:
        return
    held, offered = map(_by_key, signed)
    for key in held.keys() | offered.keys():
        yield from _signature(sides, held.get(key), offered.get(key))
    counts = tally(signed[0]).current, tally(signed[1]).current
    if counts[0] != counts[1]:
        counts_all = len(signed[0]) == counts[1] or len(signed[1]) == counts[0]
        known = KnownKind.WITHDRAWN_COUNTED if counts_all else None
        yield sides.differ("cosponsors", "current cosponsors", *counts, known)


def _by_key(cosponsors: Iterable[Cosponsor]) -> dict[tuple[str, dt.date], Cosponsor]:
    return {(who.bioguide_id, who.sponsorship_date): who for who in cosponsors}


def _signature(sides: _Sides, ours: Cosponsor | None, theirs: Cosponsor | None) -> Iterator[Discrepancy]:
    if ours is None or theirs is None:
        who = ours or theirs
        assert who is not None  # noqa: S101 - the key is of one of the two
        known = KnownKind.WITHDRAWN_COUNTED if who.sponsorship_withdrawn_date else None
        yield sides.differ("cosponsors", who.name, _signed(ours), _signed(theirs), known)
        return
    for part in ("name", "party", "state", "is_original_cosponsor", "sponsorship_withdrawn_date"):
        held, offered = getattr(ours, part), getattr(theirs, part)
        if held != offered:
            known = _spelling(held, offered) if part == "name" else None
            yield sides.differ(f"cosponsors.{part}", ours.name, held, offered, known)


def _signed(who: Cosponsor | None) -> str | None:
    if who is None:
        return None
    out = f", withdrew {who.sponsorship_withdrawn_date}" if who.sponsorship_withdrawn_date else ""
    return f"signed {who.sponsorship_date}{out}"


def _said(value: object) -> str:
    return NOTHING if value is None else str(value)


def _actions(sides: _Sides) -> Iterator[Discrepancy]:
    """Compare events, however many rows report each; then the number of rows of shared events."""
    actions = sides.both("actions")
    if actions is None:
        return
    ours, theirs = map(_events, actions)
    for key in dict.fromkeys((*ours, *theirs)):
        held, offered = ours.get(key, 0), theirs.get(key, 0)
        if held == offered:
            continue
        date, words = key
        known = KnownKind.TWO_SYSTEMS if held and offered else None
        yield sides.differ("actions", f"{date} {words}", _rows(held), _rows(offered), known)


def _events(actions: Iterable[Action]) -> dict[tuple[dt.date, str], int]:
    """The number of rows of each event, by its day and words."""
    return {
        (event.main.action_date, plain_words(event.main.text).rstrip(".")): len(event.actions)
        for event in fold(actions)
    }


def _rows(count: int) -> str | None:
    return counted(count, "row") if count else None


def _sets(sides: _Sides) -> Iterator[Discrepancy]:
    """Compare lists as sets of names."""
    for field, name in _NAMES.items():
        held, offered = (set(map(name, rows)) for rows in sides.both(field) or ((), ()))
        for each in sorted(map(str, held - offered)):
            yield sides.differ(field, each, each, None)
        for each in sorted(map(str, offered - held)):
            yield sides.differ(field, each, None, each)


_NAMES: dict[str, Callable[..., Hashable]] = {
    "committees": lambda row: row.system_code,
    "text_versions": lambda row: row.version_code,
    "related_measures": lambda row: f"{row.id or row.printed} {row.relationship_type}",
    "legislative_subjects": str,
    "laws": lambda row: f"{row.type} {row.number}",
}


def _trailing(each: Discrepancy, sides: _Sides) -> KnownKind | None:
    """Say that the older source lags, if it is the one that lacks something."""
    is_count = each.subject == "current cosponsors"
    lacks = is_count or NOTHING in {each.says, each.but}
    is_first = int(each.says) < int(each.but) if is_count else each.says == NOTHING
    without, having = sides if is_first else sides[::-1]
    older, newer = without.measure.update_date, having.measure.update_date
    return KnownKind.TRAILING if lacks and older is not None and newer is not None and older < newer else None
