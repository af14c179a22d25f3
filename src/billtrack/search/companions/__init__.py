"""Counterparts nobody has labelled: measures whose texts share what few others have.

Texts are compared by their shingles, runs of four words.  A shingle that many measures hold is a form of words and
tells little; one that only two hold tells that one was written from the other (``rarity``).  Pairs are found on samples
of the shingles (``sketches``, ``candidates``), then measured on the whole texts (``likeness``) and looked at clause by
clause (``evidence``).  Knows no archive and no official label: what it says is computed.
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
