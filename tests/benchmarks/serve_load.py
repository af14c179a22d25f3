# ruff: noqa: T201  (what it prints is what it is for)
"""How the local pages bear a team: clients that each ask once a second, for a minute.

Run ``python tests/benchmarks/serve_load.py ARCHIVE [--clients 20] [--seconds 60] [--fast | --processor]``.  It starts
``billtrack serve`` on the archive, with no records, and asks for 200 different queries, measures, cosponsors and
differences.  For each kind it prints the requests, the errors, and the median, 95th percentile and worst time in
milliseconds; then the most memory of the server and its workers.  ``--fast`` asks without a pause, for the most
requests a second.  ``--processor`` asks for each address once, one after another, and prints for each kind the
milliseconds of processor time a page that the server and its workers used.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from billtrack.model.measure import Coverage, Measure
from billtrack.store.archive import open_archive

WORDS = (
    *("lighthouse", "veterans", "tariff", "housing", "hospital", "opioid"),
    *("railway", "broadband", "wildfire", "salmon", "nuclear", "fentanyl"),
    *("drone", "taiwan", "ukraine", "semiconductor", "pension", "medicare"),
    *("rural", "child", "bridge", "border", "visa", "insulin"),
    *("coal", "solar", "tribal", "guard", "grain", "pipeline"),
)


class Request(NamedTuple):
    """An address and its kind."""

    kind: str
    path: str


class Answered(NamedTuple):
    """A request that was answered: its status and the seconds it took."""

    request: Request
    status: int
    seconds: float


def requests(archive: Path) -> list[Request]:
    """200 different requests: 80 searches, 50 status pages, 40 of cosponsors, 30 differences of resolutions."""
    chosen = random.Random(119)
    held = open_archive(archive)
    measures = list(held.measures())
    resolutions = [each for each in measures if each.id.measure_type.value in {"hres", "sres", "hconres", "sconres"}]
    pairs = [each for each in resolutions if _texts(each) > 1] or resolutions
    queries = chosen.sample([f"{a} {b}" for a in WORDS for b in ("act", "", "federal") if a != b], 80)
    found = [Request("search", f"/search?q={quote(each.strip())}") for each in queries]
    found += [Request("status", f"/measures/{each.id}") for each in chosen.sample(measures, 50)]
    found += [Request("cosponsors", f"/measures/{each.id}/cosponsors") for each in chosen.sample(measures, 40)]
    compared = [f"/diff/{each.id}..{each.id}" for each in pairs]
    others = chosen.sample([each for each in resolutions if _texts(each)], 60)
    compared += [f"/diff/{a.id}..{b.id}" for a, b in zip(others[::2], others[1::2], strict=True)]
    return found + [Request("diff", each) for each in compared[:30]]


def _texts(measure: Measure) -> int:
    return sum(each.coverage is Coverage.COMPLETE for each in measure.text_versions or ())


def client(address: str, asked: list[Request], end: float, *, pause: float, seed: int) -> Iterator[Answered]:
    """Ask one request after another until *end*, *pause* seconds apart."""
    chosen = random.Random(seed)
    connection = http.client.HTTPConnection(address, timeout=30)
    time.sleep(chosen.random() * pause)
    while (start := time.monotonic()) < end:
        request = chosen.choice(asked)
        try:
            connection.request("GET", request.path)
            response = connection.getresponse()
            response.read()
            status = response.status
        except (OSError, http.client.HTTPException):
            connection.close()
            status = 0
        taken = time.monotonic() - start
        yield Answered(request, status, taken)
        time.sleep(max(0.0, pause - taken))


def memory(process: int) -> int:
    """The most memory in use by a process and its children, in bytes, each counted whole."""
    statuses = (Path(f"/proc/{each}/status").read_text(encoding="utf-8") for each in family(process))
    peaks = (re.search(r"VmHWM:\s+(\d+)", each) for each in statuses)
    return sum(int(peak[1]) * 1024 for peak in peaks if peak)


def family(process: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return [process, *map(int, children.split())]


def processor_seconds(process: int) -> float:
    """The processor time that a process and its children have used."""
    fields = (
        Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rpartition(")")[2].split() for each in family(process)
    )
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Run the load and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--processor", action="store_true")
    given = parser.parse_args()
    asked = requests(given.archive)
    with tempfile.TemporaryDirectory() as bills:
        where = ("--archive", str(given.archive), "--bills", bills)
        command = (sys.executable, "-m", "billtrack", "serve", "--port", "0", *where)
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            try:
                assert server.stderr is not None
                said = re.search(r"http://([\d.:]+)/", server.stderr.readline())
                assert said is not None
                if given.processor:
                    measure_processor(said[1], server.pid, asked)
                else:
                    run(said[1], asked, given.clients, given.seconds, pause=0.0 if given.fast else 1.0)
                print(f"most memory, server and workers: {memory(server.pid) / 1e6:.0f} MB")
            finally:
                server.terminate()


def measure_processor(address: str, server: int, asked: list[Request]) -> None:
    """Ask for every address once, and print the processor time a page of each kind; then once more."""
    connection = http.client.HTTPConnection(address, timeout=60)

    def ask(path: str) -> None:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (path, response.status)

    kinds: dict[str, list[str]] = defaultdict(list)
    for each in asked:
        kinds[each.kind].append(each.path)
    for paths in kinds.values():  # so that every worker has loaded what it needs
        for path in paths[:4]:
            ask(path)
    print("kind         pages  ms a page  again  served without a worker")
    for kind, paths in sorted(kinds.items()):
        figures = []
        for asked_again in (paths, paths, ["/health"] * len(paths)):
            before = processor_seconds(server)
            for path in asked_again:
                ask(path)
            figures.append((processor_seconds(server) - before) / len(paths) * 1000)
        print(f"{kind:<12}{len(paths):>6}{figures[0]:>11.1f}{figures[1]:>7.1f}{figures[2]:>25.1f}")


def run(address: str, asked: list[Request], clients: int, seconds: float, *, pause: float) -> None:
    """Let the clients ask, and print what they met."""
    answered: list[Answered] = []
    end = time.monotonic() + seconds

    def work(seed: int) -> None:
        answered.extend(client(address, asked, end, pause=pause, seed=seed))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kinds: dict[str, list[Answered]] = defaultdict(list)
    for each in answered:
        kinds[each.request.kind].append(each)
    print(f"{len(asked)} addresses, {clients} clients, {len(answered) / seconds:.1f} requests a second")
    print("kind        requests  errors  median ms  p95 ms  worst ms")
    for kind, found in sorted(kinds.items()):
        times = sorted(one.seconds * 1000 for one in found)
        errors = sum(one.status != 200 for one in found)
        p95 = times[int(len(times) * 0.95)]
        print(f"{kind:<12}{len(found):>8}{errors:>8}{statistics.median(times):>11.1f}{p95:>8.1f}{times[-1]:>10.1f}")


if __name__ == "__main__":
    main()
