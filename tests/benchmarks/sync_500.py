# ruff: noqa: T201  (what it prints is what it is for)
"""Tracking 500 measures from a server on this machine, 50 ms away, beside curl fetching the same documents.

    python tests/benchmarks/sync_500.py [MEASURES] [LATENCY_SECONDS]

Says for each: requests made, seconds, peak memory; and what a second sync with nothing new asks for and writes.
curl has as many connections as billtrack.  The fetching phase is timed by itself: the same requests by the same
workers, each document parsed, nothing written.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "server"))

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.web_addresses import GOVINFO, billstatus_url, text_package_url
from billtrack.sources.govinfo import GovInfo
from billtrack.tracking.sync.conductor import WORKERS
from billtrack.tracking.sync.fetching import Fetcher, answer_in_order
from billtrack.tracking.sync.folder import Service

ROUNDS = 3
SERVER = """
import sys, time
sys.path.insert(0, sys.argv[3])
from official_server import OfficialServer, invented_many
server = OfficialServer(latency=float(sys.argv[2]))
server.put(*invented_many(int(sys.argv[1])))
print(server.url, flush=True)
for line in sys.stdin:
    counts = server.counts()
    server.forget()
    print(" ".join(f"{status}:{count}" for status, count in sorted(counts.items())) or "none", flush=True)
"""


class Server:
    """The test server in a process of its own, so that its work is not billtrack's."""

    def __init__(self, measures: int, latency: float) -> None:
        folder = str(Path(__file__).parents[1] / "server")
        self._program = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(measures), str(latency), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self._line()

    def counts(self) -> str:
        """The requests since the last call, by status."""
        assert self._program.stdin is not None
        self._program.stdin.write("\n")
        self._program.stdin.flush()
        return self._line()

    def stop(self) -> None:
        """End it."""
        self._program.kill()
        self._program.wait()

    def _line(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()


def main() -> None:
    """Measure and say."""
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    latency = float(sys.argv[2]) if len(sys.argv) > 2 else 0.05
    measures = [parse_measure_id(f"hres{number}-119") for number in range(1, how_many + 1)]
    server = Server(how_many, latency)
    folder = Path(tempfile.mkdtemp())
    try:
        curled = statistics.median(list(with_curl(measures, server, folder / "curl")))
        print(f"curl, {WORKERS} connections:      {curled:6.2f} s   requests {server.counts()}")
        fetched = statistics.median(list(fetching(measures, server)))
        print(
            f"billtrack, fetching phase:  {fetched:6.2f} s   requests {server.counts()}   {fetched / curled:.2f}x curl"
        )
        bills = folder / "bills"
        bills.mkdir()
        seconds, peak = billtrack(server, bills, "track", "--type", "hres", "--congress", "119", "--quiet")
        print(f"billtrack track, whole run: {seconds:6.2f} s   requests {server.counts()}   peak memory {peak:.0f} MB")
        before = snapshot(bills)
        seconds, peak = billtrack(server, bills, "sync", "--exit-code")
        touched = {path for path, state in snapshot(bills).items() if before.get(path) != state}
        print(f"billtrack sync, unchanged:  {seconds:6.2f} s   requests {server.counts()}   peak memory {peak:.0f} MB")
        print(f"files touched by it: {len(touched)} {sorted(touched)[:5]}")
    finally:
        server.stop()
        shutil.rmtree(folder)


def with_curl(measures: list[MeasureId], server: Server, folder: Path) -> Iterator[float]:
    """Fetch every document with curl, its connections kept open as billtrack's are."""
    for turn in range(ROUNDS):
        target = folder / str(turn)
        target.mkdir(parents=True)
        urls = [
            url.replace(GOVINFO, server.url)
            for measure in measures
            for url in (billstatus_url(measure), text_package_url(text_of(measure)))
        ]
        listed = "".join(f'url = "{url}"\noutput = "{target}/{index}.xml"\n' for index, url in enumerate(urls))
        config = target / "urls"
        config.write_text(listed, encoding="utf-8")
        start = time.perf_counter()
        command = [
            "curl",
            "-sS",
            "--no-progress-meter",
            "--parallel",
            "--parallel-max",
            str(WORKERS),
            "--compressed",
            "-K",
            str(config),
        ]
        subprocess.run(command, check=True)
        yield time.perf_counter() - start
        assert len(list(target.glob("*.xml"))) == len(urls)
        if turn < ROUNDS - 1:
            server.counts()


def text_of(measure: MeasureId) -> TextId:
    """The name of its one print."""
    return TextId(measure, "ih")


def fetching(measures: list[MeasureId], server: Server) -> Iterator[float]:
    """Fetch and parse every document as ``track`` does, writing nothing."""
    for turn in range(ROUNDS):
        source = GovInfo.at(server.url, at_once=WORKERS)
        fetcher = Fetcher(source, Service.GOVINFO, Path("/nonexistent"), {}, on=dt.date(2025, 6, 2))
        start = time.perf_counter()
        found = sum(len(each.parsed) for each in answer_in_order(measures, fetcher.fetch, workers=WORKERS))
        yield time.perf_counter() - start
        assert found == 2 * len(measures)
        source.close()
        if turn < ROUNDS - 1:
            server.counts()


def billtrack(server: Server, bills: Path, *arguments: str) -> tuple[float, float]:
    """Run the program; give its seconds and its peak memory in MB."""
    script = (
        "import resource, sys; from billtrack.cli import main; code = main(sys.argv[1:]); "
        "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(code)"
    )
    environ = {**os.environ, "BILLTRACK_GOVINFO_URL": server.url}
    start = time.perf_counter()
    command = [sys.executable, "-c", script, *arguments, "--bills", str(bills)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    peak = re.search(r"peak (\d+)", done.stderr)
    assert peak is not None
    return seconds, int(peak[1]) / 1024


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file's time and size."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


if __name__ == "__main__":
    main()
