"""A Dask scheduler and its workers as programs of their own, over TCP on loopback, as people start them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_DASK = Path(sys.executable).with_name("dask")
_PATIENCE = 60


class Cluster:
    """A running scheduler; its workers are added and killed."""

    def __init__(self, folder: Path, opened: contextlib.ExitStack) -> None:
        self._folder, self._opened = folder, opened
        self._file = folder / "scheduler.json"
        self._nannies: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file), environ={})
        self.address = self._address()

    def _start(self, *command: str, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        log = self._opened.enter_context((self._folder / f"{len(list(self._folder.iterdir()))}.log").open("wb"))
        where = ["--host", "127.0.0.1", "--no-dashboard"]
        running = subprocess.Popen(
            [_DASK, *command, *where],
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environ},
            cwd=self._folder,
            start_new_session=True,
        )
        self._opened.callback(_end, running)
        return running

    def _address(self) -> str:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError, ValueError):
                return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
            time.sleep(0.1)
        raise AssertionError("the scheduler did not start")

    def add_workers(self, count: int, **environ: str) -> None:
        """Start *count* workers with one thread each, and wait until they can be killed."""
        for _ in range(count):
            options = ("--nthreads", "1", "--scheduler-file", str(self._file))
            self._nannies.append(self._start("worker", *options, environ=environ))
        until = time.monotonic() + _PATIENCE
        while len(self.workers()) < len(self._nannies):
            assert time.monotonic() < until, "the workers did not start"
            time.sleep(0.1)

    def workers(self) -> list[int]:
        """The processes that work; each is started again by its nanny if it dies."""
        listed = subprocess.run(
            ["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
        ).stdout
        nannies = {str(each.pid) for each in self._nannies}
        rows = [line.split(None, 2) for line in listed.splitlines()]
        return [int(row[0]) for row in rows if row[1] in nannies and "spawn_main" in row[2]]

    def logs(self) -> str:
        """All the scheduler and the workers have written."""
        return "".join(path.read_text("utf-8", "replace") for path in sorted(self._folder.glob("*.log")))


def _end(running: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


@contextlib.contextmanager
def dask_cluster(folder: Path) -> Iterator[Cluster]:
    """Run a scheduler without workers; what it and they write is kept in *folder*."""
    folder.mkdir(exist_ok=True)
    with contextlib.ExitStack() as opened:
        yield Cluster(folder, opened)
