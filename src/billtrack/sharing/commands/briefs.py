"""The documents of ``billtrack brief``: in full, or on one page."""

from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.model.measure import Measure
from billtrack.model.text_choice import chosen_text
from billtrack.sharing.documents import SharedComparison, SharedDocument, comparisons
from billtrack.store.library import Holdings


def in_full(measures: Sequence[Measure], found: Sequence[SharedComparison], holdings: Holdings) -> SharedDocument:
    """Write everything about the measures."""
    from billtrack.sharing.brief import brief as brief_of

    return brief_of(measures, found, today=clock.today(), find=holdings.vote)


def on_one_page(
    measures: Sequence[Measure], found: Sequence[SharedComparison], holdings: Holdings, *, with_gaps: bool
) -> SharedDocument:
    """Write the page about one measure or two."""
    from billtrack.cosponsors.gaps_request import ask_next
    from billtrack.sharing.one_page import one_page

    asking = [ask_next(each, holdings) for each in measures] if with_gaps else []
    return one_page(measures, found, today=clock.today(), asking=asking, find=holdings.vote)


def asked(name: str, holdings: Holdings) -> tuple[MeasureId | TextId, Measure]:
    """Find the measure or text that *name* means, and its record."""
    reference = holdings.reference(name)
    if reference.path:
        raise InputError(f"{name}: a brief covers whole measures; leave out the clause")
    measure = holdings.load(reference)
    if reference.version_code is None:
        return measure.id, measure
    return TextId(measure.id, chosen_text(measure, reference.version_code).version_code), measure


def pairs(names: Sequence[MeasureId | TextId], measures: Sequence[Measure]) -> Sequence[Sequence[MeasureId | TextId]]:
    """What to compare: the two named, even if texts of one measure; else what belongs together."""
    return [names] if len(names) == 2 else comparisons(measures)
