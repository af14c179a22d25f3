"""What one member of Congress sponsored, signed and voted on, in the records, the votes beside them and the archive.

A member is known by Bioguide ID alone.  A name only finds the ID, and only where it fits one person.  A record takes
precedence over the measure in the archive, and a vote file beside the records over the vote in the archive.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, MeasureType
from billtrack.model.query.tree import Field, Is
from billtrack.model.query.typed import nearest
from billtrack.model.values import Value
from billtrack.model.vote import Vote, VoteId, citations
from billtrack.store.archive.engine import VotedRow
from billtrack.store.library import Holdings
from billtrack.store.votes import vote_ids
from billtrack.votes.counting import bioguide_of

if TYPE_CHECKING:
    from billtrack.store.archive import Archive


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


def lis_ids_of(bioguide: str, senators: Mapping[str, str]) -> tuple[str, ...]:
    """The LIS IDs that are known to be the member's."""
    return tuple(lis for lis, who in senators.items() if who == bioguide)


def gather(name: str, records: Sequence[Measure], holdings: Holdings, senators: Mapping[str, str]) -> MemberRecord:
    """Gather the record of the member *name* means; *records* are those of the folder.

    Raises:
        InputError: nobody, or several people; or a vote beside the records cannot be read.
        StoreError: the archive cannot be read.
    """
    beside = tuple(held.vote for vote in vote_ids(holdings.bills) if (held := holdings.vote(vote)))
    person = find_person(name, _people(name, records, beside, holdings, senators))
    bioguide = person.bioguide_id
    introduced = (each for each in records if each.sponsor and each.sponsor.bioguide_id == bioguide)
    sponsored = [MemberSponsored(each.id, each.title, each.introduced_date) for each in introduced]
    signed = [found for each in records for found in _signed_in(each, bioguide)]
    citing = _citing(records)
    votes = list(_votes_beside(citing, beside, bioguide, senators))
    if holdings.archive:
        known = frozenset(each.id for each in records)
        here = frozenset(each.id for each in votes)
        sponsored += _sponsored(holdings.archive, bioguide, known)
        signed += _signed(holdings.archive, bioguide, known)
        votes += _votes(holdings.archive, (bioguide, *lis_ids_of(bioguide, senators)), here, citing)
    return MemberRecord(
        person,
        tuple(sorted(sponsored, key=lambda each: (each.introduced_date or dt.date.min, each.measure))),
        tuple(sorted(signed, key=lambda each: (each.sponsorship_date, each.measure))),
        tuple(sorted(votes, key=lambda each: (each.date, each.id))),
    )


def _people(
    name: str, records: Sequence[Measure], beside: Sequence[Vote], holdings: Holdings, senators: Mapping[str, str]
) -> Iterator[Person]:
    """Everybody a name may mean; of several names of one ID the last is shown, an official full name."""
    for vote in beside:
        for member in vote.positions:
            if who := bioguide_of(member, senators):
                yield Person(who, member.name, member.party, member.state)
    if holdings.archive:
        asked = name.strip().upper()
        engine = holdings.archive.engine
        for each in list(engine.people((asked, *lis_ids_of(asked, senators)))) or engine.people():
            yield Person(senators.get(each.id, each.id), each.name, each.party, each.state)
    for measure in records:
        for person in (*((measure.sponsor,) if measure.sponsor else ()), *(measure.cosponsors or ())):
            yield Person(person.bioguide_id, person.name, person.party, person.state)


_Citing: TypeAlias = "dict[VoteId, tuple[tuple[MeasureId, str | None], ...]]"


def _citing(records: Sequence[Measure]) -> _Citing:
    """The measures of *records* that cite each vote, each once, with the amendment if only its actions do."""
    found: dict[VoteId, dict[MeasureId, str | None]] = {}
    for measure in records:
        for each in citations(measure):
            found.setdefault(each.id, {}).setdefault(measure.id, each.amendment)
    return {vote: tuple(cited.items()) for vote, cited in found.items()}


def _votes_beside(
    citing: _Citing, beside: Sequence[Vote], bioguide: str, senators: Mapping[str, str]
) -> Iterator[VotedRow]:
    for vote in beside:
        for member in vote.positions:
            if bioguide_of(member, senators) == bioguide:
                position, cast = member.position, member.vote_cast
                cited = citing.get(vote.id, ())
                yield VotedRow(vote.id, vote.date, vote.question, vote.kind, vote.result, position, cast, cited)


def _signed_in(measure: Measure, bioguide: str) -> Iterator[MemberSigned]:
    """Every signature of the member under *measure*; who signed again has two."""
    for each in measure.cosponsors or ():
        if each.bioguide_id == bioguide:
            signed, withdrawn = each.sponsorship_date, each.sponsorship_withdrawn_date
            yield MemberSigned(measure.id, measure.title, signed, each.is_original_cosponsor, withdrawn)


def _sponsored(archive: Archive, bioguide: str, held: frozenset[MeasureId]) -> Iterator[MemberSponsored]:
    introduced = archive.engine.measures((Is(Field.SPONSOR_ID, bioguide),), today=dt.date.min)
    return (MemberSponsored(each.id, each.title, each.introduced_date) for each in introduced if each.id not in held)


def _signed(archive: Archive, bioguide: str, held: frozenset[MeasureId]) -> Iterator[MemberSigned]:
    """The signatures under measures not *held*; one made on the day of introduction is original.

    That holds for all 54,377 rows of 117th-Congress files.
    """
    for each in archive.engine.signatures(bioguide):
        if each.measure not in held:
            signed = each.sponsorship_date
            original = signed == each.introduced_date
            yield MemberSigned(each.measure, each.title, signed, original, each.withdrawn_date)


def _votes(archive: Archive, ids: tuple[str, ...], here: frozenset[VoteId], citing: _Citing) -> Iterator[VotedRow]:
    for each in archive.engine.votes_of(ids):
        if each.id not in here:
            cited = dict(each.measures) | dict(citing.get(each.id, ()))
            yield each._replace(measures=tuple(cited.items()))


def chosen_deeds(
    found: MemberRecord,
    holdings: Holdings,
    *,
    since: dt.date | None,
    types: Collection[MeasureType],
    stages: Collection[str],
    today: dt.date,
) -> MemberRecord:
    """Keep what happened on or after *since*, on measures of *types* and at one of *stages* today; empty: any."""

    @cache
    def is_at(measure: MeasureId) -> bool:
        from billtrack.status.status import status  # noqa: PLC0415 - few ask for stages

        return status(holdings.find(str(measure)), today=today).stage in stages

    def keeps(day: dt.date | None, *measures: MeasureId) -> bool:
        is_late = since is None or (day is not None and day >= since)
        is_of_type = not types or any(each.measure_type in types for each in measures)
        return is_late and is_of_type and (not stages or any(map(is_at, measures)))

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
