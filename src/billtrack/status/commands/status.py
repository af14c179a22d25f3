"""``billtrack status``: where a measure stands."""

from billtrack.cli import clock
from billtrack.cli.loading import load_measures
from billtrack.cli.options import MeasureArguments, Reading, reading_command
from billtrack.output.console import emit
from billtrack.status.answers.status import StatusAnswer


@reading_command
def status(measures: MeasureArguments, reading: Reading) -> int:
    """Show where measures stand: stage, outcome, sponsor, cosponsors, committees, what comes next, as of when."""
    output = reading.output()
    holdings = reading.holdings()
    loaded = load_measures(measures, holdings)
    emit(StatusAnswer.of(loaded.found, today=clock.today(), find=holdings.vote), output)
    return loaded.code
