"""``billtrack list``: every measure on file."""

from billtrack.cli import clock
from billtrack.cli.loading import load_all
from billtrack.cli.options import CommonOptions
from billtrack.cli.selections import Selection
from billtrack.model.choices import Order
from billtrack.output.console import emit
from billtrack.status.answers.list_answer import ListAnswer
from billtrack.status.listing import list_holdings


def run(options: CommonOptions, selection: Selection, *, sort: Order, limit: int | None, full: bool) -> int:
    """List the measures selected, one per line."""
    output, holdings = options.output(), options.holdings()
    loaded = load_all(holdings, quiet=options.quiet)
    listing = list_holdings(
        holdings, loaded.found, today=clock.today(), wanted=selection.filter(), order=sort, limit=limit
    )
    emit(ListAnswer(listing, is_full=full), output)
    return loaded.code
