"""Pairs of real resolutions of the 115th Congress: consecutive versions, and House and Senate companions.

The texts are rebuilt from a public copy; what its committee-reported prints (``rs``, ``rh``) struck and inserted is no
longer marked, so those are left out.  Nobody labels companions here: they are found as ``billtrack companions`` does.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.identifiers import identify_file
from billtrack.model.measure_names import TextId
from billtrack.search.companions.candidates import Wanted, every_pair
from billtrack.search.companions.sketches import HASHES, SketchedText, likeness, shingles, sketch, words_of
from billtrack.sources.billtext import parse_billtext

_ORDER = ("ih", "is", "eh", "es", "rfs", "rds", "rfh", "pcs", "ats", "cps", "cph", "eas", "eah", "enr")
_REPORTED = frozenset({"rs", "rh"})
_ALIKE = Wanted(0.7)

IdPair = tuple[TextId, TextId]
TextPair = tuple[str, tuple[Clause, ...], tuple[Clause, ...]]
Texts = dict[TextId, tuple[Clause, ...]]


def resolutions(shared: Path) -> Texts:
    """Read every text of the 115th but the committee-reported ones."""
    found = read_files(zipped(shared / "data" / "congress115").items())
    return {text: held for text, held in found.items() if text.version_code not in _REPORTED}


def zipped(folder: Path) -> dict[str, bytes]:
    """The texts in a folder of zips, by their official names."""
    found: dict[str, bytes] = {}
    for archive in sorted(folder.glob("BILLS-*.zip")):
        with zipfile.ZipFile(archive) as held:
            found |= {Path(name).name: held.read(name) for name in held.namelist()}
    return found


def read_files(files: Iterable[tuple[str, bytes]]) -> Texts:
    """Read texts by their official names; those that cannot be read are left out."""
    found: Texts = {}
    for name, data in files:
        text = identify_file(name)
        if not isinstance(text, TextId):
            continue
        try:
            found[text] = clauses(parse_billtext(data, name=name).text)
        except InputError:
            continue
    return found


def consecutive(texts: Texts) -> Iterator[TextPair]:
    """Each version with the next of its measure."""
    for a, b in versions(texts):
        yield f"{a.measure} {a.version_code} {b.version_code}", texts[a], texts[b]


def versions(texts: Iterable[TextId]) -> Iterator[IdPair]:
    """Each version with the next of its measure, by name."""
    held: defaultdict[str, list[TextId]] = defaultdict(list)
    for text in texts:
        held[str(text.measure)].append(text)
    for _, of_one in sorted(held.items()):
        yield from pairwise(sorted(of_one, key=_stage))


def companions(texts: Texts) -> Iterator[TextPair]:
    """The first texts of a House and a Senate measure that are at least .7 alike."""
    for a, b in both_chambers(texts):
        yield f"{a} {b}", texts[a], texts[b]


def both_chambers(texts: Texts) -> Iterator[IdPair]:
    """The first texts of a House and a Senate measure that are at least .7 alike, by name."""
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
            yield chosen[a], chosen[b]


def _stage(text: TextId) -> tuple[int, str]:
    code = re.sub(r"\d+$", "", text.version_code)
    return (_ORDER.index(code) if code in _ORDER else len(_ORDER), text.version_code)
