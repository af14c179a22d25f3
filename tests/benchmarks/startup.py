"""How long billtrack takes to start and answer, against Python itself and against loading its libraries alone.

    python tests/benchmarks/startup.py [--rounds 25]

Runs whole programs, in turn, so that other load falls on all alike:

    nothing       python -c pass
    typer         python -c "import typer"
    libraries     python -c "import typer, rich.table, yaml, msgspec": what a program of this kind loads at least
    --version     billtrack --version
    status        billtrack status hres351-115 sres211-115 --json, from the records of this checkout

Prints for each the median wall and processor time, the median of the ratios to ``libraries`` and to ``nothing``
within one round, and the largest memory, which cannot read below that of this program.  ``status`` must stay within
1.33 of ``libraries``.  Bytecode is cached first, as after an installation.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
BILLTRACK = (sys.executable, "-m", "billtrack")
PROGRAMS = {
    "nothing": (sys.executable, "-c", "pass"),
    "typer": (sys.executable, "-c", "import typer"),
    "libraries": (sys.executable, "-c", "import typer, rich.table, yaml, msgspec"),
    "--version": (*BILLTRACK, "--version"),
    "status": (*BILLTRACK, "status", "hres351-115", "sres211-115", "--bills", str(ROOT / "bills"), "--json"),
}


class Cost(NamedTuple):
    """What one run took: seconds by the clock and of the processor, and mebibytes at most."""

    wall: float
    cpu: float
    memory: float


def run(command: tuple[str, ...]) -> Cost:
    """Run a program and have the system account for it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    kibibytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(wall, used.ru_utime + used.ru_stime, kibibytes / 1024)


def ratio(rounds: list[dict[str, Cost]], name: str, base: str) -> str:
    """The median ratio to *base*, by the clock and of the processor."""
    walls = median(each[name].wall / each[base].wall for each in rounds)
    cpus = median(each[name].cpu / each[base].cpu for each in rounds)
    return f"{walls:6.2f} {cpus:6.2f}"


def main() -> None:
    """Print one row a program."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=25)
    count = parser.parse_args().rounds
    for command in PROGRAMS.values():
        run(command)
    rounds = [{name: run(command) for name, command in PROGRAMS.items()} for _ in range(count)]
    lines = [
        f"{count} rounds, medians        ms        to libraries   to nothing    MiB",
        f"{'':12} {'wall':>8} {'cpu':>8}   {'wall':>6} {'cpu':>6} {'wall':>6} {'cpu':>6} {'peak':>6}",
    ]
    for name in PROGRAMS:
        wall = 1000 * median(each[name].wall for each in rounds)
        cpu = 1000 * median(each[name].cpu for each in rounds)
        peak = max(each[name].memory for each in rounds)
        ratios = f"{ratio(rounds, name, 'libraries')} {ratio(rounds, name, 'nothing')}"
        lines.append(f"{name:12} {wall:8.1f} {cpu:8.1f}   {ratios} {peak:6.1f}")
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
