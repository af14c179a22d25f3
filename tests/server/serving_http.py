"""An application served over HTTP within the test's own process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette


@contextmanager
def served(app: Starlette, *beside: AbstractAsyncContextManager[object]) -> Iterator[int]:
    """Serve *app* on a free port, which is given, and keep what it needs *beside* it open as long."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(of: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as began:
            for each in beside:
                await began.enter_async_context(each)
            await began.enter_async_context(inner(of))
            yield

    app.router.lifespan_context = lifespan
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
