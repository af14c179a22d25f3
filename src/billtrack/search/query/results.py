"""What a search found: values for every way to show it."""

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

    ``without_text``: measures of which no text is loaded, so that they were searched by their titles alone.
    ``records``: how many of the measures are records of the bills folder; ``records_left``: records not searched.
    """

    measures: int
    texts: int
    without_text: int
    records: int
    records_left: int


class Hit(Value, frozen=True):
    """A measure that was found, and the best place in it.

    ``version_code`` is the text that ranks highest; ``None`` where only titles of the measure are found.
    ``versions`` are all texts found, oldest first.  ``address`` is the clause, as ``hres351-115@ih/whereas/4``;
    ``None`` where what was found stands in a title no text here has, or where no words were asked for.  ``score`` is
    by bm25; ``None`` of a record, which comes before the measures of the archive.
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
    """How many measures found have one value; ``None``: it is not known."""

    value: str | None
    measures: int


class Facet(NamedTuple):
    """The measures found by one fact: all of them, the most frequent value first (months in their order)."""

    name: str
    counts: tuple[Count, ...]


class SearchResult(Value, frozen=True):
    """The answer to a query.

    ``total`` measures were found, with ``texts`` of their texts; ``hits`` are the first of them, best first.
    ``problems``: records that cannot be read.  ``loosened``: where nothing has the phrases asked for, how many
    measures have their words apart; ``missing`` are those of which there is nothing at all; ``meant_measure`` is the
    measure the query names, where it is one's name.
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
