# ruff: noqa: T201  (what it prints is what it is for)
"""An earlier checkout beside this one: the processor time of an import, and of two hundred searches, in one run.

    git worktree add ../before 13f07d1
    python tests/benchmarks/beside_before.py ../before ../shared/data/congress119 [ROUNDS]

Both read the same zips into a file, one after the other, ROUNDS times; then both answer the real queries of
``search_queries``, ROUNDS times each.  The least processor time of each counts.  A checkout runs in a process of its
own, with its own source and the packages of this one.
"""

from __future__ import annotations

import datetime as dt
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TODAY = dt.date(2026, 6, 1)
PLACES = {
    "Import": ("billtrack.tracking.archive_import", "billtrack.archiving"),
    "Searcher": ("billtrack.search.searcher", "billtrack.searching"),
    "Holdings": ("billtrack.store.library", "billtrack.holdings"),
    "parse_query": ("billtrack.search.query.parsing", "billtrack.analysis.search.parsing"),
}
"""Where a name is, now and before."""


def named(name: str) -> Any:
    """Import *name* from where this checkout has it."""
    for place in PLACES[name]:
        try:
            return getattr(importlib.import_module(place), name)
        except ModuleNotFoundError:
            continue
    raise LookupError(f"{name}: in none of {PLACES[name]}")


def read_in(folder: Path, target: Path) -> list[float]:
    """Import the zips of *folder*; seconds of processor time."""
    gc.set_threshold(100_000)  # as the program itself does
    every = named("Import").of(sorted(folder.glob("*.zip")))
    start = time.process_time()
    for _ in every.into(target, on=TODAY, jobs=1):
        pass
    return [time.process_time() - start]


def answer(archive: Path, queries: list[str], rounds: int) -> list[float]:
    """Answer each query; milliseconds of processor time, the least of the rounds."""
    parse = named("parse_query")
    with tempfile.TemporaryDirectory() as bills:
        searcher = named("Searcher")(named("Holdings")(Path(bills), archive), today=TODAY)
        taken = []
        for query in queries:
            every = []
            for _ in range(rounds):
                start = time.process_time()
                searcher.search(parse(query), limit=10)
                every.append(1e3 * (time.process_time() - start))
            taken.append(min(every))
    return taken


def run(checkout: Path, *arguments: str) -> list[float]:
    """Run this program with the source of *checkout*; what it prints."""
    path = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    command = [sys.executable, __file__, "--child", *arguments]
    done = subprocess.run(command, env=path, capture_output=True, text=True, check=True)
    taken: list[float] = json.loads(done.stdout)
    return taken


def main(before: str, folder: str, rounds: str = "3") -> None:
    """Measure both checkouts in turn."""
    from search_queries import queries_of

    from billtrack.store.archive import open_archive

    checkouts = {"before": Path(before), "now": Path(__file__).parents[2]}
    with tempfile.TemporaryDirectory() as made:
        archives = {name: Path(made) / f"{name}.db" for name in checkouts}
        imports: dict[str, list[float]] = {name: [] for name in checkouts}
        for _ in range(int(rounds)):
            for name, checkout in checkouts.items():
                archives[name].unlink(missing_ok=True)
                imports[name] += run(checkout, "import", folder, str(archives[name]))
        for name, seconds in imports.items():
            print(f"{name:6}: import {min(seconds):6.2f} s of {sorted(round(each, 2) for each in seconds)}")
        print(f"        now / before {min(imports['now']) / min(imports['before']):.3f}")
        with open_archive(archives["now"]) as archive:
            queries = json.dumps([query.text for query in queries_of(archive)])
        for name, checkout in checkouts.items():
            taken = sorted(run(checkout, "search", str(archives[name]), queries, rounds))
            p50, p95 = (taken[round(share * (len(taken) - 1))] for share in (0.5, 0.95))
            print(f"{name:6}: search p50 {p50:6.2f} ms, p95 {p95:6.2f} ms, worst {taken[-1]:.1f} ms")


def child(what: str, *arguments: str) -> None:
    """Measure the checkout whose source this process has."""
    first, second, *rest = arguments
    taken = (
        read_in(Path(first), Path(second))
        if what == "import"
        else answer(Path(first), json.loads(second), int(rest[0]))
    )
    print(json.dumps(taken))


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        child(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
