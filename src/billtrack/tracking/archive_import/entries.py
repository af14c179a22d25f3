"""One document to its entry in the archive."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Action, Measure, TextVersion, replace
from billtrack.model.vote import citations
from billtrack.sources.packages import Document, DocumentKind
from billtrack.sources.votes import parse_vote
from billtrack.status.status import status_and_expiry
from billtrack.store.archive.entries import (
    CommitteeRow,
    CosponsorRow,
    Entry,
    RefusedEntry,
    RelatedRow,
    Standing,
    StatusEntry,
    TextEntry,
    VoteEntry,
)
from billtrack.store.archive.lines import lines_of, titles_of
from billtrack.store.archive.packing import pack, pack_text
from billtrack.store.archive.votes import citation_rows
from billtrack.tracking.importing import parse_document


def entry_of(document: Document) -> Entry:
    """Read one document; an unreadable one becomes an entry that says why."""
    try:
        if document.kind is DocumentKind.VOTE:
            vote = parse_vote(document.data, name=document.name)
            return VoteEntry(vote, pack(vote), vote.id.url)
        found = parse_document(document)
    except InputError as error:
        return RefusedEntry(str(error).removeprefix(f"{document.name}: "))
    if len(found) > 1:
        return RefusedEntry(f"prints {len(found)} texts; an archive takes one per document, so import it into records")
    measure, content, url = found[0]
    return _status_entry(content, url) if isinstance(content, Measure) else _text_entry(measure, content, url)


def _text_entry(measure: MeasureId, text: TextVersion, url: str) -> TextEntry:
    lines = lines_of(text)
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
        packed=pack_text(lines, text),
        url=url,
    )


def _status_entry(measure: Measure, url: str) -> StatusEntry:
    standing, latest = _standing(measure)
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
        citations=citation_rows(citations(measure)),
        policy_area=measure.policy_area,
        url=url,
    )


def _standing(measure: Measure) -> tuple[Standing, Action | None]:
    """Find the stage of the measure, the day it expires, and its latest action."""
    standing, expires_on = status_and_expiry(measure)
    return Standing(standing.stage.value, standing.stage_date, expires_on), standing.latest_action


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
