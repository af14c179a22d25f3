# ruff: noqa: T201  (names in statements are our own; what it prints is what it is for)
"""A Congress into an archive on a PostgreSQL server, with one reader process and with two: time, processor time, size.

    python tests/benchmarks/postgres_import.py ../shared/data/congress119 postgresql://... [ROUNDS]

The database must be for this alone: its schema ``billtrack`` is dropped before each run.  The best of ROUNDS counts.
Processor time is of the program and its readers, and of the server's processes if they run on this machine and the
user may ask for the server's process number.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from billtrack.store.archive import open_archive
from billtrack.store.archive_address import Server


def server_seconds(connection: psycopg.Connection[tuple[str, ...]]) -> float:
    """Processor time of the connections of the server that have ended."""
    try:
        row = connection.execute("SELECT pg_read_file('postmaster.pid')").fetchone()
        told = Path(f"/proc/{row[0].split()[0] if row else 0}/stat").read_text("ascii")
    except (psycopg.Error, OSError):
        return 0.0
    fields = told.rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / 100


def run(folder: str, address: str, jobs: int) -> tuple[float, float, float]:
    """Import once; seconds by the clock, of processor time of the program, and of the server."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS billtrack CASCADE")
        before, own, start = server_seconds(connection), children(), time.perf_counter()
        command = [sys.executable, "-m", "billtrack", "import", folder, "--archive", address, "--jobs", str(jobs)]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        clock = time.perf_counter() - start
        time.sleep(0.5)  # until the server has counted the connection that ended
        return clock, children() - own, server_seconds(connection) - before


def children() -> float:
    """Processor time of the programs that were run."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main(folder: str, address: str, rounds: str = "2") -> None:
    """Import with one and with two reader processes, in turn."""
    jobs = (1, 2)
    taken: dict[int, list[tuple[float, float, float]]] = {each: [] for each in jobs}
    for _ in range(int(rounds)):
        for each in jobs:
            taken[each].append(run(folder, address, each))
    for each in jobs:
        clock, own, server = (min(figures) for figures in zip(*taken[each], strict=True))
        print(f"{each} reading: {clock:5.1f} s by the clock, processor {own:5.1f} s and {server:5.1f} s of the server")
    ratio = min(taken[1])[0] / min(taken[2])[0]
    with open_archive(Server(address)) as archive:
        print(f"two are {ratio:.2f} times as fast as one; {archive.engine.contents().size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
