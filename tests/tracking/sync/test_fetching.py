"""Several at a time, answered in order."""

from __future__ import annotations

import threading
import time

import pytest

from billtrack.tracking.sync.fetching import answer_in_order


def test_answers_come_in_the_order_of_the_tasks() -> None:
    def slow_when_even(task: int) -> int:
        time.sleep(0.002 * (task % 2 == 0))
        return task * task

    assert list(answer_in_order(range(50), slow_when_even, workers=4)) == [task * task for task in range(50)]


def test_no_more_is_begun_than_twice_the_workers() -> None:
    begun: list[int] = []
    answers = answer_in_order(range(100), begun.append, workers=3)
    next(answers)
    time.sleep(0.05)
    assert len(begun) <= 7


def test_a_failure_is_raised_in_its_place() -> None:
    def work(task: int) -> int:
        if task == 3:
            raise LookupError("three")
        return task

    answers = answer_in_order(range(10), work, workers=2)
    assert [next(answers) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(LookupError, match="three"):
        next(answers)


def test_nothing_more_is_begun_once_nobody_listens() -> None:
    gate, begun = threading.Event(), []

    def work(task: int) -> int:
        begun.append(task)
        if task:
            gate.wait(5)
        return task

    answers = answer_in_order(range(100), work, workers=2)
    next(answers)
    answers.close()  # type: ignore[attr-defined]  # it is a generator
    gate.set()
    time.sleep(0.05)
    assert len(begun) <= 4
