"""How long billtrack takes to start and answer, against Python itself and against loading its libraries alone.

    python tests/benchmarks/startup.py [--rounds 25]

Runs whole programs, in turn, so that other load falls on all alike:

    nothing       python -c pass
    typer         python -c "import typer"
    libraries     python -c "import typer, rich.table, yaml, msgspec": what a program of this kind loads at least
    --version     billtrack --version
    status        billtrack status hres351-115 sres211-115 --json, from the records of this checkout
    matching      python -c "import typer, rich, lxml.etree, rapidfuzz": what comparing texts loads at least
    diff          billtrack diff hres351-115 sres211-115, into a pipe; the records were read before, and are kept
    on a screen   the same, to a terminal
    first diff    into a pipe, with nothing kept in the user's cache folder

Prints for each the median wall and processor time, the median of the ratios to ``libraries`` and to ``nothing``
within one round, and the largest memory, which cannot read below that of this program; then the ratios of ``diff`` to
``matching``, processor time.  ``status`` must stay within 1.33 of ``libraries``, ``diff`` within 1.6 of ``matching``.
Bytecode is cached first, as after an installation.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pty
import subprocess
import sys
import tempfile
import threading
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
    "matching": (sys.executable, "-c", "import typer, rich, lxml.etree, rapidfuzz"),
    "diff": (*BILLTRACK, "diff", "hres351-115", "sres211-115", "--bills", str(ROOT / "bills")),
}
ON_SCREEN = "on a screen"
FIRST = "first diff"
PROGRAMS[ON_SCREEN] = PROGRAMS[FIRST] = PROGRAMS["diff"]


class Cost(NamedTuple):
    """What one run took: seconds by the clock and of the processor, and mebibytes at most."""

    wall: float
    cpu: float
    memory: float


def run(name: str) -> Cost:
    """Run a program, the first time with an empty cache folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"TERM": "xterm-256color", "PAGER": "cat"}
    with tempfile.TemporaryDirectory() as cache:
        return _accounted(name, environment | ({"XDG_CACHE_HOME": cache} if name == FIRST else {}))


def _accounted(name: str, environment: dict[str, str]) -> Cost:
    """Run a program and have the system account for it."""
    command = PROGRAMS[name]
    screen, output = pty.openpty()
    threading.Thread(target=_drain, args=(screen,), daemon=True).start()
    start = time.perf_counter()
    stdout = output if name == ON_SCREEN else subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=stdout)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    os.close(output)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    kibibytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(wall, used.ru_utime + used.ru_stime, kibibytes / 1024)


def _drain(screen: int) -> None:
    """Read what a program writes to its terminal, until nobody can write to it."""
    with contextlib.suppress(OSError):
        while os.read(screen, 65_536):
            pass
    os.close(screen)


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
    for name in PROGRAMS:
        run(name)
    rounds = [{name: run(name) for name in PROGRAMS} for _ in range(count)]
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
    for name in ("diff", ON_SCREEN, FIRST):
        found = median(each[name].cpu / each["matching"].cpu for each in rounds)
        lines.append(f"{name} to matching: {found:.2f}")
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
