# ruff: noqa: T201  (what it prints is what it is for)
"""How good the companions found are, by the labels of official sources.

Run ``python tests/benchmarks/companions_quality.py ARCHIVE``: of the pairs of measures that CRS or the House call
identical, the share found; of the pairs found, the share any official source calls related; then every pair found at
0.8 that none does, with its evidence, and every labelled pair missed at 0.7, with the reason.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure_names import MeasureId
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.companions_answer import differs
from billtrack.search.companions.comparing import evidence_of
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.companions.verification import Companion, CompanionScope, CompanionsFound
from billtrack.store.archive import Archive, open_archive
from billtrack.store.library import Holdings

LEAST = 0.7
SURE = 0.8
Pair: TypeAlias = tuple[MeasureId, MeasureId]


def main(file: str) -> None:
    """Print the shares, the finds and the misses."""
    found = _found(Path(file))
    with open_archive(Path(file)) as archive:
        labels = _identical(archive)
        pairs = {_pair(each.a.measure, each.b.measure): each for each in found.pairs}
        print(f"{found.measures:,} measures compared; {len(labels)} pairs of measures held are labelled identical")
        _print_shares(found.pairs, labels)
        finds = [each for each in found.pairs if each.likeness.similarity >= SURE and not each.official]
        print(f"\n{len(finds)} pairs of at least {SURE} that no official source relates:")
        for each in finds:
            print(f"  {each.likeness.similarity:.3f} {each.a} {each.b} {differs(each.evidence)}")
            print(f"        {each.a_title[:100]} / {each.b_title[:100]}")
        missed = sorted(labels - pairs.keys())
        print(f"\n{len(missed)} labelled pairs not found at {LEAST}:")
        texts = _introduced(archive)
        for a, b in missed:
            print(f"  {a} {b} {_reason(texts.get(a), texts.get(b))}")


def _found(file: Path) -> CompanionsFound:
    finder = CompanionFinder(Holdings(Path(), file))
    for _ in finder.sketch():
        pass
    search = finder.every(Wanted(LEAST), CompanionScope())
    return search.found(pair for _, pair in search.verified() if pair)


def _identical(archive: Archive) -> frozenset[Pair]:
    held = set(archive.ids())
    said = (each for each in archive.engine.relations() if each.relationship_type == "Identical bill")
    return frozenset(_pair(each.of, each.other) for each in said if each.other in held)


def _pair(a: MeasureId, b: MeasureId) -> Pair:
    return min(a, b), max(a, b)


def _print_shares(pairs: Iterable[Companion], labels: frozenset[Pair]) -> None:
    every = list(pairs)
    print("similarity   pairs   identical ones found   officially related")
    for least in (0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        some = [each for each in every if each.likeness.similarity >= least]
        right = sum(_pair(each.a.measure, each.b.measure) in labels for each in some)
        related = sum(bool(each.official) for each in some)
        shares = f"{right:6} {right / len(labels):11.2%}   {related:6} {related / len(some):9.2%}"
        print(f"  >= {least:.2f}   {len(some):6}   {shares}")


def _introduced(archive: Archive) -> Mapping[MeasureId, tuple[Clause, ...]]:
    found: dict[MeasureId, tuple[Clause, ...]] = {}
    for each in sorted(archive.engine.sketches(""), key=lambda row: row.text.measure):
        if each.text.measure not in found:
            text = archive.find_text(each.text)
            found[each.text.measure] = clauses(text) if text else ()
    return found


def _reason(a: tuple[Clause, ...] | None, b: tuple[Clause, ...] | None) -> str:
    if a is None or b is None:
        return "no whole text is held of one of them"
    evidence = evidence_of(a, b)
    words = f"{evidence.words_common:,} words in common of {evidence.words_a:,} and {evidence.words_b:,}"
    return f"{words}; {differs(evidence)}"


if __name__ == "__main__":
    main(*sys.argv[1:])
