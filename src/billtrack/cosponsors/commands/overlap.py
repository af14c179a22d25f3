"""``billtrack overlap``: who signed which of several measures."""

from collections.abc import Sequence

from billtrack.cli.loading import answer_each, load_measures
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import UsageError
from billtrack.cosponsors.answers.overlap_answer import OverlapAnswer
from billtrack.cosponsors.overlap import overlap
from billtrack.cosponsors.selection import signers
from billtrack.output.console import emit


def run(measures: Sequence[str], options: CommonOptions) -> int:
    """Compare who signed the different measures named, of which there must be two at least."""
    output = options.output()
    loaded = load_measures(measures, options.holdings())
    different = {measure.id: measure for measure in loaded.found}
    countable = answer_each(different.values(), lambda measure: (measure, signers(measure)))
    code = max(loaded.code, countable.code)
    if len(countable.found) > 1:
        emit(OverlapAnswer(overlap([measure for measure, _ in countable.found])), output)
    elif not code:
        raise UsageError("overlap needs two or more different measures")
    return code
