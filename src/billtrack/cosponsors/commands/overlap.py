"""``billtrack overlap``: who signed which of several measures."""

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.reports import UsageError


@reading_command
def overlap(measures: MeasureArguments, options: CommonOptions) -> int:
    """Compare who signed two or more measures: all of them or only one, by party and by state.

    A sponsor counts as a signer; members who withdrew do not.  For a House and a Senate measure, also list the states
    whose members signed in only one chamber.
    """
    from billtrack.cli.loading import answer_each, load_measures
    from billtrack.cosponsors.answers.overlap_answer import OverlapAnswer
    from billtrack.cosponsors.overlap import overlap as overlap_of
    from billtrack.cosponsors.signers import signers
    from billtrack.output.console import emit

    output = options.output()
    loaded = load_measures(measures, options.holdings())
    different = {measure.id: measure for measure in loaded.found}
    countable = answer_each(different.values(), lambda measure: (measure, signers(measure)))
    code = max(loaded.code, countable.code)
    if len(countable.found) > 1:
        emit(OverlapAnswer(overlap_of([measure for measure, _ in countable.found])), output)
    elif not code:
        raise UsageError("overlap needs two or more different measures")
    return code
