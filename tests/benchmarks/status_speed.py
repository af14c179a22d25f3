"""How fast status files are read, against ``xmltodict.parse`` (where installed) and against the bare XML parser.

Run ``python tests/benchmarks/status_speed.py SHARED [EVERY]``: every EVERY-th status file of SHARED/data, each
read twelve times by each reader in turn; the sum of the best times counts, so other load does not.
"""

from __future__ import annotations

import importlib
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.xml import parse_rows

ROUNDS = 12


def status_files(data: Path) -> Iterator[tuple[str, bytes]]:
    """The status files of a folder, in files and in zips."""
    for path in sorted(data.rglob("*BILLSTATUS*")):
        if path.suffix == ".xml":
            yield path.name, path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                yield from ((name, package.read(name)) for name in package.namelist())


def best_times(files: list[tuple[str, bytes]], read: dict[str, Callable[[str, bytes], object]]) -> dict[str, float]:
    """By reader, the sum over the files of the best time, in seconds."""
    best = {name: [float("inf")] * len(files) for name in read}
    for _ in range(ROUNDS):
        for at, (file_name, data) in enumerate(files):
            for name, reader in read.items():
                start = time.perf_counter()
                reader(file_name, data)
                best[name][at] = min(best[name][at], time.perf_counter() - start)
    return {name: sum(times) for name, times in best.items()}


def main(shared: str, every: str = "40") -> None:
    """Print microseconds a file and how many times as fast as xmltodict."""
    readers: dict[str, Callable[[str, bytes], object]] = {
        "billtrack": lambda name, data: parse_billstatus(data, name=name),
        "lxml alone": lambda name, data: parse_rows(data, name=name),
    }
    try:
        rival = importlib.import_module("xmltodict")
        readers["xmltodict"] = lambda _, data: rival.parse(data)
    except ImportError:
        sys.stderr.write("xmltodict is not installed; no comparison\n")
    files = list(status_files(Path(shared) / "data"))[:: int(every)]
    times = best_times(files, readers)
    slowest = times.get("xmltodict", times["billtrack"])
    for name, seconds in times.items():
        print(f"{name:12} {seconds / len(files) * 1e6:7.0f} us a file {slowest / seconds:6.2f}x")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
