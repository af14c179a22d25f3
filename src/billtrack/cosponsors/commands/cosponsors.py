"""``billtrack cosponsors``: who signed a measure, and how support grew."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from billtrack.cli import clock
from billtrack.cli.options import WHO, CommonOptions, MeasureArguments, PartyOption, StateOption, reading_command
from billtrack.cli.reports import UsageError
from billtrack.cli.typed import first_day, last_day
from billtrack.model.choices import CountBy, SortOrder

if TYPE_CHECKING:
    from billtrack.cosponsors.selection import CosponsorFilter


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
    original: Annotated[bool, typer.Option("--original", help="Only original cosponsors.", rich_help_panel=WHO)] = False
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Only members who withdrew.", rich_help_panel=WHO)] = (
        False
    )
    as_of: Annotated[dt.date | None, last_day(help="As of the end of DATE.")] = None

    def filter(self) -> "CosponsorFilter":
        """Make the filter of the values given."""
        from billtrack.cosponsors.selection import CosponsorFilter

        return CosponsorFilter(
            parties=frozenset(self.party or ()),
            states=frozenset(self.state or ()),
            since=self.since,
            until=self.until,
            only_original=self.original,
            only_withdrawn=self.withdrawn,
            on=clock.past_day(self.as_of),
        )


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
    from billtrack.cli.loading import load_measures
    from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
    from billtrack.cosponsors.selection import measure_cosponsors
    from billtrack.output.console import emit

    if growth and (who.original or who.withdrawn or who.until or who.as_of or by or sort is not SortOrder.OFFICIAL):
        raise UsageError("--growth goes with --party, --state and --since only")
    wanted = who.filter()
    output = options.output()
    loaded = load_measures(measures, options.holdings())
    if growth:
        from billtrack.cosponsors.answers.growth_answer import GrowthAnswer
        from billtrack.cosponsors.growth import measure_growth
        from billtrack.model.values import replace

        whole = replace(wanted, since=None)
        grown = tuple(measure_growth(each, whole, who.since) for each in loaded.found)
        emit(GrowthAnswer(grown, who.since), loaded.target(output))
    else:
        found = tuple(measure_cosponsors(each, wanted, sort, by) for each in loaded.found)
        emit(CosponsorsAnswer(found, wanted, by), loaded.target(output))
    return loaded.code
