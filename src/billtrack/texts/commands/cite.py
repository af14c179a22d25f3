"""``billtrack cite``: citations of a measure."""

from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import CommonOptions
from billtrack.output.console import emit
from billtrack.store.library import Holdings
from billtrack.texts.cite_answer import Citation, CiteAnswer, cite_reference


def run(measures: list[str], options: CommonOptions) -> int:
    """Cite each measure, and go on after one that cannot be cited."""
    output, holdings = options.output(), options.holdings()
    answered = answer_each(listed(measures), lambda name: _cited(name, holdings))
    emit(CiteAnswer(answered.found), answered.target(output))
    return answered.code


def _cited(name: str, holdings: Holdings) -> Citation:
    """Cite from the record if there is one, else by the name alone."""
    reference = holdings.reference(name)
    is_held = reference.measure_id is None or reference.measure_id in holdings.ids()
    return cite_reference(reference, holdings.load(reference) if is_held else None)
