"""``billtrack status``: where measures stand."""

from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.cli.loading import load_measures
from billtrack.cli.options import CommonOptions
from billtrack.output.console import emit
from billtrack.status.answers.status_answer import StatusAnswer
from billtrack.status.status import summarize


def run(measures: Sequence[str], options: CommonOptions) -> int:
    """Show the stage, the outcome and what comes next of each measure."""
    output, holdings = options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    today = clock.today()
    found = tuple(summarize(measure, today=today, find=holdings.vote) for measure in loaded.found)
    emit(StatusAnswer(found), loaded.target(output))
    return loaded.code
