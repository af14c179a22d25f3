"""``billtrack gaps``: who has not signed a measure."""

import datetime as dt
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import WHO, CommonOptions, MeasureArguments, PartyOption, StateOption, reading_command
from billtrack.cli.typed import last_day


@reading_command
def gaps(  # noqa: PLR0917 - an option each; Typer passes them by name
    measures: MeasureArguments,
    options: CommonOptions,
    committee: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only members of this committee: hsfa00, SSFR or part of its name; may be repeated.",
            rich_help_panel=WHO,
        ),
    ] = None,
    subcommittee: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only members of this subcommittee, such as hsfa07; may be repeated.",
            rich_help_panel=WHO,
        ),
    ] = None,
    state: StateOption = None,
    party: PartyOption = None,
    signed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEASURE", help="Only members who signed this other measure; may be repeated.", rich_help_panel=WHO
        ),
    ] = None,
    leadership: Annotated[
        bool,
        typer.Option(
            "--leadership", help="Only members who held an office of their chamber or party.", rich_help_panel=WHO
        ),
    ] = False,
    as_of: Annotated[
        dt.date | None,
        last_day(help="As of DATE (default: the latest day of the measure's Congress that the loaded files cover)."),
    ] = None,
) -> int:
    """List members of a measure's chamber who have not signed it, and why to ask each.

    The sponsor counts as having signed.  `billtrack members fetch` loads members, committees and their seats; a day
    that no file describes is not loaded.
    """
    from billtrack.cli.loading import answer_each, load_measures
    from billtrack.cosponsors.answers.gaps_answer import GapsAnswer
    from billtrack.cosponsors.gaps_request import WhomAsked, find_gaps
    from billtrack.output.console import emit

    day, output, holdings = clock.past_day(as_of), options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    whom = WhomAsked(committee or (), subcommittee or (), state or (), party or (), signed or (), leadership)
    found = answer_each(loaded.found, lambda measure: find_gaps(measure, holdings, whom, day=day))
    if found.found:
        emit(GapsAnswer(found.found), output)
    return max(loaded.code, found.code)
