"""The changes that ``billtrack digest`` tells, and its document."""

import datetime as dt
from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.errors import InputError
from billtrack.model.events import Entry
from billtrack.output.formats import Format
from billtrack.sharing.digest import place_after
from billtrack.sharing.documents import SharedDocument, document_file
from billtrack.store.hidden import LastDigest
from billtrack.tracking.sync.folder import chosen_entries


def changes_told(
    entries: Sequence[Entry], since: dt.date | None, last: LastDigest | None, *, again: bool
) -> tuple[Sequence[Entry], str | None]:
    """The entries to tell, and the id of the last one before them."""
    if since is not None:
        return chosen_entries(entries, since=since, day_of=clock.day_of), None
    if again and last is None:
        raise InputError("no digest was written yet", hint="`billtrack digest -o digest.html` writes one")
    after = None if last is None else last.after if again else last.until
    begin = place_after(entries, after)
    end = place_after(entries, last.until) if again and last is not None else len(entries)
    return entries[begin:end], after


def digest_file(document: SharedDocument, chosen: Format | None, told: Sequence[Entry]) -> bytes:
    """Write the digest in a format; a message is dated by the last change it tells."""
    if chosen is Format.EML:
        from billtrack.sharing.markdown_document import mail_file

        return mail_file(document, dated=max((each.recorded for each in told), default=_NEVER))
    return document_file(document, chosen)


_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The date of a message that tells no change: it may not depend on the day it is made."""
