"""``billtrack verify``: whether records are valid and still match their documents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.completion import complete_measures
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE, FOUND, warn

if TYPE_CHECKING:
    from billtrack.tracking.verifying import RecordProblem


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
    from billtrack.output.console import emit
    from billtrack.tracking.answers.verify import VerifyAnswer
    from billtrack.tracking.commands.own_records import say_shipped
    from billtrack.tracking.commands.verify_records import compared_with_sources, every_record, named_records
    from billtrack.tracking.parsed_document import read_every
    from billtrack.tracking.verifying import agreements, read_granules
    from billtrack.tracking.verifying import verify as find_problems

    output, holdings, today = options.output(), options.holdings(), clock.today()
    granules, files = read_granules(against or ())
    documents = tuple(read_every(files, on=today))
    loaded = named_records(measures, holdings) if measures else every_record(holdings, options)
    found: list[RecordProblem] = []
    code = loaded.code
    for measure in loaded.found:
        found += find_problems(measure, bills=holdings.bills, today=today, max_age=max_age, against=documents)
    if sources:
        more, code = compared_with_sources(loaded.found, holdings, options, code)
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
