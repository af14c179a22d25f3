"""``billtrack track``, ``sync`` and ``untrack``: records fetched from the official source, updated and removed."""

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, UsageError, hint
from billtrack.model.measure_names import MeasureType

_measures_option = partial(typer.Option, rich_help_panel="Which measures")


@reading_command
def track(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help='Measures in any spelling: hres351-115, "H.Res. 351 (115th)", a congress.gov address; '
            "- reads a list from standard input.",
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        _measures_option(
            "--from", metavar="FILE", help="Also track the measures in this file, one per line; # starts a comment."
        ),
    ] = None,
    measure_type: Annotated[
        MeasureType | None, _measures_option("--type", help="Track every measure of this type; requires --congress.")
    ] = None,
    congress: Annotated[
        int | None, _measures_option(min=1, metavar="N", help="Congress for --type, such as 119.")
    ] = None,
    with_related: Annotated[bool, _measures_option("--with-related", help="Also track related measures.")] = False,
    source: Annotated[
        Literal["govinfo", "congress"],
        typer.Option(help="govinfo bulk data, or the Congress.gov API, which requires a key."),
    ] = "govinfo",
) -> int:
    """Track measures: fetch status and every text from the official source and write records.

    If interrupted, run the command again to continue. Your notes and tags stay.
    """
    from billtrack.tracking.commands.tracked import measures_of_type, named_measures
    from billtrack.tracking.commands.updating import SyncRequest, bring_up_to_date
    from billtrack.tracking.sync.folder import Service

    if (measure_type is None) != (congress is None):
        raise UsageError("--type and --congress require each other: --type hres --congress 119")
    if not measures and from_file is None and measure_type is None:
        raise UsageError("give measures, or --from FILE, or --type and --congress")
    bills, service = own_bills_folder(options.bills), Service(source)
    found = list(named_measures(measures or [], from_file, bills, options))
    if measure_type is not None and congress is not None:
        found += measures_of_type(service, congress, measure_type, options)
    request = SyncRequest("track", "Tracking", shows_lines=True, with_related=with_related)
    return bring_up_to_date({service: tuple(dict.fromkeys(found))}, bills, request, options)


@reading_command
def sync(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help="Measures to update (default: all in the bills folder).",
            autocompletion=complete_measures,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Remove from records what newer documents no longer have.")
    ] = False,
    source: Annotated[
        Literal["govinfo", "congress"] | None,
        typer.Option(help="Service to ask (default: the one each record came from)."),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if something changed.")] = False,
) -> int:
    """Update records from the official source and show what changed, with totals before and after.

    If nothing changed, there is no output. Texts that are missing, partial or unofficial copies are replaced by the
    official ones. Additions are recorded at once. If a newer document drops cosponsors, actions or texts, they stay
    in the record until --accept. An older document is used only with --accept.
    """
    from billtrack.tracking.commands.tracked import ids_in, own_records, say_no_records
    from billtrack.tracking.commands.updating import SyncRequest, bring_up_to_date
    from billtrack.tracking.sync.folder import Service, services_of

    bills = own_bills_folder(options.bills)
    if measures:
        found = own_records(measures, bills, options)
        ids, code = tuple(dict.fromkeys(found.found)), found.code
    else:
        ids, code = ids_in(bills), DONE
    if code and not ids and options.file is not None:
        return code  # a file is not replaced by nothing
    if not ids and not code and not options.quiet:
        say_no_records(bills, options)
    groups = {Service(source): ids} if source else services_of(bills, ids)
    request = SyncRequest("sync", "Updating", accept=accept, dry_run=dry_run, exit_code=exit_code)
    return max(code, bring_up_to_date(groups, bills, request, options))


@reading_command(formats=())
def untrack(
    measures: MeasureArguments,
    options: CommonOptions,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> int:
    """Remove the records of measures, after asking; without a terminal, --yes is required.

    Their changes stay in the change log.
    """
    from billtrack.cli.loading import answer_each
    from billtrack.output.console import can_ask
    from billtrack.tracking.commands.tracked import is_removal_confirmed, own_records, removed

    if not yes and not can_ask():
        raise UsageError("untrack asks before it removes records; without a terminal, give --yes")
    bills = own_bills_folder(options.bills)
    found = own_records(measures, bills, options)
    if not found.found or not (yes or is_removal_confirmed(found.found, bills)):
        return found.code
    done = answer_each(found.found, lambda measure: removed(measure, bills))
    if done.found and not options.quiet:
        typer.echo("\n".join(f"{measure}: removed" for measure in done.found))
        hint(f"`billtrack track {' '.join(map(str, done.found))}` fetches them again, without your notes and tags")
    return max(found.code, done.code)
