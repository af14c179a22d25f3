"""``billtrack changes``: the changes that ``track`` and ``sync`` recorded."""

import datetime as dt
from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.cli.loading import reference_of
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import DONE, FOUND, report, say
from billtrack.model.measure_names import resolve
from billtrack.output.console import emit, emit_document
from billtrack.output.formats import Format, Output
from billtrack.store import records
from billtrack.store.change_log import log_path
from billtrack.tracking.answers.changes import ChangesAnswer
from billtrack.tracking.answers.feeds import atom_document, icalendar_document
from billtrack.tracking.commands.own_records import reads_shipped_records, say_shipped
from billtrack.tracking.sync.folder import chosen_entries, whole_log


def run(
    options: CommonOptions, *, since: dt.date | None, measures: Sequence[str], kinds: Sequence[str], exit_code: bool
) -> int:
    """Show the changes chosen; what cannot be read of the log is reported."""
    output, bills = options.output(), bills_folder(options.bills)
    known = records.record_ids(bills)
    wanted = {resolve(reference_of(name, options), known) for name in measures}
    log = whole_log(bills)
    code = max(map(report, log.problems), default=DONE)
    found = chosen_entries(log.entries, since=since, day_of=clock.day_of, measures=wanted, kinds=kinds)
    answer = ChangesAnswer(tuple(found))
    _emit(answer, output)
    if not log_path(bills).exists():
        _say_no_log(options)
    return max(code, FOUND) if exit_code and answer.entries else code


def _say_no_log(options: CommonOptions) -> None:
    say_shipped("the records that come with billtrack have no change log", options)
    if not (reads_shipped_records(options.bills) or options.quiet):
        say("note", f"no change log in {bills_folder(options.bills)}; `billtrack track` and `billtrack sync` keep one")


def _emit(answer: ChangesAnswer, output: Output) -> None:
    match output.format:
        case Format.ATOM:
            emit_document(atom_document(answer.entries, now=clock.now()), output)
        case Format.ICS:
            emit_document(icalendar_document(answer.entries), output)
        case _:
            emit(answer, output)
