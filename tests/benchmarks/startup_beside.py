"""What a command costs to start and answer, beside an earlier checkout.

    python tests/benchmarks/startup_beside.py ../before [--rounds 13] [--only TEXT] [--instructions]

Runs each command of both checkouts in turn, with this Python and its libraries, over the records in ``bills`` of each,
into a pipe, with a home folder of its own in which no archive is found.  Both are compiled first, as an installation
is; the first run of each, which reads the records, does not count.  Prints the least processor time of each in
milliseconds, their ratio, and the modules each loads.  With ``--instructions``, the millions of instructions of one
run instead, counted by valgrind: the same on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "--version",
    "--help",
    "status hres351-115",
    "status hres351-115 sres211-115",
    "status --help",
    "diff hres351-115 sres211-115",
    "diff --help",
    "cosponsors hres351-115",
    "cosponsors --help",
    "list",
    "search --help",
)
COUNT = """
import sys
from billtrack.cli import main
main()
sys.stderr.write(f" {len(sys.modules)}")
"""


class Checkout:
    """A checkout's source, compiled, and a home folder for its program."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root = root.resolve()
        home.mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "BILLTRACK_"))}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment = kept | {"HOME": str(home), "PYTHONPATH": str(self.root / "src"), "PYTHONHASHSEED": "0"}
        self.run("-m", "compileall", "-q", "src")

    def run(self, *arguments: str, under: tuple[str, ...] = ()) -> str:
        """Run Python, perhaps under another program; its standard error."""
        command = [*under, sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.root, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{shlex.join(arguments)} failed in {self.root}: {done.stderr}")
        return done.stderr

    def cost(self, command: str) -> float:
        """Milliseconds of processor time one run takes."""
        before = _children()
        self.run("-m", "billtrack", *shlex.split(command))
        return 1000 * (_children() - before)

    def instructions(self, command: str) -> float:
        """Millions of instructions one run takes."""
        counting = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
        told = self.run("-m", "billtrack", *shlex.split(command), under=counting)
        found = re.search(r"I +refs: +([\d,]+)", told)
        return int(found[1].replace(",", "")) / 1e6 if found else 0

    def modules(self, command: str) -> int:
        """How many modules one run loads."""
        return int(self.run("-c", COUNT, *shlex.split(command)).split()[-1])


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print one row a command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("--rounds", type=int, default=13)
    parser.add_argument("--only", default="", help="only commands with these characters")
    parser.add_argument("--instructions", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as homes:
        before, now = Checkout(asked.before, Path(homes, "before")), Checkout(ROOT, Path(homes, "now"))
        sys.stdout.write(f"{'':32}{'before':>8}{'now':>8}{'ratio':>7}   modules\n")
        for command in (each for each in COMMANDS if asked.only in each):
            counts = before.modules(command), now.modules(command)
            if asked.instructions:
                old, new = before.instructions(command), now.instructions(command)
            else:
                costs = [(before.cost(command), now.cost(command)) for _ in range(asked.rounds)]
                old, new = (min(each) for each in zip(*costs, strict=True))
            sys.stdout.write(f"{command:32}{old:8.0f}{new:8.0f}{new / old:7.2f}   {counts[0]} {counts[1]}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
