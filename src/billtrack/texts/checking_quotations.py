"""Check quotations against the loaded texts: the index names candidates, the words of the texts decide."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from billtrack.diff.engine import Span
from billtrack.model.measure import Coverage, Measure
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.query.tree import Node
from billtrack.model.values import Value, replace
from billtrack.texts.finding_quotations import QuoteVerdict, letters_apart
from billtrack.texts.quotation import Quotation, QuotationSieve
from billtrack.texts.quotation_queries import (
    group_queries,
    scattered_queries,
    segments_query,
    whole_query,
)
from billtrack.texts.quoted_version import QuotedPlace, QuotedVersion

if TYPE_CHECKING:
    from billtrack.store.archive import Archive
    from billtrack.store.library import Holdings

MAX_CANDIDATES = 200
"""The most measures to name and to read for one query, the best by bm25."""
MAX_LETTERS = 2_000_000
"""After texts with this many letters no other measure is read for a query."""
MAX_NEAR = 3
"""The same for a near quotation, those with most of its words first."""


class CheckedQuotation(Value, frozen=True):
    """A quotation, its best verdict, and the places with that verdict, in the order of the measures.

    ``differs`` are the spans of a near one, from the text to the quotation.  ``unread`` counts the measures that the
    index named and that were not read.
    """

    quotation: Quotation
    verdict: QuoteVerdict
    places: tuple[QuotedPlace, ...] = ()
    differs: tuple[Span, ...] = ()
    unread: int = 0


class QuotationCheck(Value, frozen=True):
    """Quotations checked, and the number of measures and texts searched.

    ``not_loaded`` are the texts of the given measures that were not compared, or not in full.
    """

    quotations: tuple[CheckedQuotation, ...]
    measures: int
    texts: int
    not_loaded: tuple[TextId, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether every quotation is exact, or differs in typography only."""
        return all(each.verdict in {QuoteVerdict.EXACT, QuoteVerdict.TYPOGRAPHIC} for each in self.quotations)


class ArchiveIndex:
    """Names the measures of *archive* with given words, the best first; not those in *without*, which have records."""

    def __init__(self, archive: Archive, without: Sequence[MeasureId], *, today: dt.date) -> None:
        self._archive = archive
        self._without = tuple(without)
        self._today = today

    def size(self) -> tuple[int, int]:
        """Count the measures and the texts."""
        held = self._archive.engine.holding(self._without)
        return held.measures, held.texts

    def find(self, node: Node) -> tuple[tuple[MeasureId, ...], int]:
        """Name the measures with a text that *node* matches, the best first, and their number in all."""
        from billtrack.store.archive.engine import SearchRequest  # noqa: PLC0415 - only an archive pays for it

        request = SearchRequest(node, self._today, MAX_CANDIDATES, with_facets=False, without=self._without, phrases=())
        rows = self._archive.engine.search(request)
        return tuple(row.id for row in rows.hits if row.texts), rows.measures

    def may_have(self, measure: MeasureId, sieve: QuotationSieve) -> bool:
        """Whether *sieve* lets a text of *measure* through."""
        kind = measure.measure_type
        return any(sieve.lets_through(each.preamble, each.provisions, kind) for each in self._archive.lines(measure))


class QuotationChecker:
    """Checks quotations in *measures*, whose texts are prepared once, and in everything *index* knows."""

    def __init__(self, measures: Iterable[Measure], source: Holdings, index: ArchiveIndex | None = None) -> None:
        self.measures = tuple(measures)
        self._source = source
        self._index = index
        self._ready: dict[MeasureId, tuple[QuotedVersion, ...]] = {}

    def check(self, quotation: Quotation, *, limit: int) -> CheckedQuotation:
        """Check *quotation*; stop after *limit* places from the index."""
        found = [self._in_measure(quotation, measure, near=False) for measure in self.measures]
        unread = 0
        if self._index is not None:
            indexed, unread = self._whole_in(self._index, quotation, limit)
            found += indexed
        best = _best(quotation, found, unread)
        if best.verdict is not QuoteVerdict.ABSENT:
            return best
        near = [self._in_measure(quotation, measure, near=True) for measure in self.measures]
        if self._index is not None:
            near += self._read(quotation, _likeliest(self._index, quotation)[:MAX_NEAR], near=True)
        return _best(quotation, near, unread)

    def _whole_in(self, index: ArchiveIndex, quotation: Quotation, limit: int) -> tuple[list[CheckedQuotation], int]:
        """The measures from *index* with every word, and how many of those named were not read."""
        found: list[CheckedQuotation] = []
        known: set[MeasureId] = set()
        unread = 0
        sieve = QuotationSieve(quotation)
        for query in _queries(quotation):
            named, total = index.find(query)
            others = [each for each in named if each not in known][:MAX_CANDIDATES]
            read = self._read(quotation, others, limit=limit, may_have=partial(index.may_have, sieve=sieve))
            known.update(others[: len(read)])
            found += read
            unread = max(0, total - len(known))
            if any(each.places for each in read):
                break
        return found, unread

    def _read(
        self,
        quotation: Quotation,
        named: Iterable[MeasureId],
        *,
        limit: int = MAX_CANDIDATES,
        near: bool = False,
        may_have: Callable[[MeasureId], bool] = lambda _: True,
    ) -> list[CheckedQuotation]:
        """Read the measures *named* that *may_have* the quotation, until *limit* of them have it."""
        found: list[CheckedQuotation] = []
        places = letters = 0
        for each in named:
            if not may_have(each):
                found.append(CheckedQuotation(quotation, QuoteVerdict.ABSENT))
                continue
            measure = self._source.find(str(each))
            versions = self._versions(measure)
            found.append(_in_versions(quotation, versions, near=near))
            places += len(found[-1].places)
            letters += sum(version.letters for version in versions)
            if places == limit or letters > MAX_LETTERS:
                break
        return found

    def _in_measure(self, quotation: Quotation, measure: Measure, *, near: bool) -> CheckedQuotation:
        versions = self._ready.get(measure.id) or self._versions(measure)
        return _in_versions(quotation, versions, near=near)

    def _versions(self, measure: Measure) -> tuple[QuotedVersion, ...]:
        loaded = (text for text in self._source.texts(measure) if text.coverage is not Coverage.NONE)
        versions = tuple(QuotedVersion(measure, text) for text in loaded)
        if measure in self.measures:
            self._ready[measure.id] = versions
        return versions


def check_quotations(
    quotations: Sequence[Quotation],
    measures: Sequence[Measure],
    source: Holdings,
    index: ArchiveIndex | None,
    *,
    limit: int,
) -> QuotationCheck:
    """Check *quotations* in *measures* and in all that *index* names, up to *limit* places from it for each."""
    checker = QuotationChecker(measures, source, index)
    loaded, not_loaded = _texts_of(measures)
    indexed, their_texts = index.size() if index else (0, 0)
    checked = tuple(checker.check(each, limit=limit) for each in quotations)
    return QuotationCheck(checked, len(measures) + indexed, loaded + their_texts, not_loaded)


def _in_versions(quotation: Quotation, versions: Sequence[QuotedVersion], *, near: bool) -> CheckedQuotation:
    found = [(each, each.find_near(quotation) if near else each.find_whole(quotation)) for each in versions]
    standing = [(version, each) for version, each in found if each.verdict is not QuoteVerdict.ABSENT]
    if not standing:
        return CheckedQuotation(quotation, QuoteVerdict.ABSENT)
    version, best = min(reversed(standing), key=lambda each: (each[1].verdict.rank, letters_apart(each[1].differs)))
    place = version.place(best.address, standing[0][0].version_code, standing[-1][0].version_code)
    return CheckedQuotation(quotation, best.verdict, (place,), best.differs)


def _queries(quotation: Quotation) -> Iterator[Node]:
    """The queries for an index, the most certain first."""
    whole, segments = whole_query(quotation), segments_query(quotation)
    yield whole
    if segments is not None and segments != whole:
        yield segments
    yield from scattered_queries(quotation)


def _texts_of(measures: Iterable[Measure]) -> tuple[int, tuple[TextId, ...]]:
    """Count the loaded texts of *measures*, and name those that are not loaded in full."""
    every = [
        (TextId(each.id, text.version_code), text.coverage) for each in measures for text in each.text_versions or ()
    ]
    loaded = sum(coverage is not Coverage.NONE for _, coverage in every)
    return loaded, tuple(name for name, coverage in every if coverage is not Coverage.COMPLETE)


def _likeliest(index: ArchiveIndex, quotation: Quotation) -> list[MeasureId]:
    """The measures with words of *quotation*, those with most of its groups first."""
    groups: Counter[MeasureId] = Counter()
    for query in group_queries(quotation):
        groups.update(index.find(query)[0])
    return [each for each, _ in groups.most_common()]


def _best(quotation: Quotation, found: Sequence[CheckedQuotation], unread: int) -> CheckedQuotation:
    """All places with the best verdict; of near ones only those of the nearest measure."""
    verdict = min((each.verdict for each in found), key=lambda each: each.rank, default=QuoteVerdict.ABSENT)
    fitting = [each for each in found if each.verdict is verdict]
    if verdict is QuoteVerdict.NEAR:
        return replace(min(fitting, key=lambda each: letters_apart(each.differs)), unread=unread)
    return CheckedQuotation(quotation, verdict, tuple(place for each in fitting for place in each.places), (), unread)
