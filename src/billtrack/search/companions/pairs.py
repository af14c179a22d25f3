"""One search for counterparts: the pairs worth a look, each verified on its words, and the answer."""

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
from billtrack.store.archive import Archive
from billtrack.store.archive.sketches import relations, titles
from billtrack.store.library import Holdings

_REMEMBERED = 1024
"""Texts whose words are remembered while pairs are verified; those of a pair stand close together."""


def archive_of(holdings: Holdings) -> Archive:
    """The archive of *holdings*.

    Raises:
        StoreError: there is none, or it cannot be read.
    """
    if holdings.archive is None:
        hint = "`billtrack import PATH... --archive FILE` builds one from official files"
        raise StoreError("no archive to look for companions in", hint=hint)
    return holdings.archive


class _Candidate(NamedTuple):
    """Two texts that may be counterparts, and the rarity of their shingles below a bound."""

    a: TextId
    b: TextId
    rarity: Rarity
    below: int


class _Words(NamedTuple):
    """A text's clauses and shingles."""

    clauses: tuple[Clause, ...]
    shingles: frozenset[int]


class Search:
    """A search among *texts*, those of a measure together, the introduced one first.

    Of *measure* alone, if it is given, whose words are *own*.
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
        self._holdings = holdings  # they close the archive when nobody needs them any more
        self._archive = archive_of(holdings)
        self._wanted, self._scope = wanted, scope
        self._measure, self._own = measure, own
        self._groups = list(_groups(texts, scope, measure.id if measure else None))
        self._candidates = [pair for group in self._groups for pair in self._candidates_in(group)]
        self._words = lru_cache(_REMEMBERED)(self._read)

    @property
    def candidates(self) -> int:
        """How many pairs are verified."""
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
        """Compare the pairs on their words, one after the other; ``None`` for one that is none after all.

        Raises:
            StoreError: the archive cannot be read.
        """
        said = self._said()
        names = titles(self._archive)
        if self._measure is not None:
            names = {**names, self._measure.id: self._measure.title}
        for pair in self._candidates:
            yield pair.a, self._verified(pair, said, names)

    def _verified(
        self, pair: _Candidate, said: Mapping[frozenset[MeasureId], Iterable[Official]], names: Mapping[MeasureId, str]
    ) -> Companion | None:
        a, b = self._words(pair.a), self._words(pair.b)
        alike = likeness(a.shingles, b.shingles, pair.rarity, below=pair.below)
        if not self._wanted.is_met_by(alike):
            return None
        evidence = evidence_of(a.clauses, b.clauses)
        if not self._wanted.fits(evidence.words_common, evidence.words_a, evidence.words_b):
            return None  # what they share is scattered over clauses that do not belong together
        return Companion(
            a=pair.a,
            b=pair.b,
            a_title=names.get(pair.a.measure, ""),
            b_title=names.get(pair.b.measure, ""),
            likeness=alike,
            evidence=evidence,
            official=tuple(dict.fromkeys(said.get(frozenset({pair.a.measure, pair.b.measure}), ()))),
        )

    def _read(self, text: TextId) -> _Words:
        words = self._own.get(text)
        if words is None:
            found = self._archive.find_text(text)
            if found is None:
                raise StoreError(f"{self._archive.path}: the text {text} is not in it any more")
            words = clauses(found)
        return _Words(words, frozenset(shingles(words_of(words))))

    def _said(self) -> Mapping[frozenset[MeasureId], Iterable[Official]]:
        """What official sources say of two measures."""
        said: defaultdict[frozenset[MeasureId], list[Official]] = defaultdict(list)
        for each in relations(self._archive):
            said[frozenset({each.of, each.other})].append(Official(each.relationship_type, each.identified_by))
        if self._measure is not None:
            for related in self._measure.related_measures or ():
                if related.id is not None:
                    official = Official(related.relationship_type, related.identified_by)
                    said[frozenset({self._measure.id, related.id})].append(official)
        return said

    # ------------------------------------------------------------------------------------- answer

    def found(self, companions: Iterable[Companion]) -> CompanionsFound:
        """Put what was verified in order: the most similar first, of two measures the versions most alike.

        Of versions equally alike those that were looked at first: the introduced ones, then the oldest.
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
    """The texts that are compared with each other: those of a Congress, or all."""
    first = (next(held) for _, held in groupby(texts, lambda each: each.text.measure))
    chosen = texts if scope.every_version else first
    if scope.across:
        yield list(chosen)
        return
    for congress, held in groupby(chosen, lambda each: each.text.measure.congress):
        if measure is None or congress == measure.congress:
            yield list(held)
