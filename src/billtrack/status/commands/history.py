"""``billtrack history``: what has happened to measures."""

from collections.abc import Sequence

from billtrack.cli.loading import load_measures
from billtrack.cli.options import CommonOptions
from billtrack.output.console import emit
from billtrack.output.formats import Answer
from billtrack.status.amendments import amendments as amendments_of
from billtrack.status.answers.amendments_answer import AmendmentsAnswer, MeasureAmendments
from billtrack.status.answers.history_answer import HistoryAnswer
from billtrack.status.history import measure_history


def run(measures: Sequence[str], options: CommonOptions, *, amendments: bool) -> int:
    """Show the events of each measure, oldest first, or its amendments."""
    output, holdings = options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    answer: Answer = HistoryAnswer(tuple(measure_history(each, find=holdings.vote) for each in loaded.found))
    if amendments:
        answer = AmendmentsAnswer(tuple(MeasureAmendments(each, amendments_of(each)) for each in loaded.found))
    emit(answer, loaded.target(output))
    return loaded.code
