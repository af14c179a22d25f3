"""The server: its socket, and time limits for slow clients."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from billtrack.errors import InputError

SECONDS_TO_ASK = 10.0
"""How long a client may take to send a request, and how long a connection may stay idle."""
SECONDS_TO_TAKE = 60.0
"""How long a request may take in all, until the client has the whole response."""
MOST_CONNECTIONS = 250
"""Connections open at once; any more get a 503."""
LONGEST_HEAD = 16_384
"""The most bytes of a request's line and headers."""


class BoundedProtocol(H11Protocol):
    """HTTP/1.1 with time limits for sending a request and taking the response; uvicorn limits only idle time."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Start the clock."""
        super().connection_made(transport)
        self._wait(SECONDS_TO_ASK)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Restart the clock for the next request."""
        super().on_response_complete()
        self._wait(SECONDS_TO_ASK)

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self._look, self.cycle)

    def _look(self, before: object) -> None:
        """End the connection, unless a request is being answered: it gets more time, once."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request, whatever uvicorn says
        if cycle is not None and not cycle.response_complete and cycle is not before:
            self._wait(SECONDS_TO_TAKE)
        else:
            self.transport.abort()


class _Server(uvicorn.Server):
    """Calls back once it answers."""

    def __init__(self, config: uvicorn.Config, when_answering: Callable[[], None]) -> None:
        super().__init__(config)
        self._when_answering = when_answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen."""
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._when_answering()


def listen(host: str, port: int) -> socket.socket:
    """Open the socket; port 0 takes a free one.

    Raises:
        InputError: the port is in use, or there is no such address here.
    """
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.create_server(address[:2], family=kind)
    except (OSError, UnicodeError) as error:
        number = getattr(error, "errno", None) or 0
        why = os.strerror(number) if number > 0 else getattr(error, "strerror", None) or str(error)
        hint = "--port 0 takes a free port" if number in {errno.EADDRINUSE, errno.EACCES} else None
        raise InputError(f"cannot serve on {host}, port {port}: {why}", hint=hint) from error
    return opened


def serve_on(opened: socket.socket, app: ASGIApp, when_answering: Callable[[], None]) -> None:
    """Serve *app* until the program is interrupted."""
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)  # errors of visitors are answered, not logged
    config = uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=3,
    )
    _Server(config, when_answering).run(sockets=[opened])
