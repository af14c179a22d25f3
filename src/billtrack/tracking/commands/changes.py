"""``billtrack changes``: the changes that ``track`` and ``sync`` recorded."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.clock import now
from billtrack.cli.completion import complete_measures
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import DONE, FOUND, report, say
from billtrack.cli.signatures import one_of
from billtrack.cli.typed import first_day
from billtrack.model.events import EventKind
from billtrack.output.formats import EVERYWHERE, Format, Output

if TYPE_CHECKING:
    from billtrack.tracking.answers.changes import ChangesAnswer

_KINDS = tuple(kind.value for kind in EventKind)


@reading_command(formats=(*EVERYWHERE, Format.ATOM, Format.ICS))
def changes(
    options: CommonOptions,
    since: Annotated[
        dt.date | None,
        first_day(help="Only changes recorded on or after this day."),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEASURE", help="Only changes of this measure; repeatable.", autocompletion=complete_measures
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            **one_of("kind of change", _KINDS),
            metavar="KIND",
            help=f"Only changes of this kind; repeatable: {', '.join(_KINDS)}.",
        ),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if there are changes.")] = False,
) -> int:
    """Show what changed in tracked measures, oldest first, from the change log in the bills folder."""
    from billtrack.cli.loading import reference_of
    from billtrack.model.identifiers import resolve
    from billtrack.store import records
    from billtrack.store.change_log import log_path
    from billtrack.tracking.answers.changes import ChangesAnswer
    from billtrack.tracking.sync.folder import chosen_entries, whole_log

    output, bills = options.output(), bills_folder(options.bills)
    known = records.record_ids(bills)
    wanted = {resolve(reference_of(name, options), known) for name in measure or ()}
    log = whole_log(bills)
    code = max(map(report, log.problems), default=DONE)
    found = chosen_entries(log.entries, since=since, day_of=clock.day_of, measures=wanted, kinds=kind or ())
    answer = ChangesAnswer(tuple(found))
    _emit(answer, output)
    if not log_path(bills).exists():
        _say_no_log(options)
    return max(code, FOUND) if exit_code and answer.entries else code


def _say_no_log(options: CommonOptions) -> None:
    from billtrack.tracking.commands.own_records import reads_shipped_records, say_shipped

    say_shipped("the records that come with billtrack have no change log", options)
    if not (reads_shipped_records(options.bills) or options.quiet):
        say("note", f"no change log in {bills_folder(options.bills)}; `billtrack track` and `billtrack sync` keep one")


def _emit(answer: "ChangesAnswer", output: Output) -> None:
    from billtrack.output.console import emit, emit_document
    from billtrack.tracking.answers.feeds import atom_document, icalendar_document

    match output.format:
        case Format.ATOM:
            emit_document(atom_document(answer.entries, now=now()), output)
        case Format.ICS:
            emit_document(icalendar_document(answer.entries), output)
        case _:
            emit(answer, output)
