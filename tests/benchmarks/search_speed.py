# ruff: noqa: T201  (what it prints is what it is for)
"""How fast an archive is searched, beside ripgrep over the same texts as plain files, at four sizes.

    python tests/benchmarks/search_speed.py ../shared/data/congress119 [ROUNDS] [SHARES]

Two hundred real queries (``search_queries``) are asked in turn of both: of billtrack as a call of the library, with
ranking, the ten best places and what was searched; of ripgrep, which lists the files that have the phrase, whatever
the case (``rg -liF``, its fastest way; of two words, the second in the files that have the first).  The best of the
rounds counts for each query, in processor time, which is what can be compared on a machine that does other work; the
times by the clock are printed too.  Peak memory is of the process that searches.  A share of 4 is every fourth
measure of each type.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from archive_import import exponent, part_of
from search_queries import RealQuery, queries_of

from billtrack.model.search_terms import LINE_END
from billtrack.search.query.parsing import parse_query
from billtrack.search.searcher import Searcher
from billtrack.store.archive import Archive, open_archive
from billtrack.store.archive.engine import TextForm
from billtrack.store.archive.packing import unpack_lines
from billtrack.store.library import Holdings
from billtrack.tracking.archive_import import Import

TODAY = dt.date(2026, 6, 1)
Taken = tuple[float, float]
"""Processor time and time by the clock, in milliseconds."""


def ripgrep(query: RealQuery, texts: Path) -> int:
    """List the files that have all phrases; how many."""
    where: Sequence[str] = [str(texts)]
    for phrase in query.phrases:
        command = ["rg", "-l", "-i", "-F", "--no-ignore", "--", phrase, *where]
        where = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
        if not where:
            break
    return len(where)


def timed(run: Callable[[], object], rounds: int) -> Taken:
    """The best of *rounds*, by each clock."""
    taken = []
    for _ in range(rounds):
        before, start = _processor(), time.perf_counter()
        run()
        taken.append((1e3 * (_processor() - before), 1e3 * (time.perf_counter() - start)))
    return min(cpu for cpu, _ in taken), min(clock for _, clock in taken)


def _processor() -> float:
    """Seconds of processor time, of this process and those it waited for."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def write_texts(archive: Archive, target: Path) -> None:
    """Write each text as a plain file, a line a title or provision."""
    for row in archive.engine.every_text(TextForm.WHOLE):
        lines, name = unpack_lines(row.packed), row.document[1]
        words = LINE_END.join((lines.title, lines.preamble, lines.provisions)).replace(LINE_END, "\n")
        (target / f"{name}.txt").write_bytes(words.encode())


def prepare(folder: Path, share: int, work: Path) -> None:
    """Build the archive of one share, and the plain files of its texts."""
    for name in ("zips", "texts", "bills"):
        (work / name).mkdir()
    part_of(folder, share, work / "zips")
    for _ in Import.of(sorted((work / "zips").glob("*.zip"))).into(work / "archive.db", on=TODAY, jobs=1):
        pass
    with open_archive(work / "archive.db") as archive:
        write_texts(archive, work / "texts")


def measured(work: Path, rounds: int) -> None:
    """Ask both every query, in turn, and print what it took as JSON."""
    with open_archive(work / "archive.db") as archive:
        queries = queries_of(archive)
    searcher = Searcher(Holdings(work / "bills", work / "archive.db"), today=TODAY)
    own, rival, found = [], [], 0
    for query in queries:
        own.append(timed(partial(ask, searcher, query), rounds))
        rival.append(timed(partial(ripgrep, query, work / "texts"), rounds))
        found += ask(searcher, query)
    memory = peak_memory()
    scanned = searcher.search(parse_query("x"), limit=0).scanned
    held = {"measures": scanned.measures, "texts": scanned.texts, "memory": memory}
    print(json.dumps({**held, "own": own, "rival": rival, "found": found}))


def peak_memory() -> float:
    """The peak of this program in megabytes; what ``getrusage`` tells includes the program that started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found is not None, "Linux alone tells it"
    return int(found[1]) / 1024


def ask(searcher: Searcher, query: RealQuery) -> int:
    """Search as the library does it, the query read anew; how many texts are found."""
    return searcher.search(parse_query(query.text), limit=10).texts


def main(folder: str, rounds: str = "3", shares: str = "8,4,2,1") -> None:
    """Measure each share, then say how the figures grow."""
    if shutil.which("rg") is None:
        sys.exit("ripgrep is not installed: apt-get install ripgrep")
    growth: dict[str, list[tuple[float, float]]] = {}
    for share in map(int, shares.split(",")):
        with tempfile.TemporaryDirectory() as made:
            work = Path(made)
            prepare(Path(folder), share, work)
            size = sum(path.stat().st_size for path in (work / "texts").iterdir())
            command = [sys.executable, __file__, "--measure", str(work), rounds]
            taken = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(f"1/{share}: {taken['measures']:,} measures, {taken['texts']:,} texts, {size / 1e6:.1f} MB of words")
        print(f"  {taken['found']:,} texts found, peak {taken['memory']:.0f} MB")
        for at, clock in enumerate(("processor", "clock")):
            own, rival = (sorted(each[at] for each in taken[who]) for who in ("own", "rival"))
            ratio = statistics.median(b[at] / a[at] for a, b in zip(taken["own"], taken["rival"], strict=True))
            print(
                f"  {clock:9} billtrack p50 {quantile(own, 0.5):6.2f} ms, p95 {quantile(own, 0.95):6.2f} ms;"
                f" ripgrep p50 {quantile(rival, 0.5):6.1f} ms, p95 {quantile(rival, 0.95):6.1f} ms;"
                f" p50 {quantile(rival, 0.5) / quantile(own, 0.5):.1f} times as fast,"
                f" p95 {quantile(rival, 0.95) / quantile(own, 0.95):.1f}, median of the ratios {ratio:.1f}"
            )
            growth.setdefault(f"p50 of billtrack ({clock})", []).append((size, quantile(own, 0.5)))
            growth.setdefault(f"p95 of billtrack ({clock})", []).append((size, quantile(own, 0.95)))
            growth.setdefault(f"p50 of ripgrep ({clock})", []).append((size, quantile(rival, 0.5)))
        growth.setdefault("peak memory", []).append((size, taken["memory"]))
    for what, points in growth.items():
        if len(points) > 1:
            print(f"{what} grows with the words to the power {exponent(points):.2f}")


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which *share* of the others are."""
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        measured(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*sys.argv[1:])
