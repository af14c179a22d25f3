"""Several tasks at a time in threads that wait, answered in order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from billtrack.batch.crew import Answer, Task, in_order


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
