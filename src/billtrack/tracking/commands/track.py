"""``billtrack track`` and ``untrack``: records from the official source, and letting go of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from billtrack.cli.loading import answer_each, listed, names_in
from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, UsageError, warn
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, MeasureType, parse_reference, resolve
from billtrack.store import records
from billtrack.tracking.commands.updating import Asked, bring_up_to_date, open_source
from billtrack.tracking.sync import Service
from billtrack.tracking.sync import untrack as remove

if TYPE_CHECKING:
    from collections.abc import Iterator


_WHICH = "Which measures"


@reading_command
def track(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help='Measures in any spelling: hres351-115, "H.Res. 351 (115th)", a congress.gov address; - reads a list.',
            show_default=False,
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Also those listed in this file, one a line; # starts a comment.",
            rich_help_panel=_WHICH,
        ),
    ] = None,
    measure_type: Annotated[
        MeasureType | None,
        typer.Option("--type", help="Every measure of this type; with --congress.", rich_help_panel=_WHICH),
    ] = None,
    congress: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="The Congress of --type, as 119.", rich_help_panel=_WHICH),
    ] = None,
    with_related: Annotated[
        bool,
        typer.Option("--with-related", help="Also the measures their records name as related.", rich_help_panel=_WHICH),
    ] = False,
    source: Annotated[
        Literal["govinfo", "congress"],
        typer.Option(help="govinfo's bulk data, or Congress.gov's service, which wants a key."),
    ] = "govinfo",
) -> int:
    """Track measures: fetch status and every text from the official source, and write the records.

    Interrupted and run again, it goes on where it stopped. Notes and tags of a record are kept.
    """
    if (measure_type is None) != (congress is None):
        raise UsageError("--type and --congress go together: --type hres --congress 119")
    if not measures and from_file is None and measure_type is None:
        raise UsageError("name the measures to track, or --from FILE, or --type and --congress")
    bills, service = own_bills_folder(options.bills), Service(source)
    found = list(_named(measures or [], from_file, bills))
    if measure_type is not None and congress is not None:
        found += _of_type(service, congress, measure_type, options)
    asked = Asked("track", "Tracking", shows_lines=True, with_related=with_related)
    return bring_up_to_date({service: tuple(dict.fromkeys(found))}, bills, asked, options)


def _named(measures: list[str], from_file: Path | None, bills: Path) -> "Iterator[MeasureId]":

    known = records.record_ids(bills) if bills.is_dir() else ()
    names = list(listed(measures))
    if from_file is not None:
        try:
            names += names_in(from_file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{from_file}: cannot be read as a list of measures: {error}") from error
    for name in names:
        yield resolve(parse_reference(name), known)


def _of_type(service: "Service", congress: int, measure_type: MeasureType, options: CommonOptions) -> "list[MeasureId]":
    import contextlib

    with contextlib.closing(open_source(service, options)) as source:
        found = list(source.list_measures(congress, measure_type))
    if not found and not options.quiet:
        warn(f"the official source lists no {measure_type.printed} of Congress {congress}")
    return found


@reading_command
def untrack(
    measures: MeasureArguments,
    options: CommonOptions,
    yes: Annotated[bool, typer.Option("--yes", help="Also records that hold notes of yours.")] = False,
) -> int:
    """Remove the records of measures; one that holds notes only with --yes.

    The change log keeps what it tells of them.
    """
    bills = own_bills_folder(options.bills)
    known = records.record_ids(bills) if bills.is_dir() else ()

    def removed(name: str) -> str:
        measure = resolve(parse_reference(name), known)
        remove(bills, measure, with_notes=yes)
        return str(measure)

    done = answer_each(listed(measures), removed)
    if done.found and not options.quiet:
        typer.echo("\n".join(f"{name}: removed" for name in done.found))
    return done.code or DONE
