"""One search for companions: find candidate pairs, verify each on its words, collect the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from billtrack.errors import StoreError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.model.measure import Measure
from billtrack.search.companions import (
    Companion,
    CompanionsFound,
    Official,
    Scope,
    SketchedText,
    Wanted,
    every_pair,
    evidence_of,
    likeness,
    pairs_of,
    shingles,
    words_of,
)
from billtrack.search.companions.rarity import Rarity
from billtrack.store.library import Holdings

_REMEMBERED = 1024
"""Texts whose words are cached while pairs are verified; the texts of a pair are near each other."""


class _Candidate(NamedTuple):
    """Two texts that may be companions, and the rarity of their shingles below a bound."""

    a: TextId
    b: TextId
    rarity: Rarity
    below: int


class _Words(NamedTuple):
    """A text's clauses and shingles."""

    clauses: tuple[Clause, ...]
    shingles: frozenset[int]


class CompanionSearch:
    """A search among *texts*; those of one measure are adjacent, the introduced one first.

    With *measure*, only its companions are searched for, and *own* has its words.
    """

    def __init__(
        self,
        holdings: Holdings,
        texts: Sequence[SketchedText],
        wanted: Wanted,
        scope: Scope,
        *,
        measure: Measure | None = None,
        own: Mapping[TextId, tuple[Clause, ...]] = MappingProxyType({}),
    ) -> None:
        self._holdings = holdings  # keeps the archive open as long as this lives
        self._archive = holdings.needed_archive("look for companions in")
        self._wanted, self._scope = wanted, scope
        self._measure, self._own = measure, own
        self._groups = list(_groups(texts, scope, measure.id if measure else None))
        self._candidates = [pair for group in self._groups for pair in self._candidates_in(group)]
        self._words = lru_cache(_REMEMBERED)(self._read)

    @property
    def candidates(self) -> int:
        """The number of pairs to verify."""
        return len(self._candidates)

    def _candidates_in(self, texts: Sequence[SketchedText]) -> Iterator[_Candidate]:
        if self._measure is None:
            pairs, rarity = every_pair(texts, self._wanted)
        else:
            pairs, rarity = pairs_of(self._measure.id, texts, self._wanted)
        for places in pairs:
            a, b = (texts[at] for at in places)
            if self._measure is not None and b.text.measure == self._measure.id:
                a, b = b, a
            yield _Candidate(a.text, b.text, rarity, min(a.sketch.bound, b.sketch.bound))

    # ------------------------------------------------------------------------------- verification

    def verified(self) -> Iterator[tuple[TextId, Companion | None]]:
        """Compare the candidate pairs on their words, one by one; yield ``None`` for a pair that is not similar.

        Raises:
            StoreError: the archive cannot be read.
        """
        official = self._official_relations()
        names = {row.id: row.title for row in self._archive.engine.titles()}
        if self._measure is not None:
            names = {**names, self._measure.id: self._measure.title}
        for pair in self._candidates:
            yield pair.a, self._verified(pair, official, names)

    def _verified(
        self,
        pair: _Candidate,
        official: Mapping[frozenset[MeasureId], Iterable[Official]],
        names: Mapping[MeasureId, str],
    ) -> Companion | None:
        a, b = self._words(pair.a), self._words(pair.b)
        alike = likeness(a.shingles, b.shingles, pair.rarity, below=pair.below)
        if not self._wanted.is_met_by(alike):
            return None
        evidence = evidence_of(a.clauses, b.clauses)
        if not self._wanted.fits(evidence.words_common, evidence.words_a, evidence.words_b):
            return None  # the words they share are scattered over clauses that do not match
        return Companion(
            a=pair.a,
            b=pair.b,
            a_title=names.get(pair.a.measure, ""),
            b_title=names.get(pair.b.measure, ""),
            likeness=alike,
            evidence=evidence,
            official=tuple(dict.fromkeys(official.get(frozenset({pair.a.measure, pair.b.measure}), ()))),
        )

    def _read(self, text: TextId) -> _Words:
        words = self._own.get(text)
        if words is None:
            found = self._archive.find_text(text)
            if found is None:
                raise StoreError(f"{self._archive.address}: the text {text} is no longer in it")
            words = clauses(found)
        return _Words(words, frozenset(shingles(words_of(words))))

    def _official_relations(self) -> Mapping[frozenset[MeasureId], Iterable[Official]]:
        """The relations official sources give, by the pair of measures."""
        relations: defaultdict[frozenset[MeasureId], list[Official]] = defaultdict(list)
        for each in self._archive.engine.relations():
            relations[frozenset({each.of, each.other})].append(Official(each.relationship_type, each.identified_by))
        if self._measure is not None:
            for related in self._measure.related_measures or ():
                if related.id is not None:
                    official = Official(related.relationship_type, related.identified_by)
                    relations[frozenset({self._measure.id, related.id})].append(official)
        return relations

    # ------------------------------------------------------------------------------------- answer

    def found(self, companions: Iterable[Companion]) -> CompanionsFound:
        """Sort the verified pairs, most similar first, and keep the most similar versions of each two measures.

        Among equally similar versions, prefer the introduced ones, then the oldest.
        """
        texts = [each.text for group in self._groups for each in group]
        compared = {text.measure for text in texts}
        congresses = {text.congress for text in compared}
        held = [measure for measure in self._archive.ids() if measure.congress in congresses]
        pairs = sorted(companions, key=lambda each: (-each.likeness.similarity, each.a.measure, each.b.measure))
        best = {frozenset({each.a.measure, each.b.measure}): each for each in reversed(pairs)}
        return CompanionsFound(
            measure=self._measure.id if self._measure else None,
            wanted=self._wanted,
            scope=self._scope,
            measures=len(compared),
            texts=len(texts),
            without_text=len(set(held) - compared),
            pairs=tuple(each for each in pairs if best[frozenset({each.a.measure, each.b.measure})] is each),
        )


def _groups(texts: Iterable[SketchedText], scope: Scope, measure: MeasureId | None) -> Iterator[Sequence[SketchedText]]:
    """The groups of texts that are compared with each other: one per Congress, or all together."""
    first = (next(own) for _, own in groupby(texts, lambda each: each.text.measure))
    chosen = texts if scope.every_version else first
    if scope.across:
        yield list(chosen)
        return
    for congress, own in groupby(chosen, lambda each: each.text.measure.congress):
        if measure is None or congress == measure.congress:
            yield list(own)
