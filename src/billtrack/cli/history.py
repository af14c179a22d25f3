"""``billtrack history``: what has happened to a measure."""

from billtrack.cli.options import MeasureArguments, Reading, reading_command


@reading_command
def history(measures: MeasureArguments, reading: Reading) -> int:
    """Show the history of measures, oldest first; an event two official systems report is shown once."""
    from billtrack.cli.loading import load_measures
    from billtrack.render.console import emit
    from billtrack.render.history import HistoryAnswer

    output = reading.output()
    loaded = load_measures(measures, reading.holdings())
    emit(HistoryAnswer.of(loaded.found), output)
    return loaded.code
