"""``billtrack cite``: citations of a measure."""

from typing import TYPE_CHECKING

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command

if TYPE_CHECKING:
    from billtrack.texts.cite_answer import Citation


@reading_command
def cite(measures: MeasureArguments, options: CommonOptions) -> int:
    """Cite measures: in words, by id, in Bluebook form, by congress.gov address and govinfo package.

    With a Congress given, no record is needed; a record adds the year and the latest text version.
    """
    from billtrack.cli.loading import answer_each, listed
    from billtrack.output.console import emit
    from billtrack.texts.cite_answer import CiteAnswer, cite_reference

    output, holdings = options.output(), options.holdings()

    def cited(name: str) -> "Citation":
        reference = holdings.reference(name)
        is_held = reference.measure_id is None or reference.measure_id in holdings.ids()
        return cite_reference(reference, holdings.load(reference) if is_held else None)

    answered = answer_each(listed(measures), cited)
    emit(CiteAnswer(answered.found), answered.target(output))
    return answered.code
