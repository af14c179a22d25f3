"""``billtrack verify``: whether records are valid and still match their documents."""

from collections.abc import Sequence
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.loading import Answered, answer_each, listed, load_all
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import DONE, FOUND, report, warn
from billtrack.errors import BilltrackError
from billtrack.model.measure import Measure
from billtrack.output.console import emit
from billtrack.sources.granule import GranuleText
from billtrack.sources.remote import Fetched
from billtrack.store.library import Holdings
from billtrack.store.records import find_record
from billtrack.tracking.answers.verify import VerifyAnswer
from billtrack.tracking.commands.own_records import archived, say_shipped
from billtrack.tracking.commands.sync import open_sources
from billtrack.tracking.parsed_document import read_every
from billtrack.tracking.reconcile import Witness
from billtrack.tracking.verifying import Agreement, RecordProblem, agreements, read_granules, reconciled, verify


def run(
    measures: list[str], options: CommonOptions, *, against: Sequence[Path], sources: bool, max_age: int | None
) -> int:
    """Verify the records of *measures*, or every record, against the files *against* and perhaps the *sources*."""
    output, holdings, today = options.output(), options.holdings(), clock.today()
    granules, files = read_granules(against)
    documents = tuple(read_every(files, on=today))
    loaded = _named_records(measures, holdings) if measures else _every_record(holdings, options)
    found: list[RecordProblem] = []
    code = loaded.code
    for measure in loaded.found:
        found += verify(measure, bills=holdings.bills, today=today, max_age=max_age, against=documents)
    if sources:
        more, code = _compared_with_sources(loaded.found, holdings, options, code)
        found += more
    compared = _compared_with_pages(loaded.found, granules, holdings)
    names = tuple(str(measure.id) for measure in loaded.found)
    emit(VerifyAnswer(names, tuple(found), compared), loaded.target(output))
    if loaded.found:
        say_shipped("these records come with billtrack and are read only", options)
    is_sound = not found and all(each.has_same_words for each in compared)
    return max(code, DONE if is_sound else FOUND)


def _named_records(names: list[str], holdings: Holdings) -> Answered[Measure]:
    """Load the records that *names* mean; a measure of the archive is none."""

    def record(name: str) -> Measure:
        measure = holdings.find(name)
        if find_record(holdings.bills, measure.id) is None:
            raise archived(measure.id)
        return measure

    return answer_each(listed(names), record)


def _every_record(holdings: Holdings, options: CommonOptions) -> Answered[Measure]:
    """Load every record; where only the archive has measures, say how to check it."""
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


def _compared_with_pages(
    measures: Sequence[Measure], granules: Sequence[GranuleText], holdings: Holdings
) -> tuple[Agreement, ...]:
    """Compare the texts of each measure with the pages of the Congressional Record; say if none is printed there."""
    found = tuple(each for measure in measures for each in agreements(measure, granules, holdings.texts(measure)))
    if granules and not found:
        warn("the given pages of the Congressional Record print none of the loaded texts of these measures")
    return found
