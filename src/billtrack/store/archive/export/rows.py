"""The rows of an export: what the archive says of one Congress, a row at a time, a few hundred documents in memory."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from billtrack.model.clauses import clauses
from billtrack.model.measure import Committee, Measure, Source
from billtrack.model.measure_names import MeasureId
from billtrack.model.query.tree import Field, Is
from billtrack.model.record_parts import VOTE
from billtrack.model.values import Value
from billtrack.model.vote import Totals, Vote, VoteId, citations, parse_vote_id
from billtrack.store.archive.database import Engine
from billtrack.store.archive.engine import MeasureRow, TextForm
from billtrack.store.archive.export import tables
from billtrack.store.archive.packing import unpack_measure, unpack_text, unpack_vote

_MEASURES = 200
"""Measures read at once, with all their texts."""
_VOTES = 50
"""Roll calls read at once."""
T = TypeVar("T")
R = TypeVar("R", bound=Value)


def held_votes(archive: Engine) -> list[VoteId]:
    """The roll calls held, in order."""
    parts = (row.part for row in archive.ledger() if row.fate == "held" and row.part)
    return sorted(parse_vote_id(part.removeprefix(VOTE)) for part in parts if part.startswith(VOTE))


def rows_of(archive: Engine, congress: int, votes: Sequence[VoteId], *, today: dt.date) -> Iterator[Value]:
    """Every row of *congress*, of any table, in the order of measures; *votes* are its roll calls."""
    columns = archive.measures((Is(Field.CONGRESS, str(congress)),), today=today)
    for batch in _batches(sorted(columns, key=lambda row: row.id), _MEASURES):
        ids = [row.id for row in batch]
        statuses = {row.id: row for row in archive.statuses(ids)}
        for row in batch:
            status = statuses[row.id]
            measure = unpack_measure(status.packed) if status.packed is not None else None
            yield _measure(row, measure, status.source)
            if measure is not None:
                yield from _of_status(measure)
        yield from _of_texts(archive, ids)
    for some in _batches(votes, _VOTES):
        for vote in sorted(archive.votes(some), key=lambda each: each.id):
            yield from _of_vote(unpack_vote(vote.packed), vote.url, vote.sha256.hex())


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def _row(table: type[R], source: object, **own: object) -> R:
    """Make a row of *table*: its *own* columns, and those that *source* has under the same names."""
    return table(*[own[name] if name in own else getattr(source, name) for name in table.__struct_fields__])


def _measure(row: MeasureRow, measure: Measure | None, source: Source | None) -> tables.ExportedMeasure:
    return _row(
        tables.ExportedMeasure,
        row,
        measure=str(row.id),
        measure_type=row.id.measure_type,
        number=row.id.number,
        sponsor_bioguide_id=row.sponsor,
        subjects=measure.legislative_subjects or () if measure else None,
        laws=tuple(f"{law.type} {law.number}" for law in measure.laws or ()) if measure else None,
        update_date=_utc(measure.update_date) if measure else None,
        url=source.url if source else None,
        sha256=source.sha256 if source else None,
        retrieved=source.retrieved if source else None,
    )


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    """The moment in UTC, without a zone: Parquet readers differ in how they show one."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment and moment.tzinfo else moment


def _of_status(measure: Measure) -> Iterator[Value]:
    name = str(measure.id)
    for place, action in enumerate(measure.actions or ()):
        codes = tuple(each.system_code for each in action.committees)
        yield _row(tables.ExportedAction, action, measure=name, place=place, committees=codes)
    for place, each in enumerate(measure.cosponsors or ()):
        yield _row(tables.ExportedCosponsor, each, measure=name, place=place)
    for committee in measure.committees or ():
        yield from _committee(name, committee)
    for place, related in enumerate(measure.related_measures or ()):
        other = str(related.id) if related.id else None
        yield tables.ExportedRelation(name, place, other, related.relationship_type, related.identified_by)
    for vote, _, action, amendment in citations(measure):
        yield tables.ExportedCitation(name, str(vote), action.action_date, amendment)


def _committee(measure: str, committee: Committee) -> Iterator[tables.ExportedCommittee]:
    yield _row(tables.ExportedCommittee, committee, measure=measure, parent=None)
    for each in committee.subcommittees:
        yield tables.ExportedCommittee(
            measure, each.system_code, each.name, committee.system_code, None, None, each.activities
        )


def _of_texts(archive: Engine, ids: Sequence[MeasureId]) -> Iterator[Value]:
    for row in archive.texts(ids, TextForm.WHOLE):
        text, measure, code = unpack_text(row.packed), str(row.id.measure), row.id.version_code
        found = clauses(text)
        yield _row(
            tables.ExportedText,
            text,
            measure=measure,
            clauses=len(found),
            document=row.document[1],
            url=row.source.url,
            sha256=row.document[0].hex(),
            retrieved=row.source.retrieved,
        )
        for place, clause in enumerate(found):
            yield _row(
                tables.ExportedClause,
                clause,
                measure=measure,
                version_code=code,
                place=place,
                parent=None if clause.parent is None else found[clause.parent].address,
                sha256=clause_sha256(clause.header, clause.text),
            )


def clause_sha256(header: str | None, text: str | None) -> str:
    """The digest of a clause's words: equal words have equal digests, whatever their address."""
    return hashlib.sha256(f"{header or ''}\n{text or ''}".encode()).hexdigest()


def _of_vote(vote: Vote, url: str, sha256: str) -> Iterator[Value]:
    yield _row(
        tables.ExportedVote,
        vote,
        vote=str(vote.id),
        chamber=vote.id.chamber,
        session=vote.id.session,
        roll_number=vote.id.roll_number,
        measure_as_printed=vote.measure,
        amendment_as_printed=vote.amendment,
        url=url,
        sha256=sha256,
        **{name: getattr(vote.totals, name, None) for name in Totals.__struct_fields__},
    )
    for place, each in enumerate(vote.positions):
        yield _row(tables.ExportedPosition, each, vote=str(vote.id), place=place)
