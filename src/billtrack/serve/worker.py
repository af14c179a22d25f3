"""A worker process: questions come in by standard input, replies go out by standard output, one at a time.

Eight bytes of length precede each.  An empty reply says that the worker has started.  It ends when its input ends.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from billtrack.serve.asked import Asked, Reply

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
