"""``billtrack track``, ``sync`` and ``untrack``: records fetched from the official source, updated and removed."""

import contextlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.loading import Answered, answer_each, listed, names_in, reference_of
from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, UsageError, hint, warn
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, MeasureType, resolve
from billtrack.output.console import can_ask, is_confirmed
from billtrack.store import records
from billtrack.tracking.commands.own_records import own_record, reads_shipped_records
from billtrack.tracking.commands.updating import SyncRequest, bring_up_to_date, open_source
from billtrack.tracking.sync.folder import Service, services_of
from billtrack.tracking.sync.folder import untrack as remove

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
    if (measure_type is None) != (congress is None):
        raise UsageError("--type and --congress require each other: --type hres --congress 119")
    if not measures and from_file is None and measure_type is None:
        raise UsageError("give measures, or --from FILE, or --type and --congress")
    bills, service = own_bills_folder(options.bills), Service(source)
    found = list(_named(measures or [], from_file, bills, options))
    if measure_type is not None and congress is not None:
        found += _of_type(service, congress, measure_type, options)
    request = SyncRequest("track", "Tracking", shows_lines=True, with_related=with_related)
    return bring_up_to_date({service: tuple(dict.fromkeys(found))}, bills, request, options)


def _named(measures: list[str], from_file: Path | None, bills: Path, options: CommonOptions) -> Iterator[MeasureId]:
    known, names = _ids(bills), list(listed(measures))
    if from_file is not None:
        try:
            names += names_in(from_file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{from_file}: cannot read this list of measures: {error}") from error
    for name in names:
        yield resolve(reference_of(name, options), known)


def _of_type(service: Service, congress: int, measure_type: MeasureType, options: CommonOptions) -> list[MeasureId]:
    with contextlib.closing(open_source(service, options)) as source:
        found = list(source.list_measures(congress, measure_type))
    if not found and not options.quiet:
        warn(f"the official source lists no {measure_type.printed} measures for Congress {congress}")
    return found


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
    bills = own_bills_folder(options.bills)
    if measures:
        found = _own(measures, bills, options)
        ids, code = tuple(dict.fromkeys(found.found)), found.code
    else:
        ids, code = _ids(bills), DONE
    if code and not ids and options.file is not None:
        return code  # a file is not replaced by nothing
    if not ids and not code and not options.quiet:
        _say_no_records(bills, options)
    groups = {Service(source): ids} if source else services_of(bills, ids)
    request = SyncRequest("sync", "Updating", accept=accept, dry_run=dry_run, exit_code=exit_code)
    return max(code, bring_up_to_date(groups, bills, request, options))


def _say_no_records(bills: Path, options: CommonOptions) -> None:
    shipped = " (those that come with billtrack are read only)" if reads_shipped_records(options.bills) else ""
    warn(f"no records in {bills}{shipped}; `billtrack track MEASURE` fetches one")


@reading_command(formats=())
def untrack(
    measures: MeasureArguments,
    options: CommonOptions,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> int:
    """Remove the records of measures, after asking; without a terminal, --yes is required.

    Their changes stay in the change log.
    """
    if not yes and not can_ask():
        raise UsageError("untrack asks before it removes records; without a terminal, give --yes")
    bills = own_bills_folder(options.bills)
    found = _own(measures, bills, options)
    if not found.found or not (yes or _is_confirmed(found.found, bills)):
        return found.code
    done = answer_each(found.found, lambda measure: _removed(measure, bills))
    if done.found and not options.quiet:
        typer.echo("\n".join(f"{measure}: removed" for measure in done.found))
        hint(f"`billtrack track {' '.join(map(str, done.found))}` fetches them again, without your notes and tags")
    return max(found.code, done.code)


def _is_confirmed(measures: Sequence[MeasureId], bills: Path) -> bool:
    """Ask on standard error; a record with notes is named as such."""
    names = ", ".join(f"{each} (has notes)" if _has_notes(each, bills) else str(each) for each in measures)
    return is_confirmed(f"Remove {names} from {bills}?")


def _has_notes(measure: MeasureId, bills: Path) -> bool:
    path = records.find_record(bills, measure)
    return path is not None and bool(records.load_record(path).notes)


def _removed(measure: MeasureId, bills: Path) -> MeasureId:
    remove(bills, measure)
    return measure


def _ids(bills: Path) -> tuple[MeasureId, ...]:
    return records.record_ids(bills) if bills.is_dir() else ()


def _own(names: list[str], bills: Path, options: CommonOptions) -> Answered[MeasureId]:
    """Find the records that *names* mean."""
    own = _ids(bills)
    return answer_each(listed(names), lambda name: own_record(name, own, options))
