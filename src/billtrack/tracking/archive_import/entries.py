"""Read one document as its entry in the archive."""

from __future__ import annotations

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document
from billtrack.sources.votes import parse_vote
from billtrack.status.status import archived_status
from billtrack.store.archive.entries import Entry, RefusedEntry, VoteEntry, text_entry
from billtrack.store.archive.packing import pack
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
    return archived_status(content, url) if isinstance(content, Measure) else text_entry(measure, content, url)
