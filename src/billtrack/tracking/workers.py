"""Several tasks at a time, answered in order: for threads that wait and for processes that compute."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")


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


def answer_in_order(tasks: Iterable[Task], work: Callable[[Task], Answer], *, workers: int) -> Iterator[Answer]:
    """Do *work* on every task with this many threads; otherwise as ``in_order``."""
    with _threads(work, workers) as submit:
        yield from in_order(submit, tasks, ahead=2 * workers)


@contextmanager
def _threads(work: Callable[[Task], Answer], workers: int) -> Iterator[Callable[[Task], Future[Answer]]]:
    """Run *work* in daemon threads: a user who stops the program does not wait for a slow server."""
    waiting: queue.SimpleQueue[tuple[Future[Answer], Task] | None] = queue.SimpleQueue()
    stopped = threading.Event()
    threads: list[threading.Thread] = []

    def serve() -> None:
        while (job := waiting.get()) is not None and not stopped.is_set():
            future, task = job
            try:
                future.set_result(work(task))
            except BaseException as error:  # noqa: BLE001 - raised again where the answer is asked for
                future.set_exception(error)

    def submit(task: Task) -> Future[Answer]:
        future: Future[Answer] = Future()
        waiting.put((future, task))
        if len(threads) < workers:
            threads.append(threading.Thread(target=serve, daemon=True, name=f"fetch-{len(threads)}"))
            threads[-1].start()
        return future

    try:
        yield submit
    finally:
        stopped.set()
        for _ in threads:
            waiting.put(None)
