"""What goes into an archive: the contents of each document, ready to be stored.

Entries are made where documents are read, perhaps in another process, so all values are small or bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from billtrack.model.measure import Action, Authority, Coverage, Measure, Sponsor, TextVersion, replace
from billtrack.model.measure_names import MeasureId
from billtrack.model.values import Value
from billtrack.model.vote import Vote, VoteId, citations
from billtrack.store.archive.lines import lines_of, titles_of
from billtrack.store.archive.packing import pack, pack_text


class DocumentEntry(Value, frozen=True):
    """A document: the digest of its bytes, its file name, and the zip it was found in (empty: none)."""

    sha256: bytes
    name: str
    package: str
    size: int


class CosponsorRow(NamedTuple):
    """A row of ``cosponsors`` without its measure; days are ISO dates."""

    place: int
    bioguide_id: str
    name: str
    party: str
    state: str
    sponsorship_date: str
    withdrawn_date: str | None


class CommitteeRow(NamedTuple):
    """A row of ``committees`` without its measure."""

    system_code: str
    name: str


class RelatedRow(NamedTuple):
    """A row of ``related`` without its measure."""

    place: int
    other: str
    relationship_type: str
    identified_by: str | None


class SubjectRow(NamedTuple):
    """A row of ``subjects`` without its measure."""

    name: str


class CitationRow(NamedTuple):
    """A row of ``citations`` without its measure: a roll call, and the amendment whose action refers to it."""

    chamber: str
    congress: int
    session: int
    roll: int
    amendment: str | None


class Standing(Value, frozen=True):
    """Where a measure stands: the stage its actions lead to and, if it can expire, the day it does."""

    stage: str
    stage_date: dt.date | None
    expires_on: dt.date | None


class StatusEntry(Value, frozen=True):
    """What a status document says of *measure*: all of it in ``packed``, the rest in columns for queries."""

    measure: MeasureId
    packed: bytes
    update_date: dt.datetime | None
    title: str
    titles: tuple[str, ...]
    introduced_date: dt.date | None
    latest_action_date: dt.date | None
    latest_action: str | None
    standing: Standing
    sponsor: Sponsor | None
    cosponsors: tuple[CosponsorRow, ...]
    committees: tuple[CommitteeRow, ...]
    related: tuple[RelatedRow, ...]
    subjects: tuple[SubjectRow, ...]
    citations: tuple[CitationRow, ...]
    policy_area: str | None
    url: str


class TextEntry(Value, frozen=True):
    """What a document says of one text of *measure*.

    ``columns`` are its lines for the index, ``size`` their bytes; ``head`` is the version without its words, ``packed``
    its words.
    """

    measure: MeasureId
    version_code: str
    date: dt.date | None
    authority: Authority | None
    coverage: Coverage
    title: str
    columns: tuple[str, str, str]
    size: int
    head: bytes
    packed: bytes
    url: str


class VoteEntry(Value, frozen=True):
    """A whole roll call; ``packed`` has the same as the bytes to store."""

    vote: Vote
    packed: bytes
    url: str


class RefusedEntry(Value, frozen=True):
    """A document that could not be read, and why."""

    reason: str


Entry = StatusEntry | TextEntry | VoteEntry | RefusedEntry


def text_entry(measure: MeasureId, text: TextVersion, url: str) -> TextEntry:
    """Make the entry of a text, which has its words."""
    lines = lines_of(text)
    packed = pack_text(lines, text)  # first: a string keeps the UTF-8 made to pack it, which its size asks for again
    head = replace(text, preamble=None, resolved=None, sections=None, title_amendment=None, excerpts=())
    return TextEntry(
        measure=measure,
        version_code=text.version_code,
        date=text.date,
        authority=text.authority,
        coverage=text.coverage,
        title=lines.title or str(measure),
        columns=lines.columns,
        size=lines.size,
        head=pack(head),
        packed=packed,
        url=url,
    )


def status_entry(measure: Measure, standing: Standing, latest: Action | None, url: str) -> StatusEntry:
    """Make the entry of a status; *standing* and *latest*, the latest action, are computed from its actions."""
    return StatusEntry(
        measure=measure.id,
        packed=pack(measure),
        update_date=measure.update_date,
        title=measure.title,
        titles=titles_of(measure),
        introduced_date=measure.introduced_date,
        latest_action_date=latest.action_date if latest else None,
        latest_action=latest.text if latest else None,
        standing=standing,
        sponsor=measure.sponsor,
        cosponsors=tuple(_cosponsors(measure)),
        committees=tuple(_committees(measure)),
        related=tuple(_related(measure)),
        subjects=tuple(map(SubjectRow, measure.legislative_subjects or ())),
        citations=citation_rows(measure),
        policy_area=measure.policy_area,
        url=url,
    )


def citation_rows(measure: Measure) -> tuple[CitationRow, ...]:
    """The roll calls *measure* refers to, each once; one cited by the measure itself is not an amendment's."""
    rows: dict[VoteId, CitationRow] = {}
    for vote, _, _, amendment in citations(measure):
        row = CitationRow(vote.chamber.value, vote.congress, vote.session, vote.roll_number, amendment)
        rows.setdefault(vote, row)
    return tuple(rows.values())


def _cosponsors(measure: Measure) -> Iterator[CosponsorRow]:
    for place, each in enumerate(measure.cosponsors or ()):
        withdrawn = each.sponsorship_withdrawn_date
        signed, left = each.sponsorship_date.isoformat(), withdrawn.isoformat() if withdrawn else None
        yield CosponsorRow(place, each.bioguide_id, each.name, each.party, each.state, signed, left)


def _committees(measure: Measure) -> Iterator[CommitteeRow]:
    for committee in measure.committees or ():
        yield CommitteeRow(committee.system_code, committee.name)
        yield from (CommitteeRow(each.system_code, each.name) for each in committee.subcommittees)


def _related(measure: Measure) -> Iterator[RelatedRow]:
    for place, each in enumerate(measure.related_measures or ()):
        if each.id is not None:
            yield RelatedRow(place, str(each.id), each.relationship_type, each.identified_by)
