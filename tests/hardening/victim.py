"""A process that makes victims: for each request a copy of itself that runs billtrack once, perhaps struck meanwhile.

Everything is loaded before, so that a victim does nothing but the work.  Its official source is in memory
(``office``).  A request and its answer are one line of JSON each: the arguments and how to run them, then the
victim's process; the word ``go``, then its exit code.  POSIX only.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import pkgutil
import resource
import select
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import billtrack
from billtrack.cli import main
from billtrack.cli.reports import BUG
from billtrack.tracking import parsed_document
from office import Office
from official_measures import Invented, invented

NAME = "hres1-119"


class Request(NamedTuple):
    """What a victim is to run, where its standard error goes, and the most bytes a file of it may have."""

    arguments: list[str]
    said: str
    is_updated: bool = True
    largest: int | None = None


def measure(*, is_updated: bool) -> Invented:
    """The measure, before or after more people signed it."""
    first = invented(NAME)
    return first.signed_by(2, on=dt.date(2025, 4, 1)) if is_updated else first


def office(*, is_updated: bool) -> Office:
    """The source, which has the measure."""
    source = Office()
    source.put(measure(is_updated=is_updated), hours=int(is_updated))
    return source


def run(request: Request) -> int:
    """Run billtrack, its source being in memory and every text a long one; give its exit code."""
    source = office(is_updated=request.is_updated)
    said = open(request.said, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - a text in the request; closed below
    with (
        mock.patch("billtrack.tracking.commands.sync.open_source", return_value=source),
        mock.patch.object(parsed_document, "LONG_TEXT", 100),
        contextlib.redirect_stderr(said),
    ):
        code = main(request.arguments)
    with contextlib.suppress(OSError):  # where threads change the order of calls, the blow may fall on this one
        said.close()
    return code


def be_victim(request: Request, start: int, maker: int) -> None:
    """Wait to be let go, run, and end without a word more."""
    if request.largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request.largest, resource.RLIM_INFINITY))
    select.select([start], [], [])  # no call that is counted: one that waits may be counted or not
    code = BUG
    try:
        if os.getppid() == maker:  # else it ended, and nobody lets go
            code = run(request)
    finally:
        os._exit(code)


def load_everything() -> None:
    """Load every module, those too that commands load when they run."""
    for module in pkgutil.walk_packages(billtrack.__path__, "billtrack."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    with tempfile.TemporaryDirectory() as scratch:
        bills = Path(scratch) / "bills"
        bills.mkdir()
        for arguments in (["track", NAME], ["sync"], ["untrack", NAME, "--yes"]):
            run(Request([*arguments, "--quiet", "--format", "json", "--bills", str(bills)], os.devnull))


def serve() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    load_everything()
    for line in iter(sys.stdin.readline, ""):
        request = Request(*json.loads(line))
        start, go = os.pipe()
        maker, victim = os.getpid(), os.fork()
        if victim == 0:
            os.close(go)
            be_victim(request, start, maker)
        print(victim, file=answers, flush=True)
        sys.stdin.readline()
        os.write(go, b"!")
        _, status = os.waitpid(victim, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
        os.close(start)
        os.close(go)


if __name__ == "__main__":
    serve()
