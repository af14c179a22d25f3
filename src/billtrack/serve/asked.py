"""A question and its reply, as they pass through the pipe between the server and a worker; and the worker's loop.

Eight bytes of length precede each.  An empty reply says that the worker has started.  A worker answers one question at
a time, and ends when its input ends.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO, NamedTuple, TypeAlias

HTML = "html"
PREPARE = "prepare"
"""The question that is asked once before companions; no address has it."""
CALL, LIST, READ = "tools/call", "resources/list", "resources/read"
REQUESTS = frozenset({CALL, LIST, READ})
"""The questions of an assistant, named as in its protocol; no address has them."""


class Asked(NamedTuple):
    """A question: the page, the names in its address, its parameters, and the format wanted.

    ``address`` is that of the page itself, without its parameters.
    """

    page: str
    address: str
    names: tuple[str, ...] = ()
    parameters: Mapping[str, str] = MappingProxyType({})
    format: str = HTML

    def to_bytes(self) -> bytes:
        """Write it for the pipe."""
        return json.dumps([self.page, self.address, self.names, dict(self.parameters), self.format]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Asked:
        """Read what ``to_bytes`` wrote."""
        page, address, names, parameters, format_ = json.loads(data)
        return cls(page, address, tuple(names), parameters, format_)


class Reply(NamedTuple):
    """A response, before HTTP.

    ``file_name`` is set on what is saved rather than shown, ``location`` where the answer is at another address.
    ``needs`` is set where something must be done once before there is an answer: the page of the question to ask
    first.  ``retry_after`` is the number of seconds after which to ask again, 0 where that would not help.
    """

    status: int
    media_type: str
    body: bytes
    file_name: str = ""
    location: str = ""
    needs: str = ""
    retry_after: int = 0

    def to_bytes(self) -> bytes:
        """Write it for the pipe: a line about it, then its body."""
        return json.dumps([*self[:2], *self[3:]]).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, data: bytes) -> Reply:
        """Read what ``to_bytes`` wrote."""
        head, _, body = data.partition(b"\n")
        status, media_type, *others = json.loads(head)
        return cls(status, media_type, body, *others)


Ask: TypeAlias = Callable[[Asked], Awaitable[Reply]]
"""Hands a question to whoever answers it; when it is canceled, the work on it ends."""
# -------------------------------------------------------------------------------------- in a worker

LENGTH = struct.Struct(">Q")


def answer_all(answer: Callable[[Asked], Reply]) -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches the whole group; the server ends its workers itself
    questions, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # prints go to standard error, not among the replies
    _send(replies, b"")
    while (data := _next(questions)) is not None:
        _send(replies, answer(Asked.from_bytes(data)).to_bytes())


def _send(replies: BinaryIO, reply: bytes) -> None:
    replies.write(LENGTH.pack(len(reply)) + reply)
    replies.flush()


def _next(questions: BinaryIO) -> bytes | None:
    head = questions.read(LENGTH.size)
    return questions.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None
