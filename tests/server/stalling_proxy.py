"""A way to a server on loopback that can be cut: what is sent goes nowhere, and nobody is told."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


class Proxy:
    """Passes on what comes to ``port`` to the *port* of a server, until it is ``cut``."""

    def __init__(self, port: int) -> None:
        self._server = port
        self._cut = threading.Event()
        self._ends: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Pass nothing on any more; every connection stays open, and new ones are taken."""
        self._cut.set()

    def close(self) -> None:
        """Close every connection."""
        for end in (self._listening, *self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self._ends.append(client)
            if self._cut.is_set():
                continue
            server = socket.create_connection(("127.0.0.1", self._server))
            self._ends.append(server)
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                if self._cut.is_set():
                    return
                other.sendall(data)
            if not self._cut.is_set():
                other.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def proxy(port: int) -> Iterator[Proxy]:
    """Run a proxy to *port*."""
    one = Proxy(port)
    try:
        yield one
    finally:
        one.close()
