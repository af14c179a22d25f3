# ruff: noqa: T201  (what it prints is what it is for)
"""A whole Congress of roll calls in an archive: how long the import takes, how large it is, how soon `member` answers.

``python tests/benchmarks/votes.py SHARED [FOLDER]``: SHARED is the folder of official data.  The 117th Congress held
996 House and 949 Senate roll calls; the rebuilt files on hand are fewer, so each is copied under invented roll numbers
until there are as many.  Their members, tallies and sizes are real; that roll 500 was such a vote is not.  Times are of
the processor; those of the clock stand beside them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

HOUSE, SENATE = 996, 949
PROGRAM = [sys.executable, "-m", "billtrack"]


def main() -> None:
    """Build the zip, import it with the status files, and time `member`."""
    shared = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        place = Path(folder)
        package = place / "votes.zip"
        with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as target:
            many(shared, "house", HOUSE, target)
            many(shared, "senate", SENATE, target)
        archive = place / "congress.db"
        statuses = sorted((shared / "billstatus" / "bulk").glob("BILLSTATUS-117-*.zip"))
        timed("statuses", [*map(str, statuses), "--archive", str(archive)], archive)
        timed("votes", [str(package), "--archive", str(archive)], archive)
        for who in ("D000216", "B000944", "delauro"):
            command = [*PROGRAM, "member", who, "--json", "--archive", str(archive), "--bills", str(place)]
            runs = [measured(command) for _ in range(5)]
            found = json.loads(runs[0].output)["members"][0]
            counts = {key: len(found[key]) for key in ("sponsored", "signed", "votes")}
            processor, clock = min(run.processor for run in runs), min(run.clock for run in runs)
            print(f"member {who}: {processor:.2f} s, {clock:.2f} s by the clock, best of 5; {counts}")


class Run(NamedTuple):
    """What one command wrote, and the seconds it took."""

    output: bytes
    processor: float
    clock: float


def measured(command: list[str]) -> Run:
    """Run a command; its processor time is that of the children of this process."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True)
    clock, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(done.stdout, processor, clock)


def many(shared: Path, chamber: str, count: int, target: zipfile.ZipFile) -> None:
    """Write *count* roll calls of *chamber*, the rebuilt ones over and over, each under a number of its own."""
    with zipfile.ZipFile(shared / "votes" / "rebuilt" / f"votes-{chamber}-117.zip") as package:
        files = [package.read(name) for name in sorted(package.namelist())]
    tag = b"rollcall-num" if chamber == "house" else b"vote_number"
    for number, data in enumerate(islice(cycle(files), count), 1):
        said = re.sub(rb"<%s>\d+</%s>" % (tag, tag), b"<%s>%d</%s>" % (tag, number, tag), data)
        target.writestr(f"{chamber}/{number}.xml", said)


def timed(what: str, arguments: list[str], archive: Path) -> None:
    """Import, and say how long it took and what the archive weighs after it."""
    before = archive.stat().st_size if archive.exists() else 0
    run = measured([*PROGRAM, "import", *arguments, "--quiet"])
    grown = (archive.stat().st_size - before) / 1e6
    print(f"{what}: {run.processor:.1f} s, {run.clock:.1f} s by the clock; the archive grew by {grown:.1f} MB")


if __name__ == "__main__":
    main()
