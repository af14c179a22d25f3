"""``billtrack verify``: whether records are valid and still match their documents."""

from pathlib import Path
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.completion import complete_measures
from billtrack.cli.loading import Answered, answer_each, listed, load_all
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE, FOUND, report, warn
from billtrack.errors import BilltrackError
from billtrack.model.measure import Measure
from billtrack.output.console import emit
from billtrack.sources.remote import Fetched
from billtrack.store.library import Holdings
from billtrack.store.records import find_record
from billtrack.tracking.answers.verify import VerifyAnswer
from billtrack.tracking.commands.own_records import archived, say_shipped
from billtrack.tracking.commands.updating import open_sources
from billtrack.tracking.parsed_document import read_every
from billtrack.tracking.reconcile import Witness
from billtrack.tracking.verifying import RecordProblem, agreements, read_granules, reconciled
from billtrack.tracking.verifying import verify as find_problems


@reading_command
def verify(
    options: CommonOptions,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help="Measures to verify (default: all in the bills folder).",
            autocompletion=complete_measures,
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Also compare with this official file, value by value, or with the text on this page of the "
            "Congressional Record; repeatable.",
        ),
    ] = None,
    sources: Annotated[
        bool,
        typer.Option(
            "--sources",
            help="Also compare with the official sources: BILLSTATUS, Congress.gov if you have a key, and the sponsors "
            "printed in the introduced text.",
        ),
    ] = False,
    max_age: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Also report records whose status is older than this.")
    ] = None,
) -> int:
    """Verify records: the schema, contradictions, and whether imported parts were edited.

    Exits with 1 if there are problems, 3 if a record cannot be read, 4 if a source of --sources does not answer.
    """
    output, holdings, today = options.output(), options.holdings(), clock.today()
    granules, files = read_granules(against or ())
    documents = tuple(read_every(files, on=today))
    loaded = _named(measures, holdings) if measures else _every(holdings, options)
    found: list[RecordProblem] = []
    code = loaded.code
    for measure in loaded.found:
        found += find_problems(measure, bills=holdings.bills, today=today, max_age=max_age, against=documents)
    if sources:
        more, code = _compared_with_sources(loaded.found, holdings, options, code)
        found += more
    compared = [each for measure in loaded.found for each in agreements(measure, granules, holdings.texts(measure))]
    if granules and not compared:
        warn("the given pages of the Congressional Record print none of the loaded texts of these measures")
    names = tuple(str(measure.id) for measure in loaded.found)
    emit(VerifyAnswer(names, tuple(found), tuple(compared)), loaded.target(output))
    if loaded.found:
        say_shipped("these records come with billtrack and are read only", options)
    is_sound = not found and all(each.has_same_words for each in compared)
    return max(code, DONE if is_sound else FOUND)


def _named(names: list[str], holdings: Holdings) -> Answered[Measure]:
    def record(name: str) -> Measure:
        measure = holdings.find(name)
        if find_record(holdings.bills, measure.id) is None:
            raise archived(measure.id)
        return measure

    return answer_each(listed(names), record)


def _every(holdings: Holdings, options: CommonOptions) -> Answered[Measure]:
    loaded = load_all(holdings, quiet=options.quiet)
    if holdings.archive and not loaded.found and not loaded.code and not options.quiet:
        warn(f"no records in {holdings.bills}; `billtrack archive check` checks the archive")
    return loaded


def _compared_with_sources(
    measures: tuple[Measure, ...], holdings: Holdings, options: CommonOptions, code: int
) -> tuple[list[RecordProblem], int]:
    """Compare each measure with every available source; a source that fails is reported, the others still asked."""
    found: list[RecordProblem] = []
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
                    warn(f"{measure.id}: {name} does not have this measure")
            found += reconciled(measure, bills=holdings.bills, witnesses=witnesses, texts=holdings.texts(measure))
    return found, code
