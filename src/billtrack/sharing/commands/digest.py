"""``billtrack digest``: what changed, for people."""

import datetime as dt
from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import DONE, UsageError, report
from billtrack.errors import InputError
from billtrack.model.choices import GroupBy
from billtrack.model.events import Entry
from billtrack.output.console import emit_document
from billtrack.output.formats import Format
from billtrack.sharing.digest import digest, place_after, records_of
from billtrack.sharing.documents import SharedDocument, document_file
from billtrack.sharing.markdown_document import mail_file
from billtrack.store.hidden import LastDigest, load_last_digest, save_last_digest
from billtrack.tracking.sync.folder import chosen_entries, whole_log


def run(options: CommonOptions, *, since: dt.date | None, by: GroupBy, again: bool) -> int:
    """Write the digest; where it goes to a file, keep where the next one begins."""
    if since is not None and again:
        raise UsageError("--since and --again contradict each other; give one")
    output, bills = options.output(), bills_folder(options.bills)
    entries, problems = whole_log(bills)
    code = max(map(report, problems), default=DONE)
    last = load_last_digest(bills) if since is None else None
    told, after = _changes_told(entries, since, last, again=again)
    document = digest(told, records_of(told, bills), by=by, since=since, today=clock.today())
    emit_document(_written(document, output.format, told), output)
    if options.file is not None and since is None and not again:
        save_last_digest(bills, LastDigest(entries[-1].id if entries else None, after))
    return code


def _changes_told(
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


def _written(document: SharedDocument, chosen: Format | None, told: Sequence[Entry]) -> bytes:
    """Write the digest in a format; a message is dated by the last change it tells."""
    if chosen is Format.EML:
        return mail_file(document, dated=max((each.recorded for each in told), default=_NEVER))
    return document_file(document, chosen)


_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The date of a message that tells no change: it may not depend on the day it is made."""
