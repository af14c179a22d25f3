"""How long ``list``, ``status`` and ``cosponsors`` take on an archive, as whole programs; and when the first row comes.

    python tests/benchmarks/list_speed.py congress.db [SRC OTHER.db] [--rounds 7]

SRC is the folder ``src`` of another checkout, and OTHER.db an archive that it wrote of the same files; both are then
measured in turn, so that other load falls on both alike.  Each command prints into a pipe.  The least of all rounds
counts.  No records are read, and bytecode is cached first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

COMMANDS = (
    "list",
    "list --full",
    "list --csv",
    "list --json",
    "list --stage enacted",
    "list --type sres",
    "list --limit 5",
    "status {measure}",
    "cosponsors {measure}",
)


class Cost(NamedTuple):
    """Milliseconds to the first row, to the end, and of the processor."""

    first: float
    wall: float
    cpu: float


def run(words: list[str], environment: dict[str, str]) -> Cost:
    """Run a command and have the system account for it."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "billtrack", *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        os.read(process.stdout.fileno(), 65_536)
        first = time.perf_counter() - start
        while os.read(process.stdout.fileno(), 65_536):
            pass
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(first * 1000, (time.perf_counter() - start) * 1000, (used.ru_utime + used.ru_stime) * 1000)


def main() -> None:
    """Print one row a command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("places", nargs="+", help="congress.db, then SRC and OTHER.db")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--measure", default="hr842-119")
    asked = parser.parse_args()
    here = str(Path(__file__).parents[2] / "src")
    sides = {"this": (here, asked.places[0])} | ({"other": tuple(asked.places[1:3])} if len(asked.places) > 1 else {})
    with tempfile.TemporaryDirectory() as empty:
        cached = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        cached |= {"BILLTRACK_BILLS": empty, "PYTHONPYCACHEPREFIX": f"{empty}/bytecode"}
        for command in COMMANDS:
            words = command.format(measure=asked.measure).split()
            costs: dict[str, list[Cost]] = {side: [] for side in sides}
            for _ in range(asked.rounds + 1):
                for side, (source, archive) in sides.items():
                    places = {"PYTHONPATH": source, "BILLTRACK_ARCHIVE": str(Path(archive).resolve())}
                    costs[side].append(run(words, cached | places))
            told = (
                f"{side}: first row {min(each.first for each in found[1:]):6.0f} ms, "
                f"all {min(each.wall for each in found[1:]):6.0f} ms, cpu {min(each.cpu for each in found[1:]):6.0f} ms"
                for side, found in costs.items()
            )
            print(f"{command:22}", "   ".join(told), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
