"""The worker processes: how many there are, how long each may take, and how many requests may wait.

A comparison of long texts cannot be interrupted inside Python, so questions are answered in other processes.  One is
killed when its time is up or its client has gone, and another starts in its place.  What some questions need once is
prepared in one of them while nobody waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from billtrack.serve.asked import LENGTH, Asked, Reply, pack, unpack_reply

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BusyError(Exception):
    """Too many requests are waiting."""


class TooLongError(Exception):
    """The answer took longer than allowed."""


SECONDS_TO_WAIT = 30.0
"""How long a question waits for a free worker, which may still be starting."""


class Workers:
    """*count* processes of *command*, each with *seconds* for an answer; at most *waiting* questions wait for one.

    Use as an asynchronous context manager.
    """

    def __init__(self, command: Sequence[str], *, count: int, seconds: float, waiting: int) -> None:
        self._command = command
        self._count = count
        self._seconds = seconds
        self._left = waiting + count
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._lives: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        for _ in range(self._count):
            self._begin()
        return self

    async def __aexit__(self, *_: object) -> None:
        for life in self._lives:
            life.cancel()
        await asyncio.gather(*self._lives, return_exceptions=True)

    def _begin(self) -> None:
        life = asyncio.create_task(self._live())
        self._lives.add(life)
        life.add_done_callback(self._lives.discard)

    async def _live(self) -> None:
        """Run a process; start another when it ends."""
        while True:
            process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE)
            try:
                with contextlib.suppress(EOFError):
                    worker = _Worker(process)
                    await worker.ready()
                    self._idle.put_nowait(worker)
                await process.wait()
            finally:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
            await asyncio.sleep(_PAUSE)

    async def ask(self, asked: Asked, *, seconds: float | None = None) -> Reply:
        """Ask a worker, which has *seconds* for the answer, if they are given, in place of the usual ones.

        Raises:
            BusyError: too many are waiting.
            TooLongError: no answer came in time.
            EOFError: the worker died.
            UnicodeEncodeError: a word of *asked* has half a surrogate pair; no worker is asked.
        """
        question = pack(asked)
        if not self._left:
            raise BusyError
        self._left -= 1
        try:
            async with asyncio.timeout(SECONDS_TO_WAIT):
                worker = await self._next()
            async with asyncio.timeout(seconds or self._seconds):
                return await self._answered(worker, question)
        except TimeoutError as error:
            raise TooLongError from error
        finally:
            self._left += 1

    async def _next(self) -> _Worker:
        while True:
            worker = await self._idle.get()
            if worker.is_alive:
                return worker

    async def _answered(self, worker: _Worker, question: bytes) -> Reply:
        try:
            reply = await worker.ask(question)
        except BaseException:  # its time is up, the client has gone, or it died: its state is unknown
            worker.end()
            raise
        self._idle.put_nowait(worker)
        return reply


_PAUSE = 0.1
"""Seconds before an ended process is replaced, so that one that cannot start does not keep the computer busy."""


class _Worker:
    """A process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise ConnectionError
        self._process, self._questions, self._replies = process, process.stdin, process.stdout

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def ready(self) -> None:
        """Wait for the empty reply that says it has started."""
        await self._reply()

    async def ask(self, question: bytes) -> Reply:
        self._questions.write(LENGTH.pack(len(question)) + question)
        await self._questions.drain()
        return unpack_reply(await self._reply())

    async def _reply(self) -> bytes:
        (length,) = LENGTH.unpack(await self._replies.readexactly(LENGTH.size))
        return await self._replies.readexactly(length)

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()


SECONDS_TO_PREPARE = 3_600.0
"""The most that preparing may take; a worker prepares a thousand texts in about a second."""


class Preparation:
    """Asks the first of two questions in the background, one at a time; ends with the block it is used in."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._task: asyncio.Task[Reply | None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self._task is not None and not self._task.done()

    def begin(self, asked: Asked) -> None:
        """Ask *asked*, unless something is being prepared already."""
        if not self.is_running:
            self._task = asyncio.create_task(self._ask(asked))

    def failed(self) -> Reply | None:
        """Give, once, the reply that says why preparing failed; ``None`` where it did not."""
        if self._task is None or not self._task.done():
            return None
        task, self._task = self._task, None
        return task.result()

    async def _ask(self, asked: Asked) -> Reply | None:
        try:
            reply = await self._workers.ask(asked, seconds=SECONDS_TO_PREPARE)
        except (BusyError, TooLongError, EOFError):
            return None  # the next visitor begins it again
        return reply if reply.status >= 400 else None


class UntilGone:
    """Runs *app* for a request until it ends or the client has closed the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the messages of its body are passed on one at a time, as *app* takes them."""
        messages: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)

        async def until_gone() -> None:
            while (message := await receive())["type"] != "http.disconnect":
                await messages.put(message)

        async def answer() -> None:
            await self._app(scope, messages.get, send)

        answered, gone = asyncio.create_task(answer()), asyncio.create_task(until_gone())
        try:
            await asyncio.wait({answered, gone}, return_when=asyncio.FIRST_COMPLETED)
            if answered.done():
                answered.result()
        finally:
            gone.cancel()
            answered.cancel()
            await asyncio.gather(answered, gone, return_exceptions=True)
