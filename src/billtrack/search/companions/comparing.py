"""Texts read and compared on their words, clause by clause, in this process or by the worker of a crew.

A worker is sent the names of texts, opens the archive itself, and answers with small values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from billtrack.diff.engine import ChangeClass, Op, UnitChange, compare, summary
from billtrack.errors import StoreError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure_names import TextId
from billtrack.model.search_terms import LINE_END
from billtrack.model.values import Value
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.sketches import Likeness, Rarity, likeness, shingles, sketch, words_of
from billtrack.store.archive import Archive, open_archive
from billtrack.store.archive.engine import KeptSketch
from billtrack.store.archive_address import Address

_REMEMBERED = 1024
"""Texts whose words are remembered while pairs are compared; the texts of a pair come close together."""


class SketchTask(NamedTuple):
    """Texts of an archive that are to be sketched."""

    archive: Address
    texts: tuple[TextId, ...]


def sketch_texts(task: SketchTask) -> list[KeptSketch]:
    """Sketch the texts of *task*, in its order.

    Raises:
        StoreError: the archive cannot be read.
    """
    with open_archive(task.archive) as archive:
        return [sketched(archive, text) for text in task.texts]


def sketched(archive: Archive, text: TextId) -> KeptSketch:
    """Sketch a text of *archive*."""
    lines = archive.find_lines(text)
    made = sketch(shingles(f"{lines.preamble}{LINE_END}{lines.provisions}" if lines else ""))
    return KeptSketch(made.size, made.scale, made.hashes)


class Replaced(Value, frozen=True):
    """Words of the first text and the words that replace them in the second; either may be empty."""

    a: str
    b: str


class Evidence(Value, frozen=True):
    """The comparison of two texts.

    ``provisions`` counts the provisions of both; one that both have counts once.  ``differing`` lists, in reading
    order, the addresses of provisions whose words differ in substance (not only in chamber names, numbers, punctuation
    or links): the address in the second text, or in the first if the second lacks the provision.  ``replaced`` lists
    the words replaced in provisions that both have.  ``words_common`` counts the words that matching provisions share.
    """

    is_identical: bool
    provisions: int
    differing: tuple[str, ...]
    replaced: tuple[Replaced, ...]
    words_a: int
    words_b: int
    words_common: int


def evidence_of(a: Sequence[Clause], b: Sequence[Clause]) -> Evidence:
    """Compare the clauses of two complete texts."""
    comparison = compare(a, b)
    counted = summary(comparison)
    differing = [unit for unit in comparison.units if unit.change_class is ChangeClass.SUBSTANTIVE]
    return Evidence(
        is_identical=bool(comparison.identical),
        provisions=len(comparison.units),
        differing=tuple(
            (comparison.new[unit.new[0]] if unit.new else comparison.old[unit.old[0]]).address for unit in differing
        ),
        replaced=tuple(words for unit in differing if unit.old and unit.new for words in _replaced(unit)),
        words_a=counted.words_old,
        words_b=counted.words_new,
        words_common=counted.words_old - counted.words_deleted,
    )


def _replaced(unit: UnitChange) -> Iterator[Replaced]:
    """The words deleted and inserted at each place in *unit*."""
    deleted = inserted = ""
    for span in unit.spans:
        if span.op is Op.EQUAL or (span.op is Op.DELETE and inserted):
            if deleted or inserted:
                yield Replaced(deleted.strip(), inserted.strip())
            deleted = inserted = ""
        if span.op is Op.DELETE:
            deleted += span.text
        elif span.op is Op.INSERT:
            inserted += span.text
    if deleted or inserted:
        yield Replaced(deleted.strip(), inserted.strip())


class CandidatePair(NamedTuple):
    """Two texts that may be companions; the rarity of their shingles *below* this bound is known."""

    a: TextId
    b: TextId
    below: int


class VerifiedPair(NamedTuple):
    """How similar two companions are, and what differs."""

    likeness: Likeness
    evidence: Evidence


class PairsTask(NamedTuple):
    """Pairs of texts of an archive that are to be compared, and the weights of their shingles that do not weigh 1."""

    archive: Address
    wanted: Wanted
    weights: Mapping[int, float]
    pairs: tuple[CandidatePair, ...]


def compare_pairs(task: PairsTask) -> list[VerifiedPair | None]:
    """Compare the pairs of *task*, in its order; ``None`` for a pair that is not as similar as wanted.

    Raises:
        StoreError: the archive cannot be read, or no longer has a text.
    """
    rarity = Rarity(task.weights)
    with open_archive(task.archive) as archive:
        comparer = Comparer(archive, task.wanted)
        return [comparer.compare(pair, rarity) for pair in task.pairs]


class _Words(NamedTuple):
    """A text's clauses and shingles."""

    clauses: tuple[Clause, ...]
    shingles: frozenset[int]


class Comparer:
    """Compares texts of *archive*; the words of some texts may be given as *own*."""

    def __init__(
        self, archive: Archive, wanted: Wanted, own: Mapping[TextId, tuple[Clause, ...]] = MappingProxyType({})
    ) -> None:
        self._archive, self._wanted, self._own = archive, wanted, own
        self._words = lru_cache(_REMEMBERED)(self._read)

    def compare(self, pair: CandidatePair, rarity: Rarity) -> VerifiedPair | None:
        """Compare two texts; ``None`` if they are not as similar as wanted.

        Raises:
            StoreError: the archive cannot be read, or no longer has one of them.
        """
        a, b = self._words(pair.a), self._words(pair.b)
        alike = likeness(a.shingles, b.shingles, rarity, below=pair.below)
        if not self._wanted.is_met_by(alike):
            return None
        evidence = evidence_of(a.clauses, b.clauses)
        if not self._wanted.fits(evidence.words_common, evidence.words_a, evidence.words_b):
            return None  # what they share is scattered over clauses that do not belong together
        return VerifiedPair(alike, evidence)

    def _read(self, text: TextId) -> _Words:
        words = self._own.get(text)
        if words is None:
            found = self._archive.find_text(text)
            if found is None:
                raise StoreError(f"{self._archive.address}: it no longer has the text {text}")
            words = clauses(found)
        return _Words(words, frozenset(shingles(words_of(words))))
