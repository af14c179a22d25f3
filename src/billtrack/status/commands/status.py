"""``billtrack status``: where a measure stands."""

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command


@reading_command
def status(measures: MeasureArguments, options: CommonOptions) -> int:
    """Show where measures stand: stage, outcome, what comes next, sponsor, cosponsors, committees, texts."""
    from billtrack.cli.loading import load_measures
    from billtrack.output.console import emit
    from billtrack.status.answers.status_answer import StatusAnswer
    from billtrack.status.summary import summarize

    output, holdings = options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    today = clock.today()
    found = tuple(summarize(measure, today=today, find=holdings.vote) for measure in loaded.found)
    emit(StatusAnswer(found), loaded.target(output))
    return loaded.code
