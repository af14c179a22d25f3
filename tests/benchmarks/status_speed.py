"""How fast status files are read, against ``xmltodict.parse`` (where installed) and against the bare XML parser.

Run ``python tests/benchmarks/status_speed.py FOLDER [ROUNDS]``: every status file of FOLDER, alone or in a zip, is
read once by each reader in turn, each time in a new process, so that nothing is remembered from an earlier reading.
The least time of each file in a few such rounds counts, so that other load does not.
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.xml import parse_rows


def _billtrack(name: str, data: bytes) -> None:
    parse_billstatus(data, name=name)


def _lxml_alone(name: str, data: bytes) -> None:
    parse_rows(data, name=name)


def reader_called(name: str) -> Callable[[str, bytes], object]:
    """The reader of that name, its library loaded."""
    if name == "xmltodict":
        rival = importlib.import_module(name)
        return lambda _, data: rival.parse(data)
    return {"billtrack": _billtrack, "lxml alone": _lxml_alone}[name]


def status_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The status files of a folder, in files and in zips."""
    for path in sorted(folder.rglob("*BILLSTATUS*")):
        if path.suffix == ".xml":
            yield path.name, path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                yield from ((name, package.read(name)) for name in package.namelist())


def one_pass(reader: str, folder: Path) -> list[float]:
    """Seconds to read each file, all of them one after another."""
    files, read = list(status_files(folder)), reader_called(reader)
    times = [time.perf_counter()]
    for name, data in files:
        read(name, data)
        times.append(time.perf_counter())
    return [end - start for start, end in pairwise(times)]


def main(folder: str, rounds: str = "5") -> None:
    """Print microseconds a file and how many times as fast as xmltodict."""
    readers = ["billtrack", "lxml alone", "xmltodict"]
    if importlib.util.find_spec("xmltodict") is None:
        sys.stderr.write("xmltodict is not installed; no comparison\n")
        readers.remove("xmltodict")
    passes: dict[str, list[list[float]]] = {reader: [] for reader in readers}
    alone = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=alone, max_tasks_per_child=1) as processes:
        for _ in range(int(rounds)):
            for reader in readers:
                passes[reader].append(processes.submit(one_pass, reader, Path(folder)).result())
    files = len(passes[readers[0]][0])
    total = {reader: sum(map(min, zip(*passes[reader], strict=True))) for reader in readers}
    print(f"{files:,} status files, read once by each reader in a new process, in each of {rounds} rounds")  # noqa: T201
    for reader, seconds in total.items():
        times = f"{total['xmltodict'] / seconds:6.2f}x" if "xmltodict" in total else ""
        print(f"{reader:12} {seconds / files * 1e6:7.0f} us a file {times}")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
