"""One search for companions: candidate pairs, each compared on its words; and the companions found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import chain, groupby
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from billtrack.batch import Crew
from billtrack.model.clauses import Clause
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.values import Value
from billtrack.search.companions.candidates import TextPair, TextPairs, Wanted, every_pair, pairs_of
from billtrack.search.companions.comparing import (
    CandidatePair,
    Comparer,
    Evidence,
    PairsTask,
    VerifiedPair,
    compare_pairs,
)
from billtrack.search.companions.sketches import Likeness, SketchedText
from billtrack.status.stages import Worded
from billtrack.store.archive_address import Address
from billtrack.store.library import Holdings


class CompanionKind(Worded):
    """How two companions are related, by their names alone."""

    OTHER_CHAMBER = "other_chamber", "other chamber"
    SAME_CHAMBER = "same_chamber", "same chamber"
    OTHER_CONGRESS = "other_congress", "other Congress"


class Official(Value, frozen=True):
    """What an official source says about two measures, in its words, and who says it."""

    relationship_type: str
    identified_by: str | None


class Companion(Value, frozen=True):
    """Two texts that billtrack computed to be companions, and the official relations of their measures.

    ``official`` is empty if no loaded source relates them.
    """

    a: TextId
    b: TextId
    a_title: str
    b_title: str
    likeness: Likeness
    evidence: Evidence
    official: tuple[Official, ...]

    @property
    def kind(self) -> CompanionKind:
        """How the two measures are related."""
        a, b = self.a.measure, self.b.measure
        if a.congress != b.congress:
            return CompanionKind.OTHER_CONGRESS
        is_same = a.measure_type.chamber == b.measure_type.chamber
        return CompanionKind.SAME_CHAMBER if is_same else CompanionKind.OTHER_CHAMBER


class CompanionScope(Value, frozen=True):
    """Which texts are compared: within each Congress or *across* them; as introduced, or every version."""

    across: bool = False
    every_version: bool = False


class CompanionsFound(Value, frozen=True):
    """The pairs found, most similar first; if one *measure* was asked about, it is the first of each pair.

    ``measures`` and ``texts`` count what was compared; ``without_text`` counts measures without a complete text.
    """

    measure: MeasureId | None
    wanted: Wanted
    measures: int
    texts: int
    without_text: int
    pairs: tuple[Companion, ...]


SharedCrew: TypeAlias = tuple[Crew, Address]
"""A crew, and the address under which it opens the archive."""
MANY = 5_000
"""Texts from which on DuckDB joins the sketches, if it is installed; fewer are joined before it is loaded."""
_CHUNK = 200
"""Pairs of one task of a worker."""


class _Pool(NamedTuple):
    """Texts that are compared with each other, and the pairs of them that may be companions.

    The texts of the measure *first* stand first in their pairs.
    """

    texts: Sequence[SketchedText]
    pairs: TextPairs
    first: MeasureId | None

    def candidate(self, pair: TextPair) -> CandidatePair:
        a, b = self.texts[pair.a], self.texts[pair.b]
        if b.text.measure == self.first:
            a, b = b, a
        return CandidatePair(a.text, b.text, min(a.sketch.bound, b.sketch.bound))

    def candidates(self) -> tuple[CandidatePair, ...]:
        return tuple(map(self.candidate, self.pairs.pairs))

    def chunks(self) -> Iterator[_Pool]:
        """The same texts, with a few of the pairs each."""
        pairs, rarity = self.pairs
        for start in range(0, len(pairs), _CHUNK):
            yield self._replace(pairs=TextPairs(pairs[start : start + _CHUNK], rarity))

    def weights(self) -> dict[int, float]:
        """The weights of the shingles of the pairs: those of all texts are too many to send."""
        own = frozenset(chain.from_iterable(self.texts[at].sketch.hashes for pair in self.pairs.pairs for at in pair))
        weights = self.pairs.rarity.weights
        return {each: weights[each] for each in own if each in weights}


class CompanionSearch:
    """A search among *texts*; those of one measure must be next to each other, the introduced one first.

    With *measure*, only its companions are searched for, and *own* has its words.
    """

    def __init__(
        self,
        holdings: Holdings,
        texts: Sequence[SketchedText],
        wanted: Wanted,
        scope: CompanionScope,
        *,
        measure: Measure | None = None,
        own: Mapping[TextId, tuple[Clause, ...]] = MappingProxyType({}),
    ) -> None:
        self._holdings = holdings  # keeps the archive open
        self._archive = holdings.needed_archive("look for companions in")
        self._wanted, self._measure, self._own = wanted, measure, own
        self._groups = [self._grouped(group) for group in _groups(texts, scope, measure.id if measure else None)]

    @property
    def candidates(self) -> int:
        """The number of pairs to verify."""
        return sum(len(group.pairs.pairs) for group in self._groups)

    def _grouped(self, texts: Sequence[SketchedText]) -> _Pool:
        if self._measure is not None:
            return _Pool(texts, pairs_of(self._measure.id, texts, self._wanted), self._measure.id)
        if len(texts) < MANY or find_spec("duckdb") is None:
            return _Pool(texts, every_pair(texts, self._wanted), None)
        from billtrack.search.companions.joining import every_pair_joined  # noqa: PLC0415 - loads DuckDB

        return _Pool(texts, every_pair_joined(texts, self._wanted), None)

    def verified(self, workers: SharedCrew | None = None) -> Iterator[tuple[TextId, Companion | None]]:
        """Compare the candidate pairs on their words, one by one; gives ``None`` for a pair that is not similar enough.

        *workers* compare several pairs at once.

        Raises:
            StoreError: the archive cannot be read.
        """
        official = self._official_relations()
        names = {row.id: row.title for row in self._archive.engine.titles()}
        if self._measure is not None:
            names = {**names, self._measure.id: self._measure.title}
        for pair, compared in self._compared(workers):
            if compared is None:
                yield pair.a, None
                continue
            a, b = pair.a.measure, pair.b.measure
            relations = tuple(dict.fromkeys(official.get(frozenset({a, b}), ())))
            titles = names.get(a, ""), names.get(b, "")
            yield pair.a, Companion(pair.a, pair.b, *titles, *compared, relations)

    def _compared(self, workers: SharedCrew | None) -> Iterator[tuple[CandidatePair, VerifiedPair | None]]:
        if workers is None or self.candidates <= _CHUNK:
            comparer = Comparer(self._archive, self._wanted, self._own)
            for group in self._groups:
                for pair in map(group.candidate, group.pairs.pairs):
                    yield pair, comparer.compare(pair, group.pairs.rarity)
            return
        crew, address = workers
        chunks = [chunk for group in self._groups for chunk in group.chunks()]
        tasks = (PairsTask(address, self._wanted, chunk.weights(), chunk.candidates()) for chunk in chunks)
        for chunk, compared in zip(chunks, crew.each(compare_pairs, tasks), strict=True):
            yield from zip(chunk.candidates(), compared, strict=True)

    def _official_relations(self) -> Mapping[frozenset[MeasureId], Iterable[Official]]:
        """The relations that official sources give, keyed by the pair of measures."""
        relations: defaultdict[frozenset[MeasureId], list[Official]] = defaultdict(list)
        for each in self._archive.engine.relations():
            relations[frozenset({each.of, each.other})].append(Official(each.relationship_type, each.identified_by))
        if self._measure is not None:
            for related in self._measure.related_measures or ():
                if related.id is not None:
                    official = Official(related.relationship_type, related.identified_by)
                    relations[frozenset({self._measure.id, related.id})].append(official)
        return relations

    def found(self, companions: Iterable[Companion]) -> CompanionsFound:
        """Sort the pairs, most similar first, and keep the most similar versions of each two measures.

        Of equally similar versions, the introduced ones are kept, then the oldest.
        """
        texts = [each.text for group in self._groups for each in group.texts]
        compared = {text.measure for text in texts}
        congresses = {text.congress for text in compared}
        held = [measure for measure in self._archive.ids() if measure.congress in congresses]
        pairs = sorted(companions, key=lambda each: (-each.likeness.similarity, each.a.measure, each.b.measure))
        best = {frozenset({each.a.measure, each.b.measure}): each for each in reversed(pairs)}
        return CompanionsFound(
            measure=self._measure.id if self._measure else None,
            wanted=self._wanted,
            measures=len(compared),
            texts=len(texts),
            without_text=len(set(held) - compared),
            pairs=tuple(each for each in pairs if best[frozenset({each.a.measure, each.b.measure})] is each),
        )


def _groups(
    texts: Iterable[SketchedText], scope: CompanionScope, measure: MeasureId | None
) -> Iterator[Sequence[SketchedText]]:
    """The groups of texts that are compared with each other: one per Congress, or all together."""
    first = (next(own) for _, own in groupby(texts, lambda each: each.text.measure))
    chosen = texts if scope.every_version else first
    if scope.across:
        yield list(chosen)
        return
    for congress, own in groupby(chosen, lambda each: each.text.measure.congress):
        if measure is None or congress == measure.congress:
            yield list(own)
