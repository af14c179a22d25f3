# ruff: noqa: T201  (what it prints is what it is for)
"""A Congress into an archive, beside the least such an import can do; time, memory and size, at four sizes.

    python tests/benchmarks/archive_import.py ../shared/data/congress119 [ROUNDS] [SHARES]

The floor: every file unzipped and parsed with lxml, nothing read of the tree, then one plain FTS5 table (SQLite's
defaults) filled with the same words in one transaction.  Each run is a process of its own; the runs of a round follow
one another, and the best of the rounds counts.  Processor time is of all processes together; on a machine that does
other work only that can be compared.  A share of 4 is every fourth measure of each type.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

DAY = "2026-06-01"
RUNS = ("floor", "one", "two")


# ---------------------------------------------------------------------------- in a process of its own


def floor(folder: Path, target: Path) -> None:
    """Unzip and parse every file, and build one full-text table."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as package:
            for member in package.infolist():
                etree.fromstring(package.read(member), parser)
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (title, preamble, provisions)")
    with (folder / "words.pickle").open("rb") as file:
        words = pickle.load(file)
    connection.executemany("INSERT INTO words (title, preamble, provisions) VALUES (?, ?, ?)", words)
    connection.commit()
    connection.close()


def whole(jobs: int) -> Callable[[Path, Path], None]:
    """Give the import with *jobs* reading processes."""

    def run(folder: Path, target: Path) -> None:
        import datetime as dt
        import gc

        from billtrack.tracking.archive_import import Import

        gc.set_threshold(100_000)  # as the program itself does
        for _ in Import.of(sorted(folder.glob("*.zip"))).into(target, on=dt.date.fromisoformat(DAY), jobs=jobs):
            pass

    return run


def peak() -> float:
    """Give the most memory this program held, in MB; what the system calls its largest is its parent's too."""
    (line,) = (line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def measured(name: str, folder: Path) -> None:
    """Do one run and print what it took."""
    run = {"floor": floor, "one": whole(1), "two": whole(2)}[name]
    with tempfile.TemporaryDirectory() as made:
        target = Path(made) / "congress.db"
        start, cpu = time.perf_counter(), sum(os.times()[:4])
        run(folder, target)
        taken = {"seconds": time.perf_counter() - start, "cpu": sum(os.times()[:4]) - cpu}
        of_readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        own_cpu = resource.getrusage(resource.RUSAGE_SELF)
        print(
            json.dumps(
                taken
                | {"memory": peak(), "reader_memory": of_readers / 1024, "size": target.stat().st_size}
                | {"own_cpu": own_cpu.ru_utime + own_cpu.ru_stime}
            )
        )


# ----------------------------------------------------------------------------------- all of them


def part_of(folder: Path, share: int, target: Path) -> None:
    """Write the zips of every *share*-th measure, and their words as the floor's table takes them."""
    from billtrack.errors import InputError
    from billtrack.sources.billtext import parse_billtext
    from billtrack.store.archive.lines import lines_of

    words = []
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as package, zipfile.ZipFile(target / path.name, "w", zipfile.ZIP_DEFLATED) as chosen:
            for member in package.infolist():
                number = re.search(r"-119[a-z]+(\d+)", member.filename)
                if number is None or int(number[1]) % share:
                    continue
                data = package.read(member)
                chosen.writestr(member.filename, data)
                if path.name.startswith("BILLS-"):
                    try:
                        lines = lines_of(parse_billtext(data, name=member.filename).text)
                    except InputError:
                        continue
                    words.append((lines.title, lines.preamble, lines.provisions))
    with (target / "words.pickle").open("wb") as file:
        pickle.dump(words, file)


def run_once(name: str, folder: Path) -> dict[str, float]:
    """Do one run in a process of its own."""
    command = [sys.executable, __file__, "--run", name, str(folder)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def main(folder: str, rounds: str = "3", shares: str = "8,4,2,1") -> None:
    """Measure at each share, then say how the figures grow."""
    sizes: dict[str, list[tuple[float, float]]] = {}
    for share in map(int, shares.split(",")):
        with tempfile.TemporaryDirectory() as made:
            part_of(Path(folder), share, Path(made))
            with (Path(made) / "words.pickle").open("rb") as file:
                words = sum(len("".join(row).encode()) for row in pickle.load(file))
            taken: dict[str, list[dict[str, float]]] = {name: [] for name in RUNS}
            for _ in range(int(rounds)):
                for name in RUNS:
                    taken[name].append(run_once(name, Path(made)))
        print(f"1/{share}: {words / 1e6:.1f} MB of words")
        least = {name: {key: min(run[key] for run in runs) for key in runs[0]} for name, runs in taken.items()}
        for name, best in least.items():
            readers = f", reading processes {best['reader_memory']:.0f} MB" if name == "two" else ""
            print(
                f"  {name:5} {best['seconds']:6.2f} s ({best['seconds'] / least['floor']['seconds']:.2f}x),"
                f" processor {best['cpu']:6.2f} s ({best['cpu'] / least['floor']['cpu']:.2f}x),"
                f" of it the first process {best['own_cpu']:.2f} s,"
                f" peak {best['memory']:.0f} MB{readers}, file {best['size'] / words:.2f} bytes a byte of words"
            )
            sizes.setdefault(f"{name} processor time", []).append((words, best["cpu"]))
            sizes.setdefault(f"{name} peak memory", []).append((words, best["memory"]))
            sizes.setdefault(f"{name} file", []).append((words, best["size"]))
    for what, points in sizes.items():
        if len(points) > 1:
            print(f"{what} grows with the words to the power {exponent(points):.2f}")


def exponent(points: list[tuple[float, float]]) -> float:
    """The slope of the least squares line through the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (sum(axis) / len(logs) for axis in zip(*logs, strict=True))
    slope: float = sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)
    return slope


if __name__ == "__main__":
    if sys.argv[1] == "--run":
        measured(sys.argv[2], Path(sys.argv[3]))
    else:
        main(*sys.argv[1:])
