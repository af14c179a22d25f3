# ruff: noqa: T201  (what it prints is what it is for)
"""How fast the diff is, as ratios to ``git diff --no-index --word-diff`` in the same run, and how much memory it takes.

    python tests/benchmarks/diff_speed.py ../shared
    python tests/benchmarks/diff_speed.py ../shared --sizes 0.01 0.2 0.8 2 5 17

makes a pair of texts of each size (in million characters, both sides together) with the official generator, reads
and compares it in a fresh process, and prints the best processor times of several runs, the exponent (the slope of
log time over log size) and the peak memory.  git gets the same texts, a unit a line.  ``--work DIR`` keeps the pairs.
``--tiny`` compares texts of 1,000 to 8,000 clauses of a few words instead, one list each, a tenth of them changed.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from diff_cases import Case, cases, official_name, sources

from billtrack.diff.engine import compare, display_text
from billtrack.model.clauses import Clause, clauses
from billtrack.sources.billtext import parse_billtext

RUNS = 5


def main() -> None:
    """Make the pairs, measure each in a process of its own, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.01, 0.2, 0.8, 2, 5, 17])
    parser.add_argument("--work", type=Path)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(_measure(args.measure)))
        return
    if args.tiny:
        _report_tiny()
        return
    with tempfile.TemporaryDirectory() as scratch:
        _report(args.shared, args.work or Path(scratch), args.sizes)


def _report(shared: Path, work: Path, sizes: list[float]) -> None:
    print(
        f"{'characters':>12}{'units':>8}{'git ms':>8}{'read ms':>9}{'diff ms':>9}{'/ git':>7}{'all / git':>10}{'MB':>6}"
    )
    points: list[tuple[float, float, float]] = []
    for size in sizes:
        case = _pair(shared, work, size)
        own = [sys.executable, __file__, str(shared), "--measure", str(case.folder)]
        found = json.loads(subprocess.run(own, capture_output=True, check=True).stdout)
        git = min(_git(case.folder) for _ in range(RUNS + 2))
        both = found["read"] + found["diff"]
        points.append((found["characters"], both, found["diff"]))
        print(
            f"{found['characters']:>12,}{found['units']:>8,}{git * 1e3:>8.1f}{found['read'] * 1e3:>9.1f}"
            f"{found['diff'] * 1e3:>9.1f}{found['diff'] / git:>7.1f}{both / git:>10.1f}{found['memory']:>6.0f}"
        )
    large = [point for point in points if point[0] > 100_000]
    if len(large) > 1:
        print(f"exponent with reading {_slope(large, 1):.3f}, diff only {_slope(large, 2):.3f}")


def _report_tiny() -> None:
    print(f"{'clauses':>8}" + "".join(f"{name:>24}" for name in TINY))
    for count in (1_000, 2_000, 4_000, 8_000):
        pairs = [_tiny_pair(form, count) for form in TINY.values()]
        print(f"{count:>8,}" + "".join(f"{_best(partial(compare, *pair)) * 1e3:>21.0f} ms" for pair in pairs))


TINY = {
    "words in common": "; and|by striking the period;|in paragraph (1);|or|not later than 30 days;",
    "words of their own": "{} {};",
    "near copies": "the port of {} {};",
}
SHIPS = ("gull", "seal", "reef", "mast", "hull", "keel", "sail", "pier", "buoy", "tide")
NAMES = tuple(name + end for name in SHIPS for end in "aeiouy")


def _tiny_pair(form: str, count: int) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """One list of short items and the same with some reworded, gone, come and moved."""
    rng = random.Random(count)
    old = [rng.choice(form.split("|")).format(rng.choice(NAMES), rng.choice(NAMES)) for _ in range(count)]
    new = [f"each {words}" if rng.random() < 0.06 else words for words in old if rng.random() > 0.03]
    for _ in range(count // 100):
        new.insert(rng.randrange(len(new)), new.pop(rng.randrange(len(new))))
    return _listed(old), _listed(new)


def _listed(items: list[str]) -> tuple[Clause, ...]:
    head = Clause(("section", "1"), "section", "SECTION 1.", "Ports", None, 0, False, None)
    return head, *(
        Clause(("section", "1", str(n)), "paragraph", f"({n})", None, words, 1, False, 0)
        for n, words in enumerate(items, 1)
    )


def _pair(shared: Path, work: Path, size: float) -> Case:
    folder = work / f"speed-{size}"
    if not folder.exists():
        command = [sys.executable, str(shared / "tools" / "diff_eval_gen.py"), "gen", str(sources(shared, work))]
        command += [str(folder), "--seed", f"speed {size}", "--profiles", "medium", "--per-profile", "1"]
        if size > 0.1:
            command += ["--concat-chars", str(int(size * 320_000))]
        else:
            command += ["--max-chars", str(int(size * 600_000))]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return cases(folder)[0]


def _measure(folder: Path) -> dict[str, float]:
    """Read and compare one pair; seconds of processor time, best of the runs."""
    source = str(json.loads((folder / "truth.json").read_text(encoding="utf-8"))["source"])
    paths = [folder / f"{side}.xml" for side in ("old", "new")]
    names = [official_name(path, source) for path in paths]

    def read() -> list[tuple[Clause, ...]]:
        return [
            clauses(parse_billtext(path.read_bytes(), name=name).text) for path, name in zip(paths, names, strict=True)
        ]

    old, new = read()
    compare(old, new)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "characters": sum(len(display_text(clause)) + 1 for clause in (*old, *new)),
        "units": len(old) + len(new),
        "read": _best(read),
        "diff": _best(lambda: compare(old, new)),
        "memory": memory,
    }


def _best(act: Callable[[], object]) -> float:
    best = math.inf
    for _ in range(RUNS):
        start = time.process_time()
        act()
        best = min(best, time.process_time() - start)
        gc.collect()
    return best


def _git(folder: Path) -> float:
    """Processor time of one run of git on the pair, as the system accounts for it."""
    command = ["git", "diff", "--no-index", "--word-diff", str(folder / "old.txt"), str(folder / "new.txt")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def _slope(points: list[tuple[float, float, float]], value: int) -> float:
    """Least-squares slope of log time over log size."""
    xs = [math.log(point[0]) for point in points]
    ys = [math.log(point[value]) for point in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


if __name__ == "__main__":
    main()
