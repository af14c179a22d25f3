"""``billtrack list``: every measure on file."""

from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.loading import load_all
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.typed import complete_stages, parse_stage
from billtrack.model.identifiers import MeasureType
from billtrack.output.console import emit
from billtrack.status.answers.list_answer import ListAnswer
from billtrack.status.listing import ListFilter
from billtrack.status.listing import list_measures as listing_of
from billtrack.status.stages import Stage


@reading_command
def list_measures(
    options: CommonOptions,
    stage: Annotated[
        list[str] | None,
        typer.Option(
            parser=parse_stage,
            metavar="STAGE",
            help="Only at this stage, such as agreed_to; may be repeated.",
            autocompletion=complete_stages,
            show_default=False,
        ),
    ] = None,
    measure_type: Annotated[
        list[MeasureType] | None,
        typer.Option("--type", help="Only this type; may be repeated.", show_default=False),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Only measures you tagged TAG; may be repeated.", show_default=False),
    ] = None,
) -> int:
    """List every measure on file: id, title, stage, latest action, cosponsors."""
    wanted = ListFilter(
        stages=frozenset(Stage(name) for name in stage or ()),
        types=frozenset(measure_type or ()),
        tags=frozenset(tag or ()),
    )
    output = options.output()
    holdings = options.holdings()
    loaded = load_all(holdings, quiet=options.quiet)
    listing = listing_of(holdings.with_archived(loaded.found), today=clock.today(), wanted=wanted)
    emit(ListAnswer(listing), output)
    return loaded.code
