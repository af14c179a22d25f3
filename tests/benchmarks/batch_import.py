# ruff: noqa: T201  (what it prints is what it is for)
"""A Congress into an archive on a server: one process, two, two workers of a Dask cluster, and two over TCP.

    python tests/benchmarks/batch_import.py ../shared/data/congress119 [RUNS] [ROUNDS] [SERVER]

RUNS are some of ``one,two,dask1,dask2,tcp2`` (default: ``one,two,dask2``, about two minutes on a quiet machine). Each
run is the command itself, into an empty database of a server that this program starts (``fsync=off``), or of SERVER;
for ``tcp2`` a scheduler and two workers, programs of their own, run already.  Processor time is that of the command and
all its processes, and that of the server; the peak is that of the largest worker. At the end all archives are compared.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "server"))

import dask_cluster
import postgres_server
from billtrack.store.archive import open_archive
from billtrack.store.archive.engine import TextForm
from billtrack.store.archive_address import Server

RUNS = {
    "one": ("--jobs", "1"),
    "two": ("--jobs", "2"),
    "dask1": ("--cluster", "local:1"),
    "dask2": ("--cluster", "local:2"),
    "tcp2": ("--cluster",),
}


class Taken(NamedTuple):
    """What a run took: seconds, processor seconds of the command and of the server, the peak of a worker in MB."""

    seconds: float
    own: float
    server: float
    peak: float
    digest: str


@contextlib.contextmanager
def server_at(given: str | None) -> Iterator[str]:
    """Give the server named, or one of this machine's binaries."""
    if given:
        yield given.rstrip("/")
        return
    folder = postgres_server.binaries()
    assert folder is not None, "no PostgreSQL on this machine"
    with postgres_server.running(folder) as address:
        yield address


def measured(run: str, folder: Path, server: str) -> Taken:
    """Import into an empty database."""
    with postgres_server.database(server) as address, _workers(run) as (where, of_workers):
        before, of_server, start = _of_children() + of_workers(), _of_server(address), time.perf_counter()
        command = [sys.executable, "-m", "billtrack", "import", *map(str, sorted(folder.glob("*.zip")))]
        options = ["--archive", address, *RUNS[run], *where, "--quiet"]
        with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL) as running, _watched() as peaks:
            running.wait()
        seconds = time.perf_counter() - start
        assert running.returncode == 3, "some files of a Congress have no text"
        own, theirs = _of_children() + of_workers() - before, _of_server(address) - of_server
        return Taken(seconds, own, theirs, max(peaks.values(), default=0.0), _digest(address))


@contextlib.contextmanager
def _workers(run: str) -> Iterator[tuple[Sequence[str], Callable[[], float]]]:
    """Run a scheduler and two workers for ``tcp2``: its address, and the processor seconds of all three so far."""
    if run != "tcp2":
        yield (), lambda: 0.0
        return
    with tempfile.TemporaryDirectory() as made, dask_cluster.dask_cluster(Path(made)) as cluster:
        cluster.add_workers(2)
        every = (cluster.scheduler.pid, *cluster.workers())
        yield (cluster.address,), lambda: sum(map(_used_by, every))


def _used_by(process: int) -> float:
    used = _stat(process)
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _of_server(address: str) -> float:
    """Processor seconds of all connections that have ended, from the server's own process."""
    import psycopg

    with psycopg.connect(address) as connection:
        backend = connection.info.backend_pid
    with contextlib.suppress(OSError):
        return _server_seconds(backend)
    return 0.0


_POSTMASTER: list[int] = []


def _server_seconds(backend: int) -> float:
    with contextlib.suppress(OSError):  # ended by now; its parent is known from an earlier one
        _POSTMASTER[:] = [int(_stat(backend)[1])]
    time.sleep(0.3)
    used = _stat(_POSTMASTER[0])
    return (int(used[13]) + int(used[14])) / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """The fields of a process after its name: its state, its parent ..."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()


@contextlib.contextmanager
def _watched() -> Iterator[dict[int, float]]:
    """Look at the largest memory of the worker processes while the block runs, in MB."""
    peaks: dict[int, float] = {}
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.3):
            for path in Path("/proc").glob("[0-9]*"):
                with contextlib.suppress(OSError, StopIteration):
                    if b"spawn_main" not in (path / "cmdline").read_bytes():
                        continue
                    lines = (path / "status").read_text("utf-8").splitlines()
                    peak = next(line for line in lines if line.startswith("VmHWM"))
                    peaks[int(path.name)] = int(peak.split()[1]) / 1024

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peaks
    finally:
        done.set()
        thread.join()


def _digest(address: str) -> str:
    """A digest of all the archive holds, in an order of its own."""
    told = hashlib.sha256()
    with open_archive(Server(address)) as archive:
        engine = archive.engine
        for row in sorted(map(repr, engine.ledger())):
            told.update(row.encode())
        for text in sorted((str(row.id), row.packed) for row in engine.every_text(TextForm.WHOLE)):
            told.update(repr(text).encode())
        for status in sorted((str(row.id), row.packed or b"") for row in engine.statuses(engine.names())):
            told.update(repr(status).encode())
    return told.hexdigest()[:16]


def main(folder: str, runs: str = "one,two,dask2", rounds: str = "1", server: str = "") -> None:
    """Print the best of the rounds of each run, and its ratio to one process."""
    best: dict[str, Taken] = {}
    with server_at(server or None) as address:
        for _ in range(int(rounds)):
            for run in runs.split(","):
                taken = measured(run, Path(folder), address)
                best[run] = min(taken, best.get(run, taken))
    print(f"{os.cpu_count()} processor cores, load {os.getloadavg()[0]:.1f}")
    for run, taken in best.items():
        print(
            f"{run:6} {taken.seconds:6.1f} s ({best[runs.split(',', maxsplit=1)[0]].seconds / taken.seconds:.2f}x),"
            f" processor {taken.own:.1f} s and server {taken.server:.1f} s, peak of a worker {taken.peak:.0f} MB"
        )
    print("all archives are the same" if len({each.digest for each in best.values()}) == 1 else "the archives DIFFER")


if __name__ == "__main__":
    main(*sys.argv[1:])
