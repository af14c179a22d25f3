"""Batch: the same work on many tasks, in this process, in several, or on a Dask cluster of many machines.

Knows nothing of measures or archives.  Work is a function of a module, and a task and its answer are values that
another process can be sent.  A task holds no password: a cluster writes down what it is sent.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from itertools import islice
from multiprocessing.connection import wait
from types import TracebackType
from typing import Protocol, TypeVar

from billtrack.errors import InputError

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Crew(Protocol):
    """Does the same work on many tasks."""

    @property
    def size(self) -> int:
        """How many tasks are worked on at once, at least 1."""

    def each(self, work: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """Do *work* on each of *tasks*; the answers in the order of the tasks, each as soon as it can be given.

        Few tasks are taken ahead of the answers, which bounds memory.  An error of a task is raised in its place.

        Raises:
            BilltrackError: the crew itself failed.
        """


class Alone:
    """Does the work in this process, a task at a time."""

    size = 1

    def each(self, work: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """Do *work* on each of *tasks* when its answer is asked for."""
        return map(work, tasks)


def in_order(submit: Callable[[Task], Future[Answer]], tasks: Iterable[Task], *, ahead: int) -> Iterator[Answer]:
    """Submit *tasks* and give the answers in their order.

    At most *ahead* tasks are submitted and not yet given, which bounds memory.  An exception in a task is raised here,
    in its place.
    """
    rest = iter(tasks)
    begun: deque[Future[Answer]] = deque()
    while True:
        begun.extend(map(submit, islice(rest, ahead - len(begun))))
        if not begun:
            return
        yield begun.popleft().result()


AHEAD = 3
"""Tasks for each process or worker taken ahead of the answer that is given; bounds memory."""


class Processes(AbstractContextManager["Processes"]):
    """*size* processes of this machine, started when the first task comes; each first calls *begin* with *given*.

    Each ends when the process that began it ends, however that happened.
    """

    def __init__(self, size: int, begin: Callable[..., object] | None = None, *given: object) -> None:
        self.size = size
        context = multiprocessing.get_context("spawn")  # the other methods inherit open files and locks
        self._pool = ProcessPoolExecutor(size, context, initializer=_begin, initargs=(begin, given))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """Do *work* on each of *tasks*.

        Raises:
            InputError: a process died: killed, or out of memory.
        """
        try:
            yield from in_order(lambda task: self._pool.submit(work, task), tasks, ahead=self.size * AHEAD)
        except BrokenProcessPool as error:
            raise InputError(
                "a worker process died (killed, or out of memory)",
                hint="run the same command again to continue; if it happens again, add --jobs 1",
            ) from error


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
