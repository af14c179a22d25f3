"""One search: what is found in the archive and in the records, together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from billtrack.errors import InputError, StoreError
from billtrack.model.identifiers import MeasureId, parse_reference
from billtrack.model.query.tree import Node, Phrase, Query, loosened, wanted_phrases
from billtrack.model.values import replace
from billtrack.search.archived import Groups, archive_hit
from billtrack.search.facets import facets, facts_of_record, facts_of_row
from billtrack.search.query.results import Facet, Scanned, SearchResult
from billtrack.search.recorded import RecordFound, read_records, record_hit
from billtrack.store.archive.search import ArchiveSearch
from billtrack.store.library import Holdings

_ADVISED = 20
"""The phrases of an empty answer that are looked for one by one."""


class Searcher:
    """What *holdings* hold, ready to be searched many times on the day *today*.

    Raises:
        StoreError: there is no archive, or it cannot be read.
    """

    def __init__(self, holdings: Holdings, *, today: dt.date) -> None:
        if holdings.archive is None:
            hint = "`billtrack import PATH... --archive FILE` builds one from official files"
            raise StoreError("no archive to search", hint=hint)
        self._holdings = holdings  # they close the archive when nobody needs them any more
        self._archive = ArchiveSearch(holdings.archive, today=today)
        self._records = read_records(holdings, today=today)

    def _scanned(self) -> Scanned:
        """Count what is searched."""
        held, records = self._archive.holding(), self._records
        passed_over = [self._archive.texts_of(key) for key in self._passed_over()]
        own = [len(record.lines) for record in records.records]
        return Scanned(
            measures=held.measures - len(passed_over) + len(own),
            texts=held.texts - sum(passed_over) + sum(own),
            without_text=held.without_text - passed_over.count(0) + own.count(0),
            records=len(records.records),
            records_left=records.left,
        )

    def search(self, query: Query, *, limit: int | None, with_facets: bool = False) -> SearchResult:
        """Answer *query*; *limit* is how many measures are shown, ``None`` all.

        Measures are ranked by bm25: those whose titles are as asked before those of which only a text is, and
        records before all.  Of equals, and where no words are asked for, the latest introduced comes first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._archive.snapshot():
            return self._answer(query, limit, with_facets=with_facets)

    def _answer(self, query: Query, limit: int | None, *, with_facets: bool) -> SearchResult:
        recorded, groups = self._found(query.root)
        phrases = wanted_phrases(query.root)
        shown = None if limit is None else max(0, limit - len(recorded))
        result = SearchResult(
            query=query,
            scanned=self._scanned(),
            total=len(recorded) + len(groups),
            texts=sum(each.texts for each in recorded) + groups.texts,
            hits=(
                *(record_hit(each, phrases) for each in recorded[:limit]),
                *(archive_hit(group, phrases, self._archive) for group in groups.first(shown)),
            ),
            facets=self._facets(recorded, groups) if with_facets else (),
            problems=self._records.problems,
        )
        return result if result.total or query.root is None else self._advised(result, query.root, phrases)

    def _passed_over(self) -> frozenset[int]:
        """The measures of the archive of which there is a record."""
        return self._archive.keys_of(each.measure.id for each in self._records.records)

    def _found(self, root: Node | None) -> tuple[list[RecordFound], Groups]:
        recorded = [] if root is None else self._records.find(root)
        return recorded, Groups(self._archive, root, without=self._passed_over())

    def _count(self, root: Node) -> int:
        recorded, groups = self._found(root)
        return len(recorded) + len(groups)

    def _facets(self, recorded: Iterable[RecordFound], groups: Groups) -> tuple[Facet, ...]:
        of_records = (facts_of_record(each.record) for each in recorded)
        return facets((*of_records, *(facts_of_row(self._archive.measure(key)) for key in groups.documents)))

    def _advised(self, result: SearchResult, root: Node, phrases: Sequence[Phrase]) -> SearchResult:
        """Say of an empty answer what would find something."""
        loose = loosened(root)
        return replace(
            result,
            loosened=None if loose == root else self._count(loose),
            missing=tuple(str(each) for each in phrases[:_ADVISED] if not self._count(each)),
            meant_measure=_named_measure(result.query.text),
        )


def _named_measure(text: str) -> MeasureId | None:
    try:
        return parse_reference(text).measure_id
    except InputError:
        return None
