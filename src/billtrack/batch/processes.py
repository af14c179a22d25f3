"""Processes of this machine.  Each ends when the process that began it ends, however that happened."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from billtrack.batch.crew import Answer, Task, in_order
from billtrack.errors import InputError

_AHEAD = 3
"""Tasks for each process taken ahead of the answer that is given; bounds memory."""


class Processes:
    """*size* processes, started when the first task comes; each first calls *begin* with *given*."""

    def __init__(self, size: int, begin: Callable[..., object] | None = None, *given: object) -> None:
        self.size = size
        context = multiprocessing.get_context("spawn")  # the other methods inherit open files and locks
        self._pool = ProcessPoolExecutor(size, context, initializer=_begin, initargs=(begin, given))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """Do *work* on each of *tasks*.

        Raises:
            InputError: a process died: killed, or out of memory.
        """
        try:
            yield from in_order(lambda task: self._pool.submit(work, task), tasks, ahead=self.size * _AHEAD)
        except BrokenProcessPool as error:
            raise InputError(
                "a worker process died (killed, or out of memory)",
                hint="run the same command again to continue; if it happens again, add --jobs 1",
            ) from error


# ------------------------------------------------------------------------------- in such a process


def _begin(begin: Callable[..., object] | None, given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
