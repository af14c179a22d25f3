"""Measures with similar texts, found by what their texts share and few others have.

Texts are compared by their shingles, runs of four words.  A shingle in many measures is standard language and says
little; one in only two suggests that one was written from the other (``rarity``).  Candidate pairs are found from
samples of the shingles (``sketches``, ``candidates``), measured on the whole texts (``likeness``), and compared clause
by clause (``evidence``).  Everything here is computed from the words; official relations play no part in it.
"""

from __future__ import annotations

from billtrack.search.companions.candidates import Pair, Pairs, Wanted, every_pair, pairs_of
from billtrack.search.companions.evidence import Evidence, Replaced, evidence_of
from billtrack.search.companions.likeness import Likeness, likeness
from billtrack.search.companions.results import METHOD, Companion, CompanionsFound, Kind, Official, Scope
from billtrack.search.companions.shingles import shingles, words_of
from billtrack.search.companions.sketches import SKETCH_METHOD, Sketch, SketchedText, sketch

__all__ = [
    "METHOD",
    "SKETCH_METHOD",
    "Companion",
    "CompanionsFound",
    "Evidence",
    "Kind",
    "Likeness",
    "Official",
    "Pair",
    "Pairs",
    "Replaced",
    "Scope",
    "Sketch",
    "SketchedText",
    "Wanted",
    "every_pair",
    "evidence_of",
    "likeness",
    "pairs_of",
    "shingles",
    "sketch",
    "words_of",
]
