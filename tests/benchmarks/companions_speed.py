# ruff: noqa: T201  (what it prints is what it is for)
"""How fast pairs are found among the shingles of a Congress, against MinHash and LSH of datasketch (128 permutations).

Run ``python tests/benchmarks/companions_speed.py ARCHIVE [ROUNDS]``, with the group ``bench`` installed.  All are given
the same sets of shingles, 32 bits each, of the introduced texts, and are timed from there to the pairs; each run is a
process of its own, in turn, of which the best counts.  The threshold of LSH is the Jaccard similarity that equals a
similarity of 0.7 here.  datasketch hashes what it is given with SHA-1 by itself; given numbers it need not ("ready").
Then the steps of the command itself, from the archive.
"""

from __future__ import annotations

import gc
import importlib
import json
import math
import pickle
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from billtrack.model.identifiers import parse_measure_id, parse_reference
from billtrack.model.measure_names import TextId
from billtrack.model.search_terms import LINE_END
from billtrack.search.companions.candidates import Wanted, every_pair
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.companions.sketches import SketchedText, shingles, sketch
from billtrack.search.companions.verification import CompanionScope
from billtrack.store.archive import open_archive
from billtrack.store.library import Holdings

SHARES = (8, 4, 2, 1)
JACCARD = 0.54
Texts: TypeAlias = Sequence[tuple[str, set[int]]]
Found: TypeAlias = set[tuple[str, str]]


def billtrack(texts: Texts) -> Found:
    """Sketches, and the pairs that share enough of what is rare."""
    sketched = [SketchedText(TextId(parse_measure_id(name), "ih"), sketch(each)) for name, each in texts]
    return {(texts[a][0], texts[b][0]) for a, b in every_pair(sketched, Wanted(0.7)).pairs}


def datasketch(texts: Texts) -> Found:
    """MinHash of bytes, as documented: each shingle is hashed by SHA-1."""
    return _lsh(texts, lambda made, found: made.update_batch([each.to_bytes(4, "little") for each in found]))


def datasketch_ready(texts: Texts) -> Found:
    """MinHash of numbers that are hashes already."""
    return _lsh(texts, lambda made, found: made.update_batch(list(found)), hashfunc=lambda each: each)


def _lsh(texts: Texts, add: Callable[[Any, set[int]], object], **options: object) -> Found:
    library = importlib.import_module("datasketch")
    index = library.MinHashLSH(threshold=JACCARD, num_perm=128)
    made = []
    for name, found in texts:
        minhash = library.MinHash(num_perm=128, **options)
        add(minhash, found)
        index.insert(name, minhash)
        made.append((name, minhash))
    return {(name, other) for name, minhash in made for other in index.query(minhash) if name < other}


METHODS: dict[str, Callable[[Texts], Found]] = {
    "billtrack": billtrack,
    "datasketch": datasketch,
    "datasketch ready": datasketch_ready,
}


def run_one(method: str, file: str, share: str) -> None:
    """In a process of its own: time one method, and print what it took and found."""
    texts, labels = pickle.loads(Path(file).read_bytes())  # written by this program
    texts = texts[: len(texts) // int(share)]
    if method != "billtrack":
        importlib.import_module("datasketch")
    gc.freeze()  # the material is not a method's to look through
    before, start = _peak(), time.process_time()
    found = METHODS[method](texts)
    seconds = time.process_time() - start
    pairs = {tuple(sorted(pair)) for pair in found}
    answer = {
        "seconds": seconds,
        "megabytes": _peak() - before,
        "texts": len(texts),
        "shingles": sum(len(each) for _, each in texts),
        "pairs": len(pairs),
        "recall": len(pairs & labels) / len(labels),
        "labelled": len(pairs & labels),
    }
    print(json.dumps(answer))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(archive: str, rounds: str = "3") -> None:
    """Print a line a method and share, and the growth of each."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shingles"
        file.write_bytes(pickle.dumps(_material(Path(archive))))
        best: dict[tuple[str, int], dict[str, float]] = {}
        for _ in range(int(rounds)):
            for share in SHARES:
                for method in METHODS:
                    answer = _run(method, file, share)
                    kept = best.get((method, share))
                    best[method, share] = answer if kept is None or answer["seconds"] < kept["seconds"] else kept
    _print(best)
    _print_command(Path(archive))


def _material(archive: Path) -> tuple[list[tuple[str, set[int]]], set[tuple[str, str]]]:
    """The shingles of the introduced texts, in an order by chance; the pairs labelled identical."""
    found: dict[str, set[int]] = {}
    with open_archive(archive) as opened:
        for each in sorted(opened.engine.sketches(""), key=lambda row: row.text.measure):
            lines = opened.find_lines(each.text)
            if lines is not None and str(each.text.measure) not in found:
                found[str(each.text.measure)] = shingles(f"{lines.preamble}{LINE_END}{lines.provisions}")
        said = (each for each in opened.engine.relations() if each.relationship_type == "Identical bill")
        labels = {tuple(sorted((str(each.of), str(each.other)))) for each in said if str(each.other) in found}
    texts = list(found.items())
    random.Random(1).shuffle(texts)
    return texts, {(a, b) for a, b in labels}


def _run(method: str, file: Path, share: int) -> dict[str, float]:
    arguments = [sys.executable, __file__, "--one", method, str(file), str(share)]
    answer: dict[str, float] = json.loads(subprocess.run(arguments, check=True, capture_output=True).stdout)
    return answer


def _print(best: dict[tuple[str, int], dict[str, float]]) -> None:
    for share in SHARES:
        first = best["billtrack", share]
        print(f"1/{share} of it: {first['texts']:,} texts, {first['shingles']:,} shingles")
        for method in METHODS:
            took = best[method, share]
            ratio = took["seconds"] / first["seconds"]
            print(
                f"  {method:17} {took['seconds']:6.2f} s {ratio:6.1f}x {took['megabytes']:6.0f} MB"
                f" {took['pairs']:6} pairs" + (f", {took['recall']:.2%} of the identical ones" if share == 1 else "")
            )
    for method in METHODS:
        ends = best[method, 1], best[method, 8]
        growth = math.log(ends[0]["seconds"] / ends[1]["seconds"]) / math.log(ends[0]["shingles"] / ends[1]["shingles"])
        print(f"{method:17} grows with the shingles to the power of {growth:.2f}")


def _print_command(archive: Path) -> None:
    start = time.process_time()
    finder = CompanionFinder(Holdings(Path(), archive))
    made = sum(1 for _ in finder.sketch())
    sketched = time.process_time()
    search = finder.every(Wanted(0.7), CompanionScope())
    searched = time.process_time()
    found = search.found(pair for _, pair in search.verified() if pair)
    done = time.process_time()
    print(f"--all from the archive: {made} texts sketched and {sketched - start:.2f} s to have all sketches,")
    print(f"  {searched - sketched:.2f} s to {search.candidates} candidates, {done - searched:.2f} s to verify them")
    names = sorted({pair.a.measure for pair in found.pairs})[:: max(1, len(found.pairs) // 40)]
    times = []
    for name in names:
        start = time.process_time()
        asked = CompanionFinder(Holdings(Path(), archive))
        one = asked.of(parse_reference(str(name)), Wanted(0.7), CompanionScope())
        one.found(pair for _, pair in one.verified() if pair)
        times.append(time.process_time() - start)
    times.sort()
    print(f"one measure: {times[len(times) // 2]:.2f} s at the median of {len(times)}, {times[-1]:.2f} s at most")


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        run_one(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
