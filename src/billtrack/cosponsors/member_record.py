"""What one member of Congress did: sponsored, signed, withdrew, voted, in the records and the archive.

A member is known by Bioguide ID alone.  A name only finds the ID, and only where it fits one person.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Cosponsor, Measure
from billtrack.model.query.typed import nearest
from billtrack.model.tally import by_person
from billtrack.model.values import Value
from billtrack.store.archive.engine import VotedRow


class Person(Value, frozen=True):
    """A member as some source names them; party and state as printed there."""

    bioguide_id: str
    name: str
    party: str
    state: str


class MemberSigned(Value, frozen=True):
    """One measure a member signed: since when, whether as an original cosponsor, and when they withdrew."""

    measure: MeasureId
    title: str
    sponsorship_date: dt.date
    is_original_cosponsor: bool
    sponsorship_withdrawn_date: dt.date | None


class MemberSponsored(Value, frozen=True):
    """One measure a member introduced."""

    measure: MeasureId
    title: str
    introduced_date: dt.date | None


class MemberRecord(Value, frozen=True):
    """What the records and the archive say of one member, each list oldest first."""

    person: Person
    sponsored: tuple[MemberSponsored, ...]
    signed: tuple[MemberSigned, ...]
    votes: tuple[VotedRow, ...]


def find_person(name: str, people: Iterable[Person]) -> Person:
    """Find the one person *name* means: a Bioguide ID, or words of a name, without regard to case and accents.

    Raises:
        InputError: nobody, or several people; the message or its hint names them.
    """
    known: dict[str, Person] = {}
    for each in people:
        if "," in each.name or each.bioguide_id not in known:  # rolls print surnames, records "DeLauro, Rosa L."
            known[each.bioguide_id] = each
    if name.strip().upper() in known:
        return known[name.strip().upper()]
    words = _folded(name)
    found = [each for each in known.values() if words and words <= _folded(each.name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"no member named {name!r} in the records or the archive", hint=_meant(name, known.values()))
    in_order = sorted(found, key=lambda each: each.name)
    names = ", ".join(f"{e.name.partition(' (')[0]} ({e.party}-{e.state}) {e.bioguide_id}" for e in in_order)
    raise InputError(f"{name!r} matches {len(found)} members", hint=f"use the ID of one: {names}")


def _meant(name: str, people: Iterable[Person]) -> str:
    by_word = {word: each for each in people for word in sorted(_folded(each.name))}
    near = nearest(name, by_word)
    if near is None:
        return "use a Bioguide ID such as D000216, or part of the name"
    return f"did you mean {by_word[near].name} ({by_word[near].bioguide_id})?"


def _folded(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each if each.isalnum() else " " for each in plain if not unicodedata.combining(each))
    return frozenset(letters.split())


def sponsored_in(measure: Measure, bioguide: str) -> MemberSponsored | None:
    """The sponsorship of *measure*, if the member is its sponsor."""
    if measure.sponsor is None or measure.sponsor.bioguide_id != bioguide:
        return None
    return MemberSponsored(measure.id, measure.title, measure.introduced_date)


def signed_in(measure: Measure, bioguide: str) -> tuple[MemberSigned, ...]:
    """Every signature of the member under *measure*; who signed again has two."""
    mine: Iterable[Cosponsor] = next(
        (each for each in by_person(measure.cosponsors or ()) if each[0].bioguide_id == bioguide), ()
    )
    return tuple(
        MemberSigned(
            measure.id,
            measure.title,
            each.sponsorship_date,
            each.is_original_cosponsor,
            each.sponsorship_withdrawn_date,
        )
        for each in mine
    )


def lis_ids_of(bioguide: str, senators: Mapping[str, str]) -> tuple[str, ...]:
    """The LIS IDs that are known to be the member's."""
    return tuple(lis for lis, who in senators.items() if who == bioguide)


def narrowed(
    found: MemberRecord, *, since: dt.date | None = None, is_wanted: Callable[[MeasureId], bool] | None = None
) -> MemberRecord:
    """Keep what happened on or after *since* and concerns a measure that *is_wanted*; ``None``: everything."""

    def keeps(day: dt.date | None, *measures: MeasureId) -> bool:
        is_late = since is None or (day is not None and day >= since)
        return is_late and (is_wanted is None or any(map(is_wanted, measures)))

    return MemberRecord(
        found.person,
        tuple(each for each in found.sponsored if keeps(each.introduced_date, each.measure)),
        tuple(
            each
            for each in found.signed
            if keeps(each.sponsorship_withdrawn_date or each.sponsorship_date, each.measure)
        ),
        tuple(each for each in found.votes if keeps(each.date, *(measure for measure, _ in each.measures))),
    )
