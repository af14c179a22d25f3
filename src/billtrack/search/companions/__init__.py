"""Companions that nobody has labeled: measures whose texts share words that few others have.

Texts are compared by their shingles, runs of four words.  A shingle that many measures have is boilerplate and says
little; one that only two have suggests that one text was written from the other (``rarity``).  Pairs are found from
samples of the shingles (``sketches``, ``candidates``; with DuckDB, ``joining``), then measured on the whole texts
(``likeness``) and compared clause by clause (``evidence``, ``comparing``).  This module itself loads no archive and no
official label: companions are computed.
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
