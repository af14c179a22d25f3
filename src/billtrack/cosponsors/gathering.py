"""One member in the records, in the votes beside them, and in the archive.

A record takes precedence over the archive's measure, and a vote file beside the records over the archive's vote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from billtrack.cosponsors.member_record import (
    MemberRecord,
    MemberSigned,
    MemberSponsored,
    Person,
    find_person,
    lis_ids_of,
    narrowed,
    signed_in,
    sponsored_in,
)
from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.measure import Measure
from billtrack.model.query.tree import Field, Is
from billtrack.model.vote import Vote, VoteId, citations
from billtrack.store.archive.engine import VotedRow
from billtrack.store.library import Holdings
from billtrack.store.votes import vote_ids
from billtrack.votes.counting import bioguide_of

if TYPE_CHECKING:
    from billtrack.store.archive import Archive


def gather(name: str, records: Sequence[Measure], holdings: Holdings, senators: Mapping[str, str]) -> MemberRecord:
    """Gather the record of the member *name* means; *records* are those of the folder.

    Raises:
        InputError: nobody, or several people; or a vote beside the records cannot be read.
        StoreError: the archive cannot be read.
    """
    beside = tuple(held.vote for vote in vote_ids(holdings.bills) if (held := holdings.vote(vote)))
    person = find_person(name, _people(name, records, beside, holdings, senators))
    bioguide = person.bioguide_id
    sponsored = [found for each in records if (found := sponsored_in(each, bioguide))]
    signed = [found for each in records for found in signed_in(each, bioguide)]
    votes = list(_votes_beside(records, beside, bioguide, senators))
    if holdings.archive:
        known = frozenset(each.id for each in records)
        here = frozenset(each.id for each in votes)
        sponsored += _sponsored(holdings.archive, bioguide, known)
        signed += _signed(holdings.archive, bioguide, known)
        votes += _votes(holdings.archive, (bioguide, *lis_ids_of(bioguide, senators)), here, _citing(records))
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


def _citing(records: Sequence[Measure]) -> dict[VoteId, tuple[tuple[MeasureId, str | None], ...]]:
    """The measures of *records* that cite each vote, each once, with the amendment if only its actions do."""
    found: dict[VoteId, dict[MeasureId, str | None]] = {}
    for measure in records:
        for each in citations(measure):
            found.setdefault(each.id, {}).setdefault(measure.id, each.amendment)
    return {vote: tuple(cited.items()) for vote, cited in found.items()}


def _votes_beside(
    records: Sequence[Measure], beside: Sequence[Vote], bioguide: str, senators: Mapping[str, str]
) -> Iterator[VotedRow]:
    citing = _citing(records)
    for vote in beside:
        for member in vote.positions:
            if bioguide_of(member, senators) == bioguide:
                position, cast = member.position, member.vote_cast
                cited = citing.get(vote.id, ())
                yield VotedRow(vote.id, vote.date, vote.question, vote.kind, vote.result, position, cast, cited)


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


def _votes(
    archive: Archive,
    ids: tuple[str, ...],
    here: frozenset[VoteId],
    citing: Mapping[VoteId, tuple[tuple[MeasureId, str | None], ...]],
) -> Iterator[VotedRow]:
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

    kept = narrowed(found, since=since, is_wanted=(lambda each: each.measure_type in types) if types else None)
    return narrowed(kept, is_wanted=is_at) if stages else kept
