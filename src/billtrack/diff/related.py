"""Choose measures to compare: those that an official source relates to each other."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Coverage, Measure


def related_pairs(measures: Sequence[Measure]) -> tuple[tuple[MeasureId, MeasureId], ...]:
    """Pair the related ones among *measures*, in their order, each pair once."""
    place = {measure.id: at for at, measure in enumerate(measures)}
    found = {
        (min(at, other), max(at, other))
        for at, measure in enumerate(measures)
        for related in measure.related_measures or ()
        if related.id is not None and (other := place.get(related.id, at)) != at
    }
    return tuple((measures[a].id, measures[b].id) for a, b in sorted(found))


def comparisons(measures: Sequence[Measure]) -> tuple[tuple[MeasureId, ...], ...]:
    """Choose what to compare: the texts of a single measure, or the related pairs among several."""
    return own_texts(measures[0]) if len(measures) == 1 else related_pairs(measures)


def own_texts(measure: Measure) -> tuple[tuple[MeasureId], ...]:
    """Compare the earliest and latest text of a measure if at least two are loaded."""
    loaded = [text for text in measure.text_versions or () if text.coverage is not Coverage.NONE]
    return ((measure.id,),) if len(loaded) > 1 else ()
