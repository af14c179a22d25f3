"""What a person can type after ``billtrack list`` and ``mark``."""

from typing import Annotated, NamedTuple

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.selections import Selection
from billtrack.cli.signatures import one_of
from billtrack.model.choices import KEEPERS, Order, Position


@reading_command
def list_measures(
    options: CommonOptions,
    selection: Selection,
    sort: Annotated[Order, typer.Option(help="Newest or most first, or by ID.")] = Order.ACTION,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Whole titles and latest actions.")] = False,
) -> int:
    """List measures on file, one per line: ID, stage, date of the latest action, cosponsors, title."""
    from billtrack.status.commands import listing as work

    return work.run(options, selection, sort=sort, limit=limit, full=full)


class MarkOptions(NamedTuple):
    """The options that say what to write into a record."""

    position: Annotated[Position | None, typer.Option(help="Where you stand on the measure.")] = None
    priority: Annotated[int | None, typer.Option(metavar="N", help="A number.")] = None
    owner: Annotated[str | None, typer.Option(metavar="NAME", help="Who works on it.")] = None
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="Add a tag; repeatable.")] = None
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Add a line to the notes.")] = None
    clear: Annotated[
        list[str] | None,
        typer.Option(**one_of("key to clear", KEEPERS), metavar="KEY", help=f"Empty {', '.join(KEEPERS)}; repeatable."),
    ] = None


@reading_command
def mark(measures: MeasureArguments, options: CommonOptions, given: MarkOptions) -> int:
    """Write your position, priority, owner, tags and notes into records; syncing never touches them.

    Without an option, show them.
    """
    from billtrack.status.commands import mark as work

    return work.run(measures, options, given)
