"""``billtrack sync``: records brought up to date, and what is new in them."""

from typing import Annotated, Literal

import typer

from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import CommonOptions, complete_measures, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, warn
from billtrack.model.identifiers import parse_reference, resolve
from billtrack.store import records
from billtrack.tracking.commands.updating import Asked, bring_up_to_date
from billtrack.tracking.sync import Service, services_of


@reading_command
def sync(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help="The measures to bring up to date; all of the folder unless named.",
            autocompletion=complete_measures,
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Accept what the documents lost: it leaves the record."),
    ] = False,
    source: Annotated[
        Literal["govinfo", "congress"] | None,
        typer.Option(help="The service to ask; the one each record came from unless named.", show_default=False),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where something changed.")] = False,
) -> int:
    """Bring records up to date from the official source; say what changed, with totals before and after.

    Says nothing where nothing changed. Texts that were partial, copies or not loaded are completed. Cosponsors,
    actions and texts that a newer document lost stay in the record until --accept; all it gained is taken at once. An
    older document is taken with --accept only.
    """
    bills = own_bills_folder(options.bills)
    known = records.record_ids(bills) if bills.is_dir() else ()
    if measures:
        found = answer_each(listed(measures), lambda name: resolve(parse_reference(name), known))
        ids, code = tuple(dict.fromkeys(found.found)), found.code
    else:
        ids, code = known, DONE
    if not ids and not code and not options.quiet:
        warn(f"no records in {bills}; `billtrack track` fetches some")
    groups = {Service(source): ids} if source else services_of(bills, ids)
    asked = Asked("sync", "Bringing up to date", accept=accept, dry_run=dry_run, exit_code=exit_code)
    return max(code, bring_up_to_date(groups, bills, asked, options))
