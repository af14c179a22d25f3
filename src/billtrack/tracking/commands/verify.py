"""``billtrack verify``: whether records are sound and still say what their documents said."""

from pathlib import Path
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.loading import load_all, load_measures
from billtrack.cli.options import CommonOptions, complete_measures, reading_command
from billtrack.cli.reports import DONE, FOUND, report, warn
from billtrack.errors import BilltrackError
from billtrack.model.measure import Measure
from billtrack.output.console import emit
from billtrack.sources.remote import Fetched
from billtrack.store.library import Holdings
from billtrack.tracking.answers.verify import Problem, VerifyAnswer, Witnessed
from billtrack.tracking.commands.updating import open_sources
from billtrack.tracking.importing import read_every
from billtrack.tracking.reconcile import Witness
from billtrack.tracking.verifying import Finding, agreements, read_granules, reconciled
from billtrack.tracking.verifying import verify as find_problems


@reading_command
def verify(
    options: CommonOptions,
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
        typer.Option(
            metavar="FILE",
            help="Compare with this official file, value by value, or with the words of this page of the "
            "Congressional Record; may be repeated.",
        ),
    ] = None,
    sources: Annotated[
        bool,
        typer.Option(
            "--sources",
            help="Also compare with the official sources: BILLSTATUS, Congress.gov where there is a key, the sponsor "
            "line of the introduced print.",
        ),
    ] = False,
    max_age: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Also find records whose status is older than this.")
    ] = None,
) -> int:
    """Verify records: their schema, their own contradictions, and that imported parts are as imported.

    Ends with exit code 1 where there are problems, 3 where a record cannot be read, 4 where --sources got no answer.
    """
    output, holdings = options.output(), options.holdings()
    granules, files = read_granules(against or ())
    documents = tuple(read_every(files, on=clock.today()))
    loaded = load_measures(measures, holdings) if measures else load_all(holdings, quiet=options.quiet)
    found = [
        each
        for measure in loaded.found
        for each in find_problems(
            measure, bills=holdings.bills, today=clock.today(), max_age=max_age, against=documents
        )
    ]
    code = loaded.code
    if sources:
        more, code = _compared_with_sources(loaded.found, holdings, options, code)
        found += more
    problems = tuple(
        Problem(str(each.measure), str(each.file), each.line, each.part, each.field, each.message) for each in found
    )
    compared = tuple(
        Witnessed(str(each.text), each.page, each.differing)
        for measure in loaded.found
        for each in agreements(measure, granules, holdings.texts(measure))
    )
    if granules and not compared:
        warn("what the Congressional Record prints there is no text that is loaded of these measures")
    emit(VerifyAnswer(tuple(str(measure.id) for measure in loaded.found), problems, compared), output)
    is_sound = not problems and all(each.has_same_words for each in compared)
    return max(code, DONE if is_sound else FOUND)


def _compared_with_sources(
    measures: "tuple[Measure, ...]", holdings: "Holdings", options: CommonOptions, code: int
) -> "tuple[list[Finding], int]":
    """Ask every source there is for each measure; one that fails is reported and stops no other."""
    found: list[Finding] = []
    with open_sources(options) as sources:
        for measure in measures:
            witnesses = []
            for name, source in sources.items():
                try:
                    answer = source.fetch_status(measure.id)
                except BilltrackError as error:
                    code = max(code, report(error))
                    continue
                if isinstance(answer, Fetched):
                    witnesses.append(Witness(name, answer.content))
                else:
                    warn(f"{measure.id}: {name} has nothing to compare with")
            found += reconciled(measure, bills=holdings.bills, witnesses=witnesses, texts=holdings.texts(measure))
    return found, code
