"""``billtrack history``: what has happened to a measure."""

from typing import Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.output.formats import Answer


@reading_command
def history(
    measures: MeasureArguments,
    options: CommonOptions,
    amendments: Annotated[
        bool, typer.Option("--amendments", help="List amendments instead: number, sponsor, purpose, disposition, vote.")
    ] = False,
) -> int:
    """Show the history of measures, oldest first. An event two official systems report is shown once."""
    from billtrack.cli.loading import load_measures
    from billtrack.output.console import emit
    from billtrack.status.amendments import amendments as amendments_of
    from billtrack.status.answers.amendments_answer import AmendmentsAnswer, MeasureAmendments
    from billtrack.status.answers.history_answer import HistoryAnswer
    from billtrack.status.history import measure_history

    output, holdings = options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    answer: Answer = HistoryAnswer(tuple(measure_history(each, find=holdings.vote) for each in loaded.found))
    if amendments:
        answer = AmendmentsAnswer(tuple(MeasureAmendments(each, amendments_of(each)) for each in loaded.found))
    emit(answer, loaded.target(output))
    return loaded.code
