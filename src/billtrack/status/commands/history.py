"""``billtrack history``: what has happened to a measure."""

from typing import Annotated

import typer

from billtrack.cli.loading import load_measures
from billtrack.cli.options import MeasureArguments, Reading, reading_command
from billtrack.output.console import emit
from billtrack.status.answers.amendments import AmendmentsAnswer
from billtrack.status.answers.history import HistoryAnswer


@reading_command
def history(
    measures: MeasureArguments,
    reading: Reading,
    amendments: Annotated[
        bool,
        typer.Option(
            "--amendments",
            help="List the amendments instead: number, sponsor, purpose, disposition, vote.",
        ),
    ] = False,
) -> int:
    """Show the history of measures, oldest first; an event two official systems report is shown once."""
    output = reading.output()
    holdings = reading.holdings()
    loaded = load_measures(measures, holdings)
    if amendments:
        emit(AmendmentsAnswer.of(loaded.found), output)
    else:
        emit(HistoryAnswer.of(loaded.found, find=holdings.vote), output)
    return loaded.code
