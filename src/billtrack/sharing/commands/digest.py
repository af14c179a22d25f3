"""``billtrack digest``: what changed, for people."""

import datetime as dt
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import DONE, UsageError, report
from billtrack.cli.typed import first_day
from billtrack.model.choices import GroupBy
from billtrack.output.formats import Format


@reading_command(formats=(Format.MARKDOWN, Format.HTML, Format.DOCX, Format.PDF, Format.EML))
def digest(
    options: CommonOptions,
    *,
    since: Annotated[
        dt.date | None,
        first_day(help="Changes recorded on or after this day."),
    ] = None,
    by: Annotated[GroupBy, typer.Option(help="Group by this.")] = GroupBy.MEASURE,
    again: Annotated[bool, typer.Option("--again", help="Write the last digest again.")] = False,
) -> int:
    """Write what changed since a day, or since the last digest, for people: each change once, and the next step.

    A digest written with -o is the last one: the next begins after it. No mail is sent; an .eml file opens in a mail
    program. The same log and records give the same digest, byte for byte.
    """
    from billtrack.output.console import emit_document
    from billtrack.sharing.commands.digests import changes_told, digest_file
    from billtrack.sharing.digest import digest as digest_of
    from billtrack.sharing.digest import records_of
    from billtrack.store.hidden import LastDigest, load_last_digest, save_last_digest
    from billtrack.tracking.sync.folder import whole_log

    if since is not None and again:
        raise UsageError("--since and --again contradict each other; give one")
    output, bills = options.output(), bills_folder(options.bills)
    entries, problems = whole_log(bills)
    code = max(map(report, problems), default=DONE)
    last = load_last_digest(bills) if since is None else None
    told, after = changes_told(entries, since, last, again=again)
    document = digest_of(told, records_of(told, bills), by=by, since=since, today=clock.today())
    emit_document(digest_file(document, output.format, told), output)
    if options.file is not None and since is None and not again:
        save_last_digest(bills, LastDigest(entries[-1].id if entries else None, after))
    return code
