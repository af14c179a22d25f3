# ruff: noqa: T201  (what it prints is what it is for)
"""An earlier checkout beside this one: what an import takes, and two hundred searches, in one run.

    git worktree add ../before 13f07d1
    python tests/benchmarks/beside_before.py ../before ../shared/data/congress119 [ROUNDS]

Both checkouts run ``billtrack import`` over the same zips into a new file, in turn, ROUNDS times: as a user runs it,
with its usual processes, and with ``--jobs 1``.  Of each the least and the mean are printed, in processor time of the
command and all its processes, and by the clock.  Then both answer the real queries of ``search_queries`` in turn,
ROUNDS times, of which the least counts.  A checkout runs in processes of its own, with its own source, compiled as an
installation is, and the packages of this one.  The floor is what FTS5 alone takes to find the ten documents that have
the words of a query and rank highest by bm25, with nothing counted or shown.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import resource
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
"""Processor time, and time by the clock: of an import in seconds, of a search in milliseconds."""
CLOCKS = ("processor", "by the clock")
IMPORTS = {"its usual processes": (), "one process": ("--jobs", "1")}
"""The ways to import, and the options of each."""
SOME_REFUSED = 3
"""The exit code of an import that refused a document: fifteen files of the 119th Congress have no text in them."""
PLACES = {
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


def import_into(archive: Path, checkout: Path, folder: Path, options: tuple[str, ...]) -> Taken:
    """Import the zips of *folder* by the command of *checkout*; seconds, of all its processes together."""
    archive.unlink(missing_ok=True)
    zips = map(str, sorted(folder.glob("*.zip")))
    command = [sys.executable, "-m", "billtrack", "import", *zips, "--archive", str(archive), *options]
    before, start = of_children(), time.perf_counter()
    done = subprocess.run(command, env=environment(checkout), capture_output=True, text=True, check=False)
    if done.returncode not in {0, SOME_REFUSED}:
        sys.exit(f"the import failed in {checkout}: {done.stderr}")
    return of_children() - before, time.perf_counter() - start


def of_children() -> float:
    """Seconds of processor time of every process that this one started, with all that those started, and that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def environment(checkout: Path) -> dict[str, str]:
    """The environment in which Python runs the source of *checkout*."""
    return {**os.environ, "PYTHONPATH": str(checkout.resolve() / "src")}


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
    command = [sys.executable, __file__, "--child", *arguments]
    done = subprocess.run(command, env=environment(checkout), capture_output=True, text=True, check=True)
    taken: list[Any] = json.loads(done.stdout)
    return taken


def main(before: str, folder: str, rounds: str = "3") -> None:
    """Measure both checkouts in turn."""
    checkouts = {"before": Path(before), "now": Path(__file__).parents[2]}
    for checkout in checkouts.values():
        compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(checkout / "src")], env=compiled, check=True)
    with tempfile.TemporaryDirectory() as made:
        archives = {name: Path(made) / f"{name}.db" for name in checkouts}
        for way, options in IMPORTS.items():
            taken: dict[str, list[Taken]] = {name: [] for name in checkouts}
            for _ in range(int(rounds)):
                for name, checkout in checkouts.items():
                    taken[name].append(import_into(archives[name], checkout, Path(folder), options))
            show_imports(way, taken)
        show_searches(search_both(checkouts, archives, int(rounds)))


def show_imports(way: str, taken: dict[str, list[Taken]]) -> None:
    """Print the least and the mean of the imports of each checkout, and how they compare."""
    for at, clock in enumerate(CLOCKS):
        least_and_mean = {
            name: (min(each[at] for each in every), sum(each[at] for each in every) / len(every))
            for name, every in taken.items()
        }
        for name, (lowest, mean) in least_and_mean.items():
            print(f"{name:6}: {clock}: import, {way}: least {lowest:6.2f} s, mean {mean:6.2f} s")
        compared = [now / before for now, before in zip(least_and_mean["now"], least_and_mean["before"], strict=True)]
        print(f"        now / before: least {compared[0]:.3f}, mean {compared[1]:.3f}")


def search_both(checkouts: dict[str, Path], archives: dict[str, Path], rounds: int) -> dict[str, list[list[Taken]]]:
    """Ask both archives the real queries, and FTS5 alone, in turn; what each round took."""
    from search_queries import queries_of

    from billtrack.store.archive import open_archive

    with open_archive(archives["now"]) as archive:
        queries = json.dumps([query.text for query in queries_of(archive)])
    asked = {"before": "search", "now": "search", "floor": "floor"}
    searches: dict[str, list[list[Taken]]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, what in asked.items():
            of = "before" if name == "before" else "now"
            searches[name].append(run(checkouts[of], what, str(archives[of]), queries))
    return searches


def show_searches(searches: dict[str, list[list[Taken]]]) -> None:
    """Print what the searches took, the least of the rounds."""
    for at, clock in enumerate(CLOCKS):
        for name, every in searches.items():
            times = sorted(min(each[at] for each in query) for query in zip(*every, strict=True))
            p50, p95 = (times[round(share * (len(times) - 1))] for share in (0.5, 0.95))
            print(f"{name:6}: {clock}: search p50 {p50:6.2f} ms, p95 {p95:6.2f} ms, worst {times[-1]:.1f} ms")


def child(what: str, archive: str, queries: str) -> None:
    """Measure the checkout whose source this process has."""
    print(json.dumps((floor if what == "floor" else answer)(Path(archive), json.loads(queries))))


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        child(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
