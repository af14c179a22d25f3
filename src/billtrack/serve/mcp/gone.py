"""Work for nobody: a request over HTTP whose client has gone is canceled."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


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
