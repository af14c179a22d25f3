"""``billtrack brief``: one page, or one document in full, about measures and their differences."""

from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.cli.loading import answer_each, listed, text_sources
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import UsageError
from billtrack.cosponsors.gaps_request import ask_next
from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.text_choice import chosen_text
from billtrack.output.console import emit_document
from billtrack.sharing.brief import brief
from billtrack.sharing.documents import SharedComparison, SharedDocument, compared, comparisons, document_file
from billtrack.sharing.one_page import one_page
from billtrack.store.library import Holdings

_ON_ONE_PAGE = 2
"""Measures whose brief is one page unless asked for in full."""


def run(measures: list[str], options: CommonOptions, *, full: bool | None, gaps: bool) -> int:
    """Write a brief; *full* is None where nobody said how long it is to be."""
    if full and gaps:
        raise UsageError("--gaps is for the one page; for all of them use `billtrack gaps MEASURE -o FILE`")
    output, holdings = options.output(), options.holdings()
    loaded = answer_each(listed(measures), lambda name: _asked(name, holdings))
    if not loaded.found:
        return loaded.code
    told = tuple(dict.fromkeys(measure for _, measure in loaded.found))
    names = tuple(dict.fromkeys(name for name, _ in loaded.found))
    texts = text_sources(options)
    found = [compared(pair, texts) for pair in _pairs(names, told)]
    is_full = len(told) > _ON_ONE_PAGE and not gaps if full is None else full
    if is_full:
        document = brief(told, found, today=clock.today(), find=holdings.vote)
    else:
        document = _on_one_page(told, found, holdings, with_gaps=gaps)
    emit_document(document_file(document, output.format), output)
    return loaded.code


def _on_one_page(
    measures: Sequence[Measure], found: Sequence[SharedComparison], holdings: Holdings, *, with_gaps: bool
) -> SharedDocument:
    """Write the page about one measure or two."""
    asking = [ask_next(each, holdings) for each in measures] if with_gaps else []
    return one_page(measures, found, today=clock.today(), asking=asking, find=holdings.vote)


def _asked(name: str, holdings: Holdings) -> tuple[MeasureId | TextId, Measure]:
    """Find the measure or text that *name* means, and its record."""
    reference = holdings.reference(name)
    if reference.path:
        raise InputError(f"{name}: a brief covers whole measures; leave out the clause")
    measure = holdings.load(reference)
    if reference.version_code is None:
        return measure.id, measure
    return TextId(measure.id, chosen_text(measure, reference.version_code).version_code), measure


def _pairs(names: Sequence[MeasureId | TextId], measures: Sequence[Measure]) -> Sequence[Sequence[MeasureId | TextId]]:
    """What to compare: the two named, even if texts of one measure; else what belongs together."""
    return [names] if len(names) == 2 else comparisons(measures)
