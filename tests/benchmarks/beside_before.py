# ruff: noqa: T201  (what it prints is what it is for)
"""An earlier checkout beside this one: the processor time of an import, and of two hundred searches, in one run.

    git worktree add ../before 13f07d1
    python tests/benchmarks/beside_before.py ../before ../shared/data/congress119 [ROUNDS]

Both read the same zips into a file, one after the other, ROUNDS times; then both answer the real queries of
``search_queries`` in turn, ROUNDS times.  The least of each counts, in processor time and by the clock.  A checkout
runs in a process of its own, with its own source and the packages of this one.  The floor is what FTS5 alone takes to
find the ten documents that have the words of a query and rank highest by bm25, with nothing counted or shown.
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
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

TODAY = dt.date(2026, 6, 1)
Taken: TypeAlias = tuple[float, float]
"""Milliseconds of processor time, and by the clock."""
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


def answer(archive: Path, queries: list[str]) -> list[Taken]:
    """Answer each query three times; the least milliseconds of processor time and by the clock."""
    parse = named("parse_query")
    with tempfile.TemporaryDirectory() as bills:
        searcher = named("Searcher")(named("Holdings")(Path(bills), archive), today=TODAY)

        def ask(query: str) -> None:
            searcher.search(parse(query), limit=10)

        return [least(partial(ask, query)) for query in queries]


def floor(archive: Path, queries: list[str]) -> list[Taken]:
    """Ask FTS5 alone for the ten documents that have the words of each query and rank highest; as ``answer``."""
    from billtrack.search.query.parsing import parse_query
    from billtrack.store.archive.sqlite.conditions import expression, words_needed
    from billtrack.store.archive.sqlite.connection import connect_to_read

    connection = connect_to_read(archive)
    best = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 10.0, 1.0, 1.0) LIMIT 10"
    roots = [parse_query(query).root for query in queries]
    needed = [words for root in roots if root and (words := words_needed(root))]

    def ask(words: str) -> None:
        connection.execute(best, (words,)).fetchall()

    return [least(partial(ask, expression(words))) for words in needed]


def least(ask: Callable[[], object]) -> Taken:
    """The least milliseconds of three runs, of processor time and by the clock."""
    taken = []
    for _ in range(3):
        start, clock = time.process_time(), time.perf_counter()
        ask()
        taken.append((1e3 * (time.process_time() - start), 1e3 * (time.perf_counter() - clock)))
    return min(processor for processor, _ in taken), min(clock for _, clock in taken)


def run(checkout: Path, *arguments: str) -> list[Any]:
    """Run this program with the source of *checkout*; what it prints."""
    path = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    command = [sys.executable, __file__, "--child", *arguments]
    done = subprocess.run(command, env=path, capture_output=True, text=True, check=True)
    taken: list[Any] = json.loads(done.stdout)
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
        asked = {"before": "search", "now": "search", "floor": "floor"}
        searches: dict[str, list[list[Taken]]] = {name: [] for name in asked}
        for _ in range(int(rounds)):
            for name, what in asked.items():
                of = "before" if name == "before" else "now"
                searches[name].append(run(checkouts[of], what, str(archives[of]), queries))
        for at, clock in enumerate(("processor", "by the clock")):
            for name, every in searches.items():
                times = sorted(min(each[at] for each in query) for query in zip(*every, strict=True))
                p50, p95 = (times[round(share * (len(times) - 1))] for share in (0.5, 0.95))
                print(f"{name:6}: {clock}: search p50 {p50:6.2f} ms, p95 {p95:6.2f} ms, worst {times[-1]:.1f} ms")


def child(what: str, *arguments: str) -> None:
    """Measure the checkout whose source this process has."""
    first, second = arguments
    taken: list[Any]
    if what == "import":
        taken = read_in(Path(first), Path(second))
    else:
        taken = (floor if what == "floor" else answer)(Path(first), json.loads(second))
    print(json.dumps(taken))


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        child(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
