"""One search of everything loaded: the archive, and the records of the bills folder, indexed in memory.

A record replaces the archive's copy of the same measure.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import Coverage, Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.query.fields import FACETS
from billtrack.model.query.tree import Node, Query, loosened, wanted_facts, wanted_phrases
from billtrack.model.values import replace
from billtrack.search.results import Count, Facet, Hit, Scanned, SearchResult, archive_hits, record_hit
from billtrack.status.status import archived_status
from billtrack.store import records
from billtrack.store.archive import Archive, archive_in_memory
from billtrack.store.archive.engine import FacetRow, SearchRequest, SearchRows
from billtrack.store.archive.entries import DocumentEntry, Entry, text_entry
from billtrack.store.library import Holdings

MAX_RECORDS = 50
"""The most records to search: each is read and indexed for every search."""
_ADVISED = 20
"""The most phrases and filters to look for one by one after an empty answer."""


class _Found(NamedTuple):
    """What was found, in the records and the archive together."""

    measures: int = 0
    texts: int = 0
    facets: tuple[FacetRow, ...] = ()
    hits: tuple[Hit, ...] = ()


class Searcher:
    """Everything in *holdings*, ready for many searches on the day *today*.

    *archive*, if given, replaces theirs: with an empty one only the records are searched.

    Raises:
        StoreError: there is no archive, or it cannot be read.
    """

    def __init__(self, holdings: Holdings, *, today: dt.date, archive: Archive | None = None) -> None:
        self._holdings = holdings  # keeps the archive open as long as this lives
        self._archive = archive or holdings.needed_archive("search")
        self._today = today
        self._records = _index_records(holdings, today=today)
        self._own = tuple(self._records.measures)

    def search(self, query: Query, *, limit: int | None, with_facets: bool = False) -> SearchResult:
        """Answer *query* with the first *limit* measures; ``None`` gives all.

        Records come first, then measures whose titles match, then those of which only a text matches, each group ranked
        by bm25.  Among equals, and if the query has no words, the latest introduced comes first.

        Raises:
            StoreError: the archive cannot be read.
        """
        root = query.root
        with self._archive.engine.snapshot():
            found = self._find(root, limit, with_facets=with_facets) if root else _Found()
            result = SearchResult(
                query=query,
                scanned=self._scanned(),
                total=found.measures,
                texts=found.texts,
                hits=found.hits,
                facets=_facets(found.facets) if with_facets else (),
                problems=self._records.problems,
                meant_measure=self._named_measure(query.text),
            )
            return self._advised(result, root) if root and not result.total else result

    def _find(self, root: Node, limit: int | None, *, with_facets: bool) -> _Found:
        phrases, mine = wanted_phrases(root), self._records
        request = SearchRequest(root, self._today, None, with_facets, (), phrases)
        own = mine.archive.engine.search(request) if self._own else SearchRows(0, 0, (), iter(()))
        first = sorted(own.hits, key=lambda row: (not row.is_in_title, row.id))
        left = None if limit is None else max(0, limit - len(first))
        others = self._archive.engine.search(request._replace(limit=left, without=self._own))
        return _Found(
            measures=own.measures + others.measures,
            texts=own.texts + others.texts,
            facets=own.facets + others.facets,
            hits=(
                *(record_hit(mine.archive, mine.measures[row.id], row, phrases) for row in first[:limit]),
                *archive_hits(self._archive, others.hits, phrases),
            ),
        )

    def _scanned(self) -> Scanned:
        """Count what is searched."""
        archived, own = self._archive.engine.holding(self._own), self._records.archive.engine.holding(())
        return Scanned(
            measures=archived.measures + own.measures,
            texts=archived.texts + own.texts,
            without_text=archived.without_text + own.without_text,
            records=own.measures,
            records_left=self._records.left,
        )

    def _advised(self, result: SearchResult, root: Node) -> SearchResult:
        """Add to an empty answer what would have found something."""
        loose, wanted = loosened(root), (*wanted_facts(root), *wanted_phrases(root))
        return replace(
            result,
            loosened=None if loose == root else self._count(loose),
            missing=tuple(str(each) for each in wanted[:_ADVISED] if not self._count(each)),
        )

    def _named_measure(self, text: str) -> MeasureId | None:
        """The measure that *text* names; without a Congress, the only such measure loaded."""
        try:
            reference = parse_reference(text)
        except InputError:
            return None
        if reference.measure_id is not None:
            return reference.measure_id
        fitting = {*self._archive.fitting(reference), *self._records.archive.fitting(reference)}
        return fitting.pop() if len(fitting) == 1 else None

    def _count(self, root: Node) -> int:
        return self._find(root, 0, with_facets=False).measures


def _facets(rows: Sequence[FacetRow]) -> tuple[Facet, ...]:
    """Add up the counts: the most frequent value first, months in order."""
    return tuple(_facet(name, (row for row in rows if row.facet == name)) for name in FACETS)


def _facet(name: str, rows: Iterable[FacetRow]) -> Facet:
    counted: Counter[str | None] = Counter()
    for row in rows:
        counted[row.value] += row.measures
    counts = [Count(value, measures) for value, measures in counted.items()]
    by_value = sorted(counts, key=lambda count: count.value or "")
    return Facet(name, tuple(by_value if name == "month" else sorted(by_value, key=lambda count: -count.measures)))


class _RecordIndex(NamedTuple):
    """The records searched, in ``archive``; the errors of those that cannot be read; and the number left out."""

    archive: Archive
    measures: Mapping[MeasureId, Measure]
    problems: tuple[InputError, ...]
    left: int


def _index_records(holdings: Holdings, *, today: dt.date) -> _RecordIndex:
    """Index the first ``MAX_RECORDS`` records of the bills folder; an unreadable one does not stop the others."""
    ids = records.record_ids(holdings.bills)
    measures: dict[MeasureId, Measure] = {}
    problems: list[InputError] = []
    entries: list[tuple[DocumentEntry, Entry]] = []
    for measure_id in ids[:MAX_RECORDS]:
        try:
            measure = _load(holdings, measure_id)
            entries += _entries(holdings, measure)
            measures[measure_id] = measure
        except InputError as problem:
            problems.append(problem)
    archive = archive_in_memory(str(holdings.bills))
    archive.engine.put_batch(entries, on=today)
    return _RecordIndex(archive, measures, tuple(problems), max(0, len(ids) - MAX_RECORDS))


def _load(holdings: Holdings, measure_id: MeasureId) -> Measure:
    path = records.find_record(holdings.bills, measure_id)
    if path is None:
        raise InputError(f"the record of {measure_id} is no longer in {holdings.bills}")
    return records.load_record(path)


def _entries(holdings: Holdings, measure: Measure) -> list[tuple[DocumentEntry, Entry]]:
    """The entries of a record: its status, and each of its texts that is loaded."""
    status = archived_status(replace(measure, text_versions=None), "")
    texts = [text for text in holdings.texts(measure) if text.coverage is not Coverage.NONE]
    return [
        (_document(str(measure.id)), status),
        *((_document(f"{measure.id}@{text.version_code}"), text_entry(measure.id, text, "")) for text in texts),
    ]


def _document(name: str) -> DocumentEntry:
    """Name a part of a record by the record's file, since it has no document of its own."""
    return DocumentEntry(bytes(32), name, "", 0)
