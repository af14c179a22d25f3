"""A worker answers one question at a time; one that takes too long, or that nobody waits for, is ended."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from billtrack.serve.answering import answer
from billtrack.serve.asked import Asked, Reply, pack, unpack_asked, unpack_reply
from billtrack.serve.found import AnswerPage
from billtrack.serve.held import Held
from billtrack.serve.workers import BusyError, TooLongError, Workers

SLEEPER = """
import os, sys, time
from billtrack.serve.answering import answer
from billtrack.serve.asked import LENGTH, Reply, pack, unpack_asked
sys.stdout.buffer.write(LENGTH.pack(0))
sys.stdout.buffer.flush()
while (head := sys.stdin.buffer.read(LENGTH.size)):
    asked = unpack_asked(sys.stdin.buffer.read(*LENGTH.unpack(head)))
    if asked.page == "die": os._exit(1)
    time.sleep(float(asked.names[0]))
    reply = pack(Reply(200, "text/plain", str(os.getpid()).encode()))
    sys.stdout.buffer.write(LENGTH.pack(len(reply)) + reply)
    sys.stdout.buffer.flush()
"""
COMMAND = (sys.executable, "-c", SLEEPER)


def sleep(seconds: float) -> Asked:
    return Asked("sleep", "/", (str(seconds),))


def run(
    work: Callable[[Workers], Awaitable[None]], *, count: int = 1, seconds: float = 20.0, waiting: int = 10
) -> None:
    async def inside() -> None:
        async with Workers(COMMAND, count=count, seconds=seconds, waiting=waiting) as workers:
            await work(workers)

    asyncio.run(inside())


def test_what_is_asked_and_replied_passes_the_pipe_unchanged() -> None:
    asked = Asked("diff", "/diff/a..b", ("a", "b"), {"q": "\u201c\x00\n\U0001f600"}, "json")
    assert unpack_asked(pack(asked)) == asked
    reply = Reply(200, "text/html", b"\n\x00a\nb", "a.csv", "/b")
    assert unpack_reply(pack(reply)) == reply


def test_one_worker_answers_one_question_after_another() -> None:
    async def work(workers: Workers) -> None:
        replies = await asyncio.gather(*(workers.ask(sleep(0)) for _ in range(8)))
        assert len({reply.body for reply in replies}) == 1

    run(work)


def test_an_answer_that_takes_too_long_ends_and_the_next_is_answered_by_another_process() -> None:
    async def work(workers: Workers) -> None:
        before = (await workers.ask(sleep(0))).body
        start = time.monotonic()
        with pytest.raises(TooLongError):
            await workers.ask(sleep(60))
        assert time.monotonic() - start < 20
        assert (await workers.ask(sleep(0))).body != before

    run(work, seconds=5)


def test_a_question_that_cannot_be_written_ends_no_worker() -> None:
    async def work(workers: Workers) -> None:
        before = (await workers.ask(sleep(0))).body
        with pytest.raises(UnicodeEncodeError):
            await workers.ask(Asked("sleep", "/", ("\ud800",)))
        assert (await workers.ask(sleep(0))).body == before

    run(work)


def test_a_question_nobody_waits_for_anymore_ends() -> None:
    async def work(workers: Workers) -> None:
        before = (await workers.ask(sleep(0))).body
        task = asyncio.create_task(workers.ask(sleep(60)))
        await asyncio.sleep(0.3)
        task.cancel()
        assert (await workers.ask(sleep(0))).body != before

    run(work)


def test_one_that_dies_is_replaced() -> None:
    async def work(workers: Workers) -> None:
        with pytest.raises(EOFError):
            await workers.ask(Asked("die", "/", ("0",)))
        assert (await workers.ask(sleep(0))).status == 200

    run(work)


def test_no_more_than_a_number_wait() -> None:
    async def work(workers: Workers) -> None:
        tasks = [asyncio.create_task(workers.ask(sleep(0.5))) for _ in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(BusyError):
            await workers.ask(sleep(0))
        assert [reply.status for reply in await asyncio.gather(*tasks)] == [200] * 3

    run(work, waiting=2)


def test_at_the_end_every_process_is_gone() -> None:
    found: list[int] = []

    async def work(workers: Workers) -> None:
        found.append(int((await workers.ask(sleep(0))).body))

    run(work)
    with pytest.raises(ProcessLookupError):
        os.kill(found[0], 0)


GREEDY = """
import sys
from billtrack.serve.commands import work
work.MOST_MEMORY = 300_000_000
work._bound_memory()
try:
    bytearray(400_000_000)
except MemoryError:
    print("refused")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound it")
def test_a_worker_is_refused_more_memory_than_its_bound() -> None:
    run = subprocess.run([sys.executable, "-c", GREEDY], capture_output=True, text=True, check=True)
    assert run.stdout == "refused\n"


def test_an_answer_that_takes_too_much_memory_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object) -> AnswerPage:
        raise MemoryError

    monkeypatch.setattr("billtrack.serve.answering.PAGES", {"diff": too_much})
    moment = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    held = Held(tmp_path, None, today=moment.date, now=lambda: moment, day_of=dt.datetime.date)
    reply = answer(Asked("diff", "/diff/a..b", ("a", "b"), {}, "json"), held)
    assert reply.status == 503
    assert b"takes too much memory for a page" in reply.body
