"""``billtrack status``: where a measure stands."""

from billtrack.cli import clock
from billtrack.cli.loading import load_measures
from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.output.console import emit
from billtrack.status.answers.status_answer import StatusAnswer
from billtrack.status.summary import summarize


@reading_command
def status(measures: MeasureArguments, options: CommonOptions) -> int:
    """Show where measures stand: stage, outcome, what comes next, sponsor, cosponsors, committees, texts."""
    output = options.output()
    loaded = load_measures(measures, options.holdings())
    today = clock.today()
    emit(StatusAnswer(tuple(summarize(measure, today=today) for measure in loaded.found)), output)
    return loaded.code
