"""``billtrack cosponsors``: who stands behind a measure."""

import datetime as dt
from typing import Annotated, Literal

import typer

from billtrack.cli.options import MeasureArguments, Reading, parse_date, reading_command

_WHO = "Which cosponsors"


@reading_command
def cosponsors(  # noqa: PLR0917 - an option each; Typer passes them by name
    measures: MeasureArguments,
    reading: Reading,
    party: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LETTER", help="Of this party; may be repeated.", rich_help_panel=_WHO, show_default=False
        ),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE", help="Of this state, as NY; may be repeated.", rich_help_panel=_WHO, show_default=False
        ),
    ] = None,
    since: Annotated[
        dt.date | None,
        typer.Option(parser=parse_date, metavar="DATE", help="Signed on this day or later.", rich_help_panel=_WHO),
    ] = None,
    until: Annotated[
        dt.date | None,
        typer.Option(parser=parse_date, metavar="DATE", help="Signed on this day or earlier.", rich_help_panel=_WHO),
    ] = None,
    original: Annotated[
        bool, typer.Option("--original", help="Signed when it was introduced.", rich_help_panel=_WHO)
    ] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Withdrew again.", rich_help_panel=_WHO)] = False,
    sort: Annotated[
        Literal["official", "name", "party", "state", "date"], typer.Option(help="The order of the list.")
    ] = "official",
    by: Annotated[
        Literal["party", "state", "date"] | None,
        typer.Option(help="Count them by this instead of listing them.", show_default=False),
    ] = None,
) -> int:
    """List the cosponsors of measures, or count them by party, state or date.

    Those who withdrew are listed with the day they did, and are in no total.
    """
    from billtrack.analysis.cosponsors import Choice, Key, Order
    from billtrack.cli.loading import load_measures
    from billtrack.render.console import emit
    from billtrack.render.cosponsors import CosponsorsAnswer

    choice = Choice(
        parties=frozenset(letter.upper() for letter in party or ()),
        states=frozenset(name.upper() for name in state or ()),
        since=since,
        until=until,
        only_original=original,
        only_withdrawn=withdrawn,
    )
    output = reading.output()
    loaded = load_measures(measures, reading.holdings())
    answer = CosponsorsAnswer.of(loaded.found, choice=choice, order=Order(sort), by=Key(by) if by else None)
    emit(answer, output)
    return loaded.code
