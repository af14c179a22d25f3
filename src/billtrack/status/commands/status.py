"""``billtrack status``: where a measure stands."""

from billtrack.cli.options import MeasureArguments, Reading, reading_command


@reading_command
def status(measures: MeasureArguments, reading: Reading) -> int:
    """Show where measures stand: stage, outcome, sponsor, cosponsors, committees, what comes next, as of when."""
    from billtrack.cli.clock import today
    from billtrack.cli.loading import load_measures
    from billtrack.output.console import emit
    from billtrack.status.answers.status import StatusAnswer

    output = reading.output()
    loaded = load_measures(measures, reading.holdings())
    emit(StatusAnswer.of(loaded.found, today=today()), output)
    return loaded.code
