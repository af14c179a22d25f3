"""``billtrack status``: where a measure stands."""

from billtrack.cli import clock
from billtrack.cli.loading import load_measures
from billtrack.cli.options import MeasureArguments, Reading, reading_command
from billtrack.output.console import emit
from billtrack.status.answers.status_answer import StatusAnswer


@reading_command
def status(measures: MeasureArguments, reading: Reading) -> int:
    """Show where measures stand: stage, outcome, sponsor, cosponsors, committees, what comes next, as of when."""
    output = reading.output()
    loaded = load_measures(measures, reading.holdings())
    emit(StatusAnswer.of(loaded.found, today=clock.today()), output)
    return loaded.code
