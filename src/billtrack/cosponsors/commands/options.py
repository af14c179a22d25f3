"""What a person can type after ``billtrack cosponsors``, ``overlap``, ``gaps``, ``member`` and ``members``."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from billtrack.cli.options import (
    WHO,
    CommonOptions,
    MeasureArguments,
    PartyOption,
    StateOption,
    reading_command,
    who_option,
)
from billtrack.cli.selections import StageFilter, TypeFilter
from billtrack.cli.typed import first_day, last_day
from billtrack.model.choices import CountBy, SortOrder


class WhoOptions(NamedTuple):
    """The options that choose which cosponsors are listed and counted."""

    party: PartyOption = None
    state: StateOption = None
    since: Annotated[
        dt.date | None, first_day(help="Signed on or after DATE (with --withdrawn: withdrew).", rich_help_panel=WHO)
    ] = None
    until: Annotated[
        dt.date | None, last_day(help="Signed on or before DATE (with --withdrawn: withdrew).", rich_help_panel=WHO)
    ] = None
    original: Annotated[bool, who_option("--original", help="Only original cosponsors.")] = False
    withdrawn: Annotated[bool, who_option("--withdrawn", help="Only members who withdrew.")] = False
    as_of: Annotated[dt.date | None, last_day(help="As of the end of DATE.")] = None


@reading_command
def cosponsors(
    measures: MeasureArguments,
    options: CommonOptions,
    who: WhoOptions,
    *,
    sort: Annotated[SortOrder, typer.Option(help="Sort the list.")] = SortOrder.OFFICIAL,
    by: Annotated[CountBy | None, typer.Option(help="Count instead of listing.")] = None,
    growth: Annotated[
        bool,
        typer.Option(
            "--growth", help="Chart the cosponsors by party over time; with --since, also who joined and withdrew."
        ),
    ] = False,
) -> int:
    """List the cosponsors of measures, count them by party, state or date, or chart how support grew.

    Members who withdrew are listed with the date and are in no total.
    """
    from billtrack.cosponsors.commands import cosponsors as work

    return work.run(measures, options, who, sort=sort, by=by, growth=growth)


@reading_command
def overlap(measures: MeasureArguments, options: CommonOptions) -> int:
    """Compare who signed two or more measures: all of them or only one, by party and by state.

    A sponsor counts as a signer; members who withdrew do not.  For a House and a Senate measure, also list the states
    whose members signed in only one chamber.
    """
    from billtrack.cosponsors.commands import overlap as work

    return work.run(measures, options)


class GapsOptions(NamedTuple):
    """The options that choose which of the members who have not signed are listed."""

    committee: Annotated[
        list[str] | None,
        who_option(
            metavar="CODE", help="Only members of this committee: hsfa00, SSFR or part of its name; may be repeated."
        ),
    ] = None
    subcommittee: Annotated[
        list[str] | None,
        who_option(metavar="CODE", help="Only members of this subcommittee, such as hsfa07; may be repeated."),
    ] = None
    state: StateOption = None
    party: PartyOption = None
    signed: Annotated[
        list[str] | None,
        who_option(metavar="MEASURE", help="Only members who signed this other measure; may be repeated."),
    ] = None
    leadership: Annotated[
        bool, who_option("--leadership", help="Only members who held an office of their chamber or party.")
    ] = False


@reading_command
def gaps(
    measures: MeasureArguments,
    options: CommonOptions,
    whom: GapsOptions,
    as_of: Annotated[
        dt.date | None,
        last_day(help="As of DATE (default: the latest day of the measure's Congress that the loaded files cover)."),
    ] = None,
) -> int:
    """List members of a measure's chamber who have not signed it, and why to ask each.

    The sponsor counts as having signed.  `billtrack members fetch` loads members, committees and their seats; a day
    that no file describes is not loaded.
    """
    from billtrack.cosponsors.commands import gaps as work

    return work.run(measures, options, whom, as_of=as_of)


@reading_command
def member(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME|BIOGUIDE...", help="A Bioguide ID such as D000216, or part of a name.")
    ],
    options: CommonOptions,
    since: Annotated[dt.date | None, first_day(help="Only on or after this day.")] = None,
    measure_type: TypeFilter = None,
    stage: StageFilter = None,
) -> int:
    """Show what members sponsored, signed and withdrew from, and how they voted, in the records and the archive.

    If a name matches several members, they are listed. Votes come from files loaded with `import`, `track` or `sync`.
    """
    from billtrack.cosponsors.commands import member as work

    return work.run(names, options, since=since, measure_type=measure_type, stage=stage)


@reading_command
def members(
    options: CommonOptions,
    action: Annotated[
        Literal["fetch", "import", "list"],
        typer.Argument(help="fetch the files of a day, import files you have, or list what is loaded."),
    ],
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="legislators-*.yaml, committees-*.yaml and committee-membership-*.yaml, of one or more days.",
        ),
    ] = None,
    as_of: Annotated[
        dt.date | None,
        last_day(help="The day to fetch (default: today), or the day the imported files describe."),
    ] = None,
) -> int:
    """Load members of Congress and committee seats, for `gaps`, from unitedstates/congress-legislators.

    `fetch` downloads members, committees and their seats as of a day.  A file describes one day: the date in its name
    (legislators-2017-10-27.yaml), or --as-of.  A file that cannot be read is refused; the others are loaded.
    """
    from billtrack.cosponsors.commands import members as work

    return work.run(action, files or (), options, as_of=as_of)
