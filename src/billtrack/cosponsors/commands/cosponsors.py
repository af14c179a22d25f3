"""``billtrack cosponsors``: who signed measures, and how support grew."""

from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.cli.loading import load_measures
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import UsageError
from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.commands.options import WhoOptions
from billtrack.cosponsors.selection import CosponsorFilter, measure_cosponsors
from billtrack.model.choices import CountBy, SortOrder
from billtrack.model.measure import Measure
from billtrack.model.values import replace
from billtrack.output.console import emit
from billtrack.output.formats import Answer


def run(
    measures: Sequence[str],
    options: CommonOptions,
    who: WhoOptions,
    *,
    sort: SortOrder,
    by: CountBy | None,
    growth: bool,
) -> int:
    """List or count the cosponsors of each measure, or chart how support grew."""
    if growth and (who.original or who.withdrawn or who.until or who.as_of or by or sort is not SortOrder.OFFICIAL):
        raise UsageError("--growth goes with --party, --state and --since only")
    wanted = _wanted(who)
    output = options.output()
    loaded = load_measures(measures, options.holdings())
    if growth:
        answer = _growth(loaded.found, wanted)
    else:
        found = tuple(measure_cosponsors(each, wanted, sort, by) for each in loaded.found)
        answer = CosponsorsAnswer(found, wanted, by)
    emit(answer, loaded.target(output))
    return loaded.code


def _wanted(who: WhoOptions) -> CosponsorFilter:
    return CosponsorFilter(
        parties=frozenset(who.party or ()),
        states=frozenset(who.state or ()),
        since=who.since,
        until=who.until,
        only_original=who.original,
        only_withdrawn=who.withdrawn,
        on=clock.past_day(who.as_of),
    )


def _growth(measures: Sequence[Measure], wanted: CosponsorFilter) -> Answer:
    """Chart the cosponsors wanted, from their first day; ``since`` only chooses the changes that are told."""
    from billtrack.cosponsors.answers.growth_answer import GrowthAnswer  # noqa: PLC0415 - for --growth alone
    from billtrack.cosponsors.growth import measure_growth  # noqa: PLC0415 - the same

    whole = replace(wanted, since=None)
    return GrowthAnswer(tuple(measure_growth(each, whole, wanted.since) for each in measures), wanted.since)
