"""Several at a time, answered in order.

The threads are daemons: a person who stops the program does not wait for a slow server.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class _Job(Generic[Task, Answer]):
    """One task and, when it is done, its answer or its failure."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._done = threading.Event()
        self._answer: tuple[Answer] | BaseException | None = None

    def run(self, work: Callable[[Task], Answer]) -> None:
        """Do the task in the present thread."""
        try:
            self._answer = (work(self.task),)
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is asked for
            self._answer = error
        self._done.set()

    def answer(self) -> Answer:
        """Wait for the answer, or raise what the work raised."""
        self._done.wait()
        if isinstance(self._answer, BaseException):
            raise self._answer
        assert self._answer is not None  # noqa: S101 - set before the event is
        return self._answer[0]


def answer_in_order(tasks: Iterable[Task], work: Callable[[Task], Answer], *, workers: int) -> Iterator[Answer]:
    """Do *work* on every task with so many *workers*, and give the answers in the order of the tasks.

    At most twice as many tasks as workers are begun and not yet given, so that memory stays bounded.  What *work*
    raises is raised here, in its place.
    """
    waiting: queue.SimpleQueue[_Job[Task, Answer] | None] = queue.SimpleQueue()
    stopped = threading.Event()

    def serve() -> None:
        while (job := waiting.get()) is not None and not stopped.is_set():
            job.run(work)

    rest = iter(tasks)
    begun: deque[_Job[Task, Answer]] = deque()
    threads = 0
    try:
        while True:
            for task in islice(rest, 2 * workers - len(begun)):
                job: _Job[Task, Answer] = _Job(task)
                begun.append(job)
                waiting.put(job)
                if threads < workers:
                    threading.Thread(target=serve, daemon=True, name=f"fetch-{threads}").start()
                    threads += 1
            if not begun:
                return
            yield begun.popleft().answer()
    finally:
        stopped.set()
        for _ in range(threads):
            waiting.put(None)
