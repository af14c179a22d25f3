"""Texts read and compared on their words, in this process or by the worker of a crew.

A worker is sent the names of texts, opens the archive itself, and answers with small values.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from billtrack.errors import StoreError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.identifiers import TextId
from billtrack.model.search_terms import LINE_END
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.evidence import Evidence, evidence_of
from billtrack.search.companions.likeness import Likeness, likeness
from billtrack.search.companions.rarity import Rarity
from billtrack.search.companions.shingles import shingles, words_of
from billtrack.search.companions.sketches import sketch
from billtrack.store.archive import Archive, open_archive
from billtrack.store.archive.address import Address
from billtrack.store.archive.engine import KeptSketch

_REMEMBERED = 1024
"""Texts whose words are remembered while pairs are compared; those of a pair stand close together."""


# ------------------------------------------------------------------------------------- sketches


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


# ---------------------------------------------------------------------------------------- pairs


class Candidate(NamedTuple):
    """Two texts that may be companions; the rarity of their shingles *below* this bound is known."""

    a: TextId
    b: TextId
    below: int


class Compared(NamedTuple):
    """How similar two companions are, and what differs."""

    likeness: Likeness
    evidence: Evidence


class PairsTask(NamedTuple):
    """Pairs of texts of an archive that are to be compared, and the weights of their shingles that do not weigh 1."""

    archive: Address
    wanted: Wanted
    weights: Mapping[int, float]
    pairs: tuple[Candidate, ...]


def compare_pairs(task: PairsTask) -> list[Compared | None]:
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

    def compare(self, pair: Candidate, rarity: Rarity) -> Compared | None:
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
        return Compared(alike, evidence)

    def _read(self, text: TextId) -> _Words:
        words = self._own.get(text)
        if words is None:
            found = self._archive.find_text(text)
            if found is None:
                raise StoreError(f"{self._archive.address}: it no longer has the text {text}")
            words = clauses(found)
        return _Words(words, frozenset(shingles(words_of(words))))
