# ruff: noqa: T201  (what it prints is what it is for)
"""Sketches to candidate pairs: 300,000 synthetic texts, joined by DuckDB and in Python.

    python tests/benchmarks/companions_join.py [TEXTS] [METHODS]

A synthetic text has 29 to 86 shingles, one in ten of them from 4,096 forms of words, so that there are about as many
as in as many real texts. Of the texts 15 % recur: they are an earlier one with a tenth of the shingles changed. METHODS
are ``duckdb,python`` (default: ``duckdb``; in Python 300,000 texts take minutes on a busy machine). Each method runs in
a process of its own; the peak is that of the whole process, the sketches included.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import time
from array import array

from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.search.companions.candidates import Wanted, every_pair
from billtrack.search.companions.joining import every_pair_joined
from billtrack.search.companions.sketches import Sketch, SketchedText

METHODS = {"duckdb": every_pair_joined, "python": every_pair}


def material(count: int) -> list[SketchedText]:
    """Give *count* sketched texts, the same for the same number."""
    chance = random.Random(20)
    texts: list[SketchedText] = []
    for number in range(count):
        if texts and chance.random() < 0.15:
            hashes = texts[chance.randrange(number)].sketch.hashes.tolist()
            for place in chance.sample(range(len(hashes)), len(hashes) // 10):
                hashes[place] = chance.getrandbits(32)
        else:
            drawn = chance.randint(29, 86)
            hashes = [chance.getrandbits(32) if chance.random() < 0.9 else chance.getrandbits(12) for _ in range(drawn)]
        own = array("I", sorted(set(hashes)))
        texts.append(SketchedText(TextId(MeasureId(MeasureType.HR, number + 1, 119), "ih"), Sketch(len(own), 0, own)))
    return texts


def run_one(method: str, count: int) -> None:
    """In a process of its own: join, and print what it took and found."""
    texts = material(count)
    gc.freeze()  # the material is not a method's to look through
    wall, start = time.perf_counter(), time.process_time()
    found = METHODS[method](texts, Wanted(0.7))
    taken = {"processor": time.process_time() - start, "seconds": time.perf_counter() - wall}
    pairs = hashlib.sha256(repr(list(found.pairs)).encode()).hexdigest()[:16]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    hashes = sum(len(each.sketch.hashes) for each in texts)
    print(json.dumps(taken | {"peak": peak, "hashes": hashes, "count": len(found.pairs), "pairs": pairs}))


def main(count: str = "300000", methods: str = "duckdb") -> None:
    """Print a line for each method."""
    print(f"{int(count):,} texts, {os.cpu_count()} processor cores, load {os.getloadavg()[0]:.1f}")
    for method in methods.split(","):
        command = [sys.executable, __file__, "--one", method, count]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        print(
            f"{method:7} {found['hashes']:,} hashes, {found['count']:,} pairs ({found['pairs']}):"
            f" {found['seconds']:.1f} s, processor {found['processor']:.1f} s, peak {found['peak']:,.0f} MB"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_one(sys.argv[2], int(sys.argv[3]))
    else:
        main(*sys.argv[1:])
