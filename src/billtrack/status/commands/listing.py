"""``billtrack list``: every record held."""

from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.loading import load_all
from billtrack.cli.options import Reading, complete_stages, parse_stage, reading_command
from billtrack.model.identifiers import MeasureType
from billtrack.output.console import emit
from billtrack.status.answers.list_answer import ListAnswer, ListFilter
from billtrack.status.stages import Stage


@reading_command
def list_measures(
    reading: Reading,
    stage: Annotated[
        list[str] | None,
        typer.Option(
            parser=parse_stage,
            metavar="STAGE",
            help="At this stage, as agreed_to; may be repeated.",
            autocompletion=complete_stages,
            show_default=False,
        ),
    ] = None,
    measure_type: Annotated[
        list[MeasureType] | None,
        typer.Option("--type", help="Of this type; may be repeated.", show_default=False),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="With this tag of the keeper; may be repeated.", show_default=False),
    ] = None,
) -> int:
    """List every record: id, title, stage, latest action, cosponsors."""
    wanted = ListFilter(
        stages=frozenset(Stage(name) for name in stage or ()),
        types=frozenset(measure_type or ()),
        tags=frozenset(tag or ()),
    )
    output = reading.output()
    holdings = reading.holdings()
    loaded = load_all(holdings, quiet=reading.quiet)
    emit(ListAnswer.of(holdings.with_archived(loaded.found), today=clock.today(), wanted=wanted), output)
    return loaded.code
