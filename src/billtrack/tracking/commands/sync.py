"""``billtrack sync``: update records and show what changed."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, warn
from billtrack.store import records
from billtrack.tracking.commands.own_records import own_record, reads_shipped_records
from billtrack.tracking.commands.updating import Asked, bring_up_to_date
from billtrack.tracking.sync.folder import Service, services_of


@reading_command
def sync(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help="Measures to update (default: all in the bills folder).",
            autocompletion=complete_measures,
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Remove from records what newer documents no longer have."),
    ] = False,
    source: Annotated[
        Literal["govinfo", "congress"] | None,
        typer.Option(help="Service to ask (default: the one each record came from).", show_default=False),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if something changed.")] = False,
) -> int:
    """Update records from the official source and show what changed, with totals before and after.

    If nothing changed, there is no output. Texts that are missing, partial or unofficial copies are replaced by the
    official ones. Additions are recorded at once. If a newer document drops cosponsors, actions or texts, they stay
    in the record until --accept. An older document is used only with --accept.
    """
    bills = own_bills_folder(options.bills)
    known = records.record_ids(bills) if bills.is_dir() else ()
    if measures:
        found = answer_each(listed(measures), lambda name: own_record(name, known, options))
        ids, code = tuple(dict.fromkeys(found.found)), found.code
    else:
        ids, code = known, DONE
    if code and not ids and options.file is not None:
        return code  # a file is not replaced by nothing
    if not ids and not code and not options.quiet:
        _say_no_records(bills, options)
    groups = {Service(source): ids} if source else services_of(bills, ids)
    asked = Asked("sync", "Updating", accept=accept, dry_run=dry_run, exit_code=exit_code)
    return max(code, bring_up_to_date(groups, bills, asked, options))


def _say_no_records(bills: Path, options: CommonOptions) -> None:
    shipped = " (those that come with billtrack are read only)" if reads_shipped_records(options.bills) else ""
    warn(f"no records in {bills}{shipped}; `billtrack track MEASURE` fetches one")
