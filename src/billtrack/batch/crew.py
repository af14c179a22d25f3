"""Who does the work on the tasks of a batch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import Protocol, TypeVar

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
