"""The archive as an index that names the measures with given words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from billtrack.model.identifiers import MeasureId
from billtrack.model.query.tree import Node
from billtrack.store.archive import Archive
from billtrack.store.archive.engine import SearchRequest
from billtrack.texts.checking_quotations import Named
from billtrack.texts.quotation_sieve import QuotationSieve

_MOST = 200
"""The most measures to name, the best by bm25."""


class ArchiveIndex:
    """The measures of *archive* except those in *without*, which have records."""

    def __init__(self, archive: Archive, without: Sequence[MeasureId], *, today: dt.date) -> None:
        self._archive = archive
        self._without = tuple(without)
        self._today = today

    def size(self) -> tuple[int, int]:
        """Count the measures and the texts."""
        held = self._archive.engine.holding(self._without)
        return held.measures, held.texts

    def find(self, node: Node) -> Named:
        """Name the measures with a text that *node* matches."""
        request = SearchRequest(node, self._today, _MOST, with_facets=False, without=self._without, phrases=())
        rows = self._archive.engine.search(request)
        return Named(tuple(row.id for row in rows.hits if row.texts), rows.measures)

    def may_have(self, measure: MeasureId, sieve: QuotationSieve) -> bool:
        """Whether *sieve* lets a text of *measure* through."""
        kind = measure.measure_type
        return any(sieve.lets_through(each.preamble, each.provisions, kind) for each in self._archive.lines(measure))
