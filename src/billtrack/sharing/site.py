"""A static site of measures: an index, one page per measure, and one page per related pair.

File names are made of measure IDs, and links are relative: the folder can be served from anywhere.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from billtrack.model.events import Entry
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.values import replace
from billtrack.output.page import MADE_BY, Block, Fact, Facts, Heading, Line, Table, Tone
from billtrack.sharing.brief import brief
from billtrack.sharing.documents import (
    DocumentPart,
    SharedComparison,
    SharedDocument,
    comparison_part,
    own_texts,
    related_pairs,
)
from billtrack.sharing.html_document import html_file
from billtrack.status.answers.list_answer import ListAnswer
from billtrack.status.listing import Listing, list_records
from billtrack.status.stages import Stage
from billtrack.status.words import stage_words
from billtrack.tracking.answers.feeds import atom_document, icalendar_document

INDEX, FEED, CALENDAR = "index.html", "changes.atom", "changes.ics"
_TO_INDEX = Line("All measures", address=INDEX)

Compare = Callable[[Sequence[MeasureId]], SharedComparison]


def site_files(
    measures: Sequence[Measure], entries: Sequence[Entry], compare: Compare, *, today: dt.date
) -> Iterator[tuple[str, bytes]]:
    """Make the files of the site, each with its name; *compare* makes every comparison."""
    pairs = related_pairs(measures)
    yield INDEX, html_file(_index(measures, pairs, today))
    yield FEED, atom_document(entries, now=_latest(measures))
    yield CALENDAR, icalendar_document(entries)
    for measure in measures:
        found = [compare(names) for names in own_texts(measure)]
        links = (_TO_INDEX, *(_to_pair(pair) for pair in pairs if measure.id in pair))
        yield _page_of(measure.id), html_file(brief([measure], found, today=today, links=links, feed=FEED))
    for pair in pairs:
        yield _page_of_pair(pair), html_file(_pair(pair, compare(pair)))


def _page_of(measure: MeasureId) -> str:
    return f"{measure}.html"


def _page_of_pair(pair: tuple[MeasureId, MeasureId]) -> str:
    return f"{pair[0]}--{pair[1]}.html"


def _to_pair(pair: tuple[MeasureId, MeasureId]) -> Line:
    return Line(f"{pair[0].printed} and {pair[1].printed}: differences", address=_page_of_pair(pair))


def _latest(measures: Sequence[Measure]) -> dt.datetime:
    """The date of the latest official file: the date of an empty feed, which is the same for the same records."""
    dates = [measure.update_date.astimezone(dt.UTC) for measure in measures if measure.update_date]
    return max(dates, default=dt.datetime(1789, 3, 4, tzinfo=dt.UTC))


def _index(measures: Sequence[Measure], pairs: Sequence[tuple[MeasureId, MeasureId]], today: dt.date) -> SharedDocument:
    listing = list_records(measures, today=today)
    listed, *rest = ListAnswer(listing, is_full=True).page().blocks
    if isinstance(listed, Table):
        listed = replace(listed, links=tuple(_page_of(measure.id) for measure in measures))
    parts = [DocumentPart("measures", Heading("All measures"), (_stages(listing), listed, *rest))]
    if pairs:
        lines = tuple(_to_pair(pair) for pair in pairs)
        parts.append(DocumentPart("differences", Heading("Differences between related measures"), lines))
    links = (Line("Feed of changes (Atom)", address=FEED), Line("Calendar of changes", address=CALENDAR))
    opening = (Line("Measures of the United States Congress; each page names its sources.", Tone.QUIET),)
    return SharedDocument("Measures", opening, tuple(parts), ending=(MADE_BY,), links=links, feed=FEED, has_filter=True)


def _stages(listing: Listing) -> Block:
    """Count the measures at each stage."""
    counts = Counter(each.stage for each in listing.measures)
    return Facts(tuple(Fact(stage_words(stage), (Line(str(counts[stage])),)) for stage in Stage if counts[stage]))


def _pair(pair: tuple[MeasureId, MeasureId], found: SharedComparison) -> SharedDocument:
    links = (_TO_INDEX, *(Line(measure.printed, address=_page_of(measure)) for measure in pair))
    part = comparison_part(found, name="difference")
    title = " and ".join(measure.printed for measure in pair)
    return SharedDocument(title, (), (part,), ending=(MADE_BY,), links=links, feed=FEED)
