"""What a search found."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId
from billtrack.model.query.tree import Query
from billtrack.model.values import Value
from billtrack.search.query.passages import Snippet


class Scanned(Value, frozen=True):
    """What was searched.

    ``without_text``: measures without a loaded text, of which only titles were searched.  ``records``: how many of the
    measures are records of the bills folder; ``records_left``: records not searched.
    """

    measures: int
    texts: int
    without_text: int
    records: int
    records_left: int


class Hit(Value, frozen=True):
    """A measure that was found, and the best clause in it.

    ``version_code`` is the highest-ranking text; ``None`` if only titles match. ``versions`` are all texts found,
    oldest first.  ``address`` is that of the clause, as ``hres351-115@ih/whereas/4``; ``None`` if only a title matches,
    or the query has no words.  ``score`` is bm25; ``None`` for a record, which comes before the measures of the
    archive.
    """

    id: MeasureId
    title: str
    stage: str | None
    introduced_date: dt.date | None
    sponsor_party: str | None
    version_code: str | None
    versions: tuple[str, ...]
    address: str | None
    is_in_title: bool
    score: float | None
    snippet: Snippet | None


class Count(NamedTuple):
    """The number of measures found with one value; ``None`` is the value that is not known."""

    value: str | None
    measures: int


class Facet(NamedTuple):
    """The measures found, counted by one fact: the most frequent value first (months in order)."""

    name: str
    counts: tuple[Count, ...]


class SearchResult(Value, frozen=True):
    """The answer to a query.

    ``total`` counts the measures found and ``texts`` their texts; ``hits`` are the first of them, best first.
    ``problems``: records that cannot be read. If nothing was found, ``loosened`` counts the measures that have the
    words apart, ``missing`` are the filters and phrases that no measure has, and ``meant_measure`` is the measure that
    the query names, if it does.
    """

    query: Query
    scanned: Scanned
    total: int
    texts: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    problems: tuple[InputError, ...] = ()
    loosened: int | None = None
    missing: tuple[str, ...] = ()
    meant_measure: MeasureId | None = None
