"""``billtrack history``: what has happened to a measure."""

from typing import Annotated

import typer

from billtrack.cli.options import MeasureArguments, Reading, reading_command


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
    from billtrack.cli.loading import load_measures
    from billtrack.output.console import emit

    output = reading.output()
    loaded = load_measures(measures, reading.holdings())
    if amendments:
        from billtrack.status.answers.amendments import AmendmentsAnswer

        emit(AmendmentsAnswer.of(loaded.found), output)
    else:
        from billtrack.status.answers.history import HistoryAnswer

        emit(HistoryAnswer.of(loaded.found), output)
    return loaded.code
