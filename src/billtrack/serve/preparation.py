"""What must be done once before some questions can be answered; it goes on while nobody waits for it."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from typing import Self

from billtrack.serve.asked import Asked, Reply
from billtrack.serve.workers import BusyError, TooLongError, Workers

SECONDS_TO_PREPARE = 3_600.0
"""The most that preparing may take; a worker prepares a thousand texts in about a second."""


class Preparation:
    """Asks the first of two questions in the background, one at a time; ends with the block it is used in."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._task: asyncio.Task[Reply | None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
