"""Pairs of real resolutions of the 115th Congress: consecutive versions, and House and Senate companions.

The texts are rebuilt from a public copy; what its committee-reported prints (``rs``, ``rh``) struck and inserted is no
longer marked, so those are left out.  Nobody labels companions here: they are found as ``billtrack companions`` does.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.identifiers import TextId, identify_file
from billtrack.search.companions import SketchedText, Wanted, every_pair, likeness, shingles, sketch, words_of
from billtrack.search.companions.sketches import HASHES
from billtrack.sources.billtext import parse_billtext

_ORDER = ("ih", "is", "eh", "es", "rfs", "rds", "rfh", "pcs", "ats", "cps", "cph", "eas", "eah", "enr")
_REPORTED = frozenset({"rs", "rh"})
_ALIKE = Wanted(0.7)

TextPair = tuple[str, tuple[Clause, ...], tuple[Clause, ...]]
Texts = dict[TextId, tuple[Clause, ...]]


def resolutions(shared: Path) -> Texts:
    """Read every text but the committee-reported ones."""
    found: Texts = {}
    for archive in sorted((shared / "data" / "congress115").glob("BILLS-*.zip")):
        with zipfile.ZipFile(archive) as held:
            for info in held.infolist():
                name = Path(info.filename).name
                text = identify_file(name)
                if not isinstance(text, TextId) or text.version_code in _REPORTED:
                    continue
                try:
                    found[text] = clauses(parse_billtext(held.read(info), name=name).text)
                except InputError:
                    continue
    return found


def consecutive(texts: Texts) -> Iterator[TextPair]:
    """Each version with the next of its measure."""
    versions: defaultdict[str, list[TextId]] = defaultdict(list)
    for text in texts:
        versions[str(text.measure)].append(text)
    for measure, held in sorted(versions.items()):
        for a, b in pairwise(sorted(held, key=_stage)):
            yield f"{measure} {a.version_code} {b.version_code}", texts[a], texts[b]


def companions(texts: Texts) -> Iterator[TextPair]:
    """The first texts of a House and a Senate resolution that are at least .7 alike."""
    first: dict[str, TextId] = {}
    for text in sorted(texts, key=_stage):
        first.setdefault(str(text.measure), text)
    chosen = sorted(first.values())
    words = [shingles(words_of(texts[text])) for text in chosen]
    found = every_pair([SketchedText(t, sketch(s)) for t, s in zip(chosen, words, strict=True)], _ALIKE)
    for a, b in found.pairs:
        if chosen[a].measure.measure_type.chamber == chosen[b].measure.measure_type.chamber:
            continue
        if _ALIKE.is_met_by(likeness(words[a], words[b], found.rarity, below=HASHES)):
            yield f"{chosen[a]} {chosen[b]}", texts[chosen[a]], texts[chosen[b]]


def _stage(text: TextId) -> tuple[int, str]:
    code = re.sub(r"\d+$", "", text.version_code)
    return (_ORDER.index(code) if code in _ORDER else len(_ORDER), text.version_code)
