"""A question and its reply, as they pass through the pipe between the server and a worker; and the worker's loop.

Each is packed by msgspec, and eight bytes of length precede it.  An empty reply says that the worker has started.  A
worker answers one question at a time, and ends when its input ends.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import BinaryIO, TypeAlias

import msgspec

from billtrack.model.values import Value

HTML = "html"
PREPARE = "prepare"
"""The question that is asked once before companions; no address has it."""
CALL, LIST, READ = "tools/call", "resources/list", "resources/read"
REQUESTS = frozenset({CALL, LIST, READ})
"""The questions of an assistant, named as in its protocol; no address has them."""


class Asked(Value, frozen=True):
    """A question: the page, the names in its address, its parameters, and the format wanted.

    ``address`` is that of the page itself, without its parameters.
    """

    page: str
    address: str
    names: tuple[str, ...] = ()
    parameters: Mapping[str, str] = msgspec.field(default_factory=dict)
    format: str = HTML


class Reply(Value, frozen=True):
    """A response, before HTTP.

    ``file_name`` is set on what is saved rather than shown, ``location`` where the answer is at another address.
    ``is_unprepared``: ``PREPARE`` must be asked once before there is an answer.  ``retry_after`` is the number of
    seconds after which to ask again, 0 where that would not help.
    """

    status: int
    media_type: str
    body: bytes
    file_name: str = ""
    location: str = ""
    is_unprepared: bool = False
    retry_after: int = 0


pack = msgspec.msgpack.encode
unpack_asked = msgspec.msgpack.Decoder(Asked).decode
unpack_reply = msgspec.msgpack.Decoder(Reply).decode

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
        _send(replies, pack(answer(unpack_asked(data))))


def _send(replies: BinaryIO, reply: bytes) -> None:
    replies.write(LENGTH.pack(len(reply)) + reply)
    replies.flush()


def _next(questions: BinaryIO) -> bytes | None:
    head = questions.read(LENGTH.size)
    return questions.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None
