"""``billtrack cosponsors``: who stands behind a measure."""

import datetime as dt
from typing import Annotated, Literal

import typer

from billtrack.cli import clock
from billtrack.cli.loading import load_measures
from billtrack.cli.options import WHO, MeasureArguments, PartyOption, Reading, StateOption, parse_date, reading_command
from billtrack.cli.reports import UsageError
from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.answers.growth_answer import GrowthAnswer
from billtrack.cosponsors.selection import CosponsorFilter, CountBy, SortOrder
from billtrack.output.console import emit


@reading_command
def cosponsors(  # noqa: PLR0917 - an option each; Typer passes them by name
    measures: MeasureArguments,
    reading: Reading,
    party: PartyOption = None,
    state: StateOption = None,
    since: Annotated[
        dt.date | None,
        typer.Option(
            parser=parse_date,
            metavar="DATE",
            help="Signed (with --withdrawn: withdrew) this day or later.",
            rich_help_panel=WHO,
        ),
    ] = None,
    until: Annotated[
        dt.date | None,
        typer.Option(
            parser=parse_date,
            metavar="DATE",
            help="Signed (with --withdrawn: withdrew) this day or earlier.",
            rich_help_panel=WHO,
        ),
    ] = None,
    original: Annotated[
        bool, typer.Option("--original", help="Signed when it was introduced.", rich_help_panel=WHO)
    ] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Withdrew again.", rich_help_panel=WHO)] = False,
    as_of: Annotated[
        dt.date | None,
        typer.Option(parser=parse_date, metavar="DATE", help="As they stood at the end of this day."),
    ] = None,
    sort: Annotated[
        Literal["official", "name", "party", "state", "date"], typer.Option(help="The order of the list.")
    ] = "official",
    by: Annotated[
        Literal["party", "state", "date"] | None,
        typer.Option(help="Count them by this instead of listing them.", show_default=False),
    ] = None,
    growth: Annotated[
        bool,
        typer.Option(
            "--growth",
            help="Draw how many stood, by party, at each action; with --since who joined and withdrew from then on.",
        ),
    ] = False,
) -> int:
    """List the cosponsors of measures, count them by party, state or date, or show how they grew.

    Those who withdrew are listed with the day they did, and are in no total.
    """
    from dataclasses import replace

    if growth and (original or withdrawn or until or as_of or by or sort != "official"):
        raise UsageError("--growth goes with --party, --state and --since only")

    choice = CosponsorFilter(
        parties=frozenset(letter.upper() for letter in party or ()),
        states=frozenset(name.upper() for name in state or ()),
        since=since,
        until=until,
        only_original=original,
        only_withdrawn=withdrawn,
        on=clock.past_day(as_of),
    )
    output = reading.output()
    loaded = load_measures(measures, reading.holdings())
    if growth:
        whole = replace(choice, since=None)
        emit(GrowthAnswer.of(loaded.found, choice=whole, start=since), output)
    else:
        answer = CosponsorsAnswer.of(loaded.found, choice=choice, order=SortOrder(sort), by=CountBy(by) if by else None)
        emit(answer, output)
    return loaded.code
