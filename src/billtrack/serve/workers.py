"""The worker processes: a few that answer, a bound on how long each may take, and how many may wait.

A comparison of long texts cannot be interrupted inside Python, so each question is answered in a process of its own
memory: it is ended when its time is up or when whoever asked has gone, and another begins in its place.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Self

from billtrack.serve.asked import Asked, Reply
from billtrack.serve.worker import LENGTH


class BusyError(Exception):
    """Too many already wait."""


class TooLongError(Exception):
    """The answer took longer than allowed."""


class Workers:
    """*count* processes of *command*, each with *seconds* for an answer; *waiting* may wait for one.

    Use as an asynchronous context manager.
    """

    def __init__(self, command: Sequence[str], *, count: int, seconds: float, waiting: int) -> None:
        self._command = command
        self._count = count
        self._seconds = seconds
        self._left = waiting + count
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()

    async def __aenter__(self) -> Self:
        for _ in range(self._count):
            self._add()
        return self

    async def __aexit__(self, *_: object) -> None:
        for worker in self._all:
            worker.end()
        await asyncio.gather(*(worker.ended() for worker in self._all))

    def _add(self) -> None:
        worker = _Worker(self._command)
        self._all.add(worker)
        self._idle.put_nowait(worker)

    async def ask(self, asked: Asked) -> Reply:
        """Ask a worker.

        Raises:
            BusyError: too many wait.
            TooLongError: there is no answer in time.
        """
        if not self._left:
            raise BusyError
        self._left -= 1
        try:
            async with asyncio.timeout(self._seconds):
                worker = await self._idle.get()
                return await self._answered(worker, asked)
        except TimeoutError as error:
            raise TooLongError from error
        finally:
            self._left += 1

    async def _answered(self, worker: _Worker, asked: Asked) -> Reply:
        try:
            reply = await worker.ask(asked)
        except BaseException:  # its time is up, whoever asked has gone, or it died: it is in no known state
            worker.end()
            self._all.discard(worker)
            self._add()
            raise
        self._idle.put_nowait(worker)
        return reply


class _Worker:
    """One process; it begins when it is first asked."""

    def __init__(self, command: Sequence[str]) -> None:
        self._begun = asyncio.ensure_future(self._begin(command))

    @staticmethod
    async def _begin(command: Sequence[str]) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)

    async def ask(self, asked: Asked) -> Reply:
        process = await asyncio.shield(self._begun)
        if process.stdin is None or process.stdout is None:
            raise ConnectionError
        question = asked.to_bytes()
        process.stdin.write(LENGTH.pack(len(question)) + question)
        await process.stdin.drain()
        (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        return Reply.from_bytes(await process.stdout.readexactly(length))

    def end(self) -> None:
        self._begun.add_done_callback(_kill)

    async def ended(self) -> None:
        with contextlib.suppress(OSError):
            process = await self._begun
            await process.wait()


def _kill(begun: asyncio.Future[asyncio.subprocess.Process]) -> None:
    if not begun.cancelled() and begun.exception() is None:
        with contextlib.suppress(ProcessLookupError):
            begun.result().kill()
