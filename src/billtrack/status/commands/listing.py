"""``billtrack list``: every measure on file."""

from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.selections import Selection
from billtrack.model.choices import Order


@reading_command
def list_measures(
    options: CommonOptions,
    selection: Selection,
    sort: Annotated[Order, typer.Option(help="Newest or most first, or by ID.")] = Order.ACTION,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Whole titles and latest actions.")] = False,
) -> int:
    """List measures on file, one per line: ID, stage, date of the latest action, cosponsors, title."""
    from billtrack.cli.loading import load_all
    from billtrack.output.console import emit
    from billtrack.status.answers.list_answer import ListAnswer
    from billtrack.status.listing import list_holdings

    output, holdings = options.output(), options.holdings()
    loaded = load_all(holdings, quiet=options.quiet)
    listing = list_holdings(
        holdings, loaded.found, today=clock.today(), wanted=selection.filter(), order=sort, limit=limit
    )
    emit(ListAnswer(listing, is_full=full), output)
    return loaded.code
