"""What a person can type to keep records up to date: ``track``, ``untrack``, ``sync``, ``changes``."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.signatures import one_of
from billtrack.cli.typed import first_day
from billtrack.model.events import EventKind
from billtrack.model.measure_names import MeasureType
from billtrack.output.formats import EVERYWHERE, Format

_measures_option = partial(typer.Option, rich_help_panel="Which measures")
_KINDS = tuple(kind.value for kind in EventKind)


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
    from billtrack.tracking.commands import track as work

    return work.run(
        measures or [],
        options,
        from_file=from_file,
        measure_type=measure_type,
        congress=congress,
        with_related=with_related,
        source=source,
    )


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
    from billtrack.tracking.commands import sync as work

    return work.run(measures or [], options, dry_run=dry_run, accept=accept, source=source, exit_code=exit_code)


@reading_command(formats=())
def untrack(
    measures: MeasureArguments,
    options: CommonOptions,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> int:
    """Remove the records of measures, after asking; without a terminal, --yes is required.

    Their changes stay in the change log.
    """
    from billtrack.tracking.commands import untrack as work

    return work.run(measures, options, yes=yes)


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
    from billtrack.tracking.commands import changes as work

    return work.run(options, since=since, measures=measure or (), kinds=kind or (), exit_code=exit_code)
