"""Where official sources disagree about one measure: each difference with both values and both sources.

The sources are copies made by different offices on different days, so some kinds of differences are known
(``KnownKind``).  Naming the kind explains a difference but does not excuse it.  Nothing is repaired here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from billtrack.model.measure import Cosponsor, Measure
from billtrack.model.tally import tally
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


@dataclass(frozen=True, slots=True)
class Witness:
    """A source, by the name readers know, and the measure according to it."""

    name: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Discrepancy:
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


def reconcile(first: Witness, second: Witness) -> tuple[Discrepancy, ...]:
    """Compare one measure in two sources; a list that one source lacks entirely is not compared."""
    found = (
        *_values(first, second),
        *_sponsor(first, second),
        *_signatures(first, second),
        *_actions(first, second),
        *_sets(first, second),
    )
    return tuple(each if each.known else replace(each, known=_trailing(each, first, second)) for each in found)


def _values(first: Witness, second: Witness) -> Iterator[Discrepancy]:
    for field in ("title", "introduced_date", "policy_area"):
        ours, theirs = getattr(first.measure, field), getattr(second.measure, field)
        if ours is not None and theirs is not None and ours != theirs:
            yield Discrepancy(field, field.replace("_", " "), first.name, str(ours), second.name, str(theirs))


def _sponsor(first: Witness, second: Witness) -> Iterator[Discrepancy]:
    ours, theirs = first.measure.sponsor, second.measure.sponsor
    if ours is None or theirs is None:
        return
    for part in ("bioguide_id", "name", "party", "state", "district"):
        held, offered = getattr(ours, part), getattr(theirs, part)
        if held != offered and None not in {held, offered}:
            known = _spelling(held, offered) if part == "name" else None
            yield Discrepancy(
                f"sponsor.{part}", f"sponsor {ours.name}", first.name, str(held), second.name, str(offered), known
            )


def _spelling(held: str, offered: str) -> KnownKind | None:
    return KnownKind.SPELLING if held.casefold() == offered.casefold() else None


def _signatures(first: Witness, second: Witness) -> Iterator[Discrepancy]:
    ours, theirs = first.measure.cosponsors, second.measure.cosponsors
    if ours is None or theirs is None:
        return
    held, offered = _by_key(ours), _by_key(theirs)
    for key in held.keys() | offered.keys():
        yield from _signature(first, second, held.get(key), offered.get(key))
    counts = [tally(side).current for side in (ours, theirs)]
    if counts[0] != counts[1]:
        known = KnownKind.WITHDRAWN_COUNTED if len(ours) == counts[1] or len(theirs) == counts[0] else None
        yield Discrepancy(
            "cosponsors", "current cosponsors", first.name, str(counts[0]), second.name, str(counts[1]), known
        )


def _by_key(cosponsors: Iterable[Cosponsor]) -> dict[tuple[str, dt.date], Cosponsor]:
    return {(who.bioguide_id, who.sponsorship_date): who for who in cosponsors}


def _signature(
    first: Witness, second: Witness, ours: Cosponsor | None, theirs: Cosponsor | None
) -> Iterator[Discrepancy]:
    if ours is None or theirs is None:
        who = ours or theirs
        assert who is not None  # noqa: S101 - the key is of one of the two
        known = KnownKind.WITHDRAWN_COUNTED if who.sponsorship_withdrawn_date else None
        yield Discrepancy("cosponsors", who.name, first.name, _signed(ours), second.name, _signed(theirs), known)
        return
    for part in ("name", "party", "state", "is_original_cosponsor", "sponsorship_withdrawn_date"):
        held, offered = getattr(ours, part), getattr(theirs, part)
        if held != offered:
            known = _spelling(held, offered) if part == "name" else None
            yield Discrepancy(
                f"cosponsors.{part}", ours.name, first.name, _said(held), second.name, _said(offered), known
            )


def _signed(who: Cosponsor | None) -> str:
    if who is None:
        return NOTHING
    out = f", withdrew {who.sponsorship_withdrawn_date}" if who.sponsorship_withdrawn_date else ""
    return f"signed {who.sponsorship_date}{out}"


def _said(value: object) -> str:
    return NOTHING if value is None else str(value)


def _actions(first: Witness, second: Witness) -> Iterator[Discrepancy]:
    """Compare events, however many rows report each; then the number of rows of shared events."""
    ours, theirs = _events(first.measure), _events(second.measure)
    if ours is None or theirs is None:
        return
    for key in dict.fromkeys((*ours, *theirs)):
        held, offered = ours.get(key, 0), theirs.get(key, 0)
        if held == offered:
            continue
        date, words = key
        known = KnownKind.TWO_SYSTEMS if held and offered else None
        yield Discrepancy("actions", f"{date} {words}", first.name, _rows(held), second.name, _rows(offered), known)


def _events(measure: Measure) -> Counter[tuple[dt.date, str]] | None:
    if measure.actions is None:
        return None
    return Counter(
        {
            (event.main.action_date, plain_words(event.main.text).rstrip(".")): len(event.actions)
            for event in fold(measure.actions)
        }
    )


def _rows(count: int) -> str:
    return NOTHING if not count else "1 row" if count == 1 else f"{count} rows"


def _sets(first: Witness, second: Witness) -> Iterator[Discrepancy]:
    """Compare lists as sets of names."""
    for field, name in _NAMES.items():
        ours, theirs = getattr(first.measure, field), getattr(second.measure, field)
        if ours is None or theirs is None:
            continue
        held, offered = {name(row) for row in ours}, {name(row) for row in theirs}
        for each in sorted(map(str, held - offered)):
            yield Discrepancy(field, each, first.name, each, second.name, NOTHING)
        for each in sorted(map(str, offered - held)):
            yield Discrepancy(field, each, first.name, NOTHING, second.name, each)


_NAMES: dict[str, Callable[..., Hashable]] = {
    "committees": lambda row: row.system_code,
    "text_versions": lambda row: row.version_code,
    "related_measures": lambda row: f"{row.id or row.printed} {row.relationship_type}",
    "legislative_subjects": str,
    "laws": lambda row: f"{row.type} {row.number}",
}


def _trailing(each: Discrepancy, first: Witness, second: Witness) -> KnownKind | None:
    """Say that the older source lags, if it is the one that lacks something."""
    ages = {witness.name: witness.measure.update_date for witness in (first, second)}
    without, having = (first.name, second.name) if each.says == NOTHING else (second.name, first.name)
    lacks = NOTHING in {each.says, each.but} or each.subject == "current cosponsors"
    if each.subject == "current cosponsors" and each.says.isdecimal() and int(each.says) < int(each.but):
        without, having = first.name, second.name
    older, newer = ages[without], ages[having]
    return KnownKind.TRAILING if lacks and older is not None and newer is not None and older < newer else None
