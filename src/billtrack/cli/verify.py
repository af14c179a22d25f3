"""``billtrack verify``: whether records are sound and still say what their documents said."""

from pathlib import Path
from typing import Annotated

import typer

from billtrack.cli.options import Reading, complete_measures, reading_command
from billtrack.cli.reports import FOUND


@reading_command
def verify(
    reading: Reading,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help="The measures to verify; all of the folder unless named.",
            autocompletion=complete_measures,
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Compare with this official file, value by value; may be repeated."),
    ] = None,
    max_age: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Also find records whose status is older than this.")
    ] = None,
) -> int:
    """Verify records: their schema, their own contradictions, and that imported parts are as imported.

    Ends with exit code 1 where there are problems, 3 where a record cannot be read.
    """
    from billtrack.cli.clock import today
    from billtrack.cli.loading import load_all, load_measures
    from billtrack.importing import read_every
    from billtrack.render.console import emit
    from billtrack.render.verify import Problem, VerifyAnswer
    from billtrack.verifying import verify as find_problems

    output, holdings = reading.output(), reading.holdings()
    documents = tuple(read_every(against or (), on=today()))
    loaded = load_measures(measures, holdings) if measures else load_all(holdings, quiet=reading.quiet)
    problems = tuple(
        Problem(str(each.measure), str(each.file), each.line, each.part, each.field, each.message)
        for measure in loaded.found
        for each in find_problems(measure, bills=holdings.bills, today=today(), max_age=max_age, against=documents)
    )
    emit(VerifyAnswer(tuple(str(measure.id) for measure in loaded.found), problems), output)
    return max(loaded.code, FOUND if problems else loaded.code)
