"""``billtrack list``: every measure on file."""

from typing import Annotated, Any

import typer

from billtrack.cli import clock
from billtrack.cli.loading import load_all
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.typed import (
    complete_stages,
    complete_types,
    parse_congress,
    parse_member,
    parse_stage,
    parse_types,
)
from billtrack.model.identifiers import MeasureType
from billtrack.model.measure import Position
from billtrack.output.console import emit
from billtrack.status.answers.list_answer import ListAnswer
from billtrack.status.listing import ListFilter, list_holdings
from billtrack.status.stages import Stage
from billtrack.store.archive.engine import Order


@reading_command
def list_measures(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...", help="Only measures with all these words in one of their titles.", show_default=False
        ),
    ] = None,
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
        list[str] | None,
        typer.Option(
            "--type",
            parser=parse_types,
            metavar="TYPE",
            help="Only this type, such as hres, bill or resolution; may be repeated.",
            autocompletion=complete_types,
            show_default=False,
        ),
    ] = None,
    congress: Annotated[
        list[int] | None,
        typer.Option(
            parser=parse_congress,
            metavar="N",
            help="Only of this Congress, such as 119; may be repeated.",
            show_default=False,
        ),
    ] = None,
    sponsor: Annotated[
        list[Any] | None,
        typer.Option(
            parser=parse_member,
            metavar="MEMBER",
            help="Only with this sponsor: name, state or Bioguide ID; may be repeated.",
            show_default=False,
        ),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Only measures you tagged TAG; may be repeated.", show_default=False),
    ] = None,
    position: Annotated[
        list[Position] | None,
        typer.Option(help="Only measures you marked so; may be repeated.", show_default=False),
    ] = None,
    sort: Annotated[Order, typer.Option(help="Newest or most first, or by ID.")] = Order.ACTION,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N.", show_default=False)] = None,
    full: Annotated[bool, typer.Option("--full", help="Whole titles and latest actions.")] = False,
) -> int:
    """List measures on file, a line each: ID, stage, date of the latest action, cosponsors, title."""
    wanted = ListFilter(
        stages=frozenset(map(Stage, stage or ())),
        types=frozenset(MeasureType(kind) for kinds in measure_type or () for kind in kinds),
        congresses=frozenset(congress or ()),
        sponsors=tuple(fact for facts in sponsor or () for fact in facts),
        tags=frozenset(tag or ()),
        positions=frozenset(position or ()),
        words=" ".join(words or ()),
    )
    output, holdings = options.output(), options.holdings()
    loaded = load_all(holdings, quiet=options.quiet)
    listing = list_holdings(holdings, loaded.found, today=clock.today(), wanted=wanted, order=sort, limit=limit)
    emit(ListAnswer(listing, is_full=full), output)
    return loaded.code
