"""The records that ``billtrack verify`` checks, and their comparison with the official sources."""

from billtrack.cli.loading import Answered, answer_each, listed, load_all
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import report, warn
from billtrack.errors import BilltrackError
from billtrack.model.measure import Measure
from billtrack.sources.remote import Fetched
from billtrack.store.library import Holdings
from billtrack.store.records import find_record
from billtrack.tracking.commands.own_records import archived
from billtrack.tracking.commands.updating import open_sources
from billtrack.tracking.reconcile import Witness
from billtrack.tracking.verifying import RecordProblem, reconciled


def named_records(names: list[str], holdings: Holdings) -> Answered[Measure]:
    """Load the records that *names* mean; a measure of the archive is none."""

    def record(name: str) -> Measure:
        measure = holdings.find(name)
        if find_record(holdings.bills, measure.id) is None:
            raise archived(measure.id)
        return measure

    return answer_each(listed(names), record)


def every_record(holdings: Holdings, options: CommonOptions) -> Answered[Measure]:
    """Load every record; where only the archive has measures, say how to check it."""
    loaded = load_all(holdings, quiet=options.quiet)
    if holdings.archive and not loaded.found and not loaded.code and not options.quiet:
        warn(f"no records in {holdings.bills}; `billtrack archive check` checks the archive")
    return loaded


def compared_with_sources(
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
